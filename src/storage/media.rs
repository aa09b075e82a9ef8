//! Photos and recordings in IndexedDB, a record for each piece.

use chava_sync::ports::{MediumKey, StoreError};
use js_sys::Uint8Array;
use rexie::KeyRange;
use wasm_bindgen::JsValue;

use super::catalogue::store;
use super::connection::Connection;
use super::error::from_rexie;
use super::schema::MEDIA;
use super::start::bytes_of;

/// The beginning of the keys of a medium's pieces.
pub(super) fn of_medium((owner, number): MediumKey<'_>) -> String {
    [owner, "/", &padded(number)].concat()
}

/// Digits that stand in the order of the numbers.
fn padded(number: u32) -> String {
    let digits = number.to_string();
    ["0".repeat(10usize.saturating_sub(digits.len())), digits].concat()
}

pub(super) async fn put(
    connection: &Connection,
    medium: MediumKey<'_>,
    piece: u32,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let key = JsValue::from([&of_medium(medium), "/", &padded(piece)].concat());
    let bytes = Uint8Array::from(bytes);
    connection
        .write(&[MEDIA], async |transaction| {
            store(transaction, MEDIA)?.put(&bytes, Some(&key)).await.map(drop).map_err(from_rexie)
        })
        .await
}

pub(super) async fn read(connection: &Connection, medium: MediumKey<'_>) -> Result<Option<Vec<u8>>, StoreError> {
    let range = under(&of_medium(medium))?;
    connection
        .read(&[MEDIA], async |transaction| {
            let pieces = store(transaction, MEDIA)?.get_all(Some(range), None).await.map_err(from_rexie)?;
            if pieces.is_empty() { Ok(None) } else { bytes_of(pieces).map(Some) }
        })
        .await
}

/// Drops everything whose key begins with these parts.
pub(super) async fn drop_under(connection: &Connection, parts: &str) -> Result<(), StoreError> {
    let range = JsValue::from(under(parts)?);
    connection
        .write(&[MEDIA], async |transaction| store(transaction, MEDIA)?.delete(range).await.map_err(from_rexie))
        .await
}

/// The keys that go on after these parts; `0` is the character after `/`.
fn under(parts: &str) -> Result<KeyRange, StoreError> {
    let bound = |end: &str| JsValue::from([parts, end].concat());
    KeyRange::bound(&bound("/"), &bound("0"), Some(false), Some(true)).map_err(|error| from_rexie(error.into()))
}
