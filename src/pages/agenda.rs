//! `/agenda`: what takes place, day by day.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::recurrence::Occurrence;
use chava_catalogue::vocabulary::SessionStatus;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::sessions::hours_words;
use crate::components::shape::{Shape, shape};
use crate::components::states::cost_html;
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural, dates};
use crate::pages::session::title_of;
use crate::route::Route;

/// How many days are shown where the address doesn't say.
const DEFAULT_DAYS: i32 = 14;

/// The most days that are shown at once.
const MAX_DAYS: i32 = 92;

/// The most entries that are shown at once.
const MAX_ENTRIES: usize = 300;

/// The agenda.
pub fn agenda(view: &View, from: Option<Date>, to: Option<Date>) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let today = view.now.date;
    let from = from.unwrap_or(today);
    let last = from.add_days(MAX_DAYS - 1);
    let to = to.unwrap_or(from.add_days(DEFAULT_DAYS - 1)).clamp(from, last);
    let all = catalogue.agenda(from, to);
    let shown = &all[..all.len().min(MAX_ENTRIES)];
    let range = [("from", dates::day_short(t, from, today)), ("to", dates::day_short(t, to, today))];
    let range = t.with(Key::DateRange, &[("from", &range[0].1), ("to", &range[1].1)]);
    html! {
        <>
            <h1>{ t.get(Key::AgendaTitle) }</h1>
            <p class="count" data-testid="result-count" data-count={all.len().to_string()}>
                { range }{ " · " }{ t.plural(Plural::SessionsCount, all.len(), &[]) }
                <span class="note">{ t.get(Key::AgendaNote) }</span>
            </p>
            { other_days(t, from, today) }
            if all.is_empty() { <p>{ t.get(Key::AgendaNone) }</p> }
            { for shown.chunk_by(|a, b| a.date == b.date).map(|day| html! {
                <section class="day">
                    <h2>{ dates::day_relative(t, day[0].date, today) }</h2>
                    <ul class="cards">{ for day.iter().map(|occurrence| entry(t, catalogue, occurrence)) }</ul>
                </section>
            }) }
            if all.len() > shown.len() { <p>{ t.get(Key::AgendaAll) }</p> }
        </>
    }
}

fn other_days(t: &Messages, from: Date, today: Date) -> Html {
    let week = |first: Date| Route::Agenda { from: Some(first), to: Some(first.add_days(6)) }.href();
    html! {
        <nav class="pager" aria-label={t.get(Key::AgendaNav)}>
            <a class="button" rel="prev" href={week(from.add_days(-7))}>{ icon(Icon::Previous) }{ t.get(Key::AgendaPrevious) }</a>
            if from != today { <a class="button" href="/agenda">{ t.get(Key::AgendaToday) }</a> }
            <a class="button" rel="next" href={week(from.add_days(7))}>{ t.get(Key::AgendaNext) }{ icon(Icon::Next) }</a>
        </nav>
    }
}

fn entry(t: &Messages, catalogue: &Catalogue, occurrence: &Occurrence) -> Html {
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
    let start = match occurrence.minute {
        Some(minute) => DateTime { date: occurrence.date, minute }.to_string(),
        None => occurrence.date.to_string(),
    };
    let hours = occurrence.minute.map_or_else(
        || t.get(Key::SessionHourUnknown).to_string(),
        |minute| hours_words(t, minute, occurrence.duration_minutes),
    );
    let status = (occurrence.status != SessionStatus::Scheduled).then(|| t.code("status", occurrence.status.as_str()));
    html! {
        <li class="card" data-testid="result" data-kind="session" data-id={session.id.as_str().to_owned()} data-start={start.clone()}>
            <div class="card-shapes">{ for themes.iter().take(3).map(|theme| shape(Shape::of_theme(theme.as_str()))) }</div>
            <div class="card-body">
                <h3><a href={Route::Session(session.id.clone()).href()}>{ words(t, &title) }</a></h3>
                <p class="card-kind">
                    <time datetime={start}>{ hours }</time>
                    if let Some(place) = &place {
                        { " · " }{ name(t, &place.name) }
                        if let Some(section) = &place.address.section { { ", " }{ name(t, section) } }
                    }
                </p>
                <p class="card-states">
                    if let Some(status) = status { <strong class="status">{ icon(Icon::Warning) }{ status }</strong> }
                    { cost_html(t, cost) }
                </p>
            </div>
        </li>
    }
}
