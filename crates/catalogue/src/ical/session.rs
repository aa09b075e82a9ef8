//! A session of the catalogue as an event, with what it inherits from its offer and its place.

use super::Event;
use crate::catalogue::Catalogue;
use crate::civil::DateTime;
use crate::language::Language;
use crate::records::{Kind, Place, Session};
use crate::text::Text;
use crate::vocabulary::SessionStatus;

/// How many minutes before its hour one is reminded: enough for a bus.
const ALARM_MINUTES: u32 = 60;
/// How many minutes before its day one is reminded where the hour is not known: at six in the evening.
const ALARM_BEFORE_DAY_MINUTES: u32 = 6 * 60;

/// For whom and when events are written.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The reader's language.
    pub language: &'a Language,
    /// The origin of the session's page, without a slash at its end.
    pub origin: &'a str,
    /// When the event is written, in UTC.
    pub stamp: DateTime,
    /// What stands before the title of what is full, such as « Complet ».
    pub full: &'a str,
    /// Whether the calendar is to remind of it.
    pub reminds: bool,
}

/// Writes a session as an event; none where its dates can't be read or there are none.
pub fn event_of(catalogue: &Catalogue, session: &Session, setting: &Setting<'_>) -> Option<String> {
    let offer = session.offer_id.as_ref().and_then(|id| catalogue.offer(id.as_str()));
    let place = catalogue.place(session.place_id.as_str());
    let words = |text: Option<&Text>| text.map_or("", |text| text.get(setting.language)).to_owned();
    let mut title = words(session.title.as_ref().or(offer.as_ref().map(|offer| &offer.title)));
    if session.status == Some(SessionStatus::Full) {
        title = [setting.full, " : ", &title].concat();
    }
    let alarm = if session.start.contains('T') { ALARM_MINUTES } else { ALARM_BEFORE_DAY_MINUTES };
    let is_cancelled = session.status == Some(SessionStatus::Cancelled);
    let description = session.description.as_ref().or(offer.as_ref().and_then(|offer| offer.description.as_ref()));
    let description = [words(description), words(session.booking.as_ref())].join("\n\n");
    let event = Event {
        session,
        change: catalogue.modified(&Kind::Session, session.id.as_str()).unwrap_or_default(),
        stamp: setting.stamp,
        title: &title,
        location: &place.as_ref().map(Place::location).unwrap_or_default(),
        position: place.as_ref().and_then(|place| place.position.as_ref()),
        description: description.trim(),
        url: &[setting.origin, "/seances/", session.id.as_str()].concat(),
        alarm_minutes: (setting.reminds && !is_cancelled).then_some(alarm),
    };
    event.write()
}
