//! Ranges of the calendar: days of a month, Easter, the nth weekday of a month, and days counted from these.

use super::holidays::easter;
use crate::civil::{Date, Weekday, days_in_month};

/// What a date is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Month and day of the month.
    Day(u32, u32),
    Easter,
    /// Month, weekday, and which one: 1 to 5 from the month's beginning, -1 to -5 from its end.
    Nth(u32, Weekday, i32),
}

/// A date of every year, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub year: Option<i32>,
    pub anchor: Anchor,
    /// The first such weekday from there on, or (false) the last one up to there.
    pub weekday: Option<(Weekday, bool)>,
    /// Days after that.
    pub offset: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateRange {
    pub from: Point,
    pub to: Point,
}

impl Point {
    /// The day it is in a year; what the year doesn't have is the day after as a beginning, the one before as an end.
    fn day(&self, year: i32, is_end: bool) -> Option<Date> {
        let date = match self.anchor {
            Anchor::Easter => easter(year)?,
            Anchor::Day(month, day) => {
                let exists = day <= days_in_month(year, month);
                let date = Date::new(year, month, day.min(days_in_month(year, month)))?;
                date.add_days(i32::from(!exists && !is_end))
            }
            Anchor::Nth(month, weekday, nth) => {
                let first_day = if nth > 0 { 1 } else { days_in_month(year, month) };
                let near = towards(Date::new(year, month, first_day)?, weekday, nth > 0);
                let date = near.add_days(7 * (nth - nth.signum()));
                return (date.ymd().1 == month).then(|| date.add_days(self.offset));
            }
        };
        Some(self.weekday.map_or(date, |(weekday, later)| towards(date, weekday, later)).add_days(self.offset))
    }
}

/// The nearest such weekday, the day itself included.
fn towards(date: Date, weekday: Weekday, later: bool) -> Date {
    let days = (weekday.index() as i32 - date.weekday().index() as i32).rem_euclid(7);
    date.add_days(if later || days == 0 { days } else { days - 7 })
}

impl DateRange {
    pub(super) fn holds(&self, date: Date) -> bool {
        let (year, month, day) = date.ymd();
        let plain = |point: &Point| match point {
            Point { year: None, anchor: Anchor::Day(month, day), weekday: None, offset: 0 } => Some((*month, *day)),
            _ => None,
        };
        if let (Some(from), Some(to)) = (plain(&self.from), plain(&self.to)) {
            let now = (month, day);
            return if from <= to { (from..=to).contains(&now) } else { now >= from || now <= to };
        }
        // What holds today began last year, this year, or (counted back from a day of the next one) in the next.
        let years = if let Some(year) = self.from.year { year..=year } else { year - 1..=year + 1 };
        years.into_iter().any(|year| self.holds_from(year, date))
    }

    /// Says whether `date` lies in the range that begins in `year`.
    fn holds_from(&self, year: i32, date: Date) -> bool {
        let Some(from) = self.from.day(year, false).filter(|from| *from <= date) else { return false };
        let to = match self.to.year {
            Some(year) => self.to.day(year, true),
            None if self.from == self.to => return from == date,
            None => {
                self.to.day(year, true).and_then(|to| if to < from { self.to.day(year + 1, true) } else { Some(to) })
            }
        };
        to.is_some_and(|to| date <= to)
    }
}
