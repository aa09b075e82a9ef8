//! The facts of a detail page: a list of what is known, a line of what isn't, and the sources behind a fold.

use chava_catalogue::civil::Date;
use chava_catalogue::records::{Notice, RecordRef, Source};
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::links;
use crate::components::text::words;
use crate::markup::html;
use crate::messages::{Key, Messages, dates};
use crate::route::{Door, Route};

/// One fact: a term and what is known of it.
pub fn fact(t: &Messages, term: Key, known: Html) -> Html {
    html! { <div class="fact"><dt>{ t.get(term) }</dt><dd>{ known }</dd></div> }
}

/// One fact made of vocabulary codes; nothing where there are none.
pub fn fact_codes<'a>(t: &Messages, term: Key, group: &str, codes: impl Iterator<Item = &'a str>) -> Html {
    let words: Vec<AttrValue> = codes.map(|code| t.code(group, code)).collect();
    if words.is_empty() { Html::default() } else { fact(t, term, html! { t.list(&words) }) }
}

/// What nobody knows yet, plainly; nothing where all is known.
pub fn not_known(t: &Messages, record: &RecordRef, unknown: &[Key]) -> Html {
    if unknown.is_empty() {
        return Html::default();
    }
    let words: Vec<AttrValue> = unknown.iter().map(|key| t.get(*key)).collect();
    let href = Route::door_about(Door::Correction, record.clone()).href();
    html! {
        <p class="not-known">
            { icon(Icon::Unknown) }
            <span><strong>{ t.get(Key::UnknownTitle) }</strong>{ t.get(Key::Colon) }{ t.list(&words) }{ ". " }<a {href}>{ t.get(Key::UnknownHelp) }</a></span>
        </p>
    }
}

/// Where the facts come from, behind a fold.
pub fn sources(t: &Messages, sources: &[Source]) -> Html {
    if sources.is_empty() {
        return Html::default();
    }
    html! {
        <details class="sources">
            <summary>{ t.get(Key::SourcesTitle) }</summary>
            <ul>{ for sources.iter().map(|source| html! { <li>{ source_html(t, source) }</li> }) }</ul>
        </details>
    }
}

fn source_html(t: &Messages, source: &Source) -> Html {
    let seen = source.seen.as_deref().map_or_else(
        || t.get(Key::SourceUndated).to_string(),
        |seen| t.with(Key::SourceSeen, &[("seen", &dates::partial(t, seen))]),
    );
    let origin = match source.url.as_deref() {
        Some(url) => match links::web(url) {
            Some(href) => html! { <a {href} rel="external noopener">{ host(url) }</a> },
            None => html! { url.to_owned() },
        },
        None => html! { t.get(Key::SourceGeneral) },
    };
    let facts: Vec<&str> = source.facts.iter().map(|fact| &**fact).collect();
    html! {
        <>
            { origin }{ " · " }{ seen }
            if !facts.is_empty() { { " · " }<span lang="fr">{ t.with(Key::SourceAbout, &[("facts", &facts.join(", "))]) }</span> }
        </>
    }
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).trim_start_matches("www.").to_owned()
}

/// The notices that hold today or will, on top of a page.
pub fn notices(t: &Messages, notices: &[Notice], today: Date) -> Html {
    notices
        .iter()
        .filter(|notice| notice.to.as_deref().and_then(notice_day).is_none_or(|last| last >= today))
        .map(|notice| {
            html! {
                <p class="notice">
                    { icon(Icon::Warning) }
                    <span><strong>{ t.code("notice", notice.notice_type.as_str()) }</strong>{ " · " }{ notice_days(t, notice, today) }{ " · " }{ words(t, &notice.text) }</span>
                </p>
            }
        })
        .collect()
}

/// A notice in a line: « Fermeture · du 1er décembre au 3 décembre · Travaux ».
pub fn notice_words(t: &Messages, notice: &Notice, today: Date) -> String {
    let kind = t.code("notice", notice.notice_type.as_str());
    [&*kind, &notice_days(t, notice, today), notice.text.get(t.language())].join(" · ")
}

fn notice_days(t: &Messages, notice: &Notice, today: Date) -> String {
    let from = notice_day(&notice.from).map(|from| dates::day_short(t, from, today));
    let to = notice.to.as_deref().and_then(notice_day).map(|to| dates::day_short(t, to, today));
    match (from, to) {
        (Some(from), Some(to)) if from != to => t.with(Key::DateRange, &[("from", &from), ("to", &to)]),
        (Some(day), _) => day,
        (None, _) => String::new(),
    }
}

fn notice_day(text: &str) -> Option<Date> {
    Date::parse(text.get(..10).unwrap_or(text))
}

/// A plain list of links with a note each, for lists inside a page.
pub fn link_list(items: Vec<(String, Html, Option<String>)>) -> Html {
    html! {
        <ul class="links">
            { for items.into_iter().map(|(href, title, note)| html! {
                <li><a {href}>{ title }</a>if let Some(note) = note { <span class="note">{ note }</span> }</li>
            }) }
        </ul>
    }
}
