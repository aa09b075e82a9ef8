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
mod map;
mod meta;
mod not_found;
mod offer;
mod organisation;
mod participate;
mod place;
mod search;
mod session;
mod settings;
mod theme;
pub mod waiting;

use chava_catalogue::records::Kind;
use yew::prelude::*;

use crate::hooks::use_route;
use crate::messages::Key;
use crate::route::Route;

pub use meta::{Meta, meta};

/// The page of the current route.
#[component]
pub fn Page() -> Html {
    match use_route() {
        Route::Home => html! { <home::Home /> },
        Route::Search { query, page } => html! { <search::Search {query} {page} /> },
        Route::Places { page } => html! { <listing::Listing kind={Kind::Place} {page} /> },
        Route::Place(id) => html! { <place::PlacePage key={id.as_str()} id={id.clone()} /> },
        Route::Offer(id) => html! { <offer::OfferPage key={id.as_str()} id={id.clone()} /> },
        Route::Session(id) => html! { <session::SessionPage key={id.as_str()} id={id.clone()} /> },
        Route::Agenda { from, to } => {
            html! { <agenda::Agenda from={from.map(|d| d.days())} to={to.map(|d| d.days())} /> }
        }
        Route::Theme(id) => html! { <theme::ThemePage key={id.as_str()} id={id.clone()} /> },
        Route::Map => html! { <map::Map /> },
        Route::Organisations { page } => html! { <listing::Listing kind={Kind::Organisation} {page} /> },
        Route::Organisation(id) => html! { <organisation::OrganisationPage key={id.as_str()} id={id.clone()} /> },
        Route::Calls => html! { <calls::Calls /> },
        Route::Participate(door) => html! { <participate::Participate key={door as usize} {door} /> },
        Route::Contributions => html! { <contributions::Contributions /> },
        Route::Favourites => html! { <favourites::Favourites /> },
        Route::About => html! { <about::Prose title={Key::AboutTitle} body={Key::AboutBody} /> },
        Route::Help => html! { <about::Prose title={Key::HelpTitle} body={Key::HelpBody} /> },
        Route::Privacy => html! { <about::Prose title={Key::PrivacyTitle} body={Key::PrivacyBody} /> },
        Route::Accessibility => {
            html! { <about::Prose title={Key::AccessibilityTitle} body={Key::AccessibilityBody} /> }
        }
        Route::Settings => html! { <settings::SettingsPage /> },
        Route::NotFound => html! { <not_found::NotFound /> },
    }
}
