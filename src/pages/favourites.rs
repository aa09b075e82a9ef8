//! `/favoris`: what a person keeps on this phone, what changed of it first.

use chava_catalogue::civil::Date;
use chava_catalogue::records::Kind;
use chava_catalogue::recurrence::day_and_minute;
use chava_catalogue::remembered::Fact;
use yew::prelude::*;

use crate::components::card::card;
use crate::components::icon::{Icon, icon};
use crate::components::news::{news_words, remembered_time};
use crate::components::sessions::{is_past, upcoming};
use crate::components::text::name;
use crate::context::{Ask, View};
use crate::markup::html;
use crate::messages::{Key, dates};
use crate::route::Route;
use crate::state::favourites::Favourite;

/// The kept records: sessions by time, then places, then the rest; what is past behind a fold.
#[inline(never)]
pub fn favourites(view: &View) -> Html {
    let t = &view.messages;
    let all = view.favourites.all();
    let of_kind = |wanted: fn(&Kind) -> bool| all.iter().filter(move |kept| wanted(&kept.record.kind));
    let mut sessions: Vec<(Order, &Favourite)> =
        of_kind(|kind| *kind == Kind::Session).map(|kept| (order(view, kept), kept)).collect();
    sessions.sort_by_key(|(order, _)| *order);
    let past = sessions.partition_point(|(order, _)| !order.0);
    let (ahead, past) = sessions.split_at(past);
    let news: Vec<&Favourite> = all.iter().filter(|kept| kept.news.is_some()).collect();
    html! {
        <>
            <h1>{ t.get(Key::FavouritesTitle) }</h1>
            <noscript><p>{ t.get(Key::FavouritesNeedsApp) }</p></noscript>
            if all.is_empty() {
                <p>{ t.get(Key::FavouritesNone) }</p>
                <p><a class="button strong" href="/lieux">{ t.get(Key::PlacesTitle) }</a></p>
            } else {
                <p>{ t.get(Key::FavouritesNote) }</p>
                if !news.is_empty() {
                    <section aria-labelledby="nouvelles">
                        <h2 id="nouvelles">{ t.get(Key::NewsTitle) }</h2>
                        <ul class="news">{ for news.into_iter().map(|kept| news_item(view, kept)) }</ul>
                    </section>
                }
                { list(view, Key::FavouritesSessions, ahead.iter().map(|(_, kept)| *kept)) }
                { list(view, Key::PlacesTitle, of_kind(|kind| *kind == Kind::Place)) }
                { list(view, Key::FavouritesOther, of_kind(|kind| !matches!(kind, Kind::Session | Kind::Place))) }
                if !past.is_empty() {
                    <details>
                        <summary>{ t.get(Key::FavouritesPast) }{ " · " }{ past.len().to_string() }</summary>
                        <ul class="cards">{ for past.iter().map(|(_, kept)| entry(view, kept)) }</ul>
                    </details>
                }
            }
        </>
    }
}

/// Whether a saved session is past, and when it is next.
type Order = (bool, Date, Option<u16>);

/// The order of a saved session; without a known date it comes last.
fn order(view: &View, kept: &Favourite) -> Order {
    let today = view.now.date;
    let next = view.catalogue.session(kept.record.id.as_str()).map(|session| {
        let next = upcoming(&session, view.now, 1).first().map(|next| (next.date, next.minute));
        (is_past(&session, today), next)
    });
    let (past, next) = next.unwrap_or_else(|| (kept.facts.is_past(today), day_and_minute(kept.facts.get(Fact::Time))));
    let (day, minute) = next.unwrap_or((Date::LAST, None));
    (past, day, minute)
}

fn list<'a>(view: &View, title: Key, kept: impl Iterator<Item = &'a Favourite>) -> Html {
    let entries: Vec<Html> = kept.map(|kept| entry(view, kept)).collect();
    if entries.is_empty() {
        return Html::default();
    }
    html! { <section><h2>{ view.messages.get(title) }</h2><ul class="cards">{ for entries }</ul></section> }
}

fn entry(view: &View, kept: &Favourite) -> Html {
    if view.catalogue.name_of(&kept.record.kind, kept.record.id.as_str()).is_some() {
        return card(&kept.record.kind, &kept.record.id);
    }
    let t = &view.messages;
    let known = [remembered_time(t, &kept.facts, view.now.date), kept.facts.get(Fact::Place).to_owned()];
    let known: Vec<String> = known.into_iter().filter(|words| !words.is_empty()).collect();
    let forget = view.on_click(Ask::ToggleFavourite(kept.record.clone()));
    html! {
        <li class="card" data-kind={kept.record.kind.as_str().to_owned()} data-id={kept.record.id.as_str().to_owned()}>
            <div class="card-shapes">{ icon(Icon::Unknown) }</div>
            <div class="card-body">
                <h3>{ name(t, title(kept)) }</h3>
                <p class="card-kind">{ known.join(" · ") }</p>
                <p class="card-states"><strong class="status">{ icon(Icon::Warning) }{ t.get(Key::FavouritesGone) }</strong></p>
                { yew::html! { <button type="button" class="button" onclick={forget}>{ t.get(Key::FavouritesForget) }</button> } }
            </div>
        </li>
    }
}

/// The title as it was last known, or where an older version saved it, its identifier.
fn title(kept: &Favourite) -> &str {
    match kept.facts.get(Fact::Name) {
        "" => kept.record.id.as_str(),
        name => name,
    }
}

/// « Atelier : Changé le 12 novembre : 14 h au lieu de 13 h », with a button that puts it away.
fn news_item(view: &View, kept: &Favourite) -> Html {
    let t = &view.messages;
    let today = view.now.date;
    let on = kept.news.as_ref().map_or(today, |news| news.on);
    let on = t.with(Key::NewsOn, &[("day", &dates::day_short(t, on, today))]);
    let words = news_words(t, &view.catalogue, kept, today);
    let title = name(t, title(kept));
    let title = match Route::of_record(&kept.record).filter(|_| !kept.gone) {
        Some(route) => html! { <a href={route.href()}>{ title }</a> },
        None => title,
    };
    let seen = view.on_click(Ask::PutNewsAway(kept.record.clone()));
    html! {
        <li class="notice" data-id={kept.record.id.as_str().to_owned()}>
            { icon(Icon::Warning) }
            <div>
                <strong>{ title }</strong>
                <p>{ on }{ t.get(Key::Colon) }{ words }</p>
                { yew::html! { <button type="button" class="button" onclick={seen}>{ t.get(Key::NewsSeen) }</button> } }
            </div>
        </li>
    }
}
