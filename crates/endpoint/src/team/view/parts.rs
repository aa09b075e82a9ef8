//! Small parts that several pages of the team share.

use chava_catalogue::civil::Date;
use chava_catalogue::records::Theme;
use chava_catalogue::sections::SECTIONS;
use chava_contribution::kind::Kind;
use chava_contribution::receipt::State;
use maud::{Markup, html};

use crate::clock::Instant;
use crate::team::form::Fields;
use crate::team::labels;
use crate::team::session::Member;
use crate::team::words as w;

const MONTHS: [&str; 12] =
    ["janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// What makes a form one of this session.
pub fn token(member: &Member) -> Markup {
    html! { input type="hidden" name="jeton" value=(member.token.form_token()); }
}

/// A day, such as « 26 nov. 2026 ».
pub fn day(date: Date) -> String {
    let (year, month, day) = date.ymd();
    let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    format!("{day} {month} {year}")
}

/// An instant on the clocks of Charleroi.
pub fn moment(at: Instant) -> Markup {
    let local = at.in_brussels();
    html! {
        time datetime=(at.rfc3339()) {
            (day(local.date)) ", " (local.minute / 60) " h " (format!("{:02}", local.minute % 60))
        }
    }
}

/// How long ago, in days.
pub fn age(at: Instant, now: Instant) -> String {
    match (now.0 - at.0).max(0) / 86_400_000 {
        0 => "aujourd’hui".into(),
        1 => "depuis 1 jour".into(),
        days => format!("depuis {days} jours"),
    }
}

/// A list to choose from; `options` are values with their words.
pub fn select(name: &str, label: &str, first: &str, options: &[(String, String)], chosen: &str) -> Markup {
    html! {
        div {
            label for=(name) { (label) }
            select id=(name) name=(name) {
                option value="" { (first) }
                @for (value, words) in options {
                    option value=(value) selected[value == chosen] { (words) }
                }
            }
        }
    }
}

/// The links to the pages before and after.
pub fn pager(fields: &Fields, path: &str, page: i64, has_more: bool) -> Markup {
    let to = |page: i64| fields.address_with(path, "page", &if page > 1 { page.to_string() } else { String::new() });
    html! {
        @if page > 1 || has_more {
            nav.pager aria-label=(w::PAGES) {
                @if page > 1 { a.button rel="prev" href=(to(page - 1)) { (w::PREVIOUS) } }
                @if has_more { a.button rel="next" href=(to(page + 1)) { (w::NEXT) } }
            }
        }
    }
}

/// The kinds of contributions, as options.
pub fn kinds() -> Vec<(String, String)> {
    Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), labels::kind(kind).to_owned())).collect()
}

/// The themes, and none at all, as options.
pub fn themes(themes: &[Theme]) -> Vec<(String, String)> {
    let named = themes.iter().map(|theme| theme.id.as_str()).map(|id| (id.to_owned(), labels::theme(themes, id)));
    named.chain([("-".to_owned(), w::NO_THEME.to_owned())]).collect()
}

/// The sections, and none at all, as options.
pub fn sections() -> Vec<(String, String)> {
    let named = SECTIONS.iter().map(|section| (section.name.to_owned(), section.name.to_owned()));
    named.chain([("-".to_owned(), w::NO_SECTION.to_owned())]).collect()
}

/// The states, and all of them, as options; what is open is the choice without one.
pub fn states() -> Vec<(String, String)> {
    let named = State::ALL.iter().map(|state| (state.as_str().to_owned(), labels::state(state).to_owned()));
    [("tous".to_owned(), w::STATE_ALL.to_owned())].into_iter().chain(named).collect()
}
