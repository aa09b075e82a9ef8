//! Calendars in the form of RFC 5545, as phone and endpoint hand them to other calendars.

mod event;
mod line;
mod session;

pub use event::Event;
pub use session::{Setting, event_of};

use line::Lines;

/// The media type of a calendar.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// How often a subscribed calendar is worth asking for again, as RFC 5545 writes a duration.
const REFRESH: &str = "PT1H";

/// The clock of Brussels: the rule of Directive 2000/84/EC.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Brussels\r\n\
    BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
    BEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";

/// A calendar of events as [`Event::write`] or [`event_of`] made them, with the name that it is shown under.
pub fn calendar(name: &str, events: &[String]) -> String {
    let mut lines = Lines(String::with_capacity(events.iter().map(String::len).sum::<usize>() + 1024));
    lines.value("BEGIN", "VCALENDAR");
    lines.value("VERSION", "2.0");
    lines.value("PRODID", "-//ChaVa//Charleroi ville apprenante//FR");
    lines.value("CALSCALE", "GREGORIAN");
    // The name has a standard property (RFC 7986) and an older one that more readers know.
    lines.text("NAME", name);
    lines.text("X-WR-CALNAME", name);
    lines.value("X-WR-TIMEZONE", "Europe/Brussels");
    lines.value("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    lines.value("X-PUBLISHED-TTL", REFRESH);
    lines.0.push_str(ZONE);
    for event in events {
        lines.0.push_str(event);
    }
    lines.value("END", "VCALENDAR");
    lines.0
}

#[cfg(test)]
mod tests;
