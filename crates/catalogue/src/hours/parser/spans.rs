//! The hours of a rule: `09:00-12:00,13:00-17:00`, `22:00-02:00`, `18:00+`, `10:00-sunset`.

use super::{Parsed, Parser};
use crate::hours::sun::Event;
use crate::hours::times::{DAY, Time, TimeSpan};

pub(super) const SUN: [&str; 4] = ["dawn", "sunrise", "sunset", "dusk"];
const EVENTS: [Event; 4] = [Event::Dawn, Event::Sunrise, Event::Sunset, Event::Dusk];

impl Parser {
    pub(super) fn spans(&mut self) -> Parsed<Vec<TimeSpan>> {
        let mut found = Vec::new();
        while self.time_ahead(0) || self.sun_ahead(0) {
            found.push(self.span()?);
            if !(self.mark_ahead(0, ',') && (self.time_ahead(1) || self.sun_ahead(1))) {
                break;
            }
            self.at += 1;
        }
        Ok(found)
    }

    /// Says whether a time, and not a day or a year, stands `n` signs ahead.
    pub(super) fn time_ahead(&self, n: usize) -> bool {
        self.number_ahead(n, 1..=2).is_some()
            && self.mark_ahead(n + 1, ':')
            && self.number_ahead(n + 2, 2..=2).is_some()
    }

    fn sun_ahead(&self, n: usize) -> bool {
        self.word_ahead(n, &SUN).is_some() || self.mark_ahead(n, '(')
    }

    fn span(&mut self) -> Parsed<TimeSpan> {
        let start = self.at;
        let from = self.time()?;
        if from.sun.is_none() && from.minute >= DAY as i16 {
            self.at = start;
            return self.wrong("une plage d’heures commence entre 00:00 et 23:59");
        }
        if self.take_mark('+') {
            return Ok(TimeSpan { from, to: None, open_end: true });
        }
        if !self.take_mark('-') {
            return self.wrong("il manque l’heure de fin, comme 09:00-17:00");
        }
        let to = Some(self.time()?);
        Ok(TimeSpan { from, to, open_end: self.take_mark('+') })
    }

    fn time(&mut self) -> Parsed<Time> {
        if let Some(event) = self.take_word(&SUN) {
            return Ok(Time { sun: Some(EVENTS[event]), minute: 0 });
        }
        if self.take_mark('(') {
            return self.time_by_the_sun();
        }
        // Hours after 24 are those of the night after, as in 22:00-26:00.
        let minute = self.clock_time(48)?;
        Ok(Time { sun: None, minute })
    }

    /// `(sunset-01:00)`, after its parenthesis.
    fn time_by_the_sun(&mut self) -> Parsed<Time> {
        let Some(event) = self.take_word(&SUN) else {
            return self.wrong("on attend dawn, sunrise, sunset ou dusk");
        };
        let sign = if self.take_mark('-') { -1 } else { 1 };
        if sign > 0 && !self.take_mark('+') {
            return self.wrong("on attend + ou - et une durée HH:MM");
        }
        let minute = sign * self.clock_time(23)?;
        if !self.take_mark(')') {
            return self.wrong("la parenthèse n’est pas fermée");
        }
        Ok(Time { sun: Some(EVENTS[event]), minute })
    }

    /// Hours and minutes, as minutes.
    fn clock_time(&mut self, last_hour: u32) -> Parsed<i16> {
        let (hour, minute) = match (self.number_ahead(0, 1..=2), self.number_ahead(2, 2..=2)) {
            (Some(hour), Some(minute)) if self.mark_ahead(1, ':') => (hour, minute),
            _ => return self.wrong("on attend une heure HH:MM"),
        };
        if hour > last_hour || minute > 59 {
            return self.wrong("cette heure n’existe pas");
        }
        self.at += 3;
        Ok((hour * 60 + minute) as i16)
    }
}
