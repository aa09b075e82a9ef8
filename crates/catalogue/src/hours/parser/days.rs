//! The days a rule holds on: years, dates, weeks, weekdays and holidays.

use super::{Parsed, Parser};
use crate::civil::{Date, Weekday};
use crate::hours::lexer::Sign;
use crate::hours::rule::{DateRange, Days, Weekdays, YearDay};

const WEEKDAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Parser {
    pub(super) fn days(&mut self) -> Parsed<Days> {
        let mut days = Days::default();
        loop {
            if self.time_ahead(0) {
                return Ok(days);
            }
            if self.number_ahead(0, 4..=4).is_some() && self.word_ahead(1, &MONTHS).is_none() {
                self.years(&mut days)?;
            } else if self.word_ahead(0, &MONTHS).is_some() || self.number_ahead(0, 4..=4).is_some() {
                self.dates(&mut days)?;
            } else if self.word_ahead(0, &["week"]).is_some() {
                self.at += 1;
                self.weeks(&mut days)?;
            } else if self.word_ahead(0, &WEEKDAYS).is_some() || self.word_ahead(0, &["ph", "sh"]).is_some() {
                self.weekdays(&mut days)?;
            } else {
                return Ok(days);
            }
            // « Apr-Oct: Mo-Fr … » is a common way to write it.
            self.take_mark(':');
        }
    }

    fn year(&mut self) -> Parsed<i32> {
        match self.number_ahead(0, 4..=4) {
            Some(year) if (1900..=2100).contains(&year) => {
                self.at += 1;
                Ok(year as i32)
            }
            _ => self.wrong("on attend une année de 1900 à 2100"),
        }
    }

    fn years(&mut self, days: &mut Days) -> Parsed<()> {
        loop {
            let from = self.year()?;
            let to = if self.take_mark('-') {
                self.year()?
            } else if self.take_mark('+') {
                i32::MAX
            } else {
                from
            };
            if to < from {
                return self.wrong("cette suite d’années finit avant de commencer");
            }
            days.years.push((from, to));
            if !(self.mark_ahead(0, ',') && self.number_ahead(1, 4..=4).is_some()) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn dates(&mut self, days: &mut Days) -> Parsed<()> {
        loop {
            let range = self.date_range()?;
            days.dates.push(range);
            // « Dec 24,31 »: another day of the same month.
            while self.mark_ahead(0, ',') && self.number_ahead(1, 1..=2).is_some() && !self.time_ahead(1) {
                self.at += 1;
                let from = YearDay { day: self.day_of_month(range.to.month)?, ..range.to };
                days.dates.push(DateRange { from, to: from });
            }
            let month_follows = self.word_ahead(1, &MONTHS).is_some()
                || self.number_ahead(1, 4..=4).is_some() && self.word_ahead(2, &MONTHS).is_some();
            // After a comma a month goes on this list only where no hours came in between, which is so here.
            if !(self.mark_ahead(0, ',') && month_follows) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn date_range(&mut self) -> Parsed<DateRange> {
        let year = if self.number_ahead(0, 4..=4).is_some() { Some(self.year()?) } else { None };
        let month = self.month()?;
        let has_day = self.number_ahead(0, 1..=2).is_some() && !self.time_ahead(0);
        let from = YearDay { year, month, day: if has_day { self.day_of_month(month)? } else { 1 } };
        let last_of = |month: u32| (28..=31).rev().find(|d| Date::new(2024, month, *d).is_some()).unwrap_or(28);
        if !self.take_mark('-') {
            let day = if has_day { from.day } else { last_of(month) };
            return Ok(DateRange { from, to: YearDay { day, ..from } });
        }
        if has_day && self.number_ahead(0, 1..=2).is_some() {
            let day = self.day_of_month(month)?;
            if day < from.day {
                return self.wrong("cette suite de jours finit avant de commencer");
            }
            return Ok(DateRange { from, to: YearDay { day, ..from } });
        }
        let to_year = if self.number_ahead(0, 4..=4).is_some() { Some(self.year()?) } else { None };
        let to_month = self.month()?;
        let to_has_day = self.number_ahead(0, 1..=2).is_some() && !self.time_ahead(0);
        if has_day != to_has_day {
            return self.wrong("il faut un jour aux deux bouts de la période, ou à aucun");
        }
        let day = if to_has_day { self.day_of_month(to_month)? } else { last_of(to_month) };
        // « 2026 Dec 24-Jan 3 » ends in the year after.
        let wraps = (to_month, day) < (from.month, from.day);
        let to_year = to_year.or_else(|| year.map(|year| year + i32::from(wraps)));
        if year.is_none() && to_year.is_some() {
            return self.wrong("il faut une année aux deux bouts de la période, ou à aucun");
        }
        Ok(DateRange { from, to: YearDay { year: to_year, month: to_month, day } })
    }

    fn month(&mut self) -> Parsed<u32> {
        match self.word_ahead(0, &MONTHS) {
            Some(month) => {
                self.at += 1;
                Ok(month as u32 + 1)
            }
            None => self.wrong("on attend un mois (Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec)"),
        }
    }

    fn day_of_month(&mut self, month: u32) -> Parsed<u32> {
        match self.number_ahead(0, 1..=2).filter(|day| Date::new(2024, month, *day).is_some()) {
            Some(day) => {
                self.at += 1;
                Ok(day)
            }
            None => self.wrong("ce mois n’a pas un tel jour"),
        }
    }

    fn weeks(&mut self, days: &mut Days) -> Parsed<()> {
        loop {
            let from = self.week()?;
            let to = if self.take_mark('-') { self.week()? } else { from };
            let step = if self.take_mark('/') {
                match self.number_ahead(0, 1..=2).filter(|step| *step > 0) {
                    Some(step) if from < to => {
                        self.at += 1;
                        step
                    }
                    _ => return self.wrong("on attend un pas de semaines, comme 1-53/2"),
                }
            } else {
                1
            };
            days.weeks.push((from, to, step));
            if !(self.mark_ahead(0, ',') && self.number_ahead(1, 1..=2).is_some() && !self.time_ahead(1)) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn week(&mut self) -> Parsed<u32> {
        match self.number_ahead(0, 1..=2).filter(|week| (1..=53).contains(week)) {
            Some(week) => {
                self.at += 1;
                Ok(week)
            }
            None => self.wrong("on attend une semaine de 1 à 53"),
        }
    }

    fn weekdays(&mut self, days: &mut Days) -> Parsed<()> {
        loop {
            if let Some(which) = self.word_ahead(0, &["ph", "sh"]) {
                self.at += 1;
                days.public_holidays |= which == 0;
                days.school_holidays |= which == 1;
                // « PH Mo-Fr »: the holidays that fall on these days.
                if self.word_ahead(0, &WEEKDAYS).is_some() {
                    if !days.weekdays.is_empty() {
                        return self.wrong("on ne sait pas si ces jours s’ajoutent aux jours fériés");
                    }
                    days.holidays_and_weekdays = true;
                    continue;
                }
            } else {
                let from = self.weekday()?;
                let to = if self.take_mark('-') { self.weekday()? } else { from };
                let nth = if self.mark_ahead(0, '[') { self.nth(from == to)? } else { Vec::new() };
                days.weekdays.push(Weekdays { from, to, nth });
            }
            if matches!(self.peek(), Some(Sign::Mark('+' | '-'))) {
                return self.wrong("un décalage en jours n’est pas géré");
            }
            let day_follows = self.word_ahead(1, &WEEKDAYS).is_some() || self.word_ahead(1, &["ph", "sh"]).is_some();
            if !(self.mark_ahead(0, ',') && day_follows) {
                return Ok(());
            }
            self.at += 1;
        }
    }

    fn weekday(&mut self) -> Parsed<Weekday> {
        match self.word_ahead(0, &WEEKDAYS) {
            Some(day) => {
                self.at += 1;
                Ok(Weekday::ALL[day])
            }
            None => self.wrong("on attend un jour (Mo, Tu, We, Th, Fr, Sa, Su)"),
        }
    }

    fn nth(&mut self, is_one_day: bool) -> Parsed<Vec<i32>> {
        if !is_one_day {
            return self.wrong("un rang dans le mois va avec un seul jour, comme Mo[1]");
        }
        self.at += 1;
        let mut nth = Vec::new();
        loop {
            let sign = if self.take_mark('-') { -1 } else { 1 };
            let Some(from) = self.number_ahead(0, 1..=1).filter(|n| (1..=5).contains(n)) else {
                return self.wrong("on attend un rang dans le mois de 1 à 5");
            };
            self.at += 1;
            let mut to = from;
            if sign > 0 && self.take_mark('-') {
                to = match self.number_ahead(0, 1..=1).filter(|n| (from..=5).contains(n)) {
                    Some(to) => to,
                    None => return self.wrong("on attend un rang dans le mois de 1 à 5"),
                };
                self.at += 1;
            }
            nth.extend((from..=to).map(|n| sign * n as i32));
            if self.take_mark(']') {
                return Ok(nth);
            }
            if !self.take_mark(',') {
                return self.wrong("le crochet n’est pas fermé");
            }
        }
    }
}
