//! What a page says of itself in its head: status, title, description, structured data.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::text::Text;

use crate::messages::{Key, Messages};
use crate::pages::participate;
use crate::pages::session::title_of;
use crate::route::Route;

/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 160;

/// What a page says of itself in its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The HTTP status the server answers with: 200, or 404 where the record doesn't exist.
    pub status: u16,
    /// The title, without the name of the app.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// schema.org JSON-LD, where the page has some.
    pub json_ld: Option<String>,
    /// Search engines may list the page.
    pub indexed: bool,
}

/// Works out what a page says of itself.
pub fn meta(route: &Route, catalogue: &Catalogue, t: &Messages) -> Meta {
    let Some((title, description)) = words(route, catalogue, t) else {
        return Meta {
            status: 404,
            title: t.get(Key::NotFoundTitle).to_string(),
            description: t.get(Key::NotFoundText).to_string(),
            json_ld: None,
            indexed: false,
        };
    };
    Meta {
        status: 200,
        title,
        description: shortened(&description),
        json_ld: structured(route, catalogue, t),
        indexed: !matches!(route, Route::Search { .. } | Route::Favourites | Route::Contributions),
    }
}

#[cfg(feature = "ssr")]
fn structured(route: &Route, catalogue: &Catalogue, t: &Messages) -> Option<String> {
    super::json_ld::json_ld(route, catalogue, t)
}

/// Only search engines read structured data, and they read the server's pages.
#[cfg(not(feature = "ssr"))]
fn structured(_: &Route, _: &Catalogue, _: &Messages) -> Option<String> {
    None
}

fn words(route: &Route, catalogue: &Catalogue, t: &Messages) -> Option<(String, String)> {
    let page = |title: Key, description: Key| Some((t.get(title).to_string(), t.get(description).to_string()));
    let record = |title: &str, kind: &str, text: Option<&Text>| {
        let text = text.map_or("", |text| text.get(t.language()));
        let description = if text.is_empty() { [title, " · ", kind].concat() } else { text.to_owned() };
        Some((title.to_owned(), description))
    };
    match route {
        Route::Home => page(Key::HomeTitle, Key::AppDescription),
        Route::Search { query, .. } if !query.words.trim().is_empty() => {
            let words = t.with(Key::SearchFor, &[("words", query.words.trim())]);
            Some(([&*t.get(Key::SearchTitle), " ", &words].concat(), t.get(Key::AppDescription).to_string()))
        }
        Route::Search { .. } => page(Key::SearchTitle, Key::AppDescription),
        Route::Places { page: 1 } => page(Key::PlacesTitle, Key::PlacesDescription),
        Route::Places { page: n } => numbered(t, Key::PlacesTitle, Key::PlacesDescription, *n),
        Route::Organisations { page: 1 } => page(Key::OrganisationsTitle, Key::OrganisationsDescription),
        Route::Organisations { page: n } => numbered(t, Key::OrganisationsTitle, Key::OrganisationsDescription, *n),
        Route::Place(id) => {
            let place = catalogue.place(id.as_str())?;
            let kind = t.code("place_type", place.place_type.as_str());
            let kind =
                [Some(&*kind), place.address.section.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
            record(&place.name, &kind, place.description.as_ref())
        }
        Route::Offer(id) => {
            let offer = catalogue.offer(id.as_str())?;
            record(
                offer.title.get(t.language()),
                &t.code("offer_type", offer.offer_type.as_str()),
                offer.description.as_ref(),
            )
        }
        Route::Session(id) => {
            let session = catalogue.session(id.as_str())?;
            let title = title_of(catalogue, &session)?;
            record(title.get(t.language()), &t.get(Key::KindSession), session.description.as_ref())
        }
        Route::Organisation(id) => {
            let organisation = catalogue.organisation(id.as_str())?;
            record(&organisation.name, &t.get(Key::KindOrganisation), organisation.description.as_ref())
        }
        Route::Theme(id) => {
            let theme = catalogue.theme(id.as_str())?;
            record(theme.label.get(t.language()), &t.get(Key::AppTagline), None)
        }
        Route::Agenda { .. } => page(Key::AgendaTitle, Key::AgendaDescription),
        Route::Map { .. } => page(Key::MapTitle, Key::MapDescription),
        Route::Calls => page(Key::CallsTitle, Key::CallsDescription),
        Route::Participate { door, .. } => page(participate::title(*door), Key::ParticipateDescription),
        Route::Needs { .. } => page(Key::NeedsTitle, Key::NeedsDescription),
        Route::Contributions => page(Key::ContributionsTitle, Key::ContributionsText),
        Route::Favourites => page(Key::FavouritesTitle, Key::FavouritesDescription),
        Route::About => page(Key::AboutTitle, Key::AboutDescription),
        Route::Settings => page(Key::SettingsTitle, Key::AppDescription),
        Route::Help => page(Key::HelpTitle, Key::HelpDescription),
        Route::Privacy => page(Key::PrivacyTitle, Key::PrivacyDescription),
        Route::Accessibility => page(Key::AccessibilityTitle, Key::AccessibilityDescription),
        Route::NotFound => None,
    }
}

fn numbered(t: &Messages, title: Key, description: Key, page: usize) -> Option<(String, String)> {
    Some(([&*t.get(title), " · ", &page.to_string()].concat(), t.get(description).to_string()))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_DESCRIPTION) {
        Some((cut, _)) => {
            let end = text[..cut].rfind(' ').unwrap_or(cut);
            [text[..end].trim_end(), "…"].concat()
        }
        None => text.to_owned(),
    }
}
