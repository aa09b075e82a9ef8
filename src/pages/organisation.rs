//! `/acteurs/{id}`: an organisation, what it offers and what it looks for.

use chava_catalogue::catalogue::{Catalogue, Match};
use chava_catalogue::freshness::freshness;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Organisation, RecordRef};
use chava_catalogue::text::Text;
use yew::prelude::*;

use crate::components::contact::{contact_links, keep_and_share};
use crate::components::facts::{link_list, notices, sources};
use crate::components::states::{freshness_html, place_note};
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural};
use crate::pages::not_found::not_found;
use crate::pages::participate::ways_from;
use crate::pages::place::theme_links;
use crate::route::{Door, Route};

/// How many organisations that fit are named.
const SHOWN_MATCHES: usize = 6;

/// The page of an organisation.
#[inline(never)]
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
                { keep_and_share(view, record.clone(), &organisation.name, Route::Organisation(organisation.id.clone()).href()) }
            </div>
            <div class="panes">
                <div>
                    if let Some(description) = &organisation.description { <p class="lead">{ words(t, description) }</p> }
                    { text_list(t, Key::SectionOrganisationOffers, &organisation.offers) }
                    { text_list(t, Key::SectionOrganisationSeeks, &organisation.seeks) }
                    { matched(t, catalogue, &organisation) }
                    { ways_from(t, &record, &[Door::Collaboration, Door::Correction]) }
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

/// Who fits the organisation, and by what.
fn matched(t: &Messages, catalogue: &Catalogue, organisation: &Organisation) -> Html {
    let matches = catalogue.matches(organisation);
    let seeking = (Plural::MatchesSeeking, matches.seeking, Key::SectionOrganisationSeeks);
    let offering = (Plural::MatchesOffering, matches.offering, Key::SectionOrganisationOffers);
    let lists = [seeking, offering].into_iter().filter(|(_, found, _)| !found.is_empty()).map(|(title, found, said)| {
        let count = found.len();
        let items = found.iter().take(SHOWN_MATCHES).map(|found| {
            let other = &found.organisation;
            let said_by = if said == Key::SectionOrganisationSeeks { &other.seeks } else { &other.offers };
            let about = RecordRef { kind: Kind::Organisation, id: other.id.clone() };
            html! {
                <li>
                    <a href={Route::Organisation(other.id.clone()).href()}>{ name(t, &other.name) }</a>
                    { for said_by.iter().map(|text| html! { <span class="note">{ words(t, text) }</span> }) }
                    { reasons(t, catalogue, found) }
                    <a class="more" href={Route::door_about(Door::Collaboration, about).href()}>{ t.get(Key::MatchesContact) }<span class="for-ears">{ t.get(Key::Colon) }{ name(t, &other.name) }</span></a>
                </li>
            }
        });
        html! { <section class="matches"><h2>{ t.plural(title, count, &[]) }</h2><ul class="links">{ for items }</ul></section> }
    });
    html! { <>{ for lists }</> }
}

/// The topics and sections that two organisations share.
fn reasons(t: &Messages, catalogue: &Catalogue, found: &Match) -> Html {
    let themes = &found.organisation.themes;
    let topic = |id: &Id| themes.iter().find_map(|theme| catalogue.topic_label(theme, id));
    let mut shared: Vec<AttrValue> =
        found.topics.iter().filter_map(topic).map(|label| label.get(t.language()).to_owned().into()).collect();
    shared.extend(found.sections.iter().map(|section| AttrValue::from(section.to_string())));
    if shared.is_empty() {
        Html::default()
    } else {
        html! { <span class="note">{ t.list(&shared) }</span> }
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
