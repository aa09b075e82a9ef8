//! What hands do to the map: fingers, mouse, wheel, keys and buttons, each turned into another view.

use std::cell::RefCell;
use std::rc::Rc;

use chava_catalogue::geo::Group;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::camera::{Camera, MIDDLE, STEP};
use super::fingers::Fingers;
use super::held::Held;

/// One notch of the wheel.
const NOTCH: f64 = 1.15;
/// One press of an arrow, in parts of the view's width.
const STRIDE: f64 = 0.2;

/// What hands act on. Cheap to clone.
#[derive(Clone)]
pub struct Hands {
    /// What the map holds.
    pub held: Rc<Held>,
    /// The element that shows it.
    pub place: NodeRef,
    /// The fingers on it.
    pub fingers: Rc<RefCell<Fingers>>,
    /// Draws the map again.
    pub redraw: UseForceUpdateHandle,
}

impl Hands {
    /// Calls `act` at each event. By a plain function, so that one kind of event costs its code once.
    pub fn on<E: 'static>(&self, act: fn(&Self, E)) -> Callback<E> {
        let hands = self.clone();
        Callback::from(move |event| act(&hands, event))
    }

    /// Shows another view at each click.
    pub fn on_click(&self, to: fn(Camera) -> Camera) -> Callback<MouseEvent> {
        let hands = self.clone();
        Callback::from(move |_| hands.look(to(hands.held.camera.get())))
    }

    fn look(&self, camera: Camera) {
        self.held.camera.set(camera);
        self.redraw.force_update();
    }

    /// A finger or button goes down.
    pub fn touch(&self, event: PointerEvent) {
        if event.button() == 0 {
            let (x, y) = at(&event);
            self.fingers.borrow_mut().touch(event.pointer_id(), x, y);
        }
    }

    /// A finger or button goes up.
    pub fn lift(&self, event: PointerEvent) {
        self.fingers.borrow_mut().lift(event.pointer_id());
    }

    /// A finger or the mouse moves.
    pub fn slide(&self, event: PointerEvent) {
        if event.buttons() == 0 {
            // It went up outside of the map.
            return self.lift(event);
        }
        let (x, y) = at(&event);
        let moved = self.fingers.borrow_mut().slide(event.pointer_id(), x, y);
        if let Some((movement, element)) = moved.zip(self.place.cast::<Element>()) {
            // From now on this is no click on what is under the finger.
            let _ = element.set_pointer_capture(event.pointer_id());
            let size = f64::from(element.client_width()).max(1.0);
            let moved = self.held.camera.get().moved(-movement.by.0 / size, -movement.by.1 / size);
            self.look(moved.zoomed(movement.factor, part_of(&element, movement.middle)));
        }
    }

    /// The wheel turns. Without the key it moves the page; two fingers on a touchpad come with the key.
    pub fn turn(&self, event: WheelEvent) {
        if let Some(element) = self.place.cast::<Element>().filter(|_| event.ctrl_key()) {
            event.prevent_default();
            let factor = if event.delta_y() < 0.0 { NOTCH } else { 1.0 / NOTCH };
            self.look(self.held.camera.get().zoomed(factor, part_of(&element, at(&event))));
        }
    }

    /// A key goes down.
    pub fn press(&self, event: KeyboardEvent) {
        let with_key = event.ctrl_key() || event.meta_key() || event.alt_key();
        if let Some(camera) = by_key(self.held.camera.get(), &event.key()).filter(|_| !with_key) {
            event.prevent_default();
            self.look(camera);
        }
    }

    /// Opens a bubble: closer where that parts its places, else as a list.
    pub fn open(&self, group: Group) {
        if self.held.open(group) {
            // The bubble is gone, and with it the focus.
            if let Some(element) = self.place.cast::<HtmlElement>() {
                let _ = element.focus();
            }
        }
        self.redraw.force_update();
    }

    /// Puts the list of a bubble away.
    pub fn close(&self, _: MouseEvent) {
        self.held.crowd.take();
        self.redraw.force_update();
    }
}

fn by_key(camera: Camera, key: &str) -> Option<Camera> {
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

fn at(event: &MouseEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

/// A point of the window in parts of an element.
fn part_of(element: &Element, (x, y): (f64, f64)) -> (f64, f64) {
    let frame = element.get_bounding_client_rect();
    ((x - frame.left()) / frame.width().max(1.0), (y - frame.top()) / frame.height().max(1.0))
}
