//! The catalogue in IndexedDB: what is held, the base in pieces, the logs of changes, what was worked out.

use chava_sync::ports::{Held, StoreError};
use js_sys::Uint8Array;
use rexie::{Store, Transaction};
use wasm_bindgen::JsValue;

use super::connection::Connection;
use super::error::from_rexie;
use super::schema::{CHUNKS, DERIVED, META, RECENT};
use chava_catalogue::catalogue::Version;

/// The size of a piece of the base in bytes: few enough requests, and no long pause for any one of them.
const PIECE_BYTES: usize = 1 << 20;

/// The key of what is held.
pub(super) const HELD: &str = "held";

pub(super) async fn held(connection: &Connection) -> Result<Option<Held>, StoreError> {
    connection.read(&[META], async |transaction| read_held(transaction).await).await
}

pub(super) async fn replace(
    connection: &Connection,
    expected: Option<&Held>,
    held: &Held,
    base: &[u8],
) -> Result<(), StoreError> {
    connection
        .write(&[META, CHUNKS, RECENT, DERIVED], async |transaction| {
            expect(transaction, expected).await?;
            for name in [RECENT, DERIVED, CHUNKS] {
                store(transaction, name)?.clear().await.map_err(from_rexie)?;
            }
            let chunks = store(transaction, CHUNKS)?;
            for (n, piece) in base.chunks(PIECE_BYTES).enumerate() {
                put(&chunks, &JsValue::from(n as u32), &Uint8Array::from(piece)).await?;
            }
            write_held(transaction, held).await
        })
        .await
}

pub(super) async fn append(
    connection: &Connection,
    expected: &Held,
    held: &Held,
    log: &[u8],
) -> Result<(), StoreError> {
    let log = (!log.is_empty()).then(|| Uint8Array::from(log));
    connection
        .write(&[META, RECENT], async |transaction| {
            expect(transaction, Some(expected)).await?;
            if let Some(log) = &log {
                // Change numbers are below 2^53, so a number of JavaScript holds them exactly.
                put(&store(transaction, RECENT)?, &JsValue::from_f64(held.version.change as f64), log).await?;
            }
            write_held(transaction, held).await
        })
        .await
}

pub(super) async fn put_derived(connection: &Connection, held: &Held, derived: &[u8]) -> Result<(), StoreError> {
    let derived = Uint8Array::from(derived);
    connection
        .write(&[META, DERIVED], async |transaction| {
            let now = read_held(transaction).await?;
            if now.is_none_or(|now| now.base != held.base || now.version.epoch != held.version.epoch) {
                return Err(StoreError::Moved);
            }
            put(&store(transaction, DERIVED)?, &HELD.into(), &derived).await
        })
        .await
}

/// Gives up what was worked out of the base: the next start takes longer.
pub(super) async fn drop_derived(connection: &Connection) -> Result<(), StoreError> {
    connection
        .write(&[DERIVED], async |transaction| store(transaction, DERIVED)?.clear().await.map_err(from_rexie))
        .await
}

pub(super) async fn note(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let key = note_key(name);
    connection
        .read(&[META], async |transaction| {
            Ok(get(&store(transaction, META)?, &key).await?.and_then(|value| value.as_string()))
        })
        .await
}

/// The key of a short fact among what is held.
pub(super) fn note_key(name: &str) -> String {
    ["note:", name].concat()
}

pub(super) async fn set_note(connection: &Connection, name: &str, value: &str) -> Result<(), StoreError> {
    let (key, value) = (JsValue::from(note_key(name)), JsValue::from(value));
    connection.write(&[META], async |transaction| put(&store(transaction, META)?, &key, &value).await).await
}

async fn expect(transaction: &Transaction, expected: Option<&Held>) -> Result<(), StoreError> {
    if read_held(transaction).await?.as_ref() == expected { Ok(()) } else { Err(StoreError::Moved) }
}

async fn read_held(transaction: &Transaction) -> Result<Option<Held>, StoreError> {
    match get(&store(transaction, META)?, HELD).await? {
        None => Ok(None),
        Some(value) => {
            let text = value.as_string().ok_or(StoreError::Corrupt("what is held"))?;
            parse_held(&text).map(Some).ok_or(StoreError::Corrupt("what is held"))
        }
    }
}

async fn write_held(transaction: &Transaction, held: &Held) -> Result<(), StoreError> {
    let Version { epoch, change, digest } = &held.version;
    let text = format!("{change}\n{}\n{digest}\n{epoch}", held.base);
    put(&store(transaction, META)?, &HELD.into(), &text.into()).await
}

/// Four lines: change, base, digest, epoch.
pub(super) fn parse_held(text: &str) -> Option<Held> {
    let mut lines = text.splitn(4, '\n');
    let change = lines.next()?.parse().ok()?;
    let base = lines.next()?.parse().ok()?;
    let digest = lines.next()?.into();
    let epoch = lines.next()?.into();
    Some(Held { version: Version { epoch, change, digest }, base })
}

pub(super) fn store(transaction: &Transaction, name: &str) -> Result<Store, StoreError> {
    transaction.store(name).map_err(from_rexie)
}

async fn get(store: &Store, key: &str) -> Result<Option<JsValue>, StoreError> {
    let value = store.get(key.into()).await.map_err(from_rexie)?;
    Ok(value.filter(|value| !value.is_undefined()))
}

async fn put(store: &Store, key: &JsValue, value: &JsValue) -> Result<(), StoreError> {
    store.put(value, Some(key)).await.map(drop).map_err(from_rexie)
}
