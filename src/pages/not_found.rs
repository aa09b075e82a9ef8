//! What a path that doesn't exist shows: what happened, and where to go.

use yew::prelude::*;

use crate::components::search_start::search_start;
use crate::components::theme_tiles::theme_tiles;
use crate::context::View;
use crate::markup::html;
use crate::messages::Key;

/// The page of a path that doesn't exist.
pub fn not_found(view: &View) -> Html {
    let t = &view.messages;
    html! {
        <>
            <h1>{ t.get(Key::NotFoundTitle) }</h1>
            <p>{ t.get(Key::NotFoundText) }</p>
            { search_start(view) }
            { theme_tiles(view) }
        </>
    }
}
