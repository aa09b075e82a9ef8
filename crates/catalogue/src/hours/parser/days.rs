//! The days a rule holds on: years, weeks, weekdays and holidays.

use super::{Parsed, Parser};
use crate::civil::Weekday;
use crate::hours::rule::{Days, Holidays, Steps, Weekdays};

pub(super) const WEEKDAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const HOLIDAYS: [&str; 2] = ["ph", "sh"];

impl Parser {
    pub(super) fn days(&mut self) -> Parsed<Days> {
        let mut days = Days::default();
        loop {
            if self.time_ahead(0) {
                return Ok(days);
            }
            if self.point_ahead(0) {
                self.dates(&mut days.dates)?;
            } else if self.number_ahead(0, 4..=4).is_some() {
                self.years(&mut days.years)?;
            } else if self.take_word(&["week"]).is_some() {
                self.weeks(&mut days.weeks)?;
            } else if self.days_of_week_ahead(0) {
                self.weekdays(&mut days)?;
            } else {
                return Ok(days);
            }
            // « Apr-Oct: Mo-Fr … » is a common way to write it.
            self.take_mark(':');
        }
    }

    pub(super) fn year(&mut self) -> Parsed<i32> {
        Ok(self.number(4..=4, 1900..=2100, "on attend une année de 1900 à 2100")? as i32)
    }

    fn years(&mut self, years: &mut Vec<Steps>) -> Parsed<()> {
        loop {
            let from = self.year()?;
            let mut to = if self.take_mark('-') {
                self.year()?
            } else if self.take_mark('+') {
                i32::MAX
            } else {
                from
            };
            if to < from {
                self.at -= 1;
                return self.wrong("cette suite d’années finit avant de commencer");
            }
            let mut step = 1;
            if self.take_mark('/') {
                step = self.number(1..=2, 1..=99, "on attend un pas d’années, comme 2024-2030/2")? as i32;
                to = if to == from { i32::MAX } else { to };
            }
            years.push(Steps { from, to, step });
            if !(self.mark_ahead(0, ',') && self.number_ahead(1, 4..=4).is_some() && !self.point_ahead(1)) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn weeks(&mut self, weeks: &mut Vec<Steps>) -> Parsed<()> {
        loop {
            let from = self.week()?;
            let to = if self.take_mark('-') { self.week()? } else { from };
            let mut step = 1;
            if self.mark_ahead(0, '/') {
                if from >= to {
                    return self.wrong("un pas va avec une suite de semaines, comme 1-53/2");
                }
                self.at += 1;
                step = self.number(1..=2, 1..=53, "on attend un pas de semaines, comme 1-53/2")? as i32;
            }
            weeks.push(Steps { from, to, step });
            if !(self.mark_ahead(0, ',') && self.number_ahead(1, 1..=2).is_some() && !self.time_ahead(1)) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn week(&mut self) -> Parsed<i32> {
        Ok(self.number(1..=2, 1..=53, "on attend une semaine de 1 à 53")? as i32)
    }

    /// Says whether a weekday or holidays stand `n` signs ahead.
    fn days_of_week_ahead(&self, n: usize) -> bool {
        self.word_ahead(n, &WEEKDAYS).is_some() || self.word_ahead(n, &HOLIDAYS).is_some()
    }

    fn weekdays(&mut self, days: &mut Days) -> Parsed<()> {
        loop {
            if let Some(which) = self.take_word(&HOLIDAYS) {
                let offset = self.day_offset();
                days.holidays.push(Holidays { school: which == 1, offset });
            } else {
                let from = self.weekday()?;
                let to = if self.take_mark('-') { self.weekday()? } else { from };
                let nth = if self.mark_ahead(0, '[') { self.nth(from == to)? } else { 0 };
                let offset = if nth == 0 { 0 } else { self.day_offset() };
                days.weekdays.push(Weekdays { from, to, nth, offset });
            }
            let weekday_follows = self.word_ahead(0, &WEEKDAYS).is_some();
            if weekday_follows || self.word_ahead(0, &HOLIDAYS).is_some() {
                // « PH Mo-Fr », « Mo-Fr SH »: the holidays that fall on these weekdays.
                let is_other_kind = if weekday_follows { days.weekdays.is_empty() } else { days.holidays.is_empty() };
                if !is_other_kind || days.holidays_and_weekdays {
                    return self.wrong("on ne sait pas si ces jours s’ajoutent aux précédents ; mettez une virgule");
                }
                days.holidays_and_weekdays = true;
            } else if self.mark_ahead(0, ',') && self.days_of_week_ahead(1) {
                self.at += 1;
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn weekday(&mut self) -> Parsed<Weekday> {
        match self.take_word(&WEEKDAYS) {
            Some(day) => Ok(Weekday::ALL[day]),
            None => self.wrong("on attend un jour (Mo, Tu, We, Th, Fr, Sa, Su)"),
        }
    }

    /// `[1,3]`, `[-1]`, `[1-3]`: which of its weekday in the month, as bits of [`Weekdays::nth`].
    fn nth(&mut self, is_one_day: bool) -> Parsed<u16> {
        const EXPECTED: &str = "on attend un rang dans le mois de 1 à 5";
        if !is_one_day {
            return self.wrong("un rang dans le mois va avec un seul jour, comme Mo[1]");
        }
        self.at += 1;
        let mut bits = 0;
        loop {
            let from_end = self.take_mark('-');
            let from = self.number(1..=1, 1..=5, EXPECTED)?;
            let to = if !from_end && self.take_mark('-') { self.number(1..=1, from..=5, EXPECTED)? } else { from };
            for nth in from..=to {
                bits |= 1 << (nth - 1 + if from_end { 5 } else { 0 });
            }
            if self.take_mark(']') {
                return Ok(bits);
            }
            if !self.take_mark(',') {
                return self.wrong("le crochet n’est pas fermé");
            }
        }
    }
}
