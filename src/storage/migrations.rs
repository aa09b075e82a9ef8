//! Brings what an older version of the app stored to the form of this one.
//!
//! How to add one: raise `schema::VERSION`, list the new stores in `schema`, put a file `v1_to_v2.rs` beside this
//! one with a function over [`Connection`] that copies what changes in ordinary transactions, and call it
//! below. It must do no harm when it is cut short and runs again. The old store leaves `schema` one version
//! later at the earliest. The catalogue itself needs no migration: a form that can't be read is fetched again.
//!
//! Version 2 added the store of media, which begins empty: there is nothing to copy.

use chava_sync::ports::StoreError;

use super::connection::Connection;
use super::start::Kept;
use super::{catalogue, schema};

/// The note that says up to which version the contents have been migrated.
const NOTE: &str = "schema";

/// Says whether migrations are missing, by what was read at the start.
pub(super) fn are_missing(kept: &Kept) -> bool {
    kept.note(NOTE).and_then(|version| version.parse::<u32>().ok()) != Some(schema::VERSION)
}

/// Runs the migrations that are missing; says whether there were any.
pub(super) async fn run(connection: &Connection, kept: &Kept) -> Result<bool, StoreError> {
    if !are_missing(kept) {
        return Ok(false);
    }
    catalogue::set_note(connection, NOTE, &schema::VERSION.to_string()).await?;
    Ok(true)
}
