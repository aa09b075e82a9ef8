//! `/`: the search box, the three themes, and what is on today.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::query::{AgendaQuery, When};
use yew::prelude::*;

use crate::components::facts::link_list;
use crate::components::search_start::search_start;
use crate::components::text::words;
use crate::components::theme_tiles::theme_tiles;
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::calls::{deadline_words, gatherings, occurrence_item, open_calls};
use crate::route::AgendaRoute;

/// How many days ahead the home page looks.
const DAYS_AHEAD: i32 = 13;

/// How many entries a list of the home page has.
const SHORT_LIST: usize = 5;

/// The home page.
pub fn home(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    html! {
        <div class="home">
            <div class="hero">
                <h1>{ t.get(Key::HomeTitle) }</h1>
                { skyline() }
            </div>
            { search_start(view) }
            { theme_tiles(view) }
            <div class="columns">
                { soon(t, catalogue, view.now) }
                { calls(t, catalogue, view.now) }
            </div>
        </div>
    }
}

fn soon(t: &Messages, catalogue: &Catalogue, now: DateTime) -> Html {
    let today = now.date;
    let mut all = catalogue.agenda_of(&AgendaQuery::of_days(today, today.add_days(DAYS_AHEAD)), now);
    all.retain(|occurrence| occurrence.is_shown(now));
    let is_today = all.first().is_some_and(|first| first.date == today);
    let shown = all.iter().filter(|occurrence| !is_today || occurrence.date == today).take(SHORT_LIST);
    let items: Vec<_> =
        shown.filter_map(|occurrence| occurrence_item(t, catalogue, occurrence, today, false)).collect();
    let moments = [When::Today, When::Tonight, When::ThisWeek];
    html! {
        <section>
            <h2>{ t.get(if is_today { Key::HomeToday } else { Key::HomeSoon }) }</h2>
            if items.is_empty() { <p>{ t.get(Key::HomeNothing) }</p> }
            { link_list(items) }
            <p class="quick">
                { for moments.into_iter().map(|when| {
                    let words = t.code("when", when.as_str());
                    html! { <a href={AgendaRoute::default().at(Some(when)).href()}>{ words }</a> }
                }) }
            </p>
            <p><a class="more" href="/agenda">{ t.get(Key::HomeAgenda) }</a></p>
        </section>
    }
}

fn calls(t: &Messages, catalogue: &Catalogue, now: DateTime) -> Html {
    let open = open_calls(catalogue, now.date);
    let items = open
        .iter()
        .take(SHORT_LIST)
        .map(|call| {
            let href = ["/appels#", call.id.as_str()].concat();
            (href, words(t, &call.title), deadline_words(t, call, now.date))
        })
        .collect::<Vec<_>>();
    let gatherings = gatherings(t, catalogue, now, SHORT_LIST);
    html! {
        <section>
            <h2>{ t.get(Key::HomeCalls) }</h2>
            if items.is_empty() { <p>{ t.get(Key::HomeCallsNone) }</p> }
            { link_list(items) }
            <p><a class="more" href="/appels">{ t.get(Key::HomeCallsAll) }</a></p>
            if !gatherings.is_empty() { <h2>{ t.get(Key::CallsGatherings) }</h2>{ link_list(gatherings) } }
            <p><a class="more" href="/participer/obstacle">{ t.get(Key::HomeSay) }</a></p>
        </section>
    }
}

/// The three shapes as the city's skyline: terrils, a wheel, a block. Decoration, hidden from assistive technology.
fn skyline() -> Html {
    html! {
        <svg class="skyline" viewBox="0 0 240 100" aria-hidden="true">
            <path class="shape-triangle" d="M70 98L128 8L186 98z" />
            <path class="shape-square" d="M160 46h52v52h-52z" />
            <path class="shape-circle" d="M22 66a32 32 0 1 0 64 0a32 32 0 1 0-64 0" />
            <path class="ground" d="M0 98h240" />
        </svg>
    }
}
