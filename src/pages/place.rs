//! `/lieux/{id}`: everything known of a place, and plainly what isn't.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::freshness::freshness;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Notice, Place, RecordRef};
use chava_catalogue::vocabulary::{Access, Accessibility, Audience, Facility, Precision};
use yew::prelude::*;

use crate::components::confirm::confirm;
use crate::components::contact::{contact_links, direction_links, keep_and_share};
use crate::components::copy_button::CopyButton;
use crate::components::facts::{fact, fact_codes, link_list, not_known, notices, sources};
use crate::components::hours_table::hours_table;
use crate::components::links::{address_line, web};
use crate::components::near::{distance_html, nearest_facts};
use crate::components::sessions::{is_past, next_words};
use crate::components::shape::{Shape, shape};
use crate::components::states::{cost_full, freshness_html, open_state_html, state_of};
use crate::components::subscribe::subscribe;
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::not_found::not_found;
use crate::pages::participate::ways_from;
use crate::pages::session::title_of;
use crate::route::{Door, Route};

/// The page of a place.
#[inline(never)]
pub fn place(view: &View, id: &Id) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let now = view.now;
    let Some(place) = catalogue.place(id.as_str()) else {
        return not_found(view);
    };
    let about = catalogue.notices_about(&Kind::Place, place.id.as_str());
    let record = RecordRef { kind: Kind::Place, id: place.id.clone() };
    html! {
        <article class="detail" data-testid="detail" data-kind="place" data-id={place.id.as_str().to_owned()}>
            <header>
                { theme_links(t, catalogue, &place.themes) }
                <h1>{ name(t, &place.name) }</h1>
                <p class="card-kind">
                    { t.code("place_type", place.place_type.as_str()) }
                    if let Some(section) = &place.address.section { { " · " }{ name(t, section) } }
                </p>
                <p class="card-states">
                    { distance_html(view, &Kind::Place, &place.id) }
                    { open_state_html(t, state_of(catalogue, &place, now), now) }
                    { freshness_html(t, &freshness(place.assured.as_ref(), &place.sources, now.date)) }
                </p>
            </header>
            { notices(t, &about, now.date) }
            <div class="actions">
                { contact_links(t, &place.phones, place.email.as_deref(), place.website.as_deref()) }
                { direction_links(t, &place) }
                { keep_and_share(view, record.clone(), &place.name, Route::Place(place.id.clone()).href()) }
            </div>
            <div class="panes">
                <div>
                    if let Some(description) = &place.description { <p class="lead">{ words(t, description) }</p> }
                    <dl class="facts">{ facts(t, catalogue, &place, &about, now) }</dl>
                    { not_known(t, &record, &unknown(&place)) }
                    { confirm(view, &record) }
                    { ways_from(t, &record, &[Door::Correction, Door::Obstacle, Door::Idea]) }
                </div>
                <div>
                    { offers(t, catalogue, &place) }
                    { sessions(view, &place) }
                    { sources(t, &place.sources) }
                </div>
            </div>
        </article>
    }
}

/// Links to themes, each with its shape.
pub fn theme_links(t: &Messages, catalogue: &Catalogue, themes: &[Id]) -> Html {
    html! {
        <p class="theme-links">
            { for themes.iter().filter_map(|id| catalogue.theme(id.as_str())).map(|theme| html! {
                <a href={Route::Theme(theme.id.clone()).href()}>{ shape(Shape::of_theme(theme.id.as_str())) }{ words(t, &theme.label) }</a>
            }) }
        </p>
    }
}

fn facts(t: &Messages, catalogue: &Catalogue, place: &Place, about: &[Notice], now: DateTime) -> Html {
    let organisation = place.organisation_id.as_ref().and_then(|id| catalogue.organisation(id.as_str()));
    let spoken = place.languages.iter().map(|code| &**code);
    html! {
        <>
            { fact(t, Key::FactAddress, address(t, place)) }
            { fact(t, Key::FactHours, hours(t, place, about, now)) }
            if let Some(cost) = &place.cost { { fact(t, Key::FactCost, cost_full(t, cost)) } }
            { fact_codes(t, Key::FactAccess, "access", place.access.iter().map(Access::as_str)) }
            { fact_codes(t, Key::FactAudience, "audience", place.audiences.iter().map(Audience::as_str)) }
            { fact_codes(t, Key::FactAccessibility, "accessibility", place.accessibility.iter().map(Accessibility::as_str)) }
            { nearest_facts(t, place) }
            if let Some(transport) = &place.transport { { fact(t, Key::FactTransport, words(t, transport)) } }
            { fact_codes(t, Key::FactLanguages, "spoken", spoken) }
            { fact_codes(t, Key::FactFacilities, "facility", place.facilities.iter().map(Facility::as_str)) }
            { topics(t, catalogue, &place.themes, &place.topics) }
            if let Some(organisation) = organisation {
                { fact(t, Key::FactRunBy, html! { <a href={Route::Organisation(organisation.id.clone()).href()}>{ name(t, &organisation.name) }</a> }) }
            }
        </>
    }
}

/// The topics of a record as a fact, in the words of their themes.
pub fn topics(t: &Messages, catalogue: &Catalogue, themes: &[Id], topics: &[Id]) -> Html {
    let known: Vec<AttrValue> = themes
        .iter()
        .filter_map(|id| catalogue.theme(id.as_str()))
        .flat_map(|theme| theme.topics)
        .filter(|topic| topics.contains(&topic.id))
        .map(|topic| topic.label.get(t.language()).to_owned().into())
        .collect();
    if known.is_empty() { Html::default() } else { fact(t, Key::FactTopics, html! { t.list(&known) }) }
}

fn address(t: &Messages, place: &Place) -> Html {
    let Some(line) = address_line(&place.address) else {
        return html! { t.get(Key::AddressItinerant) };
    };
    let rough = place.position.as_ref().filter(|position| position.precision != Precision::Exact);
    html! {
        <>
            <span class="copyable" lang="fr">{ line.clone() }</span>
            { yew::html! { <CopyButton text={line} /> } }
            if let Some(position) = rough {
                <span class="note">{ t.code("precision", position.precision.as_str()) }</span>
            }
        </>
    }
}

fn hours(t: &Messages, place: &Place, about: &[Notice], now: DateTime) -> Html {
    let callable = !place.phones.is_empty();
    let Some(written) = place.opening_hours.as_deref() else {
        return html! { t.get(if callable { Key::HoursUnknownCall } else { Key::HoursUnknown }) };
    };
    let stale = freshness(place.assured.as_ref(), &place.sources, now.date).is_stale();
    match hours_table(t, written, about, now.date) {
        Some(table) => html! {
            <>
                { table }
                <span class="note">{ t.get(if stale { Key::HoursStale } else { Key::HoursSource }) }</span>
            </>
        },
        None => html! {
            <>
                { t.with(Key::HoursUnreadable, &[("hours", written)]) }
                <span class="note">{ t.get(Key::HoursStale) }</span>
            </>
        },
    }
}

fn unknown(place: &Place) -> Vec<Key> {
    let has_ramp_fact = place.accessibility.iter().any(|fact| {
        matches!(fact, Accessibility::StepFree | Accessibility::Lift | Accessibility::AccessI | Accessibility::Stairs)
    });
    let no_contact =
        place.phones.is_empty() && place.email.is_none() && place.website.as_deref().and_then(web).is_none();
    [
        (place.opening_hours.is_none(), Key::UnknownHours),
        (place.cost.is_none(), Key::UnknownCost),
        (!has_ramp_fact, Key::UnknownWheelchair),
        (no_contact, Key::UnknownContact),
        (place.address.street.is_none() && place.address.section.is_some(), Key::UnknownAddress),
        (place.languages.is_empty(), Key::UnknownLanguages),
        (place.audiences.is_empty(), Key::UnknownAudience),
    ]
    .into_iter()
    .filter_map(|(missing, key)| missing.then_some(key))
    .collect()
}

fn offers(t: &Messages, catalogue: &Catalogue, place: &Place) -> Html {
    let offers = catalogue.offers_at(place.id.as_str());
    if offers.is_empty() {
        return Html::default();
    }
    let items = offers
        .iter()
        .map(|offer| {
            let kind = t.code("offer_type", offer.offer_type.as_str()).to_string();
            (Route::Offer(offer.id.clone()).href(), words(t, &offer.title), Some(kind))
        })
        .collect();
    html! { <section><h2>{ t.get(Key::SectionOffers) }</h2>{ link_list(items) }</section> }
}

fn sessions(view: &View, place: &Place) -> Html {
    let (t, catalogue, now) = (&view.messages, &view.catalogue, view.now);
    let sessions = catalogue.sessions_at(place.id.as_str());
    let items: Vec<_> = sessions
        .iter()
        .filter(|session| !is_past(session, now.date))
        .filter_map(|session| {
            let href = Route::Session(session.id.clone()).href();
            Some((href, words(t, &title_of(catalogue, session)?), next_words(t, session, now)))
        })
        .collect();
    if items.is_empty() {
        return Html::default();
    }
    let calendar = subscribe(view, &["/api/lieux/", place.id.as_str(), ".ics"].concat());
    html! { <section><h2>{ t.get(Key::SectionSessions) }</h2>{ link_list(items) }{ calendar }</section> }
}
