//! `/`: the search box, the three themes, and what is on today.

use yew::prelude::*;

use crate::hooks::{use_catalogue, use_messages};
use crate::messages::Key;

/// The home page.
#[component]
pub fn Home() -> Html {
    let t = use_messages();
    let catalogue = use_catalogue();
    let language = t.language().clone();
    html! {
        <>
            <h1>{ t.get(Key::HomeTitle) }</h1>
            <ul>
                { for catalogue.themes().into_iter().map(|theme| html! {
                    <li><a href={format!("/themes/{}", theme.id)}>{ theme.label.get(&language).to_owned() }</a></li>
                }) }
            </ul>
        </>
    }
}
