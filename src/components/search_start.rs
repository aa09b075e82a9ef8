//! The search form of pages that have no results themselves: it leads to `/chercher`.

use chava_catalogue::query::Query;
use yew::prelude::*;

use crate::components::forms::{input_value, search_box};
use crate::hooks::{use_actions, use_messages};
use crate::messages::Key;
use crate::route::Route;

/// The search form with a few words that people use.
#[component]
pub fn SearchStart() -> Html {
    let t = use_messages();
    let actions = use_actions();
    let words = use_state(String::new);
    let oninput = {
        let words = words.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(typed) = input_value(&event) {
                words.set(typed);
            }
        })
    };
    let onsubmit = {
        let words = words.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            actions.open.emit(search_href(&words));
        })
    };
    html! {
        <search>
            <form action="/chercher" method="get" {onsubmit}>{ search_box(&t, &words, oninput) }</form>
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
