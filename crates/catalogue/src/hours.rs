//! Whether a place is open at a local time, and until when, from its hours and dated notices.

mod dates;
mod day;
mod holidays;
mod lexer;
mod parser;
mod rule;
mod sun;
mod timeline;
mod times;

use thiserror::Error;

use crate::civil::{Date, DateTime, Weekday};
use crate::records::Notice;

pub use holidays::{holiday, is_school_holiday};

/// From how many minutes before the end an open place is said to close soon.
pub const CLOSING_SOON_MINUTES: i64 = 60;

/// 5 January 1970: any Monday shows what is the same in every week.
const A_MONDAY: Date = Date::from_days(4);

/// What is known of a moment. Unknown is a value of its own and never shown as closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Open.
    Open,
    /// Closed.
    Closed,
    /// Nobody said, or what was said can't be read.
    Unknown,
}

impl State {
    /// The state's code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Unknown => "unknown",
        }
    }
}

/// The state at a moment, and its next change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The state now.
    pub state: State,
    /// The next change and the state after it, at a time that Brussels' clocks show; none where none is in sight.
    pub next: Option<(DateTime, State)>,
}

/// Whether a place is open, as a card says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Open, until the given time where one is known.
    Open {
        /// The time at which it closes.
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

/// Why hours can't be read: where, and what is expected, in French.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("au signe {position}, {message}")]
pub struct HoursError {
    /// The character, from 1.
    pub position: usize,
    /// What is wrong there.
    pub message: Box<str>,
}

/// Opening hours, read once and asked as often as one likes.
///
/// What can't be worked out (school holidays that nobody published yet, the minutes around sunset, an open end,
/// « sur rendez-vous ») is unknown at just those times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    rules: Vec<rule::Rule>,
}

/// A span of a day's hours, for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first minute of the day.
    pub start: u16,
    /// The minute at which it ends; beyond 1440 it ends on the next day.
    pub end: u16,
    /// Open, or unknown; closed times are what is left.
    pub state: State,
    /// The words beside it, such as « sur rendez-vous ».
    pub comment: Option<Box<str>>,
}

/// The hours of one day, for display.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    /// The day.
    pub date: Date,
    /// Its weekday.
    pub weekday: Weekday,
    /// The public holiday it is, in French.
    pub holiday: Option<&'static str>,
    /// Its spans in order; none where it is closed all day.
    pub spans: Vec<Span>,
}

impl Hours {
    /// Reads hours in OpenStreetMap's `opening_hours` syntax.
    ///
    /// # Errors
    /// The first place that can't be read; the hours are then unknown as a whole.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        parser::parse(text).map(|rules| Self { rules })
    }

    /// The hours of the seven days from `first` on, as they really are in that week: `notices` about the place included.
    pub fn week(&self, first: Date, notices: &[Notice]) -> Vec<DayHours> {
        let timeline = timeline::Timeline::new(Some(self), notices);
        let day = |n| {
            let usual = self.day(first.add_days(n));
            if timeline.has_notice_on(usual.date) { timeline.day(usual) } else { usual }
        };
        (0..7).map(day).collect()
    }

    /// The usual hours of a day.
    ///
    /// What began on the day before is shown there, not here.
    pub fn day(&self, date: Date) -> DayHours {
        let (mut own, mut after) = (day::Day::default(), day::Day::default());
        own.fill(&self.rules, date, false);
        after.fill(&self.rules, date.add_days(1), true);
        // Past midnight it goes on only where a rule of the next day doesn't take its place.
        let at = |minute: u16| match minute.checked_sub(times::DAY) {
            Some(late) if own.at(minute) != after.at(late) => (State::Closed, None),
            _ => own.at(minute),
        };
        let mut spans: Vec<Span> = Vec::new();
        let mut start = 0;
        loop {
            let own_end = own.edge_after(start).unwrap_or(2 * times::DAY);
            let late_end = after.edge_after(start.saturating_sub(times::DAY)).map(|edge| edge + times::DAY);
            let midnight = Some(times::DAY).filter(|midnight| start < *midnight);
            let end = [Some(own_end), late_end, midnight].into_iter().flatten().min().unwrap_or(own_end);
            let (state, rule) = at(start);
            let comment = rule.and_then(|rule| self.rules.get(rule)?.comment.clone());
            match spans.last_mut() {
                _ if state == State::Closed => {}
                Some(last) if last.end == start && last.state == state && last.comment == comment => last.end = end,
                _ => spans.push(Span { start, end, state, comment }),
            }
            if end >= 2 * times::DAY || start >= times::DAY && state == State::Closed {
                break;
            }
            start = end;
        }
        spans.retain(|span| span.start < times::DAY);
        DayHours { date, weekday: date.weekday(), holiday: holiday(date), spans }
    }

    /// The spans of each weekday, Monday first, where every week is the same and wholly known; none elsewhere.
    ///
    /// Holidays, seasons, the sun, open ends and « sur rendez-vous » make a week unlike another, or in part unknown.
    pub fn weekly(&self) -> Option<[Vec<Span>; 7]> {
        let is_plain = self.rules.iter().all(|rule| {
            let on_the_clock = rule.spans.iter().all(|span| span.is_on_the_clock());
            rule.days.is_weekly() && rule.comment.is_none() && on_the_clock
        });
        let week = is_plain.then(|| Weekday::ALL.map(|day| self.day(A_MONDAY.add_days(day.index() as i32)).spans))?;
        week.iter().flatten().all(|span| span.state == State::Open).then_some(week)
    }

    /// The state at `now` and its next change, dated notices set aside.
    pub fn at(&self, now: DateTime) -> Moment {
        moment(Some(self), &[], now)
    }
}

/// The state at `now`, Europe/Brussels wall clock, and its next change.
///
/// `notices` are those about this place: a closure wins over everything for its time; other hours make the usual
/// ones unknown for theirs, since they stand in words only; a message changes nothing.
pub fn moment(hours: Option<&Hours>, notices: &[Notice], now: DateTime) -> Moment {
    timeline::Timeline::new(hours, notices).moment(now)
}

/// Works out whether a place is open at `now`, Europe/Brussels wall clock.
///
/// `hours` is in OpenStreetMap's `opening_hours` syntax; `notices` are those about this place.
pub fn open_state(hours: Option<&str>, notices: &[Notice], now: DateTime) -> OpenState {
    let hours = hours.and_then(|text| Hours::parse(text).ok());
    open_state_of(hours.as_ref(), notices, now)
}

/// As [`open_state`], for hours that were read before.
pub fn open_state_of(hours: Option<&Hours>, notices: &[Notice], now: DateTime) -> OpenState {
    let moment = moment(hours, notices, now);
    // A change into the unknown is no closing and no opening that one could promise.
    let next = |wanted: State| moment.next.filter(|(_, state)| *state == wanted).map(|(time, _)| time);
    match moment.state {
        State::Unknown => OpenState::Unknown,
        State::Closed => OpenState::Closed { opens: next(State::Open) },
        State::Open => match next(State::Closed) {
            Some(until) if until.wall_minutes() - now.wall_minutes() <= CLOSING_SOON_MINUTES => {
                OpenState::ClosingSoon { until }
            }
            until => OpenState::Open { until },
        },
    }
}

#[cfg(test)]
mod tests;
