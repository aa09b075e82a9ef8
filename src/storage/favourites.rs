//! The records a person marked, in the order in which they were marked.

use chava_catalogue::id::Id;
use chava_catalogue::json::Document;
use chava_catalogue::records::{Kind, RecordRef};
use chava_sync::ports::{Shelf, Store, StoreError};

use super::Database;

/// A record a person marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// The record.
    pub record: RecordRef,
    /// When it was marked, in milliseconds since the Unix epoch by the device's clock.
    pub at: i64,
}

/// Reads the shelf of marked records, the oldest first.
pub(super) fn in_order(shelf: Vec<(String, String)>) -> Vec<Favourite> {
    let mut all: Vec<_> = shelf
        .into_iter()
        .filter_map(|(key, value)| {
            let (kind, id) = key.split_once('/')?;
            let record = RecordRef { kind: Kind::from_code(kind), id: Id::from(id) };
            // What a newer version wrote beside it is no reason to hide a favourite.
            let at = Document::parse(value.as_bytes()).and_then(|entry| marked_at(&entry)).unwrap_or(0);
            Some(Favourite { record, at })
        })
        .collect();
    all.sort_by_key(|favourite| favourite.at);
    all
}

impl Database {
    /// Everything that is marked, the oldest first.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn favourites(&self) -> Result<Vec<Favourite>, StoreError> {
        self.items(Shelf::Favourites).await.map(in_order)
    }

    /// Marks a record; it stays marked whatever happens to the catalogue.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn add_favourite(&self, record: &RecordRef, at: i64) -> Result<(), StoreError> {
        let value = format!(r#"{{"at":{at}}}"#);
        self.put_item(Shelf::Favourites, &key(record), &value).await
    }

    /// Takes the mark away.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn remove_favourite(&self, record: &RecordRef) -> Result<(), StoreError> {
        self.remove_item(Shelf::Favourites, &key(record)).await
    }
}

/// When a record was marked, by what is stored beside its key.
fn marked_at(entry: &Document<'_>) -> Option<i64> {
    entry.root().object()?.get("at")?.raw().parse().ok()
}

fn key(record: &RecordRef) -> String {
    format!("{}/{}", record.kind.as_str(), record.id)
}
