//! Messages that lie over the page's end and move nothing: a new version, what changed, above all of what is saved, a
//! wrong clock, lost data.

use chava_catalogue::remembered::Fact;
use yew::prelude::*;

use crate::components::news::news_words;
use crate::context::{Ask, View};
use crate::hooks::{use_sync, use_view};
use crate::messages::{Key, Messages, Plural, dates};
use crate::pages::not_kept_words;
use crate::route::Route;

/// The messages of the moment.
#[component]
pub fn Toasts() -> Html {
    let view = use_view();
    let sync = use_sync();
    let t = &view.messages;
    html! {
        <div class="toasts" role="status">
            if let Some(ahead) = sync.clock_ahead {
                <div class="toast" data-testid="clock-wrong">
                    <p>{ clock_words(t, ahead) }</p>
                    <button type="button" class="button" onclick={view.on_click(Ask::DismissClock)}>{ t.get(Key::Dismiss) }</button>
                </div>
            }
            { kept_news(&view) }
            if let Some(trouble) = view.contributions.trouble { <p class="toast">{ t.get(not_kept_words(trouble)) }</p> }
            if sync.evicted { <p class="toast">{ t.get(Key::Evicted) }</p> }
            if let Some(changed) = sync.changed.filter(|changed| *changed > 0) {
                <div class="toast">
                    <p>{ t.plural(Plural::ChangedCount, changed, &[]) }</p>
                    <button type="button" class="button" onclick={view.on_click(Ask::DismissChanges)}>{ t.get(Key::Dismiss) }</button>
                </div>
            }
            if sync.update_ready {
                <div class="toast" data-testid="update-prompt">
                    <p>{ t.get(Key::UpdateReady) }</p>
                    <button type="button" class="button strong" onclick={view.on_click(Ask::Update)}>{ t.get(Key::UpdateNow) }</button>
                </div>
            }
        </div>
    }
}

/// What happened to what the person saved; on the page that lists it there is no need to say so here.
fn kept_news(view: &View) -> Html {
    let t = &view.messages;
    let untold = view.favourites.untold();
    let Some(first) = untold.first().filter(|_| view.route != Route::Favourites) else {
        return Html::default();
    };
    let words = match untold.len() {
        1 => {
            let name = view.catalogue.name_of(&first.record.kind, first.record.id.as_str());
            let name = name.unwrap_or_else(|| first.facts.get(Fact::Name).to_owned());
            [&name, &*t.get(Key::Colon), &news_words(t, &view.catalogue, first, view.now.date)].concat()
        }
        many => t.plural(Plural::NewsCount, many, &[]),
    };
    html! {
        <div class="toast" data-testid="kept-news">
            <p>{ words }</p>
            <a class="button strong" href="/favoris">{ t.get(Key::NewsLook) }</a>
            <button type="button" class="button" onclick={view.on_click(Ask::Told)}>{ t.get(Key::Dismiss) }</button>
        </div>
    }
}

/// « L’horloge de ce téléphone avance de 3 heures ; ChaVa compte avec l’heure du serveur. »
fn clock_words(t: &Messages, ahead: i64) -> String {
    let minutes = u32::try_from(ahead.unsigned_abs()).unwrap_or(u32::MAX);
    let time = match minutes {
        0..120 => dates::duration(t, minutes),
        120..2880 => t.plural(Plural::Hours, ((minutes + 30) / 60) as usize, &[]),
        _ => t.plural(Plural::Days, ((minutes + 720) / 1440) as usize, &[]),
    };
    t.with(if ahead > 0 { Key::ClockAhead } else { Key::ClockBehind }, &[("time", &time)])
}
