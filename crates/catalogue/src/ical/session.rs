//! A session of the catalogue as an event, with what it inherits from its offer and its place.

use super::Event;
use crate::catalogue::Catalogue;
use crate::civil::DateTime;
use crate::language::Language;
use crate::records::{Kind, Place, Session};
use crate::text::Text;

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
    /// How many minutes before the start the calendar is to remind.
    pub alarm_minutes: Option<u32>,
}

/// Writes a session as an event; none where its dates can't be read or there are none.
pub fn event_of(catalogue: &Catalogue, session: &Session, setting: &Setting<'_>) -> Option<String> {
    let offer = session.offer_id.as_ref().and_then(|id| catalogue.offer(id.as_str()));
    let place = catalogue.place(session.place_id.as_str());
    let words = |text: Option<&Text>| text.map_or("", |text| text.get(setting.language)).to_owned();
    let mut title = words(session.title.as_ref().or(offer.as_ref().map(|offer| &offer.title)));
    if session.status == Some(crate::vocabulary::SessionStatus::Full) {
        title = [setting.full, " : ", &title].concat();
    }
    let description = session.description.as_ref().or(offer.as_ref().and_then(|offer| offer.description.as_ref()));
    let description = [words(description), words(session.booking.as_ref())].join("\n\n");
    let event = Event {
        session,
        change: catalogue.modified(&Kind::Session, session.id.as_str()).unwrap_or_default(),
        stamp: setting.stamp,
        title: &title,
        location: &place.as_ref().map(location).unwrap_or_default(),
        position: place.as_ref().and_then(|place| place.position.as_ref()),
        description: description.trim(),
        url: &[setting.origin, "/seances/", session.id.as_str()].concat(),
        alarm_minutes: setting.alarm_minutes,
    };
    event.write()
}

/// The name of a place and its address, as a map reads them.
fn location(place: &Place) -> String {
    let address = &place.address;
    let join =
        |parts: [&Option<Box<str>>; 2]| parts.into_iter().flatten().map(|part| &**part).collect::<Vec<_>>().join(" ");
    let mut parts = vec![
        place.name.to_string(),
        join([&address.street, &address.number]),
        join([&address.postal_code, &address.section]),
    ];
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}
