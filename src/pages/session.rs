//! `/seances/{id}`: when and where something takes place, and how sure that is.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::freshness::freshness;
use chava_catalogue::hours::OpenState;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Offer, Place, RecordRef, Session, Source};
use chava_catalogue::text::Text;
use yew::prelude::*;

use crate::components::confirm::confirm;
use crate::components::contact::{calendar_link, contact_links, direction_links, keep_and_share};
use crate::components::facts::{fact, not_known, notices, sources};
use crate::components::icon::{Icon, icon};
use crate::components::links::{address_line, mailto, tel, web};
use crate::components::sessions::{is_past, occurrence_words, rule_words, start, upcoming};
use crate::components::states::{cost_full, freshness_html, place_state_html, state_of};
use crate::components::status::status_html;
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages, dates};
use crate::pages::not_found::not_found;
use crate::pages::participate::ways_from;
use crate::pages::place::{theme_links, topics};
use crate::route::{Door, Route};

/// How many dates to come are listed.
const DATES_SHOWN: usize = 6;

/// The title of a session: its own, or its offer's.
pub fn title_of(catalogue: &Catalogue, session: &Session) -> Option<Text> {
    session.title.clone().or_else(|| Some(catalogue.offer(session.offer_id.as_ref()?.as_str())?.title))
}

/// The page of a session.
#[inline(never)]
pub fn session(view: &View, id: &Id) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let now = view.now;
    let session = catalogue.session(id.as_str());
    let Some((session, title)) = session.and_then(|s| title_of(catalogue, &s).map(|title| (s, title))) else {
        return not_found(view);
    };
    let offer = session.offer_id.as_ref().and_then(|id| catalogue.offer(id.as_str()));
    let place = catalogue.place(session.place_id.as_str());
    let state = place.as_ref().map_or(OpenState::Unknown, |place| state_of(catalogue, place, now));
    let section = place.as_ref().and_then(|place| place.address.section.as_deref());
    let themes =
        if session.themes.is_empty() { offer.as_ref().map_or(&[][..], |o| &o.themes) } else { &session.themes };
    let origin = sources_of(&session, offer.as_ref());
    let record = RecordRef { kind: Kind::Session, id: session.id.clone() };
    let description = session.description.as_ref().or(offer.as_ref().and_then(|offer| offer.description.as_ref()));
    html! {
        <article class="detail" data-testid="detail" data-kind="session" data-id={session.id.as_str().to_owned()}>
            <header>
                { theme_links(t, catalogue, themes) }
                <h1>{ words(t, &title) }</h1>
                <p class="card-kind">{ session.session_type.as_ref().map_or_else(|| t.get(Key::KindSession), |kind| t.code("session_type", kind.as_str())) }</p>
                <p class="card-states">
                    if let Some(status) = &session.status { { status_html(t, status) } }
                    { place_state_html(t, state, now) }
                    { freshness_html(t, &freshness(session.assured.as_ref(), origin, now.date)) }
                </p>
            </header>
            { warnings(t, &session, origin, now.date) }
            { notices(t, &catalogue.notices_about(&Kind::Session, session.id.as_str()), now.date) }
            <div class="actions">
                if let Some(place) = &place {
                    { contact_links(t, &place.phones, place.email.as_deref(), place.website.as_deref()) }
                    { direction_links(t, place) }
                }
                if !is_past(&session, now.date) { { calendar_link(view, &session.id) } }
                { keep_and_share(view, record.clone(), title.get(t.language()), Route::Session(session.id.clone()).href()) }
            </div>
            <div class="panes">
                <div>
                    if let Some(description) = description { <p class="lead">{ words(t, description) }</p> }
                    <dl class="facts">
                        { fact(t, Key::FactWhen, when(t, &session, section, now)) }
                        { facts(t, catalogue, &session, offer.as_ref(), place.as_ref()) }
                        { topics(t, catalogue, themes, if session.topics.is_empty() { offer.as_ref().map_or(&[][..], |o| &o.topics) } else { &session.topics }) }
                    </dl>
                    { not_known(t, &record, &unknown(&session, offer.as_ref(), now)) }
                    { confirm(view, &record) }
                    { ways_from(t, &record, &[Door::Correction, Door::Obstacle]) }
                </div>
                <div>{ sources(t, origin) }</div>
            </div>
        </article>
    }
}

fn sources_of<'a>(session: &'a Session, offer: Option<&'a Offer>) -> &'a [Source] {
    if session.sources.is_empty() { offer.map_or(&[], |offer| &offer.sources) } else { &session.sources }
}

/// That it is past, or is only a habit that somebody once wrote down.
fn warnings(t: &Messages, session: &Session, origin: &[Source], today: Date) -> Html {
    let mut warnings = Vec::new();
    if is_past(session, today) {
        let day = start(session).filter(|_| session.rrule.is_none()).map(|(date, _)| dates::day_long(t, date, today));
        warnings.push(
            day.map_or_else(|| t.get(Key::SessionPast).to_string(), |day| t.with(Key::SessionPastOn, &[("day", &day)])),
        );
    } else if session.rrule.is_some() && session.assured.is_none() {
        let seen = origin.iter().filter_map(|source| source.seen.as_deref()).max();
        let seen = seen.map_or_else(|| t.get(Key::SourceUndated).to_string(), |seen| dates::partial(t, seen));
        warnings.push(t.with(Key::SessionHabit, &[("seen", &seen)]));
    }
    warnings
        .into_iter()
        .map(|warning| html! { <p class="notice">{ icon(Icon::Warning) }<span>{ warning }</span></p> })
        .collect()
}

fn when(t: &Messages, session: &Session, section: Option<&str>, now: DateTime) -> Html {
    let today = now.date;
    let next = upcoming(session, now, DATES_SHOWN);
    let habit = session.rrule.as_deref().and_then(|rule| rule_words(t, rule));
    let past = is_past(session, today);
    html! {
        <>
            if let Some(habit) = habit { <p>{ habit }</p> }
            if !next.is_empty() {
                <ul class="plain">{ for next.iter().map(|occurrence| html! {
                    <li><time datetime={occurrence.date.to_string()}>{ occurrence_words(t, occurrence, section, today) }</time></li>
                }) }</ul>
            } else {
                { t.get(if past { Key::SessionPast } else { Key::SessionUnreadable }) }
            }
        </>
    }
}

fn facts(t: &Messages, catalogue: &Catalogue, session: &Session, offer: Option<&Offer>, place: Option<&Place>) -> Html {
    let cost = session.cost.as_ref().or(offer.and_then(|offer| offer.cost.as_ref()));
    let organisation =
        offer.and_then(|o| o.organisation_id.as_ref()).and_then(|id| catalogue.organisation(id.as_str()));
    html! {
        <>
            if let Some(place) = place {
                { fact(t, Key::FactWhere, html! {
                    <>
                        <a href={Route::Place(place.id.clone()).href()}>{ name(t, &place.name) }</a>
                        if let Some(line) = address_line(&place.address) { <span class="copyable note" lang="fr">{ line }</span> }
                    </>
                }) }
            }
            if let Some(minutes) = session.duration_minutes { { fact(t, Key::FactDuration, html! { dates::duration(t, minutes) }) } }
            if let Some(cost) = cost { { fact(t, Key::FactCost, cost_full(t, cost)) } }
            if let Some(booking) = &session.booking { { fact(t, Key::FactBooking, booking_html(t, booking)) } }
            if let Some(offer) = offer {
                { fact(t, Key::FactPartOf, html! { <a href={Route::Offer(offer.id.clone()).href()}>{ words(t, &offer.title) }</a> }) }
            }
            if let Some(organisation) = organisation {
                { fact(t, Key::FactOfferedBy, html! { <a href={Route::Organisation(organisation.id.clone()).href()}>{ name(t, &organisation.name) }</a> }) }
            }
        </>
    }
}

/// A site, a number or an e-mail address to tap, or words.
fn booking_html(t: &Messages, booking: &Text) -> Html {
    let text = booking.get(t.language()).trim();
    if let Some(href) = web(text) {
        return html! { <a href={href.clone()} rel="external noopener">{ href }</a> };
    }
    let is_number = text.starts_with(['+', '0']) && text.chars().all(|c| c.is_ascii_digit() || " +./-()".contains(c));
    let is_email = text.contains('@') && !text.contains(char::is_whitespace);
    match (is_number, is_email) {
        (true, _) => html! { <a href={tel(text)} dir="ltr">{ text.to_owned() }</a> },
        (_, true) => html! { <a href={mailto(text)} dir="ltr">{ text.to_owned() }</a> },
        _ => words(t, booking),
    }
}

fn unknown(session: &Session, offer: Option<&Offer>, now: DateTime) -> Vec<Key> {
    let dated = !upcoming(session, now, 1).is_empty() || is_past(session, now.date);
    let timed = start(session).is_some_and(|(_, minute)| minute.is_some());
    [
        (!dated, Key::UnknownDate),
        (dated && !timed, Key::UnknownHour),
        (session.duration_minutes.is_none(), Key::UnknownDuration),
        (session.cost.is_none() && offer.is_none_or(|offer| offer.cost.is_none()), Key::UnknownCost),
    ]
    .into_iter()
    .filter_map(|(missing, key)| missing.then_some(key))
    .collect()
}
