//! When a session takes place: its start, and its recurrences within a window of days.

mod expand;
mod rule;

use thiserror::Error;

use crate::civil::{Date, DateTime};
use crate::id::Id;
use crate::records::Session;
use crate::vocabulary::SessionStatus;

use rule::Rule;

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

/// Why a session has no readable dates.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecurrenceError {
    /// `start` is neither a date nor a local time.
    #[error("start « {0} » is neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM")]
    Start(Box<str>),
    /// The session's time zone has another clock than Brussels.
    #[error("time zone « {0} » has another clock than Europe/Brussels")]
    TimeZone(Box<str>),
    /// The rule isn't one of RFC 5545.
    #[error("rule « {rule} » can't be read at: {part}")]
    Malformed {
        /// The whole rule.
        rule: Box<str>,
        /// The part that can't be read.
        part: Box<str>,
    },
    /// The rule uses something this expander doesn't know.
    #[error("rule « {rule} » has a part that is not supported: {part}")]
    Unsupported {
        /// The whole rule.
        rule: Box<str>,
        /// The part that is not known.
        part: Box<str>,
    },
}

/// Zones whose clock has gone with that of Brussels for all dates a catalogue can hold.
const ZONES_OF_BRUSSELS: &[&str] = &[
    "Europe/Brussels",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Luxembourg",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Rome",
];

/// Says whether a session in this time zone can be shown on the clock of Brussels as it is written.
pub fn is_zone_of_brussels(zone: &str) -> bool {
    ZONES_OF_BRUSSELS.contains(&zone)
}

/// A rule that was read once, to be expanded again and again for the many sessions that share it.
#[derive(Clone, Debug)]
pub struct Pattern(Rule);

impl Pattern {
    /// Reads a rule.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(rule: &str) -> Result<Self, RecurrenceError> {
        Rule::parse(rule).map(Self)
    }

    /// The days from `from` to `to`, both included, that a session which starts at `start` hits, in order.
    pub fn days(&self, start: Date, minute: Option<u16>, from: Date, to: Date) -> Vec<Date> {
        expand::dates(&self.0, start, minute, from, to)
    }

    /// Says whether the rule goes on without an end of its own.
    pub fn is_endless(&self) -> bool {
        self.0.count.is_none() && self.0.until.is_none()
    }
}

/// Says whether a recurrence rule can be expanded.
///
/// # Errors
/// What is wrong with it.
pub fn check_rule(rule: &str) -> Result<(), RecurrenceError> {
    Rule::parse(rule).map(|_| ())
}

/// Lists the occurrences of `session` that start from the day `from` to the day `to`, both included, in order.
///
/// A start that its own rule doesn't hit is no occurrence. What is excluded still counts for the rule's `COUNT`.
///
/// # Errors
/// When the start or the rule can't be read; the caller then says that the dates are not known.
pub fn occurrences(session: &Session, from: Date, to: Date) -> Result<Vec<Occurrence>, RecurrenceError> {
    if let Some(zone) = session.timezone.as_deref().filter(|zone| !is_zone_of_brussels(zone)) {
        return Err(RecurrenceError::TimeZone(zone.into()));
    }
    let (start, minute) =
        day_and_minute(&session.start).ok_or_else(|| RecurrenceError::Start(session.start.clone()))?;
    let dates = match session.rrule.as_deref() {
        None => Vec::from_iter((from..=to).contains(&start).then_some(start)),
        Some(rule) => expand::dates(&Rule::parse(rule)?, start, minute, from, to),
    };
    let excluded: Vec<_> = session.exdates.iter().filter_map(|exdate| day_and_minute(exdate)).collect();
    let is_excluded = |date: Date| {
        // An exclusion without an hour takes the whole day, one with an hour only that hour.
        excluded.iter().any(|(day, at)| *day == date && (at.is_none() || minute.is_none() || *at == minute))
    };
    Ok(dates
        .into_iter()
        .filter(|date| !is_excluded(*date))
        .map(|date| Occurrence {
            session: session.id.clone(),
            date,
            minute,
            duration_minutes: session.duration_minutes,
            status: session.status.clone().unwrap_or(SessionStatus::Scheduled),
        })
        .collect())
}

/// Reads a start or an exclusion: a day, and the minute of the day where the hour is known.
pub fn day_and_minute(text: &str) -> Option<(Date, Option<u16>)> {
    DateTime::parse(text).map(|t| (t.date, Some(t.minute))).or_else(|| Date::parse(text).map(|date| (date, None)))
}

#[cfg(test)]
mod tests;
