//! What lies under the signs: sections, water, lines, stops, stations, parks and landmarks, drawn from the geography.

use chava_catalogue::geo::{FeatureKind, Geography};
use yew::prelude::*;

use super::camera::Camera;
use crate::markup::html;

/// The drawing itself, in metres; lines keep their thickness however close one looks.
pub fn ground(geography: &Geography, camera: &Camera) -> Html {
    let lines = geography.features().iter().filter(|feature| !feature.path.is_empty()).map(|feature| {
        let (class, end) = match feature.kind {
            FeatureKind::Section(district) => (DISTRICTS[usize::from(district) % DISTRICTS.len()], "z"),
            FeatureKind::Water => ("ground-water", ""),
            _ => ("ground-line", ""),
        };
        html! { <path {class} d={["M", &feature.path, end].concat()} /> }
    });
    html! {
        <svg class="map-ground" viewBox={camera.view_box()} preserveAspectRatio="none" aria-hidden="true">
            { for lines }
            { for DOTS.iter().map(|(kind, class)| dots(geography, *kind, class)) }
        </svg>
    }
}

const DISTRICTS: [&str; 5] = ["ground-0", "ground-1", "ground-2", "ground-3", "ground-4"];

/// What is drawn as a dot, the lowest first.
const DOTS: [(FeatureKind, &str); 5] = [
    (FeatureKind::Park, "ground-park"),
    (FeatureKind::Landmark, "ground-landmark"),
    (FeatureKind::Stop, "ground-stop"),
    (FeatureKind::Stop, "ground-stop-inside"),
    (FeatureKind::Station, "ground-station"),
];

/// All features of a kind as one path: lines of no length with thick ends.
fn dots(geography: &Geography, kind: FeatureKind, class: &'static str) -> Html {
    let mut d = String::new();
    for feature in geography.features().iter().filter(|feature| feature.kind == kind) {
        d.push_str(&["M", &feature.at.x.to_string(), " ", &feature.at.y.to_string(), "h0"].concat());
    }
    html! { <path {class} {d} /> }
}
