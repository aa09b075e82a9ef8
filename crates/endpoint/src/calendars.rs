//! The agenda as calendars that other programs subscribe to: all of it, a place's, a theme's.

use chava_catalogue::catalogue::{Catalogue, Scope};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::ical::{Setting, calendar, event_of};
use chava_catalogue::language::Language;
use chava_catalogue::records::Kind;

/// Which calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Everything.
    All,
    /// What takes place at a place.
    Place(Box<str>),
    /// What belongs to a theme.
    Theme(Box<str>),
}

impl Which {
    /// The name that the calendar is shown under; none where there is no such place or theme.
    pub fn name(&self, catalogue: &Catalogue) -> Option<String> {
        let name = match self {
            Self::All => return Some("Charleroi apprend".to_owned()),
            Self::Place(id) => catalogue.name_of(&Kind::Place, id)?,
            Self::Theme(id) => catalogue.theme(id)?.label.get(&Language::French).to_owned(),
        };
        Some(format!("{name} · Charleroi apprend"))
    }

    fn scope(&self) -> Scope<'_> {
        match self {
            Self::All => Scope::All,
            Self::Place(id) => Scope::Place(id),
            Self::Theme(id) => Scope::Theme(id),
        }
    }
}

/// Writes a calendar of what has not ended before today; a series stands in it as a whole.
///
/// It depends on the day, not on the minute: asked twice on a day it is the same, byte for byte.
pub fn ics(catalogue: &Catalogue, which: &Which, name: &str, origin: &str, today: Date) -> String {
    let midnight = DateTime { date: today, minute: 0 };
    let stamp = DateTime::from_unix_minutes(midnight.to_unix_minutes());
    let setting = Setting { language: &Language::French, origin, stamp, full: "Complet", alarm_minutes: None };
    let sessions = catalogue.sessions_from(midnight, which.scope());
    let events: Vec<_> = sessions.iter().filter_map(|session| event_of(catalogue, session, &setting)).collect();
    calendar(name, &events)
}
