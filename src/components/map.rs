//! The map of the city: drawn from ChaVa's own geography, with the places on it; moved by finger, mouse, keyboard, buttons.
//!
//! On the server it is the whole drawing with links. The list beside it says the same in words.

mod camera;
mod fingers;
mod ground;
mod names;
mod signs;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chava_catalogue::catalogue::{Catalogue, PlaceRow};
use chava_catalogue::geo::{Geography, Group, Point, extent, geography, group};
use chava_catalogue::query::Query;
use chava_catalogue::records::Kind;
use web_sys::Element;
use yew::prelude::*;

use crate::components::facts::link_list;
use crate::components::icon::{Icon, icon};
use crate::components::text::name;
use crate::context::View;
use crate::hooks::use_view;
use crate::markup;
use crate::messages::{Key, Plural};
use crate::route::Route;
use camera::{Camera, STEP};
use fingers::Fingers;
use names::Wanted;

/// The view from which on a place that stands alone has its name beside it, in metres.
const NAMED_WITHIN: u32 = 3_000;

/// How many of the nearest places are in view at first where one is somewhere.
const NEAREST: usize = 6;

/// The middle of the view, in parts of it.
const MIDDLE: (f64, f64) = (0.5, 0.5);

/// Properties of [`Map`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MapProps {
    /// The places that pass the filters, in the order of the list.
    pub rows: Rc<Vec<PlaceRow>>,
    /// The filters.
    pub query: Query,
}

/// What the map holds for one set of places.
struct Held {
    rows: Vec<PlaceRow>,
    points: Vec<Point>,
    camera: Cell<Camera>,
    groups: RefCell<(u32, Rc<Vec<Group>>)>,
}

impl Held {
    fn of(catalogue: &Catalogue, rows: &[PlaceRow], is_filtered: bool, here: Option<Point>) -> Self {
        let (rows, points) = signs::lying(catalogue, rows);
        let camera = match here {
            Some(here) => extent(points.iter().take(NEAREST).copied().chain([here])),
            None if is_filtered => extent(points.iter().copied()),
            None => None,
        };
        let camera = Cell::new(camera.map_or_else(Camera::city, Camera::fit));
        Self { rows, points, camera, groups: RefCell::default() }
    }

    /// The groups of the present view; worked out anew only where the squares have another size.
    fn groups(&self) -> Rc<Vec<Group>> {
        let cell = self.camera.get().cell();
        let mut groups = self.groups.borrow_mut();
        if groups.0 != cell {
            *groups = (cell, Rc::new(group(&self.points, cell)));
        }
        Rc::clone(&groups.1)
    }

    /// Shows what is behind a bubble; false where no view is close enough to part its places.
    fn open(&self, group: &Group) -> bool {
        let (low, high) = group.extent(&self.points);
        let apart = low.distance(high) > Camera::smallest_cell() && self.camera.get().can_zoom_in();
        if apart {
            self.camera.set(Camera::fit((low, high)).closer_than(self.camera.get()));
        }
        apart
    }
}

/// The map.
#[component]
pub fn Map(props: &MapProps) -> Html {
    let view = use_view();
    let (t, near) = (&view.messages, &view.near);
    let is_filtered = props.query != Query::default();
    let held = use_memo((view.catalogue.clone(), props.rows.clone(), near.point()), |(catalogue, rows, here)| {
        Held::of(catalogue, rows, is_filtered, *here)
    });
    let crowd = use_state(|| None::<Group>);
    let redraw = use_force_update();
    let place = use_node_ref();
    let fingers = use_mut_ref(Fingers::default);
    let look = {
        let (held, redraw) = (held.clone(), redraw.clone());
        Callback::from(move |camera: Camera| {
            held.camera.set(camera);
            redraw.force_update();
        })
    };
    let camera = held.camera.get();
    let slide = {
        let (held, look, place, fingers) = (held.clone(), look.clone(), place.clone(), fingers.clone());
        move |event: PointerEvent| {
            let moved =
                fingers.borrow_mut().slide(event.pointer_id(), event.client_x().into(), event.client_y().into());
            if let Some((movement, element)) = moved.zip(place.cast::<Element>()) {
                // From now on this is no click on what is under the finger.
                let _ = element.set_pointer_capture(event.pointer_id());
                let size = f64::from(element.client_width()).max(1.0);
                let at = part_of(&element, movement.middle);
                let moved = held.camera.get().moved(-movement.by.0 / size, -movement.by.1 / size);
                look.emit(moved.zoomed(movement.factor, at));
            }
        }
    };
    let touch = {
        let fingers = fingers.clone();
        move |event: PointerEvent| {
            if event.button() == 0 {
                fingers.borrow_mut().touch(event.pointer_id(), event.client_x().into(), event.client_y().into());
            }
        }
    };
    let lift = Callback::from(move |event: PointerEvent| fingers.borrow_mut().lift(event.pointer_id()));
    let wheel = {
        let (held, look, place) = (held.clone(), look.clone(), place.clone());
        move |event: WheelEvent| {
            // Without the key the wheel moves the page; two fingers on a touchpad come with it.
            if let Some(element) = place.cast::<Element>().filter(|_| event.ctrl_key()) {
                event.prevent_default();
                let at = part_of(&element, (event.client_x().into(), event.client_y().into()));
                let factor = if event.delta_y() < 0.0 { 1.15 } else { 1.0 / 1.15 };
                look.emit(held.camera.get().zoomed(factor, at));
            }
        }
    };
    let key = {
        let (held, look) = (held.clone(), look.clone());
        move |event: KeyboardEvent| {
            let with_key = event.ctrl_key() || event.meta_key() || event.alt_key();
            if let Some(camera) = by_key(held.camera.get(), &event.key()).filter(|_| !with_key) {
                event.prevent_default();
                look.emit(camera);
            }
        }
    };
    let button = |sign: Html, label: Key, to: fn(Camera) -> Camera| {
        let (held, look) = (held.clone(), look.clone());
        let onclick = Callback::from(move |_: MouseEvent| look.emit(to(held.camera.get())));
        html! { <button type="button" class="button" aria-label={t.get(label)} {onclick}>{ sign }</button> }
    };
    let open = {
        let (held, look, place, crowd) = (held.clone(), look.clone(), place.clone(), crowd.clone());
        Callback::from(move |group: Group| {
            if held.open(&group) {
                look.emit(held.camera.get());
                // The bubble is gone, and with it the focus.
                if let Some(element) = place.cast::<web_sys::HtmlElement>() {
                    let _ = element.focus();
                }
            } else {
                crowd.set(Some(group));
            }
        })
    };
    html! {
        <div class="map-frame">
            <div class="map" ref={place} tabindex="0" role="group" aria-label={t.get(Key::MapTitle)} aria-describedby="map-keys"
                onkeydown={key} onwheel={wheel} onpointerdown={touch} onpointermove={slide}
                onpointerup={lift.clone()} onpointercancel={lift} ondragstart={|event: DragEvent| event.prevent_default()}>
                { ground::ground(geography(), &camera) }
                { drawn(&view, &held, geography(), &props.query, &open) }
            </div>
            <div class="map-buttons needs-app">
                { button(html! { "+" }, Key::MapCloser, |camera| camera.zoomed(STEP, MIDDLE)) }
                { button(html! { "−" }, Key::MapFarther, |camera| camera.zoomed(1.0 / STEP, MIDDLE)) }
                { button(icon(Icon::House), Key::MapWhole, |_| Camera::city()) }
            </div>
            if let Some(group) = &*crowd { { crowded(&view, &held, group, crowd.clone()) } }
        </div>
    }
}

/// The signs in view, in the order of reading, with the names below them.
fn drawn(view: &View, held: &Rc<Held>, geography: &Geography, query: &Query, open: &Callback<Group>) -> Html {
    let (t, catalogue, camera) = (&view.messages, &view.catalogue, held.camera.get());
    let groups = held.groups();
    let spot = |n: &usize| catalogue.spot(*held.rows.get(*n)?);
    let sign = |group: &Group| match &group.members[..] {
        [n] => spot(n).map_or_else(Html::default, |spot| signs::place(t, catalogue, &spot, &camera)),
        members => {
            let rough = members.iter().filter_map(spot).all(|spot| spot.is_approximate);
            let (open, whole) = (open.clone(), group.clone());
            let onclick = Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                open.emit(whole.clone());
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
fn crowded(view: &View, held: &Held, group: &Group, crowd: UseStateHandle<Option<Group>>) -> Html {
    let (t, catalogue) = (&view.messages, &view.catalogue);
    let link = |n: &usize| {
        let id = catalogue.place_id(*held.rows.get(*n)?);
        let title = catalogue.name_of(&Kind::Place, id.as_str())?;
        Some((Route::Place(id).href(), name(t, &title), None))
    };
    let title = t.plural(Plural::MapHere, group.members.len(), &[]);
    html! {
        <section class="map-crowd" role="status">
            <h2>{ title }</h2>
            { link_list(group.members.iter().filter_map(link).collect()) }
            <button type="button" class="button" onclick={move |_| crowd.set(None)}>{ t.get(Key::Dismiss) }</button>
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

fn by_key(camera: Camera, key: &str) -> Option<Camera> {
    const STRIDE: f64 = 0.2;
    Some(match key {
        "ArrowLeft" => camera.moved(-STRIDE, 0.0),
        "ArrowRight" => camera.moved(STRIDE, 0.0),
        "ArrowUp" => camera.moved(0.0, -STRIDE),
        "ArrowDown" => camera.moved(0.0, STRIDE),
        "+" | "=" => camera.zoomed(STEP, MIDDLE),
        "-" => camera.zoomed(1.0 / STEP, MIDDLE),
        _ => return None,
    })
}

/// A point of the window in parts of an element.
fn part_of(element: &Element, (x, y): (f64, f64)) -> (f64, f64) {
    let frame = element.get_bounding_client_rect();
    ((x - frame.left()) / frame.width().max(1.0), (y - frame.top()) / frame.height().max(1.0))
}
