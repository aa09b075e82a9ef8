//! The pages, one per route, and what a page says of itself to browsers and search engines.

mod about;
mod agenda;
mod calls;
mod contributions;
mod favourites;
mod home;
#[cfg(feature = "ssr")]
mod json_ld;
mod listing;
mod meta;
pub mod needs;
mod not_found;
mod offer;
mod organisation;
pub mod participate;
mod place;
mod search;
mod session;
mod settings;
mod theme;
pub mod waiting;

use chava_catalogue::records::Kind;
use yew::prelude::*;
use yew::virtual_dom::VList;

use crate::context::View;
use crate::messages::Key;
use crate::route::Route;

pub use contributions::not_kept_words;
pub use meta::{Meta, meta};

/// The page of the current route. Each visit gets elements of its own, so that nothing typed or unfolded stays.
pub fn page(view: &View) -> Html {
    let visit = VList::with_children(vec![content(view)], Some(view.visit.into()));
    VList::with_children(vec![visit.into()], None).into()
}

fn content(view: &View) -> Html {
    match &view.route {
        Route::Home => home::home(view),
        Route::Search { query, page } => html! { <search::Search query={query.clone()} page={*page} /> },
        Route::Map { query, page } => html! { <search::Search query={query.clone()} page={*page} is_map=true /> },
        Route::Places { page } => listing::listing(view, &Kind::Place, *page),
        Route::Place(id) => place::place(view, id),
        Route::Offer(id) => offer::offer(view, id),
        Route::Session(id) => session::session(view, id),
        Route::Agenda { from, to } => agenda::agenda(view, *from, *to),
        Route::Theme(id) => theme::theme(view, id),
        Route::Organisations { page } => listing::listing(view, &Kind::Organisation, *page),
        Route::Organisation(id) => organisation::organisation(view, id),
        Route::Calls => calls::calls(view),
        Route::Participate { door, about, draft } => participate::participate(view, *door, about.as_ref(), draft),
        Route::Needs { theme } => needs::needs(view, theme.as_ref()),
        Route::Contributions => contributions::contributions(view),
        Route::Favourites => favourites::favourites(view),
        Route::About => about::text_page(view, Key::AboutTitle, Key::AboutBody),
        Route::Help => about::text_page(view, Key::HelpTitle, Key::HelpBody),
        Route::Privacy => about::text_page(view, Key::PrivacyTitle, Key::PrivacyBody),
        Route::Accessibility => about::text_page(view, Key::AccessibilityTitle, Key::AccessibilityBody),
        Route::Settings => settings::settings(view),
        Route::NotFound => not_found::not_found(view),
    }
}
