//! `/themes/{slug}`: a theme with its working group, topics, places, offers and calls.

use chava_catalogue::id::Id;
use chava_catalogue::query::Query;
use chava_catalogue::records::{Kind, RecordRef, Theme};
use yew::prelude::*;

use crate::components::shape::{Shape, shape};
use crate::components::states::place_note;
use crate::components::subscribe::subscribe;
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::calls::{deadline_words, open_calls};
use crate::pages::not_found::not_found;
use crate::pages::organisation::titled_links;
use crate::pages::participate::ways_from;
use crate::route::{Door, Route};

/// How many hits of a theme are read for its page; the rest is behind a link.
const SHOWN: usize = 60;

/// The page of a theme.
#[inline(never)]
pub fn theme(view: &View, id: &Id) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let now = view.now;
    let Some(theme) = catalogue.theme(id.as_str()) else {
        return not_found(view);
    };
    let query = Query { theme: Some(theme.id.clone()), ..Query::default() };
    let hits = catalogue.search(&query, now, 0, SHOWN);
    let all = Route::Search { query, page: 1 }.href();
    let of_kind = |kind: Kind| hits.hits.iter().filter(move |hit| hit.kind == kind);
    let places = of_kind(Kind::Place)
        .filter_map(|hit| catalogue.place(hit.id.as_str()))
        .map(|place| {
            (
                Route::Place(place.id.clone()).href(),
                name(t, &place.name),
                Some(place_note(t, catalogue, &place, place.address.section.as_deref(), now)),
            )
        })
        .collect();
    let offers = of_kind(Kind::Offer)
        .filter_map(|hit| catalogue.offer(hit.id.as_str()))
        .map(|offer| {
            let kind = t.code("offer_type", offer.offer_type.as_str()).to_string();
            (Route::Offer(offer.id.clone()).href(), words(t, &offer.title), Some(kind))
        })
        .collect();
    let calls = open_calls(catalogue, now.date)
        .iter()
        .filter(|call| call.themes.contains(&theme.id))
        .map(|call| (["/appels#", call.id.as_str()].concat(), words(t, &call.title), deadline_words(t, call, now.date)))
        .collect();
    let sign = Shape::of_theme(theme.id.as_str());
    html! {
        <>
            <header class={["theme-head ", sign.class()].concat()}>
                { shape(sign) }
                <div>
                    <h1>{ words(t, &theme.label) }</h1>
                    if let Some(group) = theme.working_group { <p>{ t.with(Key::ThemeGroup, &[("n", &group.to_string())]) }</p> }
                </div>
            </header>
            { topics(t, &theme) }
            <p><a class="button strong" href={all}>{ t.get(Key::ThemeAll) }{ " · " }{ hits.total.to_string() }</a></p>
            { subscribe(view, &["/api/themes/", theme.id.as_str(), ".ics"].concat()) }
            <div class="columns">
                { titled_links(t, Key::ThemePlaces, places) }
                <div>
                    { titled_links(t, Key::ThemeOffers, offers) }
                    { titled_links(t, Key::ThemeCalls, calls) }
                </div>
            </div>
            { ways_from(t, &RecordRef { kind: Kind::Theme, id: theme.id.clone() }, &[Door::Obstacle, Door::Idea, Door::Proposal, Door::Collaboration]) }
        </>
    }
}

fn topics(t: &Messages, theme: &Theme) -> Html {
    if theme.topics.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="sujets">
            <h2 id="sujets">{ t.get(Key::ThemeTopics) }</h2>
            <p class="quick">
                { for theme.topics.iter().map(|topic| {
                    let words_to_search = topic.label.get(t.language()).to_owned();
                    let query = Query { words: words_to_search, theme: Some(theme.id.clone()), ..Query::default() };
                    html! { <a href={Route::Search { query, page: 1 }.href()}>{ words(t, &topic.label) }</a> }
                }) }
            </p>
        </section>
    }
}
