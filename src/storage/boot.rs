//! The start: opens the database and what it holds, as far as it can be used at once.

use chava_sync::ports::{Shelf, Store, StoreError};
use chava_sync::{Opened, load};

use super::Database;
use super::canary::{self, Eviction};
use crate::platform::clock::BrowserClock;

/// What the start found.
#[derive(Debug)]
pub struct Booted {
    /// The catalogue, none at the first start or where it was lost.
    pub opened: Option<Opened>,
    /// Whether the browser threw away what was there.
    pub eviction: Eviction,
}

/// Reads what the database holds.
///
/// A catalogue that can't be read counts as none: it is fetched again, and what belongs to the person stays.
///
/// # Errors
/// When the database can't be read at all.
pub async fn boot(database: &Database) -> Result<Booted, StoreError> {
    let opened = match load(database, &BrowserClock).await {
        Err(StoreError::Corrupt(_)) => None,
        other => other?,
    };
    let mut has_data = opened.is_some();
    for shelf in Shelf::ALL {
        has_data = has_data || !database.items(shelf).await?.is_empty();
    }
    Ok(Booted { opened, eviction: canary::check(has_data) })
}
