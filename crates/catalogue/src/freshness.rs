//! How long ago a record was confirmed, and how sure its facts are.

use crate::civil::Date;
use crate::records::{Assured, Source};

/// After how many days without confirmation a record is marked as not verified.
pub const STALE_AFTER_DAYS: i32 = 180;

/// How fresh a record is on a given day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Somebody confirmed it this many days ago.
    Confirmed {
        /// Days since the confirmation.
        days: u32,
        /// Who confirmed it.
        by: Box<str>,
    },
    /// Nobody confirmed it; its newest source was seen then.
    Sourced {
        /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as the source says.
        seen: Box<str>,
        /// The days since the first day that `seen` can mean.
        days: u32,
    },
    /// Nobody confirmed it, and no source has a date.
    Unknown,
}

impl Freshness {
    /// Says whether one should telephone before going there.
    pub fn is_stale(&self) -> bool {
        match self {
            Self::Confirmed { days, .. } => *days > STALE_AFTER_DAYS as u32,
            Self::Sourced { .. } | Self::Unknown => true,
        }
    }
}

/// Works out how fresh a record is on `today`.
pub fn freshness(assured: Option<&Assured>, sources: &[Source], today: Date) -> Freshness {
    let since = |date: Date| u32::try_from(today.days() - date.days()).unwrap_or(0);
    if let Some((assured, date)) = assured.and_then(|a| Date::parse_partial(&a.at).map(|date| (a, date))) {
        return Freshness::Confirmed { days: since(date), by: assured.by.clone() };
    }
    sources
        .iter()
        .filter_map(|source| source.seen.as_deref())
        .filter_map(|seen| Date::parse_partial(seen).map(|date| (date, seen)))
        .max()
        .map_or(Freshness::Unknown, |(date, seen)| Freshness::Sourced { seen: seen.into(), days: since(date) })
}
