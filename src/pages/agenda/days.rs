//! The days of the agenda: a table of days and parts of the day, which a narrow screen shows as a list.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::query::{EVENING, Window};
use chava_catalogue::recurrence::Occurrence;
use chava_catalogue::vocabulary::SessionStatus;
use yew::prelude::*;

use crate::components::sessions::hours_words;
use crate::components::shape::{Shape, shape};
use crate::components::states::cost_html;
use crate::components::status::status_html;
use crate::components::text::{name, words};
use crate::markup::html;
use crate::messages::{Key, Messages, dates};
use crate::pages::session::title_of;
use crate::route::Route;

/// The parts of a day, with the minute at which each ends; what has no known hour comes first.
const PARTS: [(Key, Option<u16>); 4] = [
    (Key::AgendaUnknown, None),
    (Key::AgendaMorning, Some(12 * 60)),
    (Key::AgendaAfternoon, Some(EVENING)),
    (Key::AgendaEvening, Some(u16::MAX)),
];

/// The most days of which empty ones are shown too.
const WEEK: i32 = 7;

/// The occurrences of a window, in their order.
pub(super) fn days(t: &Messages, catalogue: &Catalogue, all: &[Occurrence], window: Window, now: DateTime) -> Html {
    let has_unknown = all.iter().any(|occurrence| occurrence.minute.is_none());
    let parts = if has_unknown { &PARTS[..] } else { &PARTS[1..] };
    let day = |date: Date, on_it: &[Occurrence]| row(t, catalogue, date, parts, on_it, now);
    let length = window.to.days() - window.from.days() + 1;
    let rows: Vec<Html> = if length <= WEEK {
        let on = |date: Date| all.split(move |o| o.date != date).find(|day| !day.is_empty()).unwrap_or_default();
        (0..length).map(|n| window.from.add_days(n)).map(|date| day(date, on(date))).collect()
    } else {
        all.chunk_by(|a, b| a.date == b.date).map(|on_it| day(on_it[0].date, on_it)).collect()
    };
    html! {
        <table class="week">
            <caption class="for-ears">{ dates::range(t, window.from, window.to, now.date) }</caption>
            <thead>
                <tr>
                    <td></td>
                    { for parts.iter().map(|(words, _)| html! { <th scope="col">{ t.get(*words) }</th> }) }
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn row(
    t: &Messages,
    catalogue: &Catalogue,
    date: Date,
    parts: &[(Key, Option<u16>)],
    all: &[Occurrence],
    now: DateTime,
) -> Html {
    let mut rest = all;
    let cells = parts.iter().map(|(_, end)| {
        // In the order of their start, those without an hour first.
        let (these, later) = rest.split_at(rest.partition_point(|occurrence| occurrence.minute < *end || occurrence.minute.is_none()));
        rest = later;
        if these.is_empty() {
            return html! { <td></td> };
        }
        html! { <td><ul class="cards">{ for these.iter().map(|occurrence| entry(t, catalogue, occurrence, now)) }</ul></td> }
    });
    let cells: Html = if all.is_empty() {
        html! { <td class="note" colspan={parts.len().to_string()}>{ t.get(Key::AgendaEmpty) }</td> }
    } else {
        cells.collect()
    };
    let relative = dates::day_relative(t, date, now.date);
    let long = dates::day_long(t, date, now.date);
    let written = (relative != long).then_some(long);
    html! {
        <tr class="day">
            <th scope="row">
                <span role="heading" aria-level="2">{ relative }</span>
                if let Some(written) = written { <span class="note">{ written }</span> }
            </th>
            { cells }
        </tr>
    }
}

fn entry(t: &Messages, catalogue: &Catalogue, occurrence: &Occurrence, now: DateTime) -> Html {
    let Some(session) = catalogue.session(occurrence.session.as_str()) else {
        return Html::default();
    };
    let Some(title) = title_of(catalogue, &session) else {
        return Html::default();
    };
    let offer = session.offer_id.as_ref().and_then(|id| catalogue.offer(id.as_str()));
    let place = catalogue.place(session.place_id.as_str());
    let themes =
        if session.themes.is_empty() { offer.as_ref().map_or(&[][..], |offer| &offer.themes) } else { &session.themes };
    let cost = session.cost.as_ref().or(offer.as_ref().and_then(|offer| offer.cost.as_ref()));
    let start = occurrence.start().map_or_else(|| occurrence.date.to_string(), |start| start.to_string());
    let hours = match occurrence.minute {
        Some(minute) => hours_words(t, occurrence, minute),
        None => t.get(Key::SessionHourUnknown).to_string(),
    };
    let class = if occurrence.status == SessionStatus::Cancelled { "card cancelled" } else { "card" };
    html! {
        <li {class} data-testid="result" data-kind="session" data-id={session.id.as_str().to_owned()} data-start={start.clone()}>
            <div class="card-shapes">{ for themes.iter().take(3).map(|theme| shape(Shape::of_theme(theme.as_str()))) }</div>
            <div class="card-body">
                <p class="card-when">
                    <time datetime={start}>{ hours }</time>
                    if occurrence.is_over(now) { <span class="note">{ " · " }{ t.get(Key::SessionOver) }</span> }
                </p>
                <h3><a href={Route::Session(session.id.clone()).href()}>{ words(t, &title) }</a></h3>
                if let Some(place) = &place {
                    <p class="card-kind">
                        { name(t, &place.name) }
                        if let Some(section) = &place.address.section { { t.get(Key::ListComma) }{ name(t, section) } }
                    </p>
                }
                <p class="card-states">{ status_html(t, &occurrence.status) }{ cost_html(t, cost) }</p>
            </div>
        </li>
    }
}
