//! What the map holds for one set of places: where they lie, the view, the groups of that view, an open bubble.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chava_catalogue::catalogue::{Catalogue, PlaceRow};
use chava_catalogue::geo::{Group, Point, extent, group};

use super::camera::Camera;

/// How many of the nearest places are in view at first where one is somewhere.
const NEAREST: usize = 6;

/// What the map holds until its places are others.
pub struct Held {
    /// The places that lie somewhere.
    pub rows: Vec<PlaceRow>,
    /// Where they lie.
    pub points: Vec<Point>,
    /// The view.
    pub camera: Cell<Camera>,
    /// The bubble whose places no view parts, while its list is open.
    pub crowd: RefCell<Option<Group>>,
    /// The groups, with the side of the squares they were made by.
    groups: RefCell<(u32, Rc<Vec<Group>>)>,
}

impl Held {
    /// Looks at the whole city, at what passes the filters, or at what is near.
    pub fn of(catalogue: &Catalogue, rows: &[PlaceRow], is_filtered: bool, here: Option<Point>) -> Self {
        let (rows, points): (Vec<_>, Vec<_>) =
            rows.iter().filter_map(|row| catalogue.spot(*row).map(|spot| (*row, spot.at))).unzip();
        let corners = match here {
            Some(here) => extent(points.iter().take(NEAREST).copied().chain([here])),
            None if is_filtered => extent(points.iter().copied()),
            None => None,
        };
        let camera = Cell::new(corners.map_or_else(Camera::city, Camera::fit));
        Self { rows, points, camera, crowd: RefCell::default(), groups: RefCell::default() }
    }

    /// The groups of the present view; worked out anew only where the squares have another size.
    pub fn groups(&self) -> Rc<Vec<Group>> {
        let cell = self.camera.get().cell();
        let mut groups = self.groups.borrow_mut();
        if groups.0 != cell {
            *groups = (cell, Rc::new(group(&self.points, cell)));
        }
        Rc::clone(&groups.1)
    }

    /// Looks closer at what is behind a bubble, and says so; where no view parts its places, opens its list.
    pub fn open(&self, group: Group) -> bool {
        let (low, high) = group.extent(&self.points);
        let apart = low.distance(high) > Camera::smallest_cell() && self.camera.get().can_zoom_in();
        if apart {
            self.camera.set(Camera::fit((low, high)).closer_than(self.camera.get()));
        }
        self.crowd.replace((!apart).then_some(group));
        apart
    }
}
