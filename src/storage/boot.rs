//! From what is stored to a catalogue that pages can read: at the start, after a sync, and when there is time.

use std::sync::Arc;

use chava_catalogue::catalogue::{Catalogue, Derived};
use chava_catalogue::live::LiveSet;
use chava_sync::ports::{Held, Store, StoreError};
use chava_sync::{build, compact, open};

use super::Database;
use super::canary::{self, Eviction};
use super::start::{self, Kept, Start};
use crate::platform::clock::BrowserClock;
use crate::platform::marks::{CATALOGUE_READY, mark};

/// What the start found.
#[derive(Clone, Debug)]
pub struct Booted {
    /// The catalogue, none at the first start or where it was lost.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Whether the browser threw away what was there.
    pub eviction: Eviction,
    /// What was worked out of the base isn't stored yet: call [`settle`] when there is time.
    pub unsettled: bool,
    /// What is kept beside the catalogue.
    pub kept: Kept,
}

/// Opens the catalogue that the database holds.
///
/// One that can't be read counts as none: it is fetched again, and what belongs to the person stays.
///
/// # Errors
/// When the database can't be read at all.
pub async fn boot(database: &Database) -> Result<Booted, StoreError> {
    open_start(start::read(&database.connection).await?).await
}

/// As [`boot`], for the app's own database, of which the page may have read all while the module was on its way.
///
/// # Errors
/// As [`boot`].
pub async fn boot_early(database: &Database) -> Result<Booted, StoreError> {
    open_start(start::read_early(&database.connection).await?).await
}

async fn open_start(start: Start) -> Result<Booted, StoreError> {
    let Start { stored, kept, has_things } = start;
    let opened = match stored {
        Ok(Some(stored)) => {
            let mut derived = None;
            let known = |text: &mut Vec<u8>, bytes: &[u8]| {
                let (segment, read) = Derived::open(text, bytes)?;
                derived = Some(Arc::new(read));
                Some(segment)
            };
            open(stored, &BrowserClock, known).await.ok().map(|opened| (opened.live, derived))
        }
        Ok(None) | Err(StoreError::Corrupt(_)) => None,
        Err(error) => return Err(error),
    };
    let eviction = canary::check(has_things || opened.is_some());
    let (catalogue, unsettled) = match opened {
        Some((live, derived)) => (Some(Arc::new(ready(live, derived.clone()).await)), derived.is_none()),
        None => (None, false),
    };
    Ok(Booted { catalogue, eviction, unsettled, kept })
}

/// Makes the catalogue of a live set that a sync brought; what is known of an unchanged base is used again.
pub async fn refresh(live: LiveSet, before: Option<&Catalogue>) -> Arc<Catalogue> {
    let same_base = before.filter(|before| Arc::ptr_eq(before.live().base(), live.base()));
    let derived = same_base.map(|before| Arc::clone(before.base_derived()));
    Arc::new(ready(live, derived).await)
}

/// Does what can wait until the person has what they came for: makes a new base of many changes (the new
/// catalogue is returned then), and stores what was worked out of the base for the next start.
///
/// # Errors
/// When the database refuses; nothing is lost then, the next start only takes longer.
pub async fn settle(database: &Database, catalogue: &Catalogue) -> Result<Option<Arc<Catalogue>>, StoreError> {
    let compacted = if catalogue.live().wants_compaction() {
        match compact(database, &BrowserClock, catalogue.live()).await {
            Ok(live) => Some(Arc::new(build(live, None, &BrowserClock).await)),
            Err(StoreError::Moved) => return Ok(None),
            Err(error) => return Err(error),
        }
    } else {
        None
    };
    let current = compacted.as_deref().unwrap_or(catalogue);
    let held = Held { version: current.version().clone(), base: current.live().base_change() };
    let bytes = current.base_derived().to_bytes(current.live().base());
    match database.put_derived(&held, &bytes).await {
        // Another tab has replaced the base meanwhile, and will do this for its own.
        Ok(()) | Err(StoreError::Moved) => Ok(compacted),
        Err(error) => Err(error),
    }
}

async fn ready(live: LiveSet, derived: Option<Arc<Derived>>) -> Catalogue {
    let catalogue = build(live, derived, &BrowserClock).await;
    mark(CATALOGUE_READY);
    catalogue
}
