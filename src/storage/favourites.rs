//! The records a person saved, in the order in which they were saved.

use chava_catalogue::records::RecordRef;
use chava_sync::ports::{Shelf, Store, StoreError};
use wasm_bindgen::JsValue;

use super::Database;
use super::error::from_rexie;
use super::schema::FAVOURITES;
use crate::state::favourites::Favourite;

/// Reads the shelf of saved records, the oldest first.
pub(super) fn in_order(shelf: Vec<(String, String)>) -> Vec<Favourite> {
    let mut all: Vec<_> = shelf.into_iter().filter_map(|(key, value)| Favourite::read(&key, &value)).collect();
    all.sort_by_key(|favourite| favourite.at);
    all
}

impl Database {
    /// Everything that is saved, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn favourites(&self) -> Result<Vec<Favourite>, StoreError> {
        self.items(Shelf::Favourites).await.map(in_order)
    }

    /// Saves a record; it stays saved whatever happens to the catalogue.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn add_favourite(&self, favourite: &Favourite) -> Result<(), StoreError> {
        self.put_item(Shelf::Favourites, &Favourite::key(&favourite.record), &favourite.to_json()).await
    }

    /// Forgets a saved record.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_favourite(&self, record: &RecordRef) -> Result<(), StoreError> {
        self.remove_item(Shelf::Favourites, &Favourite::key(record)).await
    }

    /// Lets `revise` look at each saved record and keeps those that it says it changed, all in one transaction, since another
    /// tab may save and forget meanwhile. Returns all of them, the oldest first.
    ///
    /// # Errors
    /// When the database can't be written; nothing is changed then.
    pub async fn revise_favourites(
        &self,
        revise: &mut dyn FnMut(&mut Favourite) -> bool,
    ) -> Result<Vec<Favourite>, StoreError> {
        self.connection
            .write(&[FAVOURITES], async |transaction| {
                let store = transaction.store(FAVOURITES).map_err(from_rexie)?;
                let keys = store.get_all_keys(None, None).await.map_err(from_rexie)?;
                let values = store.get_all(None, None).await.map_err(from_rexie)?;
                let mut all = in_order(super::start::entries(keys, values));
                for favourite in &mut all {
                    if revise(favourite) {
                        let key = JsValue::from(Favourite::key(&favourite.record));
                        store.put(&favourite.to_json().into(), Some(&key)).await.map_err(from_rexie)?;
                    }
                }
                Ok(all)
            })
            .await
    }
}
