//! `/agenda`: what takes place, day by day: a list on phones, the week as a table on tablets.

mod days;

use std::rc::Rc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::query::{AgendaQuery, Query, When, Window};
use chava_catalogue::recurrence::Occurrence;
use yew::prelude::*;

use crate::components::forms::{field_of, typed};
use crate::components::icon::{Icon, icon};
use crate::components::pager::{pager, pages};
use crate::components::sessions::occurrence_words;
use crate::components::subscribe::subscribe;
use crate::components::text::words;
use crate::context::{Ask, ViewParts};
use crate::hooks::use_view;
use crate::messages::{Key, Messages, Plural, dates};
use crate::pages::search::{Choices, Edit, filters};
use crate::pages::session::title_of;
use crate::route::{AgendaRoute, Route};

/// How many entries are shown at once.
const PER_PAGE: usize = 200;

/// Properties of [`Agenda`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AgendaProps {
    /// What the address asks.
    pub asked: AgendaRoute,
}

/// The agenda. What is chosen wins over the route as long as the visit lasts.
#[component]
pub fn Agenda(props: &AgendaProps) -> Html {
    let view = use_view();
    let (t, catalogue, now) = (&view.messages, &view.catalogue, view.now);
    let state = use_state(|| props.asked.clone());
    let asked: &AgendaRoute = &state;
    let change = {
        let (state, ask) = (state.clone(), view.asked.clone());
        Callback::from(move |route: AgendaRoute| {
            state.set(route.clone());
            ask.emit(Ask::Keep(Route::Agenda(route)));
        })
    };
    let choices = use_memo((catalogue.clone(), t.clone()), |(catalogue, t)| Choices::of(catalogue, t));
    let window = asked.window(now);
    let query = AgendaQuery::new(window, &asked.filters);
    // A filter or a minute that passes changes it; opening another fold of the page doesn't.
    let all =
        use_memo((catalogue.clone(), query.clone(), now), |(catalogue, query, now)| catalogue.agenda_of(query, *now));
    let first = (asked.page - 1).saturating_mul(PER_PAGE).min(all.len());
    let shown = &all[first..all.len().min(first + PER_PAGE)];
    html! {
        <div class="agenda">
            <h1>{ t.get(Key::AgendaTitle) }</h1>
            { moments(t, asked) }
            { form(&view, asked, window, &choices, &change) }
            <p class="count" role="status" data-testid="result-count" data-count={all.len().to_string()}>
                { period(t, asked, window, now.date) }{ " · " }{ t.plural(Plural::SessionsCount, all.len(), &[]) }
            </p>
            if all.is_empty() {
                { nothing(t, catalogue, asked, catalogue.next_after(&query, now), now.date) }
            } else {
                { days::days(t, catalogue, shown, window, now) }
                { pager(t, asked.page, pages(all.len(), PER_PAGE), |page| AgendaRoute { page, ..asked.clone() }.href()) }
                <p class="note">{ t.get(Key::AgendaNote) }</p>
            }
            { other_days(t, asked, window) }
            { subscribe(&view, "/api/agenda.ics") }
        </div>
    }
}

/// « ce soir », or the days.
fn period(t: &Messages, asked: &AgendaRoute, window: Window, today: Date) -> String {
    let days = dates::range(t, window.from, window.to, today);
    match asked.filters.when.as_ref().filter(|when| asked.from.is_none() && asked.to.is_none() && when.is_known()) {
        Some(when) => [&*t.code("when", when.as_str()), " · ", &days].concat(),
        None => days,
    }
}

/// Today, tonight, tomorrow, this week, the weekend: one tap each. The filters stay.
fn moments(t: &Messages, asked: &AgendaRoute) -> Html {
    let is_dated = asked.from.is_some() || asked.to.is_some();
    let moment = |when: Option<&When>, words: AttrValue| {
        let current = (!is_dated && asked.filters.when.as_ref() == when).then_some("true");
        html! { <a href={asked.at(when.cloned()).href()} aria-current={current}>{ words }</a> }
    };
    html! {
        <nav class="quick" data-testid="filter-when" aria-label={t.get(Key::FilterWhen)}>
            { for When::ALL.iter().map(|when| moment(Some(when), t.code("when", when.as_str()))) }
            { moment(None, t.get(Key::AgendaDays)) }
        </nav>
    }
}

/// The day picker and the filters: a form of its own for who has no JavaScript.
fn form(
    view: &ViewParts,
    asked: &AgendaRoute,
    window: Window,
    choices: &Choices,
    change: &Callback<AgendaRoute>,
) -> Html {
    let t = &view.messages;
    let pick = {
        let (asked, change) = (asked.clone(), change.clone());
        Rc::new(move |day: &str| {
            let day = Date::parse(day);
            change.emit(day.map_or_else(|| asked.at(None), |day| asked.between(day, day)));
        })
    };
    let picked = Rc::clone(&pick);
    let onchange = Callback::from(move |event: Event| {
        if let Some(day) = typed(&event) {
            picked(&day);
        }
    });
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(day) = field_of(&event, "jour").filter(|day| !day.is_empty()) {
            pick(&day);
        }
    });
    let edit = {
        let (asked, change) = (asked.clone(), change.clone());
        Callback::from(move |edit: Edit| {
            change.emit(AgendaRoute { filters: edit.apply(&asked.filters), page: 1, ..asked.clone() });
        })
    };
    let is_dated = asked.from.is_some() || asked.to.is_some();
    let day = (is_dated && window.from == window.to).then(|| window.from.to_string());
    html! {
        <search>
            <form action="/agenda" method="get" {onsubmit}>
                { kept(asked, day.is_some()) }
                <p class="choice">
                    <label for="jour">{ t.get(Key::AgendaDay) }</label>
                    <input type="date" id="jour" name="jour" value={day.unwrap_or_default()} {onchange} />
                </p>
                { filters(t, choices, &asked.filters, &edit, false) }
                <noscript><button type="submit" class="button">{ t.get(Key::AgendaShow) }</button></noscript>
            </form>
        </search>
    }
}

/// The days or the moment that the form keeps, where no day is picked.
fn kept(asked: &AgendaRoute, is_picked: bool) -> Html {
    let text = |date: Option<Date>| date.map(|date| date.to_string());
    let when = asked.filters.when.as_ref().map(|when| when.as_str().to_owned());
    let values = if is_picked { [None, None, None] } else { [text(asked.from), text(asked.to), when] };
    ["du", "au", "quand"]
        .into_iter()
        .zip(values)
        .filter_map(|(name, value)| value.map(|value| html! { <input type="hidden" {name} {value} /> }))
        .collect()
}

/// Never a dead end: when the next one is, and the way to all of them.
fn nothing(t: &Messages, catalogue: &Catalogue, asked: &AgendaRoute, next: Option<Occurrence>, today: Date) -> Html {
    let next = next.and_then(|next| {
        let session = catalogue.session(next.session.as_str())?;
        let section = catalogue.place(session.place_id.as_str()).and_then(|place| place.address.section);
        let when = occurrence_words(t, &next, section.as_deref(), today);
        let title = words(t, &title_of(catalogue, &session)?);
        let href = asked.between(next.date, next.date).href();
        Some(html! {
            <p><a class="more" {href}>{ t.with(Key::AgendaFollowing, &[("when", &when)]) }</a><br />{ title }</p>
        })
    });
    let unfiltered = AgendaRoute {
        filters: Query { when: asked.filters.when.clone(), ..Query::default() },
        page: 1,
        ..asked.clone()
    };
    html! {
        <div class="nothing">
            <p>{ t.get(Key::AgendaNone) }</p>
            { for next }
            if unfiltered != *asked {
                <p><a class="button" href={unfiltered.href()}>{ t.get(Key::SearchClear) }</a></p>
            }
        </div>
    }
}

/// The days before and after: a day from a day, else a week.
fn other_days(t: &Messages, asked: &AgendaRoute, window: Window) -> Html {
    let is_day = window.from == window.to;
    let (before, after) =
        if is_day { (Key::AgendaPreviousDay, Key::AgendaNextDay) } else { (Key::AgendaPrevious, Key::AgendaNext) };
    let days = if is_day { 1 } else { 7 };
    let (last, first) = (window.from.add_days(-1), window.to.add_days(1));
    html! {
        <nav class="pager" aria-label={t.get(Key::AgendaNav)}>
            <a class="button" rel="prev" href={asked.between(last.add_days(1 - days), last).href()}>{ icon(Icon::Previous) }{ t.get(before) }</a>
            <a class="button" rel="next" href={asked.between(first, first.add_days(days - 1)).href()}>{ t.get(after) }{ icon(Icon::Next) }</a>
        </nav>
    }
}
