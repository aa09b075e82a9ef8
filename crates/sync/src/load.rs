//! Opens what a store holds as a live set.

use std::sync::Arc;

use chava_catalogue::live::LiveSet;
use chava_catalogue::segment::{Scan, ScanError, Segment};

use crate::ports::{Clock, Held, Slices, Store, StoreError, Stored};

/// How many records are split off between two looks at the clock.
pub(crate) const RECORDS_PER_LOOK: usize = 256;

/// A live set that was opened.
#[derive(Debug)]
pub struct Opened {
    /// What the store holds.
    pub held: Held,
    /// The live set.
    pub live: LiveSet,
}

/// Reads the store and opens what it holds; none where it holds nothing yet.
///
/// # Errors
/// When the store can't be read, or holds what can't be read.
pub async fn load<S: Store, C: Clock>(store: &S, clock: &C) -> Result<Option<Opened>, StoreError> {
    match store.load().await? {
        Some(stored) => open(stored, clock, |_, _| None).await.map(Some),
        None => Ok(None),
    }
}

/// Opens what was read from a store.
///
/// `known` may return the base segment from the derived data (second argument) without a scan, or nothing
/// and leave the text (first argument) where it is.
///
/// # Errors
/// When the text can't be split into records.
pub async fn open<C: Clock>(
    stored: Stored,
    clock: &C,
    known: impl FnOnce(&mut Vec<u8>, &[u8]) -> Option<Segment>,
) -> Result<Opened, StoreError> {
    let Stored { held, mut base, recent, derived } = stored;
    let known = derived.as_deref().and_then(|derived| known(&mut base, derived));
    drop(derived);
    let segment = match known {
        Some(segment) => segment,
        None => split(base, clock).await.map_err(|_| StoreError::Corrupt("the base"))?,
    };
    let recent = split(recent, clock).await.map_err(|_| StoreError::Corrupt("the changes"))?;
    let live = LiveSet::new(held.version.clone(), Arc::new(segment), Arc::new(recent)).on_base(held.base);
    Ok(Opened { held, live })
}

/// Splits a text into records, slice by slice.
pub(crate) async fn split<C: Clock>(text: Vec<u8>, clock: &C) -> Result<Segment, ScanError> {
    let mut slices = Slices::new(clock);
    let mut scan = Scan::new(text)?;
    while !scan.step(RECORDS_PER_LOOK)? {
        slices.breathe().await;
    }
    scan.finish()
}
