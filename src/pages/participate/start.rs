//! What a form begins with: whatever the record that somebody comes from says already needn't be asked.

use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, RecordRef};

use crate::context::ViewParts;
use crate::route::encode;

/// The fields of a form about a record, as HTML would send them.
pub fn of(view: &ViewParts, about: Option<&RecordRef>) -> String {
    let Some(about) = about else { return String::new() };
    let (catalogue, id) = (&view.catalogue, about.id.as_str());
    let only = |themes: &[Id]| if let [theme] = themes { Some(theme.to_string()) } else { None };
    let (theme, section) = match about.kind {
        Kind::Theme => (Some(about.id.to_string()), None),
        Kind::Place => catalogue.place(id).map_or((None, None), |place| (only(&place.themes), place.address.section)),
        Kind::Offer => (catalogue.offer(id).and_then(|offer| only(&offer.themes)), None),
        Kind::Session => (catalogue.session(id).and_then(|session| only(&session.themes)), None),
        Kind::Need => catalogue.need(id).map_or((None, None), |need| (Some(need.theme.to_string()), need.section)),
        Kind::Organisation => (catalogue.organisation(id).and_then(|acting| only(&acting.themes)), None),
        _ => (None, None),
    };
    let mut form = String::new();
    for (name, value) in [("theme", theme), ("section", section.map(String::from))] {
        if let Some(value) = value {
            form.push_str(&["&", name, "=", &encode(&value)].concat());
        }
    }
    form
}
