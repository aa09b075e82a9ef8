//! Ranges of the calendar: `Apr-Oct`, `Dec 24-Jan 2`, `2026 Jul 1-15`, `easter -2 days`, `Mar Su[-1]-Oct Su[-1]`.

use super::days::WEEKDAYS;
use super::{Parsed, Parser};
use crate::civil::{Weekday, days_in_month};
use crate::hours::dates::{Anchor, DateRange, Point};
use crate::hours::lexer::Sign;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// A year with all days.
const LEAP_YEAR: i32 = 2024;

impl Parser {
    /// Says whether a month or Easter stands `n` signs ahead, perhaps after its year.
    pub(super) fn point_ahead(&self, n: usize) -> bool {
        let n = n + usize::from(self.number_ahead(n, 4..=4).is_some());
        self.word_ahead(n, &MONTHS).is_some() || self.word_ahead(n, &["easter"]).is_some()
    }

    pub(super) fn dates(&mut self, dates: &mut Vec<DateRange>) -> Parsed<()> {
        loop {
            let range = self.date_range()?;
            dates.push(range);
            // « Dec 24,31 »: another day of the same month.
            while let Anchor::Day(month, _) = range.to.anchor {
                if !(self.mark_ahead(0, ',') && self.number_ahead(1, 1..=2).is_some() && !self.time_ahead(1)) {
                    break;
                }
                self.at += 1;
                let from = Point { anchor: Anchor::Day(month, self.day_of(month)?), ..range.to };
                dates.push(DateRange { from, to: from });
            }
            if !(self.mark_ahead(0, ',') && self.point_ahead(1)) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn date_range(&mut self) -> Parsed<DateRange> {
        let (from, has_day) = self.point(true)?;
        if self.mark_ahead(0, '+') {
            if from.year.is_none() {
                return self.wrong("il faut une année à une période sans fin");
            }
            self.at += 1;
            return Ok(DateRange { from, to: Point { year: Some(9999), anchor: Anchor::Day(12, 31), ..from } });
        }
        if !self.take_mark('-') {
            let end = Point { anchor: end_of_month(from.anchor), ..from };
            return Ok(DateRange { from, to: if has_day { from } else { end } });
        }
        if let (Anchor::Day(month, first), true, Some(_)) = (from.anchor, has_day, self.number_ahead(0, 1..=2)) {
            let day = self.day_of(month)?;
            if day < first {
                self.at -= 1;
                return self.wrong("cette suite de jours finit avant de commencer");
            }
            let to = self.counted(Point { anchor: Anchor::Day(month, day), weekday: None, offset: 0, ..from });
            return Ok(DateRange { from, to });
        }
        // « Aug-Sep We[-1] » goes on with a weekday, « Mar Su[-1]-Oct Su[-1] » ends with one.
        let (mut to, to_has_day) = self.point(!has_day)?;
        if has_day != to_has_day {
            return self.wrong("il faut un jour aux deux bouts de la période, ou à aucun");
        }
        if from.year.is_none() && to.year.is_some() {
            return self.wrong("il faut une année aux deux bouts de la période, ou à aucun");
        }
        if !to_has_day {
            to.anchor = end_of_month(to.anchor);
        }
        Ok(DateRange { from, to })
    }

    /// One end of a period, and whether it is a day and not a whole month.
    fn point(&mut self, is_first: bool) -> Parsed<(Point, bool)> {
        let year = if self.number_ahead(0, 4..=4).is_some() { Some(self.year()?) } else { None };
        let point = |anchor| Point { year, anchor, weekday: None, offset: 0 };
        if self.take_word(&["easter"]).is_some() {
            return Ok((self.counted(point(Anchor::Easter)), true));
        }
        let month = self.month()?;
        if let Some(anchor) = self.nth_of_month(month, is_first) {
            return Ok((self.counted(point(anchor)), true));
        }
        if self.number_ahead(0, 1..=2).is_some() && !self.time_ahead(0) {
            let day = self.day_of(month)?;
            return Ok((self.counted(point(Anchor::Day(month, day))), true));
        }
        Ok((point(Anchor::Day(month, 1)), false))
    }

    /// `Su[-1]` after a month. As the first end of a period only where another end follows; otherwise it is a weekday
    /// of the rule, which means the same.
    fn nth_of_month(&mut self, month: u32, is_first: bool) -> Option<Anchor> {
        let weekday = Weekday::ALL[self.word_ahead(0, &WEEKDAYS)?];
        let from_end = usize::from(self.mark_ahead(2, '-'));
        let nth = self.number_ahead(2 + from_end, 1..=1).filter(|nth| (1..=5).contains(nth))? as i32;
        if !self.mark_ahead(1, '[') || !self.mark_ahead(3 + from_end, ']') {
            return None;
        }
        let begin = self.at;
        self.at += 4 + from_end;
        let after = self.at;
        self.day_offset();
        let goes_on = self.mark_ahead(0, '-') && self.point_ahead(1);
        self.at = after;
        if is_first && !goes_on {
            self.at = begin;
            return None;
        }
        Some(Anchor::Nth(month, weekday, if from_end == 1 { -nth } else { nth }))
    }

    /// Takes what is counted from a date: `+Su`, `-Mo`, `+3 days`.
    fn counted(&mut self, mut point: Point) -> Point {
        // « 2026 Nov 1+ Mo »: a period without end, on its Mondays; « Nov 1+Mo »: the first Monday from then on.
        let position = |n: usize| self.tokens.get(self.at + n).map_or(0, |token| token.position);
        let day = self.word_ahead(1, &WEEKDAYS).filter(|_| position(1) == position(0) + 1);
        if let (Some(Sign::Mark(mark @ ('+' | '-'))), Some(day)) = (self.peek(), day) {
            point.weekday = Some((Weekday::ALL[day], *mark == '+'));
            self.at += 2;
        }
        point.offset = self.day_offset();
        point
    }

    fn month(&mut self) -> Parsed<u32> {
        match self.take_word(&MONTHS) {
            Some(month) => Ok(month as u32 + 1),
            None => self.wrong("on attend un mois (Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec)"),
        }
    }

    fn day_of(&mut self, month: u32) -> Parsed<u32> {
        self.number(1..=2, 1..=days_in_month(LEAP_YEAR, month), "ce mois n’a pas un tel jour")
    }
}

/// The last day of the month of a day.
fn end_of_month(anchor: Anchor) -> Anchor {
    match anchor {
        Anchor::Day(month, _) => Anchor::Day(month, days_in_month(LEAP_YEAR, month)),
        other => other,
    }
}
