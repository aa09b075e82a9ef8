//! `/`: the search box, the three themes, and what is on today.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::recurrence::Occurrence;
use yew::prelude::*;

use crate::components::facts::link_list;
use crate::components::search_start::search_start;
use crate::components::sessions::occurrence_words;
use crate::components::text::words;
use crate::components::theme_tiles::theme_tiles;
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::calls::{deadline_words, open_calls};
use crate::pages::session::title_of;
use crate::route::Route;

/// How many days ahead the home page looks.
const DAYS_AHEAD: i32 = 13;

/// How many entries a list of the home page has.
const SHORT_LIST: usize = 5;

/// The home page.
pub fn home(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let today = view.now.date;
    html! {
        <div class="home">
            <div class="hero">
                <h1>{ t.get(Key::HomeTitle) }</h1>
                { skyline() }
            </div>
            { search_start(view) }
            { theme_tiles(view) }
            <div class="columns">
                { soon(t, catalogue, today) }
                { calls(t, catalogue, today) }
            </div>
        </div>
    }
}

fn soon(t: &Messages, catalogue: &Catalogue, today: Date) -> Html {
    let all = catalogue.agenda(today, today.add_days(DAYS_AHEAD));
    let is_today = all.first().is_some_and(|first| first.date == today);
    let shown: Vec<&Occurrence> = if is_today {
        all.iter().filter(|o| o.date == today).take(SHORT_LIST).collect()
    } else {
        all.iter().take(SHORT_LIST).collect()
    };
    let items = shown
        .into_iter()
        .filter_map(|occurrence| {
            let session = catalogue.session(occurrence.session.as_str())?;
            let href = Route::Session(occurrence.session.clone()).href();
            Some((href, words(t, &title_of(catalogue, &session)?), Some(occurrence_words(t, occurrence, today))))
        })
        .collect::<Vec<_>>();
    html! {
        <section>
            <h2>{ t.get(if is_today { Key::HomeToday } else { Key::HomeSoon }) }</h2>
            if items.is_empty() { <p>{ t.get(Key::HomeNothing) }</p> }
            { link_list(items) }
            <p><a class="more" href="/agenda">{ t.get(Key::HomeAgenda) }</a></p>
        </section>
    }
}

fn calls(t: &Messages, catalogue: &Catalogue, today: Date) -> Html {
    let open = open_calls(catalogue, today);
    let items = open
        .iter()
        .take(SHORT_LIST)
        .map(|call| {
            let href = ["/appels#", call.id.as_str()].concat();
            (href, words(t, &call.title), deadline_words(t, call, today))
        })
        .collect::<Vec<_>>();
    html! {
        <section>
            <h2>{ t.get(Key::HomeCalls) }</h2>
            if items.is_empty() { <p>{ t.get(Key::HomeCallsNone) }</p> }
            { link_list(items) }
            <p><a class="more" href="/appels">{ t.get(Key::HomeCallsAll) }</a></p>
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
