//! A session as an event: its times in the calendar's own terms.

use super::line::Lines;
use crate::civil::{Date, DateTime};
use crate::records::{Position, Session};
use crate::recurrence::{End, day_and_minute, first_of_series, until};
use crate::vocabulary::SessionStatus;

/// What an event says beside its times.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// The session.
    pub session: &'a Session,
    /// The number of its last change: a later one replaces an earlier one.
    pub change: u64,
    /// When the event was written, in UTC.
    pub stamp: DateTime,
    /// Its title.
    pub title: &'a str,
    /// The place in words.
    pub location: &'a str,
    /// Where that is.
    pub position: Option<&'a Position>,
    /// What happens there.
    pub description: &'a str,
    /// The session's page.
    pub url: &'a str,
    /// How many minutes before the start the calendar is to remind.
    pub alarm_minutes: Option<u32>,
}

impl Event<'_> {
    /// Writes the event; none where its dates can't be read or there are none.
    pub fn write(&self) -> Option<String> {
        let session = self.session;
        let (day, minute) = first_of_series(session).ok().flatten()?;
        let mut lines = Lines::default();
        lines.value("BEGIN", "VEVENT");
        lines.value("UID", &[session.id.as_str(), "@chava"].concat());
        lines.value("DTSTAMP", &utc(self.stamp));
        // RFC 5545 counts up to 2^31 - 1.
        lines.value("SEQUENCE", &self.change.min(i32::MAX as u64).to_string());
        dates(&mut lines, "DTSTART", [(day, minute)].into_iter());
        if let Some(minutes) = session.duration_minutes.filter(|_| minute.is_some()) {
            // A duration in minutes is what passes, over a clock change too.
            lines.value("DURATION", &["PT", &minutes.to_string(), "M"].concat());
        }
        if let Some(rule) = &session.rrule {
            lines.value("RRULE", &rule_text(rule, minute.is_some())?);
        }
        let moments = |dates: &[Box<str>]| -> Vec<_> {
            let moments = dates.iter().filter_map(|date| day_and_minute(date));
            moments.map(|(day, at)| (day, minute.map(|minute| at.unwrap_or(minute)))).collect()
        };
        dates(&mut lines, "EXDATE", moments(&session.exdates).into_iter());
        dates(&mut lines, "RDATE", moments(&session.rdates).into_iter());
        self.words(&mut lines);
        lines.value("END", "VEVENT");
        Some(lines.0)
    }

    fn words(&self, lines: &mut Lines) {
        lines.text("SUMMARY", self.title);
        for (name, text) in [("LOCATION", self.location), ("DESCRIPTION", self.description)] {
            if !text.is_empty() {
                lines.text(name, text);
            }
        }
        if let Some(position) = self.position {
            let (lat, lon) = position.written();
            lines.value("GEO", &[&*lat, ";", &lon].concat());
        }
        lines.value("URL", self.url);
        let status = match self.session.status {
            Some(SessionStatus::Cancelled) => "CANCELLED",
            Some(SessionStatus::Postponed) => "TENTATIVE",
            _ => "CONFIRMED",
        };
        lines.value("STATUS", status);
        if let Some(minutes) = self.alarm_minutes {
            lines.value("BEGIN", "VALARM");
            lines.value("ACTION", "DISPLAY");
            lines.value("TRIGGER", &["-PT", &minutes.to_string(), "M"].concat());
            lines.text("DESCRIPTION", self.title);
            lines.value("END", "VALARM");
        }
    }
}

/// A line of days or of times in Brussels, none where there are none.
fn dates(lines: &mut Lines, name: &str, moments: impl Iterator<Item = (Date, Option<u16>)>) {
    let mut form = "";
    let mut list = String::new();
    for (date, minute) in moments {
        if !list.is_empty() {
            list.push(',');
        }
        match minute {
            None => {
                form = ";VALUE=DATE";
                list.push_str(&basic(&date.to_string()));
            }
            Some(minute) => {
                form = ";TZID=Europe/Brussels";
                list.push_str(&basic(&DateTime { date, minute }.to_string()));
                list.push_str("00");
            }
        }
    }
    if !list.is_empty() {
        lines.value(&[name, form].concat(), &list);
    }
}

/// The rule with an end of the kind that the start has: a day for days, an instant in UTC for times.
fn rule_text(rule: &str, has_hour: bool) -> Option<String> {
    let rule = rule.trim().to_ascii_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule).trim_end_matches(';');
    let Some(end) = until(rule) else { return Some(rule.into()) };
    let value = match (end, has_hour) {
        (End::Day(day), true) => {
            let last = DateTime { date: day, minute: 24 * 60 - 1 };
            utc(DateTime::from_unix_minutes(last.to_unix_minutes()))
        }
        (End::Instant(instant), true) => utc(DateTime::from_unix_minutes(instant)),
        (End::Day(day), false) => basic(&day.to_string()),
        (End::Instant(instant), false) => basic(&DateTime::in_brussels(instant.checked_mul(60_000)?).date.to_string()),
    };
    let mut text = String::new();
    for part in rule.split(';').filter(|part| !part.trim().starts_with("UNTIL=")) {
        text.push_str(part);
        text.push(';');
    }
    text.push_str("UNTIL=");
    text.push_str(&value);
    Some(text)
}

/// A time in UTC.
fn utc(time: DateTime) -> String {
    let mut text = basic(&time.to_string());
    text.push_str("00Z");
    text
}

/// ISO 8601's extended form without its signs.
fn basic(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}
