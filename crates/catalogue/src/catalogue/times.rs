//! When sessions take place, compact enough to ask of fifty thousand at once.

use crate::bytes::{Reader, Writer};
use crate::civil::{Date, MINUTES_PER_DAY};
use crate::id::Id;
use crate::records::Session;
use crate::recurrence::{
    Dates, Moment, Occurrence, Pattern, Source, added, day_and_minute, is_whole_list, is_zone_of_brussels,
};
use crate::vocabulary::SessionStatus;

const NONE: u32 = u32::MAX;
/// In place of a rule: the dates were made elsewhere and stand among the added ones.
const LISTED: u32 = u32::MAX - 1;
const NO_MINUTE: u16 = u16::MAX;
/// In place of a last day where there is none. No calendar day is that far away.
const ENDLESS: Date = Date::LAST;

/// The times of the sessions of one segment, by their place in its range of sessions.
#[derive(Debug, Default)]
pub(crate) struct Times {
    sessions: Vec<Time>,
    rules: Vec<Box<str>>,
    patterns: Vec<Option<Pattern>>,
    /// What is excluded and added, session by session.
    moments: Vec<Moment>,
    statuses: Vec<SessionStatus>,
}

#[derive(Clone, Copy, Debug)]
struct Time {
    /// The first day; a start that can't be read has none and never ends.
    start: Option<Date>,
    /// The last day it can take place.
    last: Date,
    /// The last day of the rule or the start alone.
    last_of_rule: Date,
    minute: u16,
    status: u16,
    duration: u32,
    rule: u32,
    /// Where in the moments the excluded ones begin, the added ones begin, and those end.
    moments: [u32; 3],
}

const UNKNOWN: Time = Time {
    start: None,
    last: ENDLESS,
    last_of_rule: ENDLESS,
    minute: NO_MINUTE,
    status: u16::MAX,
    duration: NONE,
    rule: NONE,
    moments: [0; 3],
};

impl Times {
    /// Takes in the next session, none where its record can't be read.
    pub(crate) fn push(&mut self, session: Option<&Session>) {
        let time = session.and_then(|session| self.read(session)).unwrap_or(UNKNOWN);
        self.sessions.push(time);
    }

    fn read(&mut self, session: &Session) -> Option<Time> {
        if session.timezone.as_deref().is_some_and(|zone| !is_zone_of_brussels(zone)) {
            return None;
        }
        let (start, minute) = day_and_minute(&session.start)?;
        let rule = match session.rrule.as_deref() {
            None => NONE,
            Some(rule) => {
                let rule = self.intern(rule);
                match self.patterns.get(rule as usize)? {
                    Some(_) => rule,
                    None if session.expanded_dates.is_empty() => return None,
                    None => LISTED,
                }
            }
        };
        let begin = self.moments.len() as u32;
        self.moments.extend(session.exdates.iter().filter_map(|exdate| day_and_minute(exdate)));
        let middle = self.moments.len() as u32;
        self.moments.extend(added(session, rule == LISTED));
        let status = session.status.clone().unwrap_or(SessionStatus::Scheduled);
        let mut time = Time {
            start: Some(start),
            last: ENDLESS,
            last_of_rule: ENDLESS,
            minute: minute.unwrap_or(NO_MINUTE),
            status: self.status_number(status),
            duration: session.duration_minutes.unwrap_or(NONE),
            rule,
            moments: [begin, middle, self.moments.len() as u32],
        };
        let mut dates = self.dates(&time)?;
        dates.last = None;
        if rule == LISTED {
            dates.source = Source::Listed { is_whole: is_whole_list(session) };
        }
        let (last_of_rule, last) = (dates.last_of_source(), dates.last());
        time.last_of_rule = last_of_rule.unwrap_or(ENDLESS);
        time.last = last.unwrap_or(ENDLESS);
        Some(time)
    }

    fn status_number(&mut self, status: SessionStatus) -> u16 {
        let known = self.statuses.iter().position(|known| *known == status);
        known.unwrap_or_else(|| {
            self.statuses.push(status);
            self.statuses.len() - 1
        }) as u16
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

    /// Says whether a session has ended for good before a day; a cancelled one counts until the day after.
    /// One whose dates can't be read hasn't.
    pub(crate) fn has_ended(&self, n: usize, today: Date) -> bool {
        let Some(time) = self.sessions.get(n) else { return true };
        let day = MINUTES_PER_DAY.cast_unsigned();
        let days = match (self.status(time), time.duration) {
            (SessionStatus::Cancelled, _) => 2,
            (_, NONE) => 1,
            // Of an hour that is not known the last one is taken.
            (_, duration) => (duration + u32::from(time.minute).min(day - 1)).div_ceil(day),
        };
        time.last.add_days(days as i32) <= today
    }

    /// Says whether a session takes place, and isn't cancelled, from one day to another, both included.
    pub(crate) fn takes_place(&self, n: usize, from: Date, to: Date) -> bool {
        let Some(time) = self.sessions.get(n) else { return false };
        let mut takes_place = false;
        self.each(n, from, to, &mut |_| {
            takes_place = self.status(time) != SessionStatus::Cancelled;
            false
        });
        takes_place
    }

    /// Says whether a session is under way at a minute of a day, and isn't cancelled. Of one whose hour or duration nobody
    /// knows it isn't known.
    pub(crate) fn is_under_way(&self, n: usize, day: Date, minute: u16) -> bool {
        let Some(time) = self.sessions.get(n).filter(|time| time.duration != NONE) else { return false };
        let mut is_under_way = false;
        self.each(n, day, day, &mut |(_, start)| {
            is_under_way |=
                start.is_some_and(|start| start <= minute && minute < start.saturating_add(time.duration as u16));
            !is_under_way
        });
        is_under_way && self.status(time) != SessionStatus::Cancelled
    }

    /// Tells `found` the days and minutes of a session from one day to another, both included.
    pub(crate) fn each(&self, n: usize, from: Date, to: Date, found: &mut dyn FnMut(Moment) -> bool) {
        let Some(time) = self.sessions.get(n) else { return };
        // Most sessions lie outside of most windows.
        if time.last < from {
            return;
        }
        if let Some(dates) = self.dates(time) {
            dates.each(from, to, found);
        }
    }

    /// An occurrence of a session.
    pub(crate) fn occurrence(&self, n: usize, id: &str, (date, minute): Moment) -> Option<Occurrence> {
        let time = self.sessions.get(n)?;
        Some(Occurrence {
            session: Id::from(id),
            date,
            minute,
            duration_minutes: (time.duration != NONE).then_some(time.duration),
            status: self.status(time),
        })
    }

    fn status(&self, time: &Time) -> SessionStatus {
        self.statuses.get(usize::from(time.status)).cloned().unwrap_or(SessionStatus::Scheduled)
    }

    fn dates(&self, time: &Time) -> Option<Dates<'_>> {
        let source = match time.rule {
            NONE => Source::Once,
            LISTED => Source::Listed { is_whole: false },
            rule => Source::Rule(self.patterns.get(rule as usize)?.as_ref()?),
        };
        let [begin, middle, end] = time.moments.map(|n| n as usize);
        Some(Dates {
            start: (time.start?, (time.minute != NO_MINUTE).then_some(time.minute)),
            source,
            last: Some(time.last_of_rule),
            excluded: self.moments.get(begin..middle).unwrap_or_default(),
            added: self.moments.get(middle..end).unwrap_or_default(),
        })
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
        into.u32(self.moments.len() as u32);
        for (day, minute) in &self.moments {
            into.u32(day.days().cast_unsigned());
            into.u32(u32::from(minute.unwrap_or(NO_MINUTE)));
        }
        into.u32(self.sessions.len() as u32);
        for time in &self.sessions {
            // No calendar day is that far in the past.
            into.u32(time.start.map_or(i32::MIN, Date::days).cast_unsigned());
            into.u32(time.last.days().cast_unsigned());
            into.u32(time.last_of_rule.days().cast_unsigned());
            into.u32(u32::from(time.minute) | u32::from(time.status) << 16);
            let [begin, middle, end] = time.moments;
            for number in [time.duration, time.rule, begin, middle, end] {
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
            let date = day(from)?;
            let minute = u16::try_from(from.u32()?).ok()?;
            times.moments.push((date, (minute != NO_MINUTE).then_some(minute)));
        }
        for _ in 0..from.u32()? {
            let start = day(from)?;
            let (last, last_of_rule) = (day(from)?, day(from)?);
            let [low, high, first, second] = from.u32()?.to_le_bytes();
            times.sessions.push(Time {
                start: (start.days() != i32::MIN).then_some(start),
                last,
                last_of_rule,
                minute: u16::from_le_bytes([low, high]),
                status: u16::from_le_bytes([first, second]),
                duration: from.u32()?,
                rule: from.u32()?,
                moments: [from.u32()?, from.u32()?, from.u32()?],
            });
        }
        Some(times)
    }
}

fn day(from: &mut Reader<'_>) -> Option<Date> {
    from.u32().map(|days| Date::from_days(days.cast_signed()))
}
