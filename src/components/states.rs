//! What is said, in words, of open hours, freshness and cost: on cards and details alike.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::freshness::Freshness;
use chava_catalogue::hours::{OpenState, open_state};
use chava_catalogue::records::{Cost, Kind, Place};
use chava_catalogue::vocabulary::CostKind;
use yew::prelude::*;

use crate::components::contact::first_phone;
use crate::components::icon::{Icon, icon};
use crate::components::text::words;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural, dates};

/// Whether a place is open now, notices about it included.
pub fn state_of(catalogue: &Catalogue, place: &Place, now: DateTime) -> OpenState {
    open_state(place.opening_hours.as_deref(), &catalogue.notices_about(&Kind::Place, place.id.as_str()), now)
}

/// The state as the contract's hook: words first, an icon beside them, a colour last.
pub fn open_state_html(t: &Messages, state: OpenState, now: DateTime) -> Html {
    marked_state(state, open_words(t, state, now))
}

/// The state of the place where something is offered, said to be the place's.
pub fn place_state_html(t: &Messages, state: OpenState, now: DateTime) -> Html {
    let words = open_words(t, state, now);
    marked_state(state, t.with(Key::OpenPlace, &[("state", &words)]))
}

fn marked_state(state: OpenState, words: String) -> Html {
    let sign = if state == OpenState::Unknown { Icon::Unknown } else { Icon::Clock };
    html! {
        <span class={["state state-", state.as_str()].concat()} data-testid="open-state" data-state={state.as_str()}>
            { icon(sign) }{ words }
        </span>
    }
}

/// A place in a list of links: `where_` it lies, whether it is open, and whom to ask where that isn't known.
pub fn place_note(t: &Messages, catalogue: &Catalogue, place: &Place, where_: Option<&str>, now: DateTime) -> String {
    let state = state_of(catalogue, place, now);
    let mut note = where_.map_or_else(String::new, |words| [words, " · "].concat());
    note.push_str(&open_words(t, state, now));
    if let Some(phone) = first_phone(&place.phones).filter(|_| state == OpenState::Unknown) {
        // A number reads from left to right in every language.
        for part in [" · ", &*t.get(Key::CallFirst), " \u{2066}", &*phone.number, "\u{2069}"] {
            note.push_str(part);
        }
    }
    note
}

fn open_words(t: &Messages, state: OpenState, now: DateTime) -> String {
    let at = |same_day: Key, other_day: Key, then: DateTime| {
        let time = dates::time(t, then.minute);
        if then.date == now.date {
            t.with(same_day, &[("time", &time)])
        } else {
            let day = dates::day_relative(t, then.date, now.date);
            t.with(other_day, &[("day", &day), ("time", &time)])
        }
    };
    match state {
        OpenState::Open { until: Some(until) } => at(Key::OpenUntil, Key::OpenUntilDay, until),
        OpenState::Open { until: None } => t.get(Key::Open).to_string(),
        OpenState::ClosingSoon { until } => at(Key::ClosingSoon, Key::ClosingSoon, until),
        OpenState::Closed { opens: Some(opens) } => at(Key::ClosedUntil, Key::ClosedUntilDay, opens),
        OpenState::Closed { opens: None } => t.get(Key::Closed).to_string(),
        OpenState::Unknown => t.get(Key::OpenUnknown).to_string(),
    }
}

/// How long ago a record was confirmed, as the contract's hook; `data-days` only where somebody confirmed it.
pub fn freshness_html(t: &Messages, fresh: &Freshness) -> Html {
    let days = match fresh {
        Freshness::Confirmed { days, .. } => Some(AttrValue::from(days.to_string())),
        _ => None,
    };
    let stale = fresh.is_stale();
    let class = if stale { "freshness stale" } else { "freshness" };
    html! {
        <span {class} data-testid="freshness" data-days={days}>
            if stale { { icon(Icon::Warning) } }
            { freshness_words(t, fresh) }
        </span>
    }
}

fn freshness_words(t: &Messages, fresh: &Freshness) -> String {
    match fresh {
        Freshness::Confirmed { days: 0, .. } => t.get(Key::FreshToday).to_string(),
        Freshness::Confirmed { days, .. } if *days >= 60 => t.plural(Plural::MonthsAgo, (*days / 30) as usize, &[]),
        Freshness::Confirmed { days, .. } => t.plural(Plural::DaysAgo, *days as usize, &[]),
        // « de 2021 », but not « de 3 mai 2021 »: what stands after a colon fits every language.
        Freshness::Sourced { seen, .. } => {
            let key = if seen.len() == 4 { Key::FreshNeverSource } else { Key::FreshNeverDated };
            t.with(key, &[("seen", &dates::partial(t, seen))])
        }
        Freshness::Unknown => t.get(Key::FreshNever).to_string(),
    }
}

/// What something costs, in a word or two; nothing where it is not known.
pub fn cost_html(t: &Messages, cost: Option<&Cost>) -> Html {
    match cost {
        Some(cost) if cost.kind.is_known() => html! {
            <span class="cost">{ icon(Icon::Euro) }{ t.code("cost", cost.kind.as_str()) }</span>
        },
        _ => Html::default(),
    }
}

/// What something costs, with the source's own words.
pub fn cost_full(t: &Messages, cost: &Cost) -> Html {
    let note = cost.note.as_ref().filter(|note| !note.is_empty());
    let known = !matches!(cost.kind, CostKind::Other(_));
    html! {
        <>
            if known || note.is_none() { { t.code("cost", cost.kind.as_str()) } }
            if let Some(note) = note { if known { { " · " } } { words(t, note) } }
        </>
    }
}
