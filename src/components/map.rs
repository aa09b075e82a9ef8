//! The map of the city: drawn from ChaVa's own geography, with the places on it; moved by finger, mouse, keyboard, buttons.
//!
//! On the server it is the whole drawing with links. The list beside it says the same in words.

mod camera;
mod fingers;
mod ground;
mod hands;
mod held;
mod names;
mod signs;

use std::rc::Rc;

use chava_catalogue::catalogue::{Catalogue, PlaceRow};
use chava_catalogue::geo::{Geography, Group, geography};
use chava_catalogue::query::Query;
use chava_catalogue::records::Kind;
use yew::prelude::*;

use crate::components::facts::link_list;
use crate::components::icon::{Icon, icon};
use crate::components::text::name;
use crate::context::View;
use crate::hooks::use_view;
use crate::markup;
use crate::messages::{Key, Plural};
use crate::route::Route;
use camera::{Camera, MIDDLE, STEP};
use fingers::Fingers;
use hands::Hands;
use held::Held;
use names::Wanted;

/// The view from which on a place that stands alone has its name beside it, in metres.
const NAMED_WITHIN: u32 = 3_000;

/// Properties of [`Map`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MapProps {
    /// The places that pass the filters, in the order of the list.
    pub rows: Rc<Vec<PlaceRow>>,
    /// The filters.
    pub query: Query,
}

/// The map.
#[component]
pub fn Map(props: &MapProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let is_filtered = props.query != Query::default();
    let held = use_memo((view.catalogue.clone(), props.rows.clone(), view.near.point()), |(catalogue, rows, here)| {
        Held::of(catalogue, rows, is_filtered, *here)
    });
    let place = use_node_ref();
    let hands =
        Hands { held, place: place.clone(), fingers: use_mut_ref(Fingers::default), redraw: use_force_update() };
    let camera = hands.held.camera.get();
    let button = |sign: Html, label: Key, to: fn(Camera) -> Camera| {
        html! { <button type="button" class="button" aria-label={t.get(label)} onclick={hands.on_click(to)}>{ sign }</button> }
    };
    html! {
        <div class="map-frame" onkeydown={hands.on(Hands::press)}>
            <div class="map" ref={place} tabindex="-1" role="group" aria-label={t.get(Key::MapTitle)} aria-describedby="map-keys"
                onwheel={hands.on(Hands::turn)} onpointerdown={hands.on(Hands::touch)} onpointermove={hands.on(Hands::slide)}
                onpointerup={hands.on(Hands::lift)} onpointercancel={hands.on(Hands::lift)}
                ondragstart={|event: DragEvent| event.prevent_default()}>
                { ground::ground(geography(), &camera) }
                { drawn(&view, &hands, geography(), &props.query) }
            </div>
            <div class="map-buttons needs-app">
                { button(html! { "+" }, Key::MapCloser, |camera| camera.zoomed(STEP, MIDDLE)) }
                { button(html! { "−" }, Key::MapFarther, |camera| camera.zoomed(1.0 / STEP, MIDDLE)) }
                { button(icon(Icon::House), Key::MapWhole, |_| Camera::city()) }
            </div>
            if let Some(group) = &*hands.held.crowd.borrow() { { crowded(&view, &hands, group) } }
        </div>
    }
}

/// The signs in view, in the order of reading, with the names below them.
fn drawn(view: &View, hands: &Hands, geography: &Geography, query: &Query) -> Html {
    let (t, catalogue, held) = (&view.messages, &view.catalogue, &hands.held);
    let camera = held.camera.get();
    let groups = held.groups();
    let spot = |n: &usize| catalogue.spot(*held.rows.get(*n)?);
    let sign = |group: &Group| match &group.members[..] {
        [n] => spot(n).map_or_else(Html::default, |spot| signs::place(t, catalogue, &spot, &camera)),
        members => {
            let rough = members.iter().filter_map(spot).all(|spot| spot.is_approximate);
            let (hands, whole) = (hands.clone(), group.clone());
            let onclick = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                hands.open(whole.clone());
            });
            let href = members.first().and_then(spot).and_then(|spot| narrower(catalogue, spot.id, query));
            signs::bubble(t, group, rough, href.unwrap_or_else(|| "#liste".into()), &camera, onclick)
        }
    };
    let mut wanted = Vec::new();
    if camera.is_within(NAMED_WITHIN) {
        let alone = groups.iter().filter_map(|group| if let [n] = &group.members[..] { spot(n) } else { None });
        wanted.extend(alone.filter(|spot| camera.place(spot.at).is_some()).filter_map(|spot| {
            let name = catalogue.name_of(&Kind::Place, spot.id)?.into_boxed_str();
            Some(Wanted { name, at: spot.at, class: "name-place", away: 12.0 })
        }));
    }
    wanted.extend(names::of_features(geography, &camera));
    markup::html! {
        <svg class="map-signs">
            { names::names(&camera, groups.iter().map(|group| group.at), wanted) }
            { for groups.iter().map(sign) }
            { signs::here(t, &view.near, &camera) }
        </svg>
    }
}

/// The map of a place's section alone, where the whole city is shown: what a bubble leads to without the app.
fn narrower(catalogue: &Catalogue, id: &str, query: &Query) -> Option<String> {
    let section = catalogue.place(id)?.address.section.filter(|_| query.section.is_none())?;
    Some(Route::Map { query: Query { section: Some(section), ..query.clone() }, page: 1 }.href())
}

/// The places that no view parts, as a list.
fn crowded(view: &View, hands: &Hands, group: &Group) -> Html {
    let (t, catalogue) = (&view.messages, &view.catalogue);
    let link = |n: &usize| {
        let id = catalogue.place_id(*hands.held.rows.get(*n)?);
        let title = catalogue.name_of(&Kind::Place, id.as_str())?;
        Some((Route::Place(id).href(), name(t, &title), None))
    };
    let title = t.plural(Plural::MapHere, group.members.len(), &[]);
    html! {
        <section class="map-crowd" role="status">
            <h2>{ title }</h2>
            { link_list(group.members.iter().filter_map(link).collect()) }
            <button type="button" class="button" onclick={hands.on(Hands::close)}>{ t.get(Key::Dismiss) }</button>
        </section>
    }
}

/// What the signs and lines mean.
pub fn legend(view: &View) -> Html {
    let t = &view.messages;
    let sample = |class: &'static str, words: Key| {
        markup::html! { <li><svg class={["legend-sample ", class].concat()} viewBox="0 0 20 20" aria-hidden="true"><path d="M10 10h0M1 10h18" /></svg>{ t.get(words) }</li> }
    };
    markup::html! {
        <details class="legend">
            <summary>{ icon(Icon::Info) }{ t.get(Key::MapLegend) }</summary>
            <ul class="plain">
                { for view.catalogue.themes().iter().map(|theme| markup::html! {
                    <li>{ crate::components::shape::shape(crate::components::shape::Shape::of_theme(theme.id.as_str())) }{ crate::components::text::words(t, &theme.label) }</li>
                }) }
                { sample("legend-rough", Key::MapRough) }
                { sample("legend-line", Key::MapMetro) }
                { sample("legend-station", Key::MapStation) }
            </ul>
            <p id="map-keys" class="note">{ t.get(Key::MapKeys) }</p>
            <p class="note">{ t.get(Key::MapNote) }</p>
        </details>
    }
}
