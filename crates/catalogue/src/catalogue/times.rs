//! When sessions take place, compact enough to ask of fifty thousand at once.

use crate::bytes::{Reader, Writer};
use crate::civil::Date;
use crate::id::Id;
use crate::records::Session;
use crate::recurrence::{Occurrence, Pattern, day_and_minute, is_zone_of_brussels};
use crate::vocabulary::SessionStatus;

const NONE: u32 = u32::MAX;
const NO_MINUTE: u16 = u16::MAX;
/// How far ahead the end of a counted or dated rule is looked for, in days: no session lasts longer.
const HORIZON_DAYS: i32 = 20 * 366;

/// The times of the sessions of one segment, by their place in its range of sessions.
#[derive(Debug, Default)]
pub(crate) struct Times {
    sessions: Vec<Time>,
    rules: Vec<Box<str>>,
    patterns: Vec<Option<Pattern>>,
    exclusions: Vec<(i32, u16)>,
    statuses: Vec<SessionStatus>,
}

#[derive(Clone, Copy, Debug)]
struct Time {
    /// The first day; a start that can't be read has none and never ends.
    start: Option<Date>,
    /// The last day it can take place.
    last: Date,
    minute: u16,
    duration: u32,
    rule: u32,
    exclusions: (u32, u32),
    status: u32,
}

impl Times {
    /// Takes in the next session, none where its record can't be read.
    pub(crate) fn push(&mut self, session: Option<&Session>) {
        let time = session.and_then(|session| self.read(session)).unwrap_or(Time {
            start: None,
            last: Date::from_days(i32::MAX),
            minute: NO_MINUTE,
            duration: NONE,
            rule: NONE,
            exclusions: (0, 0),
            status: NONE,
        });
        self.sessions.push(time);
    }

    fn read(&mut self, session: &Session) -> Option<Time> {
        if session.timezone.as_deref().is_some_and(|zone| !is_zone_of_brussels(zone)) {
            return None;
        }
        let (start, minute) = day_and_minute(&session.start)?;
        let (rule, last) = match session.rrule.as_deref() {
            None => (NONE, start),
            Some(rule) => {
                let rule = self.intern(rule);
                let pattern = self.patterns.get(rule as usize)?.as_ref()?;
                let end = start.add_days(HORIZON_DAYS);
                let last = if pattern.is_endless() {
                    Date::from_days(i32::MAX)
                } else {
                    pattern.days(start, minute, start, end).pop().unwrap_or(start)
                };
                (rule, last)
            }
        };
        let first = self.exclusions.len() as u32;
        let exclusions = session.exdates.iter().filter_map(|exdate| day_and_minute(exdate));
        self.exclusions.extend(exclusions.map(|(day, minute)| (day.days(), minute.unwrap_or(NO_MINUTE))));
        let status = session.status.clone().unwrap_or(SessionStatus::Scheduled);
        let status = match self.statuses.iter().position(|known| *known == status) {
            Some(known) => known,
            None => {
                self.statuses.push(status);
                self.statuses.len() - 1
            }
        };
        Some(Time {
            start: Some(start),
            last,
            minute: minute.unwrap_or(NO_MINUTE),
            duration: session.duration_minutes.unwrap_or(NONE),
            rule,
            exclusions: (first, self.exclusions.len() as u32),
            status: status as u32,
        })
    }

    fn intern(&mut self, rule: &str) -> u32 {
        // Sessions lie in the order of their ids, and neighbours often share their rule.
        if let Some(n) = self.rules.iter().rev().take(64).position(|known| **known == *rule) {
            return (self.rules.len() - 1 - n) as u32;
        }
        self.rules.push(rule.into());
        self.patterns.push(Pattern::parse(rule).ok());
        (self.rules.len() - 1) as u32
    }

    /// Says whether a session lies wholly before a day. One whose dates can't be read doesn't.
    pub(crate) fn is_past(&self, n: usize, today: Date) -> bool {
        self.sessions.get(n).is_some_and(|time| time.last < today)
    }

    /// Says whether a session takes place, and isn't cancelled, from one day to another, both included.
    pub(crate) fn takes_place(&self, n: usize, from: Date, to: Date) -> bool {
        let Some(time) = self.sessions.get(n) else { return false };
        self.status(time) != SessionStatus::Cancelled && !self.days(time, from, to).is_empty()
    }

    /// Lists the occurrences of a session from one day to another, both included.
    pub(crate) fn occurrences(&self, n: usize, id: &str, from: Date, to: Date, into: &mut Vec<Occurrence>) {
        let Some(time) = self.sessions.get(n) else { return };
        into.extend(self.days(time, from, to).into_iter().map(|date| Occurrence {
            session: Id::from(id),
            date,
            minute: (time.minute != NO_MINUTE).then_some(time.minute),
            duration_minutes: (time.duration != NONE).then_some(time.duration),
            status: self.status(time),
        }));
    }

    fn status(&self, time: &Time) -> SessionStatus {
        self.statuses.get(time.status as usize).cloned().unwrap_or(SessionStatus::Scheduled)
    }

    fn days(&self, time: &Time, from: Date, to: Date) -> Vec<Date> {
        let Some(start) = time.start.filter(|start| *start <= to && time.last >= from) else { return Vec::new() };
        let minute = (time.minute != NO_MINUTE).then_some(time.minute);
        let mut days = match self.patterns.get(time.rule as usize) {
            None => vec![start],
            Some(Some(pattern)) => pattern.days(start, minute, from, to),
            Some(None) => Vec::new(),
        };
        days.retain(|day| *day >= from && *day <= to);
        let (first, end) = time.exclusions;
        let excluded = self.exclusions.get(first as usize..end as usize).unwrap_or_default();
        if !excluded.is_empty() {
            days.retain(|day| {
                // An exclusion without an hour takes the whole day, one with an hour only that hour.
                !excluded.iter().any(|(on, at)| {
                    *on == day.days() && (*at == NO_MINUTE || time.minute == NO_MINUTE || *at == time.minute)
                })
            });
        }
        days
    }

    /// Writes the times.
    pub(crate) fn write(&self, into: &mut Writer) {
        into.u32(self.rules.len() as u32);
        for rule in &self.rules {
            into.bytes(rule.as_bytes());
        }
        into.u32(self.statuses.len() as u32);
        for status in &self.statuses {
            into.bytes(status.as_str().as_bytes());
        }
        into.u32(self.exclusions.len() as u32);
        for (day, minute) in &self.exclusions {
            into.u32(day.cast_unsigned());
            into.u32(u32::from(*minute));
        }
        into.u32(self.sessions.len() as u32);
        for time in &self.sessions {
            // No calendar day is that far in the past.
            into.u32(time.start.map_or(i32::MIN, Date::days).cast_unsigned());
            into.u32(time.last.days().cast_unsigned());
            into.u32(u32::from(time.minute));
            for number in [time.duration, time.rule, time.exclusions.0, time.exclusions.1, time.status] {
                into.u32(number);
            }
        }
    }

    /// Reads what [`Times::write`] wrote.
    pub(crate) fn read_back(from: &mut Reader<'_>) -> Option<Self> {
        let mut times = Self::default();
        for _ in 0..from.u32()? {
            let rule = std::str::from_utf8(from.bytes()?).ok()?;
            times.patterns.push(Pattern::parse(rule).ok());
            times.rules.push(rule.into());
        }
        for _ in 0..from.u32()? {
            times.statuses.push(SessionStatus::from_code(std::str::from_utf8(from.bytes()?).ok()?));
        }
        for _ in 0..from.u32()? {
            times.exclusions.push((from.u32()?.cast_signed(), u16::try_from(from.u32()?).ok()?));
        }
        for _ in 0..from.u32()? {
            let start = from.u32()?.cast_signed();
            times.sessions.push(Time {
                start: (start != i32::MIN).then_some(Date::from_days(start)),
                last: Date::from_days(from.u32()?.cast_signed()),
                minute: u16::try_from(from.u32()?).ok()?,
                duration: from.u32()?,
                rule: from.u32()?,
                exclusions: (from.u32()?, from.u32()?),
                status: from.u32()?,
            });
        }
        Some(times)
    }
}
