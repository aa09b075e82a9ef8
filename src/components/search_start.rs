//! The search form of pages that have no results themselves: it leads to `/chercher`.

use chava_catalogue::query::Query;
use yew::prelude::*;

use crate::components::forms::{search_box, submitted_words};
use crate::context::{Ask, View};
use crate::messages::Key;
use crate::route::Route;

/// The search form with a few words that people use.
pub fn search_start(view: &View) -> Html {
    let t = &view.messages;
    let onsubmit = view.asks(|event: &SubmitEvent| {
        event.prevent_default();
        Some(Ask::Open(search_href(&submitted_words(event)?)))
    });
    html! {
        <search>
            <form action="/chercher" method="get" {onsubmit}>{ search_box(t, None, NodeRef::default(), Callback::noop()) }</form>
            <p class="quick">
                <span class="for-ears">{ t.get(Key::HomeQuick) }</span>
                { for t.parts(Key::HomeQuickWords).into_iter().map(|word| html! { <a href={search_href(&word)}>{ word }</a> }) }
            </p>
        </search>
    }
}

/// The address of a search for words.
pub fn search_href(words: &str) -> String {
    Route::Search { query: Query { words: words.to_owned(), ..Query::default() }, page: 1 }.href()
}
