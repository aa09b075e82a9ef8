//! A phone's store: it may be full, its handle may be dead, and the app may die at each step.

use chava_sync::memory::MemoryStore;
use chava_sync::ports::{Held, ItemChange, Media, MediumKey, Shelf, Store, StoreError, Stored};

use super::device::Device;

/// How many writes fit on a full phone once room was made.
const ROOM: u32 = 4;

fn killed() -> StoreError {
    StoreError::Other { name: "Killed".into(), message: "the app is dead".into() }
}

impl Device {
    /// What may go wrong before a step of the store takes effect.
    fn before(&self, writes: bool) -> Result<(), StoreError> {
        self.maybe_die("app killed before a step of its store");
        if self.dead.get() {
            return Err(killed());
        }
        if self.chance(self.habits.dead_handles) {
            self.count(|tally| tally.fault("database handle dead"));
            return Err(StoreError::Other { name: "InvalidStateError".into(), message: "closing".into() });
        }
        if writes {
            match self.room.get() {
                Some(0) => {
                    self.count(|tally| tally.fault("disk full at a write"));
                    return Err(StoreError::Full);
                }
                Some(left) => self.room.set(Some(left - 1)),
                None => {}
            }
        }
        Ok(())
    }

    /// The app may die right after a step took effect.
    fn after<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.maybe_die("app killed after a step of its store");
        if self.dead.get() { Err(killed()) } else { result }
    }

    fn disk(&self) -> &MemoryStore {
        &self.disk
    }
}

impl Store for Device {
    async fn held(&self) -> Result<Option<Held>, StoreError> {
        self.disk().held().await
    }

    async fn load(&self) -> Result<Option<Stored>, StoreError> {
        self.disk().load().await
    }

    async fn replace(&self, expected: Option<&Held>, held: &Held, base: &[u8]) -> Result<(), StoreError> {
        self.disk().replace(expected, held, base).await
    }

    async fn append(&self, expected: &Held, held: &Held, log: &[u8]) -> Result<(), StoreError> {
        self.disk().append(expected, held, log).await
    }

    async fn put_derived(&self, held: &Held, derived: &[u8]) -> Result<(), StoreError> {
        self.disk().put_derived(held, derived).await
    }

    async fn items(&self, shelf: Shelf) -> Result<Vec<(String, String)>, StoreError> {
        self.before(false)?;
        self.disk().items(shelf).await
    }

    async fn item(&self, shelf: Shelf, key: &str) -> Result<Option<String>, StoreError> {
        self.before(false)?;
        self.disk().item(shelf, key).await
    }

    async fn put_item(&self, shelf: Shelf, key: &str, value: &str) -> Result<(), StoreError> {
        self.before(true)?;
        self.after(self.disk().put_item(shelf, key, value).await)
    }

    async fn remove_item(&self, shelf: Shelf, key: &str) -> Result<(), StoreError> {
        self.before(false)?;
        self.after(self.disk().remove_item(shelf, key).await)
    }

    async fn change_items(&self, changes: &[ItemChange]) -> Result<(), StoreError> {
        // The other tab may act between what was read and what is written.
        self.meanwhile();
        self.before(changes.iter().any(|change| change.value.is_some()))?;
        self.after(self.disk().change_items(changes).await)
    }

    async fn make_room(&self) -> Result<(), StoreError> {
        self.before(false)?;
        if self.room.get() == Some(0) && self.has_derived.replace(false) {
            self.room.set(Some(ROOM));
        }
        Ok(())
    }
}

impl Media for Device {
    async fn put_piece(&self, medium: MediumKey<'_>, piece: u32, bytes: &[u8]) -> Result<(), StoreError> {
        self.before(true)?;
        self.after(self.disk().put_piece(medium, piece, bytes).await)
    }

    async fn medium(&self, medium: MediumKey<'_>) -> Result<Option<Vec<u8>>, StoreError> {
        self.before(false)?;
        self.disk().medium(medium).await
    }

    async fn drop_medium(&self, medium: MediumKey<'_>) -> Result<(), StoreError> {
        self.before(false)?;
        self.after(self.disk().drop_medium(medium).await)
    }

    async fn drop_media(&self, owner: &str) -> Result<(), StoreError> {
        self.before(false)?;
        if let Some(left) = self.room.get() {
            self.room.set(Some(left + 1));
        }
        self.after(self.disk().drop_media(owner).await)
    }

    async fn drop_ownerless(&self, owners: &[&str]) -> Result<Vec<String>, StoreError> {
        self.before(false)?;
        self.after(self.disk().drop_ownerless(owners).await)
    }
}
