//! Spans of time of a rule's day, laid out as layers of minutes.

use super::State;
use super::sun::{self, DOUBT_MINUTES, Event};
use crate::civil::Date;

/// The minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// A time of the day: on the clock, or counted from where the sun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub sun: Option<Event>,
    /// Minutes from midnight, or from what the sun does.
    pub minute: i16,
}

/// From one time to another; where it ends before it begins, on the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimeSpan {
    pub from: Time,
    /// None where only the beginning is known.
    pub to: Option<Time>,
    /// `18:00+`, `18:00-20:00+`: nobody knows when it really ends.
    pub open_end: bool,
}

impl TimeSpan {
    pub(super) const WHOLE_DAY: Self =
        Self { from: Time { sun: None, minute: 0 }, to: Some(Time { sun: None, minute: DAY as i16 }), open_end: false };

    /// Says whether the clock alone tells when it begins and ends.
    pub(super) fn is_on_the_clock(&self) -> bool {
        self.from.sun.is_none() && !self.open_end && self.to.is_some_and(|to| to.sun.is_none())
    }

    /// Says whether it may reach into the day after.
    pub(super) fn may_be_late(&self) -> bool {
        let stays = self.to.is_some_and(|to| to.minute > self.from.minute && to.minute <= DAY as i16);
        !self.is_on_the_clock() || !stays
    }

    /// Gives the parts of the span on `date`: first minute, the minute after the last, and what holds then if the rule
    /// says `state`.
    pub(super) fn lay(&self, date: Date, state: State, mut put: impl FnMut(u16, u16, State)) {
        let mut part = |from: i32, to: i32, state| {
            if from < to {
                put(minutes(from), minutes(to), state);
            }
        };
        let doubt = if state == State::Closed { State::Closed } else { State::Unknown };
        let (first, surely_from) = self.from.bounds(date);
        let Some(to) = self.to else { return part(first, guessed_end(first), doubt) };
        let (mut surely_to, mut last) = to.bounds(date);
        if last <= first {
            (surely_to, last) = (surely_to + i32::from(DAY), last + i32::from(DAY));
        }
        part(first, surely_from.min(last), State::Unknown);
        part(surely_from, surely_to, state);
        part(surely_to.max(first), last, State::Unknown);
        if self.open_end {
            part(last, guessed_end(last), doubt);
        }
    }
}

impl Time {
    /// The first and the last minute that it can be.
    fn bounds(self, date: Date) -> (i32, i32) {
        let minute = i32::from(self.minute);
        match self.sun {
            None => (minute, minute),
            Some(event) => {
                let about = sun::minute(event, date) + minute;
                (about - DOUBT_MINUTES, about + DOUBT_MINUTES)
            }
        }
    }
}

/// Until when an open end is worth asking: the customary reading of the OpenStreetMap evaluators.
fn guessed_end(from: i32) -> i32 {
    match from {
        ..1020 => i32::from(DAY),
        1020..1320 => from + 600,
        _ => from + 480,
    }
}

fn minutes(minute: i32) -> u16 {
    minute.clamp(0, 2 * i32::from(DAY)) as u16
}
