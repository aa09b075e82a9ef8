//! Which names there is room for on the map: none lies on a sign or on another name.

use chava_catalogue::geo::{FeatureKind, Geography, Point};
use yew::prelude::*;

use super::camera::Camera;
use crate::markup::html;

/// A name that wants a place on the map.
pub struct Wanted {
    /// The name.
    pub name: Box<str>,
    /// What it names lies there.
    pub at: Point,
    /// How it is written.
    pub class: &'static str,
    /// How far from that point it stands at least, in pixels: what it names may have a sign there.
    pub away: f64,
}

/// Measures on a small phone, in pixels: half of a letter, half of a line, half of a sign. A larger map has more room.
const HALF_LETTER: f64 = 3.5;
const HALF_LINE: f64 = 7.0;
const HALF_SIGN: f64 = 16.0;

/// A box on the map, in pixels: its middle, and half of its width and height.
#[derive(Clone, Copy)]
struct Spread {
    x: f64,
    y: f64,
    half_width: f64,
    half_height: f64,
}

impl Spread {
    fn overlaps(&self, other: &Self) -> bool {
        (self.x - other.x).abs() < self.half_width + other.half_width
            && (self.y - other.y).abs() < self.half_height + other.half_height
    }
}

/// The names of the city's features that are wanted in a view, the most useful first.
pub fn of_features(geography: &Geography, camera: &Camera) -> Vec<Wanted> {
    let order = [
        (FeatureKind::Station, "name-spot", 8_000),
        (FeatureKind::Stop, "name-spot", 4_500),
        (FeatureKind::Landmark, "name-spot", 4_500),
        (FeatureKind::Park, "name-spot", 4_500),
    ];
    let sections = geography.sections().map(|feature| (feature, "name-section", 4.0));
    let spots = order.iter().filter(|(_, _, within)| camera.is_within(*within)).flat_map(|(kind, class, _)| {
        let of_kind = geography.features().iter().filter(move |feature| feature.kind == *kind);
        of_kind.map(|feature| (feature, *class, 6.0))
    });
    let wanted = sections.chain(spots);
    wanted.map(|(feature, class, away)| Wanted { name: feature.name.clone(), at: feature.at, class, away }).collect()
}

/// Writes the names that fit near what they name. Who can't see them has the list.
pub fn names(camera: &Camera, signs: impl Iterator<Item = Point>, wanted: Vec<Wanted>) -> Html {
    let metres = camera.metres_a_pixel();
    let (left, right) = camera.sides();
    let (left, right) = (left / metres, right / metres);
    let pixels = |at: Point| (f64::from(at.x) / metres, f64::from(at.y) / metres);
    let sign = |at: Point| {
        let (x, y) = pixels(at);
        Spread { x, y, half_width: HALF_SIGN, half_height: HALF_SIGN }
    };
    let mut taken: Vec<Spread> = signs.filter(|at| camera.place(*at).is_some()).map(sign).collect();
    let mut written = Vec::new();
    for Wanted { name, at, class, away } in wanted.into_iter().filter(|wanted| camera.place(wanted.at).is_some()) {
        let (x, y) = pixels(at);
        let half_width = name.chars().count() as f64 * HALF_LETTER;
        // Close to what it names, else clear of a sign that lies there: above, beside, below.
        let (close, clear) = (away + HALF_LINE, HALF_SIGN + HALF_LINE + 1.0);
        let beside = half_width + HALF_SIGN + 2.0;
        let straight = [(0.0, -close), (0.0, close), (0.0, -clear), (beside, 0.0), (-beside, 0.0), (0.0, clear)];
        let corners = [(-half_width, -clear), (half_width, -clear), (-half_width, clear), (half_width, clear)];
        let spread = |(across, down)| Spread { x: x + across, y: y + down, half_width, half_height: HALF_LINE };
        let mut spreads = straight.into_iter().chain(corners).map(spread);
        let is_whole =
            |spread: &Spread| (left..right).contains(&(spread.x - half_width)) && spread.x + half_width < right;
        let free = spreads.find(|spread| is_whole(spread) && !taken.iter().any(|other| other.overlaps(spread)));
        let Some(spread) = free else { continue };
        taken.push(spread);
        let middle = Point { x: (spread.x * metres) as i32, y: (spread.y * metres) as i32 };
        if let Some((x, y)) = camera.place(middle) {
            written.push(html! { <svg {x} {y}><text {class} y=".35em">{ name.to_string() }</text></svg> });
        }
    }
    html! { <g aria-hidden="true" lang="fr">{ for written }</g> }
}
