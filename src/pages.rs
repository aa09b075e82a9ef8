//! The pages, one per route, and what a page says of itself to browsers and search engines.

mod home;
mod not_found;
pub mod waiting;

use chava_catalogue::catalogue::Catalogue;
use yew::prelude::*;

use crate::hooks::use_route;
use crate::messages::{Key, Messages};
use crate::route::Route;

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
}

/// Works out what a page says of itself.
pub fn meta(route: &Route, catalogue: &Catalogue, t: &Messages) -> Meta {
    let _ = catalogue;
    let page = |status, title: Key| Meta {
        status,
        title: t.get(title).to_string(),
        description: t.get(Key::AppTagline).to_string(),
        json_ld: None,
    };
    match route {
        Route::Home => page(200, Key::HomeTitle),
        _ => page(404, Key::NotFoundTitle),
    }
}

/// The page of the current route.
#[component]
pub fn Page() -> Html {
    match use_route() {
        Route::Home => html! { <home::Home /> },
        _ => html! { <not_found::NotFound /> },
    }
}
