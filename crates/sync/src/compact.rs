//! Makes one new base of a base and its many changes, when there is time.

use std::sync::Arc;

use chava_catalogue::live::LiveSet;

use crate::load::split;
use crate::ports::{Clock, Held, Store, StoreError};

/// Stores a live set as a new base without changes upon it, and returns it.
///
/// # Errors
/// When the store refuses; what it held is unchanged then.
pub async fn compact<S: Store, C: Clock>(store: &S, clock: &C, live: &LiveSet) -> Result<LiveSet, StoreError> {
    let held = store.held().await?.ok_or(StoreError::Moved)?;
    if held.version != *live.version() {
        return Err(StoreError::Moved);
    }
    let text = live.compacted_text();
    let new = Held { version: held.version.clone(), base: held.version.change };
    store.replace(Some(&held), &new, &text).await?;
    let base = split(text, clock).await.map_err(|_| StoreError::Corrupt("the new base"))?;
    Ok(LiveSet::new(new.version, Arc::new(base), Arc::default()).on_base(new.base))
}
