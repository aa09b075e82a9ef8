//! Photos and recordings in IndexedDB, a record for each piece.

use chava_sync::ports::{MediumKey, StoreError};
use js_sys::Uint8Array;
use rexie::KeyRange;
use wasm_bindgen::JsValue;

use super::catalogue::store;
use super::connection::Connection;
use super::error::from_rexie;
use super::schema::{DRAFTS, MEDIA, OUTBOX};
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

/// Drops the media of those of these owners that have neither a draft nor an entry; gives the others without either.
pub(super) async fn drop_ownerless(connection: &Connection, owners: &[&str]) -> Result<Vec<String>, StoreError> {
    connection
        .write(&[MEDIA, DRAFTS, OUTBOX], async |transaction| {
            let media = store(transaction, MEDIA)?;
            let keys = media.get_all_keys(None, None).await.map_err(from_rexie)?;
            let owner_of = |key: JsValue| key.as_string()?.split('/').next().map(String::from);
            let mut found: Vec<String> = keys.into_iter().filter_map(owner_of).collect();
            found.dedup();
            for shelf in [DRAFTS, OUTBOX] {
                let kept = store(transaction, shelf)?.get_all_keys(None, None).await.map_err(from_rexie)?;
                found.retain(|owner| !kept.iter().any(|key| key.as_string().as_ref() == Some(owner)));
            }
            let mut left = Vec::new();
            for owner in found {
                if owners.contains(&owner.as_str()) {
                    media.delete(under(&owner)?.into()).await.map_err(from_rexie)?;
                } else {
                    left.push(owner);
                }
            }
            Ok(left)
        })
        .await
}

/// The keys that go on after these parts; `0` is the character after `/`.
fn under(parts: &str) -> Result<KeyRange, StoreError> {
    let bound = |end: &str| JsValue::from([parts, end].concat());
    KeyRange::bound(&bound("/"), &bound("0"), Some(false), Some(true)).map_err(|error| from_rexie(error.into()))
}
