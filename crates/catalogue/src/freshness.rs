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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(assured: Option<&str>, seen: &[Option<&str>], today: &str) -> Freshness {
        let assured = assured.map(|at| Assured { at: at.into(), by: "équipe".into() });
        let sources: Vec<_> =
            seen.iter().map(|s| Source { url: None, seen: s.map(Into::into), facts: Vec::new() }).collect();
        freshness(assured.as_ref(), &sources, Date::parse(today).unwrap())
    }

    fn confirmed(days: u32) -> Freshness {
        Freshness::Confirmed { days, by: "équipe".into() }
    }

    fn sourced(seen: &str, days: u32) -> Freshness {
        Freshness::Sourced { seen: seen.into(), days }
    }

    #[test]
    fn a_confirmation_counts_before_any_source() {
        assert_eq!(at(Some("2026-11-20"), &[Some("2026-11-22")], "2026-11-22"), confirmed(2));
        assert_eq!(at(Some("2026-11-22"), &[], "2026-11-22"), confirmed(0));
        // A device whose clock is behind, or a slip of the pen: never a negative age.
        assert_eq!(at(Some("2026-12-01"), &[], "2026-11-22"), confirmed(0));
        // A confirmation without a readable date confirms nothing.
        assert_eq!(at(Some("hier"), &[Some("2026-11-01")], "2026-11-22"), sourced("2026-11-01", 21));
    }

    #[test]
    fn the_newest_source_counts_from_the_first_day_it_can_mean() {
        let seen = [Some("2024"), None, Some("2026-10"), Some("2025-12-31"), Some("un jour")];
        assert_eq!(at(None, &seen, "2026-11-22"), sourced("2026-10", 52));
        assert_eq!(at(None, &[Some("2024")], "2026-11-22"), sourced("2024", 1056));
        assert_eq!(at(None, &[Some("2027")], "2026-11-22"), sourced("2027", 0));
        assert_eq!(at(None, &[None, Some("")], "2026-11-22"), Freshness::Unknown);
        assert_eq!(at(None, &[], "2026-11-22"), Freshness::Unknown);
    }

    #[test]
    fn only_a_recent_confirmation_is_fresh() {
        assert!(!confirmed(180).is_stale() && confirmed(181).is_stale());
        assert!(sourced("2026-11-22", 0).is_stale() && Freshness::Unknown.is_stale());
    }
}
