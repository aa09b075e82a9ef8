//! A rule of hours: on which days it holds, and what it says for them.

use super::State;
use super::dates::DateRange;
use super::holidays::{holiday, is_school_holiday};
use super::times::TimeSpan;
use crate::civil::{Date, Weekday, days_in_month};

/// How a rule joins the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// `;`: takes the place of earlier rules on its days; where it closes, of its own hours only.
    Override,
    /// `,`: adds to them.
    Add,
    /// `||`: holds where they leave it closed.
    Fallback,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub join: Join,
    pub days: Days,
    /// When it holds on its days; the whole day where the rule names no hours.
    pub spans: Vec<TimeSpan>,
    /// What it says then.
    pub state: State,
    /// Words beside it, such as « sur rendez-vous ».
    pub comment: Option<Box<str>>,
}

/// The days on which a rule holds; an empty list admits every day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub years: Vec<Steps>,
    pub dates: Vec<DateRange>,
    /// ISO weeks.
    pub weeks: Vec<Steps>,
    pub weekdays: Vec<Weekdays>,
    pub holidays: Vec<Holidays>,
    /// `PH Mo-Fr`: holidays on these weekdays only, instead of holidays or these weekdays.
    pub holidays_and_weekdays: bool,
}

/// Every so many numbers from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    pub from: i32,
    pub to: i32,
    pub step: i32,
}

/// Public or school holidays, or the days that lie so many days after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holidays {
    pub school: bool,
    pub offset: i32,
}

/// Weekdays from one to another, perhaps over Sunday, perhaps only some of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Weekdays {
    pub from: Weekday,
    pub to: Weekday,
    /// Which ones of the month: bits 0 to 4 from its beginning, bits 5 to 9 from its end; 0 for every one.
    pub nth: u16,
    /// How many days after such a day.
    pub offset: i32,
}

impl Days {
    /// Says whether the rule holds on `date`; `assumed` is whether school holidays are then where nobody published it.
    pub(super) fn hold(&self, date: Date, assumed: bool) -> bool {
        (self.years.is_empty() || any(&self.years, date.ymd().0))
            && (self.dates.is_empty() || self.dates.iter().any(|range| range.holds(date)))
            && (self.weeks.is_empty() || any(&self.weeks, iso_week(date)))
            && self.hold_of_week(date, assumed)
    }

    fn hold_of_week(&self, date: Date, assumed: bool) -> bool {
        let on_weekday = || self.weekdays.iter().any(|days| days.hold(date));
        if self.holidays.is_empty() {
            return self.weekdays.is_empty() || on_weekday();
        }
        let in_holidays = self.holidays.iter().any(|days| {
            let date = date.add_days(-days.offset);
            if days.school { is_school_holiday(date).unwrap_or(assumed) } else { holiday(date).is_some() }
        });
        if self.holidays_and_weekdays { in_holidays && on_weekday() } else { in_holidays || on_weekday() }
    }

    /// Says whether it depends on school holidays that nobody published whether the rule holds on `date`.
    pub(super) fn is_open_question(&self, date: Date) -> bool {
        self.holidays.iter().any(|days| days.school && is_school_holiday(date.add_days(-days.offset)).is_none())
    }

    /// Says whether the same days hold in every week.
    pub(super) fn is_weekly(&self) -> bool {
        self.years.is_empty()
            && self.dates.is_empty()
            && self.weeks.is_empty()
            && self.holidays.is_empty()
            && self.weekdays.iter().all(|days| days.nth == 0)
    }
}

fn any(ranges: &[Steps], number: i32) -> bool {
    ranges.iter().any(|range| match (range.from..=range.to).contains(&number) {
        true => (number - range.from) % range.step == 0,
        // « week 50-2 »: over the turn of the year; the parser admits no steps there.
        false => range.to < range.from && (number >= range.from || number <= range.to),
    })
}

impl Weekdays {
    fn hold(&self, date: Date) -> bool {
        let date = date.add_days(-self.offset);
        let (from, to, day) = (self.from.index(), self.to.index(), date.weekday().index());
        let in_range = if from <= to { (from..=to).contains(&day) } else { day >= from || day <= to };
        in_range && (self.nth == 0 || self.nth & places_in_month(date) != 0)
    }
}

/// Which of its weekday in the month a day is, from the beginning and from the end, as bits of [`Weekdays::nth`].
fn places_in_month(date: Date) -> u16 {
    let (year, month, day) = date.ymd();
    1 << ((day - 1) / 7) | 1 << (5 + (days_in_month(year, month) - day) / 7)
}

/// The week of ISO 8601: it belongs to the year that holds its Thursday.
fn iso_week(date: Date) -> i32 {
    let thursday = date.add_days(3 - date.weekday().index() as i32);
    let (year, _, _) = thursday.ymd();
    Date::new(year, 1, 1).map_or(1, |first| (thursday.days() - first.days()) / 7 + 1)
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
    fn a_day_has_its_place_in_the_month_from_both_ends() {
        let places = |day| places_in_month(Date::parse(day).unwrap());
        assert_eq!(places("2026-11-07"), 0b01000_00001);
        assert_eq!(places("2026-11-08"), 0b01000_00010);
        assert_eq!(places("2026-11-30"), 0b00001_10000);
        assert_eq!(places("2026-11-23"), 0b00010_01000);
        assert_eq!(places("2026-02-28"), 0b00001_01000);
    }
}
