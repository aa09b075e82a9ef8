//! The one place where the endpoint reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use chava_catalogue::civil::DateTime;
use chava_catalogue::instant::rfc3339_from_unix_ms;

const MS_PER_DAY: i64 = 86_400_000;

/// An instant, in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub i64);

impl Instant {
    /// The present instant.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    /// The instant `days` earlier.
    pub fn days_ago(self, days: i64) -> Self {
        Self(self.0 - days * MS_PER_DAY)
    }

    /// The wall-clock time in Charleroi.
    pub fn in_brussels(self) -> DateTime {
        DateTime::in_brussels(self.0)
    }

    /// The instant as RFC 3339 in UTC, to the millisecond.
    pub fn rfc3339(self) -> String {
        rfc3339_from_unix_ms(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_utc() {
        assert_eq!(Instant(0).rfc3339(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Instant(1_792_890_061_007).rfc3339(), "2026-10-25T01:01:01.007Z");
        assert_eq!(Instant(0).days_ago(1).rfc3339(), "1969-12-31T00:00:00.000Z");
    }
}
