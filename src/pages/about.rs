//! `/a-propos`, `/aide`, `/vie-privee`, `/accessibilite`: pages that are a text of the message files.

use yew::prelude::*;

use crate::components::text::prose;
use crate::hooks::use_messages;
use crate::messages::Key;

/// Properties of [`Prose`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProseProps {
    /// The title.
    pub title: Key,
    /// The text.
    pub body: Key,
}

/// A page of text.
#[component]
pub fn Prose(props: &ProseProps) -> Html {
    let t = use_messages();
    html! {
        <article class="prose">
            <h1>{ t.get(props.title) }</h1>
            { prose(&t.get(props.body)) }
        </article>
    }
}
