//! `/a-propos`, `/aide`, `/vie-privee`, `/accessibilite`: pages that are a text of the message files.

use yew::prelude::*;

use crate::components::text::prose;
use crate::context::View;
use crate::markup::html;
use crate::messages::Key;

/// A page of text.
#[inline(never)]
pub fn text_page(view: &View, title: Key, body: Key) -> Html {
    let t = &view.messages;
    html! {
        <article class="prose">
            <h1>{ t.get(title) }</h1>
            { prose(&t.get(body)) }
        </article>
    }
}
