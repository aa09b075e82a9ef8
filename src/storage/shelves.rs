//! What belongs to the person, one record each, by key.

use chava_sync::ports::{ItemChange, Shelf, StoreError};
use wasm_bindgen::JsValue;

use super::connection::Connection;
use super::error::from_rexie;
use super::schema::of_shelf;

pub(super) async fn items(connection: &Connection, shelf: Shelf) -> Result<Vec<(String, String)>, StoreError> {
    let name = of_shelf(shelf);
    connection
        .read(&[name], async |transaction| {
            let store = transaction.store(name).map_err(from_rexie)?;
            let keys = store.get_all_keys(None, None).await.map_err(from_rexie)?;
            let values = store.get_all(None, None).await.map_err(from_rexie)?;
            let text = |value: JsValue| value.as_string().ok_or(StoreError::Corrupt("a shelf"));
            keys.into_iter().zip(values).map(|(key, value)| Ok((text(key)?, text(value)?))).collect()
        })
        .await
}

pub(super) async fn item(connection: &Connection, shelf: Shelf, key: &str) -> Result<Option<String>, StoreError> {
    let name = of_shelf(shelf);
    connection
        .read(&[name], async |transaction| {
            let value = transaction.store(name).map_err(from_rexie)?.get(key.into()).await.map_err(from_rexie)?;
            Ok(value.and_then(|value| value.as_string()))
        })
        .await
}

/// Does several changes in one transaction.
pub(super) async fn change(connection: &Connection, changes: &[ItemChange]) -> Result<(), StoreError> {
    let mut names: Vec<&str> = changes.iter().map(|change| of_shelf(change.shelf)).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    connection
        .write(&names, async |transaction| {
            for ItemChange { shelf, key, expected, value } in changes {
                let store = transaction.store(of_shelf(*shelf)).map_err(from_rexie)?;
                let key = JsValue::from(key.as_str());
                if let Some(expected) = expected {
                    let found = store.get(key.clone()).await.map_err(from_rexie)?;
                    if found.and_then(|found| found.as_string()) != *expected {
                        // Rolls back what was done so far.
                        return Err(StoreError::Moved);
                    }
                }
                match value {
                    Some(value) => drop(store.put(&value.into(), Some(&key)).await.map_err(from_rexie)?),
                    None => store.delete(key).await.map_err(from_rexie)?,
                }
            }
            Ok(())
        })
        .await
}
