//! The agenda as calendars that other programs subscribe to: all of it, a place's, a theme's; and one session's.

use chava_catalogue::catalogue::{Catalogue, Scope};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::ical::{Setting, calendar, event_of};
use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind, Session};

/// Which calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// Everything.
    All,
    /// What takes place at a place.
    Place(Box<str>),
    /// What belongs to a theme.
    Theme(Box<str>),
    /// One session, past or not, with a reminder: a file to take along, not to subscribe to.
    Session(Box<str>),
}

impl Which {
    /// The name that the calendar is shown under; none where there is no such place, theme or session.
    pub fn name(&self, catalogue: &Catalogue) -> Option<String> {
        let name = match self {
            Self::All => return Some("Charleroi apprend".to_owned()),
            Self::Place(id) => catalogue.name_of(&Kind::Place, id)?,
            Self::Theme(id) => catalogue.theme(id)?.label.get(&Language::French).to_owned(),
            Self::Session(id) => catalogue.name_of(&Kind::Session, id)?,
        };
        Some(format!("{name} · Charleroi apprend"))
    }

    fn sessions(&self, catalogue: &Catalogue, now: DateTime) -> Vec<Session> {
        match self {
            Self::All => catalogue.sessions_from(now, Scope::All),
            Self::Place(id) => catalogue.sessions_from(now, Scope::Place(id)),
            Self::Theme(id) => catalogue.sessions_from(now, Scope::Theme(id)),
            Self::Session(id) => catalogue.session(id).into_iter().collect(),
        }
    }
}

/// Writes a calendar of what has not ended before today; a series stands in it as a whole.
///
/// It depends on the day, not on the minute: asked twice on a day it is the same, byte for byte.
pub fn ics(catalogue: &Catalogue, which: &Which, name: &str, origin: &str, today: Date) -> String {
    let midnight = DateTime { date: today, minute: 0 };
    let stamp = DateTime::from_unix_minutes(midnight.to_unix_minutes());
    let setting = Setting {
        language: &Language::French,
        origin,
        stamp,
        full: "Complet",
        reminds: matches!(which, Which::Session(_)),
    };
    let sessions = which.sessions(catalogue, midnight);
    let events: Vec<_> = sessions.iter().filter_map(|session| event_of(catalogue, session, &setting)).collect();
    calendar(name, &events)
}
