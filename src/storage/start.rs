//! Everything that the app starts with, read in one transaction whose requests are all under way at once.
//!
//! A request that waits for the one before costs a turn of the whole browser, and a slow phone has few of them a second.

use chava_catalogue::json::{self, FromJson};
use chava_sync::ports::{StoreError, Stored};
use futures_util::future::join_all;
use js_sys::Uint8Array;
use rexie::Transaction;
use wasm_bindgen::{JsCast, JsValue};

use super::catalogue::{HELD, note_key, parse_held, store};
use super::connection::Connection;
use super::error::from_rexie;
use super::favourites;
use super::schema::{self, CHUNKS, DERIVED, DRAFTS, FAVOURITES, META, OUTBOX, RECENT, SETTINGS};
use super::{early, migrations};
use crate::state::favourites::Favourite;

/// What the app starts with.
#[derive(Debug)]
pub(super) struct Start {
    /// The catalogue as it is stored, none where there is none; an error where it can't be read.
    pub(super) stored: Result<Option<Stored>, StoreError>,
    /// What is kept beside it.
    pub(super) kept: Kept,
    /// Whether anything of the person is there.
    pub(super) has_things: bool,
}

/// What is kept beside the catalogue: short facts, choices, marks.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    facts: Vec<(String, String)>,
    settings: Vec<(String, String)>,
    /// The marked records, the oldest first.
    pub favourites: Vec<Favourite>,
    /// What waits or was sent, by id.
    pub outbox: Vec<(String, String)>,
    /// What isn't finished, by id.
    pub drafts: Vec<(String, String)>,
}

impl Kept {
    /// A short fact, as [`super::Database::set_note`] wrote it.
    pub fn note(&self, name: &str) -> Option<&str> {
        find(&self.facts, &note_key(name))
    }

    /// A thing on the shelf of settings.
    pub fn setting<T: FromJson>(&self, key: &str) -> Option<T> {
        json::read(find(&self.settings, key)?.as_bytes())
    }
}

/// Of which stores the values are read, and of which the keys.
const VALUES: [&str; 8] = [META, SETTINGS, FAVOURITES, OUTBOX, DRAFTS, CHUNKS, RECENT, DERIVED];
const KEYS: [&str; 5] = [META, SETTINGS, FAVOURITES, OUTBOX, DRAFTS];

/// The answers, in the order of [`VALUES`] and [`KEYS`].
type Answers = Vec<Result<Vec<JsValue>, StoreError>>;

/// Reads all of it, after the migrations that are still missing.
pub(super) async fn read(connection: &Connection) -> Result<Start, StoreError> {
    let start = take_in(ask_all(connection).await?)?;
    if migrations::run(connection, &start.kept).await? { take_in(ask_all(connection).await?) } else { Ok(start) }
}

/// As [`read`], from what was read of the app's own database before the module was there, if it was.
pub(super) async fn read_early(connection: &Connection) -> Result<Start, StoreError> {
    let early = early::take(schema::VERSION).await;
    let answers = early.and_then(|early| {
        let values = VALUES.into_iter().map(|name| early.part(name, "1"));
        let keys = KEYS.into_iter().map(|name| early.part(name, "0"));
        values.chain(keys).map(|answer| answer.map(Ok)).collect::<Option<Answers>>()
    });
    match answers.map(take_in) {
        Some(Ok(start)) if !migrations::are_missing(&start.kept) => Ok(start),
        _ => read(connection).await,
    }
}

async fn ask_all(connection: &Connection) -> Result<Answers, StoreError> {
    connection
        .read(&schema::AT_START, async |transaction| {
            let values = VALUES.map(|name| (name, false));
            let keys = KEYS.map(|name| (name, true));
            let asked = values.into_iter().chain(keys).map(|(name, keys)| ask(transaction, name, keys));
            Ok(join_all(asked).await)
        })
        .await
}

async fn ask(transaction: &Transaction, name: &str, keys: bool) -> Result<Vec<JsValue>, StoreError> {
    let store = store(transaction, name)?;
    let answer = if keys { store.get_all_keys(None, None).await } else { store.get_all(None, None).await };
    answer.map_err(from_rexie)
}

fn take_in(answers: Answers) -> Result<Start, StoreError> {
    let mut answers = answers.into_iter();
    let mut next = || answers.next().unwrap_or_else(|| Ok(Vec::new()));
    let (facts, settings, marks, outbox, drafts) = (next()?, next()?, next()?, next()?, next()?);
    let (base, recent, derived) = (next(), next(), next());
    let facts = entries(next()?, facts);
    let settings = entries(next()?, settings);
    let marks = entries(next()?, marks);
    let outbox = entries(next()?, outbox);
    let drafts = entries(next()?, drafts);
    let has_things = outbox.len() + drafts.len() + settings.len() + marks.len() > 0;
    let stored = stored(find(&facts, HELD), base, recent, derived);
    let kept = Kept { facts, settings, favourites: favourites::in_order(marks), outbox, drafts };
    Ok(Start { stored, kept, has_things })
}

fn stored(
    held: Option<&str>,
    base: Result<Vec<JsValue>, StoreError>,
    recent: Result<Vec<JsValue>, StoreError>,
    derived: Result<Vec<JsValue>, StoreError>,
) -> Result<Option<Stored>, StoreError> {
    let Some(held) = held else { return Ok(None) };
    let held = parse_held(held).ok_or(StoreError::Corrupt("what is held"))?;
    let derived = derived?;
    let derived = if derived.is_empty() { None } else { Some(bytes_of(derived)?) };
    Ok(Some(Stored { held, base: bytes_of(base?)?, recent: bytes_of(recent?)?, derived }))
}

/// The bytes of several values, one after the other; each value is let go once it was copied.
pub(super) fn bytes_of(values: Vec<JsValue>) -> Result<Vec<u8>, StoreError> {
    let pieces: Result<Vec<Uint8Array>, _> = values.into_iter().map(JsCast::dyn_into).collect();
    let pieces = pieces.map_err(|_| StoreError::Corrupt("not bytes"))?;
    let length = |piece: &Uint8Array| piece.length() as usize;
    // Asked for at once and with zeros, which the browser gives for nothing.
    let mut bytes = vec![0; pieces.iter().map(length).sum()];
    let mut rest = bytes.as_mut_slice();
    for piece in pieces {
        let (into, after) = rest.split_at_mut_checked(length(&piece)).ok_or(StoreError::Corrupt("not bytes"))?;
        piece.copy_to(into);
        rest = after;
    }
    Ok(bytes)
}

/// Keys with their values; what is no text was not written by this app.
pub(super) fn entries(keys: Vec<JsValue>, values: Vec<JsValue>) -> Vec<(String, String)> {
    keys.into_iter().zip(values).filter_map(|(key, value)| Some((key.as_string()?, value.as_string()?))).collect()
}

fn find<'a>(entries: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    entries.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str())
}
