//! What stays on the phone: the only code that names rexie.
//!
//! Architecture invariant: each method is one IndexedDB transaction; a handle that died is opened again once;
//! an error of the browser becomes a [`StoreError`] here and no `JsValue` leaves.
//!
//! The catalogue lies in pieces of its own text (docs/decisions/0002), what a person made one record each.

mod boot;
mod canary;
mod catalogue;
mod connection;
mod early;
mod error;
mod favourites;
mod media;
mod migrations;
mod schema;
mod shelves;
mod start;

pub use boot::{Booted, boot, boot_early, refresh, settle};
pub use canary::Eviction;
pub use chava_sync::ports::StoreError;
pub use schema::VERSION;
pub use start::Kept;

use chava_sync::ports::{Held, ItemChange, Media, MediumKey, Shelf, Store, Stored};

use connection::Connection;

/// The phone's database.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

impl Database {
    /// The name of the app's database.
    pub const NAME: &str = "chava";

    /// The app's database; it is opened, and made where needed, when it is first asked for something.
    pub fn of_the_app() -> Self {
        Self { connection: Connection::new(Self::NAME) }
    }

    /// Opens a database of another name, for tests and benchmarks.
    ///
    /// # Errors
    /// When the browser has no IndexedDB, refuses it, or holds a newer version.
    pub async fn open_named(name: &str) -> Result<Self, StoreError> {
        Ok(Self { connection: Connection::open(name).await? })
    }

    /// Deletes a database with all that is in it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        connection::delete(name).await
    }

    /// Closes the handle; the next call opens a new one.
    pub fn close(&self) {
        self.connection.close();
    }

    /// A short fact beside the catalogue, such as when it was last fresh.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn note(&self, name: &str) -> Result<Option<String>, StoreError> {
        catalogue::note(&self.connection, name).await
    }

    /// Writes a short fact beside the catalogue.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn set_note(&self, name: &str, value: &str) -> Result<(), StoreError> {
        catalogue::set_note(&self.connection, name, value).await
    }
}

impl Store for Database {
    async fn held(&self) -> Result<Option<Held>, StoreError> {
        catalogue::held(&self.connection).await
    }

    async fn load(&self) -> Result<Option<Stored>, StoreError> {
        start::read(&self.connection).await?.stored
    }

    async fn replace(&self, expected: Option<&Held>, held: &Held, base: &[u8]) -> Result<(), StoreError> {
        catalogue::replace(&self.connection, expected, held, base).await?;
        canary::remember();
        Ok(())
    }

    async fn append(&self, expected: &Held, held: &Held, log: &[u8]) -> Result<(), StoreError> {
        catalogue::append(&self.connection, expected, held, log).await
    }

    async fn put_derived(&self, held: &Held, derived: &[u8]) -> Result<(), StoreError> {
        catalogue::put_derived(&self.connection, held, derived).await
    }

    async fn items(&self, shelf: Shelf) -> Result<Vec<(String, String)>, StoreError> {
        shelves::items(&self.connection, shelf).await
    }

    async fn item(&self, shelf: Shelf, key: &str) -> Result<Option<String>, StoreError> {
        shelves::item(&self.connection, shelf, key).await
    }

    async fn put_item(&self, shelf: Shelf, key: &str, value: &str) -> Result<(), StoreError> {
        self.change_items(&[ItemChange::new(shelf, key, Some(value.into()))]).await
    }

    async fn remove_item(&self, shelf: Shelf, key: &str) -> Result<(), StoreError> {
        self.change_items(&[ItemChange::new(shelf, key, None)]).await
    }

    async fn change_items(&self, changes: &[ItemChange]) -> Result<(), StoreError> {
        shelves::change(&self.connection, changes).await?;
        canary::remember();
        Ok(())
    }

    async fn make_room(&self) -> Result<(), StoreError> {
        catalogue::drop_derived(&self.connection).await
    }
}

impl Media for Database {
    async fn put_piece(&self, medium: MediumKey<'_>, piece: u32, bytes: &[u8]) -> Result<(), StoreError> {
        media::put(&self.connection, medium, piece, bytes).await
    }

    async fn medium(&self, medium: MediumKey<'_>) -> Result<Option<Vec<u8>>, StoreError> {
        media::read(&self.connection, medium).await
    }

    async fn drop_medium(&self, (owner, number): MediumKey<'_>) -> Result<(), StoreError> {
        media::drop_under(&self.connection, &media::of_medium((owner, number))).await
    }

    async fn drop_media(&self, owner: &str) -> Result<(), StoreError> {
        media::drop_under(&self.connection, owner).await
    }

    async fn drop_ownerless(&self, owners: &[&str]) -> Result<Vec<String>, StoreError> {
        media::drop_ownerless(&self.connection, owners).await
    }
}
