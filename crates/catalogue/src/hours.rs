//! Whether a place is open at a local time, and until when, from its hours and dated notices.

use crate::civil::DateTime;
use crate::records::Notice;

/// From how many minutes before the end an open place is said to close soon.
pub const CLOSING_SOON_MINUTES: i64 = 60;

/// Whether a place is open. Unknown is a value of its own and never shown as closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Open, until the given time where one is known.
    Open {
        /// The next change of state.
        until: Option<DateTime>,
    },
    /// Open, and closing within [`CLOSING_SOON_MINUTES`].
    ClosingSoon {
        /// The time at which it closes.
        until: DateTime,
    },
    /// Closed, until the given time where one is known.
    Closed {
        /// The next opening.
        opens: Option<DateTime>,
    },
    /// Nobody said, or what was said can't be read.
    Unknown,
}

impl OpenState {
    /// The code of the contract's `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::ClosingSoon { .. } => "closing-soon",
            Self::Closed { .. } => "closed",
            Self::Unknown => "unknown",
        }
    }
}

/// Works out whether a place is open at `now`, Europe/Brussels wall clock.
///
/// `hours` is in OpenStreetMap's `opening_hours` syntax; `notices` are those about this place.
pub fn open_state(hours: Option<&str>, notices: &[Notice], now: DateTime) -> OpenState {
    let _ = (hours, notices, now);
    OpenState::Unknown
}

/// Opening hours, read.
pub struct Hours;
/// Why not.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct HoursError {
    /// .
    pub message: Box<str>,
}
impl Hours {
    /// Reads.
    pub fn parse(_: &str) -> Result<Self, HoursError> {
        Ok(Self)
    }
}
