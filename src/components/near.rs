//! Near me: the button that asks for the phone's position, the section one can choose instead, and how far things are.

use chava_catalogue::geo::{FeatureKind, Point, geography, rounded, walking_minutes};
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Place};
use yew::prelude::*;

use crate::components::facts::fact;
use crate::components::forms::{Choice, choice, select_value};
use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::markup;
use crate::messages::{Key, Messages};
use crate::state::near::{Near, NoPosition};

/// The button, the choice of a section, and what became of it. It needs the app: a position must not travel.
pub fn near_bar(view: &View) -> Html {
    let (t, near) = (&view.messages, &view.near);
    let is_here = matches!(near, Near::Here(_) | Near::Asking);
    let tapped = if is_here { Ask::NearSection(String::new()) } else { Ask::FindMe };
    let said = match near {
        Near::Nothing => None,
        Near::Asking => Some(Key::NearAsking),
        Near::Here(_) | Near::Section(..) => Some(Key::NearSorted),
        Near::Failed(NoPosition::Refused) => Some(Key::NearRefused),
        Near::Failed(NoPosition::TimedOut) => Some(Key::NearTimedOut),
        Near::Failed(NoPosition::Unavailable) => Some(Key::NearUnavailable),
    };
    let section = if let Near::Section(section, _) = near { section } else { "" };
    let sections: Vec<Choice> = geography()
        .sections()
        .map(|feature| (feature.name.to_string().into(), feature.name.to_string().into()))
        .collect();
    let onchange = view.asks(|event: &Event| select_value(event).map(Ask::NearSection));
    let label = t.get(Key::NearSection);
    let nowhere = AttrValue::from([&label, "…"].concat());
    html! {
        <div class="near needs-app">
            <button type="button" class="button" data-testid="near-me" aria-pressed={is_here.to_string()} onclick={view.on_click(tapped)}>
                { icon(Icon::Pin) }{ t.get(Key::NearMe) }
            </button>
            { choice("pres", "near-section", label, &nowhere, section, &sections, onchange) }
            <p class="note" role="status">{ said.map(|key| t.get(key)) }</p>
        </div>
    }
}

/// A distance in words: « à environ 350 m, 6 min à pied ».
pub fn distance_words(t: &Messages, metres: u32) -> String {
    let said = rounded(metres);
    let distance = if said < 1_000 {
        t.with(Key::DistanceMetres, &[("n", &said.to_string())])
    } else {
        t.with(Key::DistanceKilometres, &[("n", &(said / 1_000).to_string()), ("d", &(said % 1_000 / 100).to_string())])
    };
    match walking_minutes(metres) {
        Some(minutes) => t.with(Key::DistanceWalk, &[("distance", &distance), ("n", &minutes.to_string())]),
        None => t.with(Key::DistanceAbout, &[("distance", &distance)]),
    }
}

/// How far a record is, where one is somewhere and it lies somewhere.
pub fn distance_html(view: &View, kind: &Kind, id: &Id) -> Html {
    let metres = view.near.point().and_then(|here| view.catalogue.distance(kind, id.as_str(), here));
    match metres {
        Some(metres) => markup::html! {
            <span class="distance" data-testid="distance">{ icon(Icon::Pin) }{ distance_words(&view.messages, metres) }</span>
        },
        None => Html::default(),
    }
}

/// The nearest stop and the nearest railway station of a place.
pub fn nearest_facts(t: &Messages, place: &Place) -> Html {
    let Some(at) = place.position.as_ref().map(Point::of) else { return Html::default() };
    let nearest = |term: Key, kind: FeatureKind| match geography().nearest(kind, at) {
        Some((feature, metres)) => fact(
            t,
            term,
            markup::html! { <><span lang="fr">{ feature.name.to_string() }</span>{ ", " }{ distance_words(t, metres) }</> },
        ),
        None => Html::default(),
    };
    markup::html! {
        <>{ nearest(Key::FactStop, FeatureKind::Stop) }{ nearest(Key::FactStation, FeatureKind::Station) }</>
    }
}
