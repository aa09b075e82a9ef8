//! `/offres/{id}`: what can be learnt, where, when, for whom and at what price.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::freshness::freshness;
use chava_catalogue::hours::OpenState;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Offer, Place, RecordRef};
use chava_catalogue::vocabulary::{Access, Audience, UnescoCharacteristic};
use yew::prelude::*;

use crate::components::contact::{contact_links, direction_links, keep_and_share};
use crate::components::facts::{fact, fact_codes, link_list, not_known, notices, sources};
use crate::components::links::address_line;
use crate::components::sessions::{is_past, next_words};
use crate::components::states::{cost_full, freshness_html, place_note, place_state_html, state_of};
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::not_found::not_found;
use crate::pages::participate::ways_from;
use crate::pages::place::{theme_links, topics};
use crate::route::{Door, Route};

/// The page of an offer.
#[inline(never)]
pub fn offer(view: &View, id: &Id) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let now = view.now;
    let Some(offer) = catalogue.offer(id.as_str()) else {
        return not_found(view);
    };
    let places: Vec<Place> = offer.place_ids.iter().filter_map(|id| catalogue.place(id.as_str())).collect();
    let only = if let [place] = &places[..] { Some(place) } else { None };
    let state = only.map_or(OpenState::Unknown, |place| state_of(catalogue, place, now));
    let record = RecordRef { kind: Kind::Offer, id: offer.id.clone() };
    html! {
        <article class="detail" data-testid="detail" data-kind="offer" data-id={offer.id.as_str().to_owned()}>
            <header>
                { theme_links(t, catalogue, &offer.themes) }
                <h1>{ words(t, &offer.title) }</h1>
                <p class="card-kind">{ t.code("offer_type", offer.offer_type.as_str()) }</p>
                <p class="card-states">
                    { place_state_html(t, state, now) }
                    { freshness_html(t, &freshness(offer.assured.as_ref(), &offer.sources, now.date)) }
                </p>
            </header>
            { notices(t, &catalogue.notices_about(&Kind::Offer, offer.id.as_str()), now.date) }
            <div class="actions">
                if let Some(place) = only {
                    { contact_links(t, &place.phones, place.email.as_deref(), place.website.as_deref()) }
                    { direction_links(t, place) }
                }
                { keep_and_share(view, record.clone(), offer.title.get(t.language()), Route::Offer(offer.id.clone()).href()) }
            </div>
            <div class="panes">
                <div>
                    if let Some(description) = &offer.description { <p class="lead">{ words(t, description) }</p> }
                    <dl class="facts">{ facts(t, catalogue, &offer) }</dl>
                    { not_known(t, &record, &unknown(&offer)) }
                    { ways_from(t, &record, &[Door::Correction, Door::Obstacle, Door::Idea]) }
                </div>
                <div>
                    { where_(t, catalogue, &places, now) }
                    { sessions(t, catalogue, &offer, now) }
                    { sources(t, &offer.sources) }
                </div>
            </div>
        </article>
    }
}

fn facts(t: &Messages, catalogue: &Catalogue, offer: &Offer) -> Html {
    let organisation = offer.organisation_id.as_ref().and_then(|id| catalogue.organisation(id.as_str()));
    html! {
        <>
            if let Some(cost) = &offer.cost { { fact(t, Key::FactCost, cost_full(t, cost)) } }
            { fact_codes(t, Key::FactAccess, "access", offer.access.iter().map(Access::as_str)) }
            { fact_codes(t, Key::FactAudience, "audience", offer.audiences.iter().map(Audience::as_str)) }
            if let Some(age) = age(t, offer) { { fact(t, Key::FactAge, html! { age }) } }
            { fact_codes(t, Key::FactLanguages, "spoken", offer.languages.iter().map(|code| &**code)) }
            if !offer.required_documents.is_empty() {
                { fact(t, Key::FactDocuments, html! { <ul>{ for offer.required_documents.iter().map(|paper| html! { <li>{ words(t, paper) }</li> }) }</ul> }) }
            }
            { topics(t, catalogue, &offer.themes, &offer.topics) }
            if let Some(organisation) = organisation {
                { fact(t, Key::FactOfferedBy, html! { <a href={Route::Organisation(organisation.id.clone()).href()}>{ name(t, &organisation.name) }</a> }) }
            }
            { fact_codes(t, Key::FactUnesco, "unesco", offer.unesco.iter().map(UnescoCharacteristic::as_str)) }
        </>
    }
}

fn age(t: &Messages, offer: &Offer) -> Option<String> {
    let text = |age: u8| age.to_string();
    match (offer.age_min, offer.age_max) {
        (Some(min), Some(max)) => Some(t.with(Key::AgeRange, &[("min", &text(min)), ("max", &text(max))])),
        (Some(min), None) => Some(t.with(Key::AgeFrom, &[("min", &text(min))])),
        (None, Some(max)) => Some(t.with(Key::AgeTo, &[("max", &text(max))])),
        (None, None) => None,
    }
}

fn unknown(offer: &Offer) -> Vec<Key> {
    [
        (offer.place_ids.is_empty(), Key::UnknownPlace),
        (offer.cost.is_none(), Key::UnknownCost),
        (offer.audiences.is_empty() && offer.age_min.is_none(), Key::UnknownAudience),
        (offer.languages.is_empty(), Key::UnknownLanguages),
    ]
    .into_iter()
    .filter_map(|(missing, key)| missing.then_some(key))
    .collect()
}

fn where_(t: &Messages, catalogue: &Catalogue, places: &[Place], now: DateTime) -> Html {
    if places.is_empty() {
        return Html::default();
    }
    let items = places
        .iter()
        .map(|place| {
            let note = place_note(t, catalogue, place, address_line(&place.address).as_deref(), now);
            (Route::Place(place.id.clone()).href(), name(t, &place.name), Some(note))
        })
        .collect();
    html! { <section><h2>{ t.get(Key::FactWhere) }</h2>{ link_list(items) }</section> }
}

fn sessions(t: &Messages, catalogue: &Catalogue, offer: &Offer, now: DateTime) -> Html {
    let items: Vec<_> = catalogue
        .sessions_of_offer(offer.id.as_str())
        .iter()
        .filter(|session| !is_past(session, now.date))
        .map(|session| {
            let when = next_words(t, session, now).unwrap_or_else(|| t.get(Key::SessionUnreadable).to_string());
            let place = catalogue.place(session.place_id.as_str()).map(|place| place.name.to_string());
            (Route::Session(session.id.clone()).href(), html! { when }, place)
        })
        .collect();
    html! {
        <section>
            <h2>{ t.get(Key::SectionSessions) }</h2>
            if items.is_empty() { <p>{ t.get(Key::SessionNone) }</p> }
            { link_list(items) }
        </section>
    }
}
