//! When a session takes place: its start, and its recurrences within a window of days.

mod dates;
mod expand;
mod occurrence;
mod rule;

use thiserror::Error;

use crate::civil::{Date, DateTime};
use crate::records::Session;
use crate::vocabulary::SessionStatus;

pub use dates::{MAX_LISTED, Moment};
pub use occurrence::Occurrence;

pub(crate) use dates::{Dates, Source, added, is_whole_list};

use rule::{Rule, Until};

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

    /// The first day that a session which starts at `start` hits.
    fn first(&self, start: Date, minute: Option<u16>) -> Option<Date> {
        let mut first = None;
        let window = expand::Window { from: start, to: start.add_days(expand::COUNTED_DAYS), has_end: true };
        expand::each(&self.0, start, minute, window, &mut |date| {
            first = Some(date);
            false
        });
        first
    }
}

/// The last moment of a rule, as a calendar writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last day, included.
    Day(Date),
    /// The last instant, in minutes since the Unix epoch.
    Instant(i64),
}

/// The last moment that a rule names by `UNTIL`; none where it has none or can't be read.
pub fn until(rule: &str) -> Option<End> {
    let value = rule.split(';').find_map(|part| part.trim().strip_prefix("UNTIL="))?;
    rule::until(value).map(|until| match until {
        Until::Day(day) => End::Day(day),
        Until::Instant(instant) => End::Instant(instant),
    })
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
    let mut found = Vec::new();
    read(session, &mut |dates| {
        dates.each(from, to, &mut |(date, minute)| {
            found.push(Occurrence {
                session: session.id.clone(),
                date,
                minute,
                duration_minutes: session.duration_minutes,
                status: session.status.clone().unwrap_or(SessionStatus::Scheduled),
            });
            true
        });
    })?;
    found.sort_by_key(|occurrence: &Occurrence| (occurrence.date, occurrence.minute));
    Ok(found)
}

/// The first occurrence of `session` that nothing excludes or adds: where a calendar's series begins.
///
/// # Errors
/// As [`occurrences`].
pub fn first_of_series(session: &Session) -> Result<Option<Moment>, RecurrenceError> {
    let mut first = None;
    read(session, &mut |dates| {
        let (start, minute) = dates.start;
        first = match dates.source {
            Source::Once => Some(dates.start),
            Source::Rule(pattern) => pattern.first(start, minute).map(|date| (date, minute)),
            Source::Listed { .. } => session.expanded_dates.iter().find_map(|date| day_and_minute(date)),
        };
    })?;
    Ok(first)
}

/// Reads what says when a session takes place, and hands it on.
fn read(session: &Session, to: &mut dyn FnMut(Dates<'_>)) -> Result<(), RecurrenceError> {
    if let Some(zone) = session.timezone.as_deref().filter(|zone| !is_zone_of_brussels(zone)) {
        return Err(RecurrenceError::TimeZone(zone.into()));
    }
    let start = day_and_minute(&session.start).ok_or_else(|| RecurrenceError::Start(session.start.clone()))?;
    let pattern = session.rrule.as_deref().map(Pattern::parse).transpose();
    let source = match &pattern {
        Ok(None) => Source::Once,
        Ok(Some(pattern)) => Source::Rule(pattern),
        Err(error) if session.expanded_dates.is_empty() => return Err(error.clone()),
        Err(_) => Source::Listed { is_whole: is_whole_list(session) },
    };
    let excluded: Vec<_> = session.exdates.iter().filter_map(|exdate| day_and_minute(exdate)).collect();
    let added = added(session, matches!(source, Source::Listed { .. }));
    to(Dates { start, source, last: None, excluded: &excluded, added: &added });
    Ok(())
}

/// Reads a start or an exclusion: a day, and the minute of the day where the hour is known.
pub fn day_and_minute(text: &str) -> Option<(Date, Option<u16>)> {
    DateTime::parse(text).map(|t| (t.date, Some(t.minute))).or_else(|| Date::parse(text).map(|date| (date, None)))
}

#[cfg(test)]
mod tests;
