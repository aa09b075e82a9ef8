//! One occurrence of a session: when it ends, and for how long it is shown.

use crate::civil::{Date, DateTime};
use crate::id::Id;
use crate::vocabulary::SessionStatus;

/// One occurrence of a session, in local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The session.
    pub session: Id,
    /// The day.
    pub date: Date,
    /// The minute of the day; none where the hour is not known.
    pub minute: Option<u16>,
    /// The duration in minutes; none where not known.
    pub duration_minutes: Option<u32>,
    /// Whether it takes place.
    pub status: SessionStatus,
}

impl Occurrence {
    /// When it starts, none where the hour is not known.
    pub fn start(&self) -> Option<DateTime> {
        self.minute.map(|minute| DateTime { date: self.date, minute })
    }

    /// When it ends, none where hour or duration are not known. A duration is what passes: an hour that begins at 01:30
    /// in the night when summer time begins ends at 03:30.
    pub fn end(&self) -> Option<DateTime> {
        Some(self.start()?.after(self.duration_minutes?))
    }

    /// Says whether it has ended for certain: at its end, or where that is not known when its day is over.
    pub fn is_over(&self, now: DateTime) -> bool {
        match self.end() {
            Some(end) => end.to_unix_minutes() <= now.to_unix_minutes(),
            None => self.date < now.date,
        }
    }

    /// Says whether someone who looks now is to see it: until it has ended, and a cancelled one until the day after,
    /// so that who stood before a closed door learns why.
    pub fn is_shown(&self, now: DateTime) -> bool {
        match self.status {
            SessionStatus::Cancelled => now.date <= self.date.add_days(1),
            _ => !self.is_over(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: Option<u16>, duration_minutes: Option<u32>, status: SessionStatus) -> Occurrence {
        let date = Date::parse("2026-11-25").unwrap();
        Occurrence { session: "s".into(), date, minute, duration_minutes, status }
    }

    fn now(text: &str) -> DateTime {
        DateTime::parse(text).unwrap()
    }

    #[test]
    fn it_is_over_when_that_is_certain() {
        let known = at(Some(18 * 60), Some(90), SessionStatus::Full);
        assert!(!known.is_over(now("2026-11-25T19:29")) && known.is_over(now("2026-11-25T19:30")));
        for vague in [at(Some(18 * 60), None, SessionStatus::Scheduled), at(None, Some(60), SessionStatus::Postponed)] {
            assert_eq!(vague.end(), None);
            assert!(!vague.is_over(now("2026-11-25T23:59")) && vague.is_over(now("2026-11-26T00:00")));
        }
        let over_midnight = at(Some(23 * 60), Some(180), SessionStatus::Scheduled);
        assert!(over_midnight.is_shown(now("2026-11-26T01:59")) && !over_midnight.is_shown(now("2026-11-26T02:00")));
    }

    #[test]
    fn a_cancelled_one_is_shown_until_the_day_after() {
        let cancelled = at(Some(9 * 60), Some(60), SessionStatus::Cancelled);
        assert!(cancelled.is_shown(now("2026-11-25T20:00")) && cancelled.is_shown(now("2026-11-26T23:59")));
        assert!(!cancelled.is_shown(now("2026-11-27T00:00")));
    }
}
