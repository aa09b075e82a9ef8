//! `/favoris`: what a person keeps on this phone.

use yew::prelude::*;

use crate::components::card::card;
use crate::context::View;
use crate::markup::html;
use crate::messages::Key;

/// The kept records.
#[inline(never)]
pub fn favourites(view: &View) -> Html {
    let t = &view.messages;
    let favourites = &view.favourites;
    html! {
        <>
            <h1>{ t.get(Key::FavouritesTitle) }</h1>
            if favourites.all().is_empty() {
                <p>{ t.get(Key::FavouritesNone) }</p>
                <noscript><p>{ t.get(Key::FavouritesNeedsApp) }</p></noscript>
                <p><a class="button strong" href="/lieux">{ t.get(Key::PlacesTitle) }</a></p>
            } else {
                <p>{ t.get(Key::FavouritesNote) }</p>
                <ul class="cards">
                    { for favourites.all().iter().map(|record| card(&record.kind, &record.id)) }
                </ul>
            }
        </>
    }
}
