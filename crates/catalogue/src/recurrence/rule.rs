//! Reading a recurrence rule of RFC 5545 into the parts that the expander knows.

use super::RecurrenceError;
use crate::civil::{Date, DateTime, Weekday};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// The last moment of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// The whole day still counts.
    Day(Date),
    /// An instant, in minutes since the Unix epoch.
    Instant(i64),
}

/// A rule, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub frequency: Frequency,
    pub interval: i32,
    pub count: Option<u32>,
    pub until: Option<Until>,
    /// Weekdays, each with its ordinal within the month (negative from the end), 0 for every one.
    pub by_day: Vec<(i32, Weekday)>,
    pub by_month_day: Vec<i32>,
    /// A bit for each month that counts, bit 1 for January; 0 where all do.
    pub by_month: u16,
    pub by_set_pos: Vec<i32>,
    pub week_start: Weekday,
}

/// The longest step between periods; longer ones say nothing within a person's life.
const MAX_INTERVAL: i32 = 1000;
/// The most occurrences that are counted here; counting more would hold up a phone.
const MAX_COUNT: u32 = 10_000;

enum Trouble {
    Malformed,
    Unsupported,
}

impl Rule {
    pub(super) fn parse(text: &str) -> Result<Self, RecurrenceError> {
        let error = |trouble: Trouble, part: &str| match trouble {
            Trouble::Malformed => RecurrenceError::Malformed { rule: text.into(), part: part.into() },
            Trouble::Unsupported => RecurrenceError::Unsupported { rule: text.into(), part: part.into() },
        };
        let upper = text.trim().to_ascii_uppercase();
        let body = upper.strip_prefix("RRULE:").unwrap_or(&upper).trim_end_matches(';');
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            count: None,
            until: None,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: 0,
            by_set_pos: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut seen: Vec<&str> = Vec::new();
        for part in body.split(';') {
            let (name, value) = part.split_once('=').ok_or_else(|| error(Trouble::Malformed, part))?;
            if seen.contains(&name) || value.is_empty() {
                return Err(error(Trouble::Malformed, part));
            }
            seen.push(name);
            rule.take(name, value).map_err(|trouble| error(trouble, part))?;
        }
        if !seen.contains(&"FREQ") {
            return Err(error(Trouble::Malformed, "FREQ"));
        }
        if rule.count.is_some() && rule.until.is_some() {
            return Err(error(Trouble::Malformed, "COUNT, UNTIL"));
        }
        rule.check_combination().map_err(|part| error(Trouble::Unsupported, part))?;
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Trouble> {
        let number = |low: i32, high: i32| move |item: &str| whole(item).filter(|n| (low..=high).contains(n));
        match name {
            "FREQ" => {
                self.frequency = match value {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    "HOURLY" | "MINUTELY" | "SECONDLY" => return Err(Trouble::Unsupported),
                    _ => return Err(Trouble::Malformed),
                }
            }
            "INTERVAL" => {
                let interval = number(1, i32::MAX)(value).ok_or(Trouble::Malformed)?;
                self.interval = Some(interval).filter(|n| *n <= MAX_INTERVAL).ok_or(Trouble::Unsupported)?;
            }
            "COUNT" => {
                let count: u32 = value.parse().ok().filter(|n| *n > 0).ok_or(Trouble::Malformed)?;
                self.count = Some(Some(count).filter(|n| *n <= MAX_COUNT).ok_or(Trouble::Unsupported)?);
            }
            "UNTIL" => self.until = Some(until(value).ok_or(Trouble::Malformed)?),
            "WKST" => self.week_start = weekday(value).ok_or(Trouble::Malformed)?,
            "BYDAY" => self.by_day = list(value, by_day)?,
            "BYMONTHDAY" => self.by_month_day = list(value, |i| number(-31, 31)(i).filter(|n| *n != 0))?,
            "BYMONTH" => self.by_month = list(value, number(1, 12))?.into_iter().fold(0, |all, n| all | 1 << n),
            "BYSETPOS" => self.by_set_pos = list(value, |i| number(-366, 366)(i).filter(|n| *n != 0))?,
            "BYWEEKNO" | "BYYEARDAY" | "BYHOUR" | "BYMINUTE" | "BYSECOND" => return Err(Trouble::Unsupported),
            _ if name.starts_with("X-") || name == "RSCALE" || name == "SKIP" => return Err(Trouble::Unsupported),
            _ => return Err(Trouble::Malformed),
        }
        Ok(())
    }

    /// Refuses what the expander would get wrong.
    fn check_combination(&self) -> Result<(), &'static str> {
        let has_ordinals = self.by_day.iter().any(|(nth, _)| *nth != 0);
        match self.frequency {
            Frequency::Daily | Frequency::Weekly if has_ordinals => Err("BYDAY"),
            Frequency::Weekly if !self.by_month_day.is_empty() => Err("BYMONTHDAY"),
            // Without a month these count weekdays over the whole year.
            Frequency::Yearly if !self.by_day.is_empty() && self.by_month == 0 => Err("BYDAY"),
            _ if has_ordinals && !self.by_month_day.is_empty() => Err("BYDAY"),
            _ => Ok(()),
        }
    }
}

fn list<T>(value: &str, item: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Trouble> {
    value.split(',').map(item).collect::<Option<_>>().ok_or(Trouble::Malformed)
}

fn whole(text: &str) -> Option<i32> {
    text.parse().ok()
}

fn weekday(code: &str) -> Option<Weekday> {
    let index = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|c| *c == code)?;
    Some(Weekday::ALL[index])
}

fn by_day(item: &str) -> Option<(i32, Weekday)> {
    let (nth, code) = item.split_at_checked(item.len().checked_sub(2)?)?;
    let nth = if nth.is_empty() { 0 } else { whole(nth).filter(|n| *n != 0 && (-53..=53).contains(n))? };
    Some((nth, weekday(code)?))
}

/// Reads the value of `UNTIL`.
pub(super) fn until(text: &str) -> Option<Until> {
    let day = |t: &str| Date::parse(&format!("{}-{}-{}", t.get(..4)?, t.get(4..6)?, t.get(6..)?));
    let Some((date, time)) = text.split_once('T') else { return day(text).map(Until::Day) };
    let (clock, is_utc) = time.strip_suffix('Z').map_or((time, false), |clock| (clock, true));
    if clock.len() != 6 || !clock.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let time = DateTime::parse(&format!("{}T{}:{}", day(date)?, &clock[..2], &clock[2..4]))?;
    Some(Until::Instant(if is_utc { time.wall_minutes() } else { time.to_unix_minutes() }))
}
