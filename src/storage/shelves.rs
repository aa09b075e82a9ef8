//! What belongs to the person, one record each, by key.

use chava_sync::ports::{Shelf, StoreError};
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

pub(super) async fn put(connection: &Connection, shelf: Shelf, key: &str, value: &str) -> Result<(), StoreError> {
    let (name, key, value) = (of_shelf(shelf), JsValue::from(key), JsValue::from(value));
    connection
        .write(&[name], async |transaction| {
            let store = transaction.store(name).map_err(from_rexie)?;
            store.put(&value, Some(&key)).await.map(drop).map_err(from_rexie)
        })
        .await
}

pub(super) async fn remove(connection: &Connection, shelf: Shelf, key: &str) -> Result<(), StoreError> {
    let name = of_shelf(shelf);
    connection
        .write(&[name], async |transaction| {
            transaction.store(name).map_err(from_rexie)?.delete(key.into()).await.map_err(from_rexie)
        })
        .await
}
