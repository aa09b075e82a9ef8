//! `/acteurs/{id}`: an organisation, what it offers and what it looks for.

use chava_catalogue::freshness::freshness;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, RecordRef};
use chava_catalogue::text::Text;
use yew::prelude::*;

use crate::components::contact::{contact_links, keep_and_share};
use crate::components::facts::{link_list, notices, sources};
use crate::components::states::{freshness_html, place_note};
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::not_found::not_found;
use crate::pages::place::theme_links;
use crate::route::Route;

/// The page of an organisation.
pub fn organisation(view: &View, id: &Id) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let now = view.now;
    let today = now.date;
    let Some(organisation) = catalogue.organisation(id.as_str()) else {
        return not_found(view);
    };
    let id = organisation.id.as_str();
    let record = RecordRef { kind: Kind::Organisation, id: organisation.id.clone() };
    let places = catalogue.places_of(id);
    let offers = catalogue.offers_of(id);
    let places = places
        .iter()
        .map(|place| {
            (
                Route::Place(place.id.clone()).href(),
                name(t, &place.name),
                Some(place_note(t, catalogue, place, place.address.section.as_deref(), now)),
            )
        })
        .collect();
    let offers = offers
        .iter()
        .map(|offer| {
            let kind = t.code("offer_type", offer.offer_type.as_str()).to_string();
            (Route::Offer(offer.id.clone()).href(), words(t, &offer.title), Some(kind))
        })
        .collect();
    html! {
        <article class="detail" data-testid="detail" data-kind="organisation" data-id={id.to_owned()}>
            <header>
                { theme_links(t, catalogue, &organisation.themes) }
                <h1>{ name(t, &organisation.name) }</h1>
                <p class="card-kind">{ t.get(Key::KindOrganisation) }</p>
                <p class="card-states">{ freshness_html(t, &freshness(None, &organisation.sources, today)) }</p>
            </header>
            { notices(t, &catalogue.notices_about(&Kind::Organisation, id), today) }
            <div class="actions">
                { contact_links(t, &organisation.phones, organisation.email.as_deref(), organisation.website.as_deref()) }
                { keep_and_share(view, record, &organisation.name, Route::Organisation(organisation.id.clone()).href()) }
            </div>
            <div class="panes">
                <div>
                    if let Some(description) = &organisation.description { <p class="lead">{ words(t, description) }</p> }
                    { text_list(t, Key::SectionOrganisationOffers, &organisation.offers) }
                    { text_list(t, Key::SectionOrganisationSeeks, &organisation.seeks) }
                </div>
                <div>
                    { titled_links(t, Key::SectionPlaces, places) }
                    { titled_links(t, Key::SectionLearn, offers) }
                    { sources(t, &organisation.sources) }
                </div>
            </div>
        </article>
    }
}

fn text_list(t: &Messages, title: Key, texts: &[Text]) -> Html {
    if texts.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ t.get(title) }</h2>
            <ul class="bullets">{ for texts.iter().map(|text| html! { <li>{ words(t, text) }</li> }) }</ul>
        </section>
    }
}

/// A titled list of links; nothing where it is empty.
pub fn titled_links(t: &Messages, title: Key, items: Vec<(String, Html, Option<String>)>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    html! { <section><h2>{ t.get(title) }</h2>{ link_list(items) }</section> }
}
