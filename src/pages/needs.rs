//! `/participer/besoins`: what residents need, what is done about it and what came of it, for everyone to read.

use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Need, RecordRef, Reply, VOICES_SHOWN_FROM};
use chava_catalogue::vocabulary::NeedStatus;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::shape::{Shape, shape};
use crate::components::text::{name, words};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural, dates};
use crate::route::{Door, Route};

/// The needs, of a theme or of all.
#[inline(never)]
pub fn needs(view: &View, theme: Option<&Id>) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let needs = catalogue.needs(theme);
    let replies = catalogue.replies();
    let all = Route::Needs { theme: None }.href();
    html! {
        <div class="needs">
            <h1>{ t.get(Key::NeedsTitle) }</h1>
            <p class="lead">{ t.get(Key::NeedsDescription) }</p>
            <nav class="quick" aria-label={t.get(Key::FilterTheme)}>
                <a href={all} aria-current={theme.is_none().then_some("true")}>{ t.get(Key::FilterAll) }</a>
                { for catalogue.themes().into_iter().map(|known| {
                    let current = (theme == Some(&known.id)).then_some("true");
                    let sign = shape(Shape::of_theme(known.id.as_str()));
                    let label = words(t, &known.label);
                    html! { <a href={Route::Needs { theme: Some(known.id) }.href()} aria-current={current}>{ sign }{ label }</a> }
                }) }
            </nav>
            if needs.is_empty() { <p>{ t.get(Key::NeedsNone) }</p> }
            <ul class="plain">{ for needs.iter().map(|need| article(view, need, &replies)) }</ul>
            <p class="actions"><a class="button" href={Route::door(Door::Obstacle).href()}>{ icon(Icon::Plus) }{ t.get(Key::NeedsSay) }</a></p>
        </div>
    }
}

fn article(view: &View, need: &Need, replies: &[Reply]) -> Html {
    let t = &view.messages;
    let topic = need.topic.as_ref().and_then(|topic| view.catalogue.topic_label(&need.theme, topic));
    let record = RecordRef { kind: Kind::Need, id: need.id.clone() };
    let answers = replies.iter().filter(|reply| reply.need_id == need.id);
    html! {
        <li id={need.id.to_string()} class="need">
            <h2>{ shape(Shape::of_theme(need.theme.as_str())) }<span>{ words(t, &need.title) }</span></h2>
            <p class="card-kind">
                { status(t, need.status.as_ref()) }
                if let Some(topic) = &topic { <span>{ words(t, topic) }</span> }
                if let Some(section) = &need.section { <span>{ name(t, section) }</span> }
                if let Some(since) = &need.since { <span>{ t.with(Key::NeedsSince, &[("day", &dates::partial(t, since))]) }</span> }
                { voices(t, need.voices) }
            </p>
            { for answers.map(|reply| html! {
                <blockquote>
                    <p>{ words(t, &reply.text) }</p>
                    <footer>{ reply.by.as_deref().unwrap_or_default().to_owned() }{ " · " }{ dates::partial(t, reply.at.get(..10).unwrap_or(&reply.at)) }</footer>
                </blockquote>
            }) }
            <p><a href={Route::door_about(Door::Obstacle, record).href()}>{ t.get(Key::NearestJoin) }<span class="for-ears">{ t.get(Key::Colon) }{ words(t, &need.title) }</span></a></p>
        </li>
    }
}

/// Where a need stands: a shape that fills, and words.
fn status(t: &Messages, status: Option<&NeedStatus>) -> Html {
    let status = status.unwrap_or(&NeedStatus::Heard);
    let path = match status {
        NeedStatus::Heard | NeedStatus::Other(_) => "M2 10a8 8 0 1 0 16 0a8 8 0 1 0-16 0",
        NeedStatus::InProgress => "M2 10a8 8 0 1 0 16 0a8 8 0 1 0-16 0M10 2v16M10 4v12M12 3v14M14 4v12M16 6v8",
        NeedStatus::Answered => "M2 10a8 8 0 1 0 16 0a8 8 0 1 0-16 0M6 10l3 3l5-6",
    };
    html! {
        <span class="need-status">
            <svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d={path} /></svg>
            { t.code("need_status", status.as_str()) }
        </span>
    }
}

/// How many have said it, as far as that may be told.
pub fn voices(t: &Messages, voices: Option<u32>) -> Html {
    match voices.filter(|voices| *voices >= VOICES_SHOWN_FROM) {
        Some(voices) => html! { <span>{ t.plural(Plural::Voices, voices as usize, &[]) }</span> },
        None => Html::default(),
    }
}
