//! The stores of the database: all of them, of every version, are listed here and nowhere else.
//!
//! rexie's builder deletes a store that isn't listed, so a store leaves this list only in a version of its
//! own, after a migration has moved what it held.

use rexie::{ObjectStore, Rexie, RexieBuilder};

use chava_sync::ports::Shelf;

/// The version of the schema. It only ever grows: a browser refuses to open a lower one.
pub const VERSION: u32 = 2;

/// What is held of the catalogue, and short facts beside it; keys are words.
pub(super) const META: &str = "meta";
/// The text of the base in pieces; keys count from 0.
pub(super) const CHUNKS: &str = "chunks";
/// What was worked out of the base; one key.
pub(super) const DERIVED: &str = "derived";
/// The logs of the changes since; keys are the change numbers they reach.
pub(super) const RECENT: &str = "recent";

pub(super) const SETTINGS: &str = "settings";
pub(super) const FAVOURITES: &str = "favourites";
pub(super) const OUTBOX: &str = "outbox";
pub(super) const DRAFTS: &str = "drafts";
/// Photos and recordings in pieces; keys as `media::key` writes them. Since version 2.
pub(super) const MEDIA: &str = "media";

/// What the app starts with: all but the media, which are read when they are needed.
pub(super) const AT_START: [&str; 8] = [META, CHUNKS, DERIVED, RECENT, SETTINGS, FAVOURITES, OUTBOX, DRAFTS];

/// All of them.
const ALL: [&str; 9] = [META, CHUNKS, DERIVED, RECENT, SETTINGS, FAVOURITES, OUTBOX, DRAFTS, MEDIA];

/// The store of a shelf.
pub(super) fn of_shelf(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Settings => SETTINGS,
        Shelf::Favourites => FAVOURITES,
        Shelf::Outbox => OUTBOX,
        Shelf::Drafts => DRAFTS,
    }
}

/// The database as this version wants it.
pub(super) fn builder(name: &str) -> RexieBuilder {
    ALL.iter()
        .fold(Rexie::builder(name).version(VERSION), |builder, store| builder.add_object_store(ObjectStore::new(store)))
}
