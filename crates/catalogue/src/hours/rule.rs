//! A rule of hours: on which days it holds, and what it says for them.

use super::State;
use super::holidays::holiday;
use crate::civil::{Date, Weekday};

/// How a rule joins the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// `;`: takes the place of earlier rules on its days.
    Override,
    /// `,`: adds to them.
    Add,
    /// `||`: holds where they say nothing.
    Fallback,
}

/// A span of minutes from midnight of the rule's day; up to two days long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub start: u16,
    pub end: u16,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub join: Join,
    pub days: Days,
    /// What the rule says on its days, in the order in which it says it.
    pub segments: Vec<Segment>,
    /// Whether it says so for a part of the day only.
    pub has_times: bool,
}

/// The days on which a rule holds; an empty list admits every day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub years: Vec<(i32, i32)>,
    pub dates: Vec<DateRange>,
    /// First and last ISO week, and the step.
    pub weeks: Vec<(u32, u32, u32)>,
    pub weekdays: Vec<Weekdays>,
    pub public_holidays: bool,
    pub school_holidays: bool,
    /// `PH Mo-Fr`: holidays on these weekdays only, instead of holidays or these weekdays.
    pub holidays_and_weekdays: bool,
}

/// A day of the year; of every year where the year is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct YearDay {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateRange {
    pub from: YearDay,
    pub to: YearDay,
}

/// Weekdays from one to another, perhaps over Sunday, perhaps only some of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Weekdays {
    pub from: Weekday,
    pub to: Weekday,
    /// Which ones of the month, negative from its end; empty for every one.
    pub nth: Vec<i32>,
}

impl Days {
    /// Says whether the rule holds on `date`, school holidays being or not being then.
    pub(super) fn hold(&self, date: Date, in_school_holidays: bool) -> bool {
        let (year, _, _) = date.ymd();
        (self.years.is_empty() || self.years.iter().any(|(from, to)| (*from..=*to).contains(&year)))
            && (self.dates.is_empty() || self.dates.iter().any(|range| range.holds(date)))
            && (self.weeks.is_empty() || self.weeks.iter().any(|range| week_holds(*range, date)))
            && self.hold_of_week(date, in_school_holidays)
    }

    fn hold_of_week(&self, date: Date, in_school_holidays: bool) -> bool {
        let names_holidays = self.public_holidays || self.school_holidays;
        let in_holidays = self.public_holidays && holiday(date).is_some() || self.school_holidays && in_school_holidays;
        let on_weekday = self.weekdays.iter().any(|days| days.hold(date));
        match (names_holidays, self.weekdays.is_empty()) {
            (false, true) => true,
            (true, true) => in_holidays,
            (false, false) => on_weekday,
            (true, false) if self.holidays_and_weekdays => in_holidays && on_weekday,
            (true, false) => in_holidays || on_weekday,
        }
    }
}

impl DateRange {
    fn holds(&self, date: Date) -> bool {
        let (year, month, day) = date.ymd();
        match (self.from.year, self.to.year) {
            (Some(from), Some(to)) => {
                let at = |year: i32, d: &YearDay| (year, d.month, d.day);
                (at(from, &self.from)..=at(to, &self.to)).contains(&(year, month, day))
            }
            _ => {
                let (from, to) = ((self.from.month, self.from.day), (self.to.month, self.to.day));
                if from <= to {
                    (from..=to).contains(&(month, day))
                } else {
                    (month, day) >= from || (month, day) <= to
                }
            }
        }
    }
}

impl Weekdays {
    fn hold(&self, date: Date) -> bool {
        let (from, to, day) = (self.from.index(), self.to.index(), date.weekday().index());
        let in_range = if from <= to { (from..=to).contains(&day) } else { day >= from || day <= to };
        in_range && (self.nth.is_empty() || self.nth.iter().any(|nth| is_nth_of_month(*nth, date)))
    }
}

fn is_nth_of_month(nth: i32, date: Date) -> bool {
    let (_, month, day) = date.ymd();
    if nth > 0 {
        return (day as i32 - 1) / 7 + 1 == nth;
    }
    // The last one is a week from the next month, the one before it two weeks.
    date.add_days(-7 * nth).ymd().1 != month && date.add_days(-7 * (nth + 1)).ymd().1 == month
}

fn week_holds((from, to, step): (u32, u32, u32), date: Date) -> bool {
    let week = iso_week(date);
    let steps = |from: u32, week: u32| week >= from && (week - from).is_multiple_of(step);
    if from <= to { week <= to && steps(from, week) } else { steps(from, week) || week <= to && step == 1 }
}

/// The week of ISO 8601: it belongs to the year that holds its Thursday.
fn iso_week(date: Date) -> u32 {
    let thursday = date.add_days(3 - date.weekday().index() as i32);
    let (year, _, _) = thursday.ymd();
    Date::new(year, 1, 1).map_or(1, |first| ((thursday.days() - first.days()) / 7 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (day, week) in
            [("2026-01-01", 1), ("2025-12-29", 1), ("2027-01-01", 53), ("2026-11-22", 47), ("2021-01-03", 53)]
        {
            assert_eq!(iso_week(Date::parse(day).unwrap()), week, "{day}");
        }
    }

    #[test]
    fn the_last_of_a_month_is_found() {
        let is = |nth, day| is_nth_of_month(nth, Date::parse(day).unwrap());
        assert!(is(1, "2026-11-07") && !is(1, "2026-11-08") && is(2, "2026-11-08") && is(5, "2026-11-29"));
        assert!(is(-1, "2026-11-24") && is(-1, "2026-11-30") && !is(-1, "2026-11-23") && is(-2, "2026-11-23"));
        assert!(is(-1, "2026-02-28") && is(-4, "2026-02-07") && !is(-5, "2026-02-07"));
    }
}
