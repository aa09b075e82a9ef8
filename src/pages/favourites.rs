//! `/favoris`: what a person keeps on this phone.

use yew::prelude::*;

use crate::components::card::Card;
use crate::hooks::{use_catalogue, use_favourites, use_messages};
use crate::messages::Key;

/// The kept records.
#[component]
pub fn Favourites() -> Html {
    let t = use_messages();
    let catalogue = use_catalogue();
    let favourites = use_favourites();
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
                    { for favourites.all().iter().map(|record| html! {
                        <Card key={format!("{}/{}", record.kind.as_str(), record.id.as_str())} catalogue={catalogue.clone()} kind={record.kind.clone()} id={record.id.clone()} />
                    }) }
                </ul>
            }
        </>
    }
}
