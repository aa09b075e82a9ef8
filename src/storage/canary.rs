//! Notices that the browser threw the database away: a word elsewhere still says that there was one.

use crate::platform::local;

/// The word's key in `localStorage`.
const KEY: &str = "chava-stored";

/// Whether the browser threw away what was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Eviction {
    /// Nothing speaks for it.
    None,
    /// There was data, and the database is empty: the person should be told, once.
    Evicted,
}

/// Remembers that there is data.
pub(super) fn remember() {
    local::set(KEY, "1");
}

/// Compares the word with whether there is data, and forgets it where there is none any more.
pub(super) fn check(has_data: bool) -> Eviction {
    match (local::get(KEY).is_some(), has_data) {
        (true, false) => {
            local::remove(KEY);
            Eviction::Evicted
        }
        (_, true) => {
            remember();
            Eviction::None
        }
        (false, false) => Eviction::None,
    }
}
