//! What a path that doesn't exist shows: what happened, and where to go.

use yew::prelude::*;

use crate::components::search_start::SearchStart;
use crate::components::theme_tiles::ThemeTiles;
use crate::hooks::use_messages;
use crate::messages::Key;

/// The page of a path that doesn't exist.
#[component]
pub fn NotFound() -> Html {
    let t = use_messages();
    html! {
        <>
            <h1>{ t.get(Key::NotFoundTitle) }</h1>
            <p>{ t.get(Key::NotFoundText) }</p>
            <SearchStart />
            <ThemeTiles />
        </>
    }
}
