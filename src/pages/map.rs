//! `/carte`: the places by section, which is what a map says in words; the drawn map is not there yet.

use std::collections::BTreeMap;

use chava_catalogue::query::Query;
use chava_catalogue::records::{Kind, Place};
use yew::prelude::*;

use crate::components::facts::link_list;
use crate::components::text::name;
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Plural};
use crate::route::Route;

/// The most places that are listed; search has them all.
const MAX_PLACES: usize = 500;

/// The places by section.
pub fn map(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let total = catalogue.count(&Kind::Place);
    let mut by_section: BTreeMap<Option<Box<str>>, Vec<Place>> = BTreeMap::new();
    for place in catalogue.list(&Kind::Place, 0, MAX_PLACES).iter().filter_map(|id| catalogue.place(id.as_str())) {
        by_section.entry(place.address.section.clone()).or_default().push(place);
    }
    let elsewhere = by_section.remove(&None).unwrap_or_default();
    let sections: Vec<(Box<str>, Vec<Place>)> = catalogue
        .sections()
        .into_iter()
        .filter_map(|section| by_section.remove(&Some(section.clone())).map(|places| (section, places)))
        .collect();
    let links = |places: &[Place]| {
        link_list(
            places
                .iter()
                .map(|place| {
                    let kind = t.code("place_type", place.place_type.as_str()).to_string();
                    (Route::Place(place.id.clone()).href(), name(t, &place.name), Some(kind))
                })
                .collect(),
        )
    };
    html! {
        <>
            <h1>{ t.get(Key::MapTitle) }</h1>
            <p>{ t.get(Key::MapNote) }</p>
            if total > MAX_PLACES { <p>{ t.with(Key::MapMore, &[("n", &MAX_PLACES.to_string())]) }</p> }
            <div class="sections">
                { for sections.iter().map(|(section, places)| {
                    let query = Query { section: Some(section.clone()), ..Query::default() };
                    html! {
                        <details>
                            <summary><h2>{ name(t, section) }</h2><span class="note">{ t.plural(Plural::PlacesCount, places.len(), &[]) }</span></summary>
                            { links(places) }
                            <p><a class="more" href={Route::Search { query, page: 1 }.href()}>{ t.with(Key::SectionNearbySearch, &[("section", section)]) }</a></p>
                        </details>
                    }
                }) }
                if !elsewhere.is_empty() {
                    <details>
                        <summary><h2>{ t.get(Key::MapElsewhere) }</h2><span class="note">{ t.plural(Plural::PlacesCount, elsewhere.len(), &[]) }</span></summary>
                        { links(&elsewhere) }
                    </details>
                }
            </div>
        </>
    }
}
