//! `/appels`: calls to take part, the open ones first, past ones folded; and what one can meet at.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::id::Id;
use chava_catalogue::query::AgendaQuery;
use chava_catalogue::records::Call;
use chava_catalogue::recurrence::Occurrence;
use yew::prelude::*;

use crate::components::facts::{link_list, sources};
use crate::components::icon::{Icon, icon};
use crate::components::sessions::occurrence_words;
use crate::components::text::words;
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural, dates};
use crate::pages::place::theme_links;
use crate::pages::session::title_of;
use crate::route::Route;

/// How many days ahead one looks for gatherings.
const DAYS_AHEAD: i32 = 365;

/// How many gatherings are listed.
const GATHERINGS_SHOWN: usize = 20;

/// An entry of a list: its address, title and note.
pub type Item = (String, Html, Option<String>);

/// The calls one can still answer, the one that closes first first.
pub fn open_calls(catalogue: &Catalogue, today: Date) -> Vec<Call> {
    let mut open: Vec<Call> = catalogue.calls().into_iter().filter(|call| is_open(call, today)).collect();
    open.reverse();
    open
}

/// A call whose last day can't be read stays open: nobody said that it is over.
fn is_open(call: &Call, today: Date) -> bool {
    Date::parse(&call.closes).is_none_or(|last| last >= today)
}

/// « jusqu’au 12 décembre · encore 20 jours », or « terminé le … »; none where the last day can't be read.
pub fn deadline_words(t: &Messages, call: &Call, today: Date) -> Option<String> {
    let last = Date::parse(&call.closes)?;
    let day = [("day", dates::day_short(t, last, today))];
    let day = [("day", day[0].1.as_str())];
    let left = usize::try_from(last.days() - today.days());
    Some(match left {
        Err(_) => t.with(Key::CallsClosed, &day),
        Ok(0) => t.get(Key::CallsLastDay).to_string(),
        Ok(left) => [t.with(Key::CallsUntil, &day), t.plural(Plural::DaysLeft, left, &[])].join(" · "),
    })
}

/// What people meet for, as entries of a list: the next date of each session.
pub fn gatherings(t: &Messages, catalogue: &Catalogue, now: DateTime, limit: usize) -> Vec<Item> {
    let days = AgendaQuery::of_days(now.date.add_days(-1), now.date.add_days(DAYS_AHEAD));
    let mut all = catalogue.agenda_of(&AgendaQuery { gatherings: true, ..days }, now);
    let mut seen: Vec<Id> = Vec::new();
    all.retain(|occurrence| {
        let is_next = occurrence.is_shown(now) && !seen.contains(&occurrence.session);
        if is_next {
            seen.push(occurrence.session.clone());
        }
        is_next
    });
    all.iter().filter_map(|next| occurrence_item(t, catalogue, next, now.date, true)).take(limit).collect()
}

/// An occurrence as an entry of a list, with what kind of session it is where that is asked for.
pub fn occurrence_item(
    t: &Messages,
    catalogue: &Catalogue,
    occurrence: &Occurrence,
    today: Date,
    has_kind: bool,
) -> Option<Item> {
    let session = catalogue.session(occurrence.session.as_str())?;
    let section = catalogue.place(session.place_id.as_str()).and_then(|place| place.address.section);
    let when = occurrence_words(t, occurrence, section.as_deref(), today);
    let note = match session.session_type.as_ref().filter(|_| has_kind) {
        Some(kind) => [&*t.code("session_type", kind.as_str()), " · ", &when].concat(),
        None => when,
    };
    Some((Route::Session(session.id.clone()).href(), words(t, &title_of(catalogue, &session)?), Some(note)))
}

/// The page of calls.
#[inline(never)]
pub fn calls(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let today = view.now.date;
    let gatherings = gatherings(t, catalogue, view.now, GATHERINGS_SHOWN);
    let open = open_calls(catalogue, today);
    let past: Vec<Call> = catalogue.calls().into_iter().filter(|call| !is_open(call, today)).collect();
    let entry = |call: &Call| html! { <li>{ call_html(t, catalogue, call, today) }</li> };
    html! {
        <>
            <h1>{ t.get(Key::CallsTitle) }</h1>
            <p>{ t.get(Key::CallsDescription) }</p>
            if open.is_empty() { <p class="count">{ t.get(Key::CallsNone) }</p> }
            <ul class="cards calls">{ for open.iter().map(entry) }</ul>
            <h2>{ t.get(Key::CallsGatherings) }</h2>
            if gatherings.is_empty() { <p>{ t.get(Key::CallsGatheringsNone) }</p> }
            { link_list(gatherings) }
            if !past.is_empty() {
                <details>
                    <summary>{ t.get(Key::CallsPast) }</summary>
                    <ul class="cards calls">{ for past.iter().map(entry) }</ul>
                </details>
            }
        </>
    }
}

fn call_html(t: &Messages, catalogue: &Catalogue, call: &Call, today: Date) -> Html {
    let opens = call.opens.as_deref().and_then(Date::parse).filter(|first| *first > today);
    html! {
        <article class="call" id={call.id.as_str().to_owned()}>
            <h2>{ words(t, &call.title) }</h2>
            <p class="card-states">
                if let Some(first) = opens { <span>{ t.with(Key::CallsFrom, &[("day", &dates::day_short(t, first, today))]) }</span> }
                if let Some(deadline) = deadline_words(t, call, today) { <span>{ icon(Icon::Clock) }{ deadline }</span> }
            </p>
            { theme_links(t, catalogue, &call.themes) }
            <p>{ words(t, &call.text) }</p>
            if let Some(contact) = &call.contact { <p><strong>{ t.get(Key::CallsContact) }</strong>{ t.get(Key::Colon) }{ words(t, contact) }</p> }
            { sources(t, &call.sources) }
        </article>
    }
}
