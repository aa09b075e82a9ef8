//! Civil dates and local times as integers, and the clock of Europe/Brussels.
//!
//! The proleptic Gregorian calendar; algorithms after the well-known day-count arithmetic on 400-year eras.

use std::fmt;

/// Minutes in a day.
pub const MINUTES_PER_DAY: i32 = 24 * 60;

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// A day of the week, Monday first as in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// lundi
    Monday,
    /// mardi
    Tuesday,
    /// mercredi
    Wednesday,
    /// jeudi
    Thursday,
    /// vendredi
    Friday,
    /// samedi
    Saturday,
    /// dimanche
    Sunday,
}

impl Weekday {
    /// All days, Monday first.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The number of days since Monday, 0 to 6.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl Date {
    /// Later than any day of the calendar.
    pub const LAST: Self = Self(i32::MAX);

    /// A date from year, month (1 to 12) and day (1 to 31), none where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day < 1 || day > days_in_month(year, month) || !(-9999..=9999).contains(&year)
        {
            return None;
        }
        let y = i64::from(if month <= 2 { year - 1 } else { year });
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * i64::from((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        i32::try_from(era * 146_097 + day_of_era - 719_468).ok().map(Self)
    }

    /// A date from the number of days since 1970-01-01.
    pub const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// The number of days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1 to 12) and day (1 to 31).
    pub fn ymd(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u32;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
        let year = (yoe + era * 400) as i32 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[(self.0 + 3).rem_euclid(7) as usize]
    }

    /// The date `days` later, or earlier where negative.
    pub fn add_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Self::new(digits(&bytes[..4])? as i32, digits(&bytes[5..7])?, digits(&bytes[8..])?)
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as the first day it can mean, as sources are dated.
    pub fn parse_partial(text: &str) -> Option<Self> {
        match text.len() {
            4 => Self::new(digits(text.as_bytes())? as i32, 1, 1),
            7 => Self::parse(&format!("{text}-01")),
            _ => Self::parse(text),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A local wall-clock time: a date and the minute of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The minute of the day, 0 to 1439.
    pub minute: u16,
}

impl DateTime {
    /// Reads `YYYY-MM-DDTHH:MM`.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once('T')?;
        let bytes = time.as_bytes();
        if bytes.len() != 5 || bytes[2] != b':' {
            return None;
        }
        let (hour, minute) = (digits(&bytes[..2])?, digits(&bytes[3..])?);
        if hour > 23 || minute > 59 {
            return None;
        }
        Some(Self { date: Date::parse(date)?, minute: (hour * 60 + minute) as u16 })
    }

    /// The wall-clock time in Europe/Brussels at an instant in milliseconds since the Unix epoch.
    ///
    /// Summer time runs from the last Sunday of March to the last Sunday of October, at 01:00 UTC
    /// (Directive 2000/84/EC); instants before 1996 follow the same rule.
    pub fn in_brussels(unix_ms: i64) -> Self {
        let utc_minutes = unix_ms.div_euclid(60_000);
        let local = utc_minutes + brussels_offset_minutes(utc_minutes);
        let days = local.div_euclid(i64::from(MINUTES_PER_DAY));
        Self {
            date: Date::from_days(days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32),
            minute: local.rem_euclid(i64::from(MINUTES_PER_DAY)) as u16,
        }
    }

    /// The instant of this wall-clock time in Europe/Brussels, in minutes since the Unix epoch.
    ///
    /// As RFC 5545 (3.3.5) has it: of an hour that comes twice the first is meant, and one that the clock
    /// leaps over is counted with the offset before the leap.
    pub fn to_unix_minutes(self) -> i64 {
        let (year, _, _) = self.date.ymd();
        let switch = |month| i64::from(last_sunday(year, month).days()) * i64::from(MINUTES_PER_DAY) + 180;
        let is_summer = (switch(3)..switch(10)).contains(&self.wall_minutes());
        self.wall_minutes() - if is_summer { 120 } else { 60 }
    }

    /// The wall-clock time in UTC at an instant in minutes since the Unix epoch.
    pub fn from_unix_minutes(unix_minutes: i64) -> Self {
        Self { date: Date::from_days(0), minute: 0 }.add_minutes(unix_minutes)
    }

    /// The time `minutes` later by the clock of Brussels: what passes, not what the hands show.
    pub fn after(self, minutes: u32) -> Self {
        Self::in_brussels((self.to_unix_minutes() + i64::from(minutes)) * 60_000)
    }

    /// Minutes since 1970-01-01T00:00 local, for ordering and differences on the wall clock.
    pub fn wall_minutes(self) -> i64 {
        i64::from(self.date.days()) * i64::from(MINUTES_PER_DAY) + i64::from(self.minute)
    }

    /// The first time from this one on that Brussels' clocks show: in the night in which summer time begins they
    /// go from 01:59 to 03:00.
    pub fn on_brussels_clocks(self) -> Self {
        let (year, month, _) = self.date.ymd();
        let is_skipped = month == 3 && (120..180).contains(&self.minute) && self.date == last_sunday(year, 3);
        Self { minute: if is_skipped { 180 } else { self.minute }, ..self }
    }

    /// The time `minutes` later on the wall clock, or earlier where negative.
    pub fn add_minutes(self, minutes: i64) -> Self {
        let total = self.wall_minutes() + minutes;
        Self {
            date: Date::from_days(total.div_euclid(i64::from(MINUTES_PER_DAY)) as i32),
            minute: total.rem_euclid(i64::from(MINUTES_PER_DAY)) as u16,
        }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }
}

/// The offset of Europe/Brussels from UTC in minutes, at an instant in minutes since the Unix epoch.
pub(crate) fn brussels_offset_minutes(utc_minutes: i64) -> i64 {
    let date = Date::from_days(utc_minutes.div_euclid(i64::from(MINUTES_PER_DAY)) as i32);
    let (year, _, _) = date.ymd();
    let switch = |month| i64::from(last_sunday(year, month).days()) * i64::from(MINUTES_PER_DAY) + 60;
    if (switch(3)..switch(10)).contains(&utc_minutes) { 120 } else { 60 }
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> Date {
    let last = Date::new(year, month, 31).unwrap_or(Date(0));
    last.add_days(-((last.weekday().index() as i32 + 1).rem_euclid(7)))
}

/// The number of days of a month, 1 to 12.
pub(crate) fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0u32, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dates_and_times_survive_their_way(days in -700_000..2_900_000i32, minute in 0..1440u16, step in -9_999_999..9_999_999i64) {
            let time = DateTime { date: Date::from_days(days), minute };
            prop_assert_eq!(Date::parse(&time.date.to_string()), Some(time.date));
            prop_assert_eq!(DateTime::parse(&time.to_string()), Some(time));
            prop_assert_eq!(time.add_minutes(step).add_minutes(-step), time);
            prop_assert_eq!(time.add_minutes(step).wall_minutes() - time.wall_minutes(), step);
        }
    }

    #[test]
    fn days_count_both_ways() {
        assert_eq!(Date::parse("1970-01-01").unwrap().days(), 0);
        assert_eq!(Date::parse("2000-02-29").unwrap().to_string(), "2000-02-29");
        assert_eq!(Date::parse("1900-02-29"), None);
        assert_eq!(Date::parse("2026-11-22").unwrap().weekday(), Weekday::Sunday);
        let mut expected = Date::parse("1995-12-31").unwrap();
        for _ in 0..20_000 {
            let (y, m, d) = expected.ymd();
            assert_eq!(Date::new(y, m, d), Some(expected));
            expected = expected.add_days(1);
        }
    }

    #[test]
    fn brussels_changes_its_clock_on_the_last_sundays() {
        let at = |unix_ms| DateTime::in_brussels(unix_ms).to_string();
        // 2026-03-29T00:59Z and 01:00Z; 2026-10-25T00:59Z and 01:00Z.
        assert_eq!(at(1_774_745_940_000), "2026-03-29T01:59");
        assert_eq!(at(1_774_746_000_000), "2026-03-29T03:00");
        assert_eq!(at(1_792_889_940_000), "2026-10-25T02:59");
        assert_eq!(at(1_792_890_000_000), "2026-10-25T02:00");
    }

    #[test]
    fn what_passes_is_counted_over_a_clock_change() {
        let after = |start: &str, minutes| DateTime::parse(start).unwrap().after(minutes).to_string();
        assert_eq!(after("2026-03-29T01:30", 60), "2026-03-29T03:30");
        assert_eq!(after("2026-10-25T01:30", 120), "2026-10-25T02:30");
        assert_eq!(after("2026-10-25T01:30", 180), "2026-10-25T03:30");
        // An hour that comes twice is the first; one that is leapt over is what the old clock would have shown.
        assert_eq!(after("2026-10-25T02:30", 60), "2026-10-25T02:30");
        assert_eq!(after("2026-03-29T02:30", 0), "2026-03-29T03:30");
        assert_eq!(after("2026-12-31T23:30", 60), "2027-01-01T00:30");
    }

    proptest! {
        #[test]
        fn an_instant_has_one_wall_clock_time(unix_minutes in 0..60_000_000i64) {
            let back = DateTime::in_brussels(unix_minutes * 60_000).to_unix_minutes();
            // Within the hour that comes twice the earlier instant is told.
            prop_assert!(back == unix_minutes || back == unix_minutes - 60, "{back} {unix_minutes}");
        }
    }

    #[test]
    fn the_hour_that_clocks_skip_is_not_shown() {
        let shown = |text| DateTime::parse(text).unwrap().on_brussels_clocks().to_string();
        assert_eq!(shown("2026-03-29T02:30"), "2026-03-29T03:00");
        for text in ["2026-03-29T01:59", "2026-03-29T03:00", "2026-03-22T02:30", "2026-10-25T02:30"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn nonsense_is_no_date() {
        for text in
            ["", "2026-13-01", "2026-00-10", "2026-1-01", "20260101", "2026-01-01T24:00", "2026-01-01T10:60", "日本"]
        {
            assert!(Date::parse(text).is_none() && DateTime::parse(text).is_none(), "{text}");
        }
    }
}
