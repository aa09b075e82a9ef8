//! The signs on the map: a place's shape, a bubble with a number where places crowd, and where one is.

use chava_catalogue::catalogue::{Catalogue, Spot};
use chava_catalogue::geo::Group;
use chava_catalogue::id::Id;
use chava_catalogue::records::Kind;
use chava_catalogue::vocabulary::Precision;
use yew::prelude::*;

use super::camera::Camera;
use crate::components::shape::Shape;
use crate::markup::html;
use crate::messages::{Key, Messages, Plural};
use crate::route::Route;
use crate::state::near::Near;

/// Where a sign can be touched: 48 pixels wide.
const TOUCH: &str = "M-24-24h48v48h-48z";

/// The sign of a place that stands alone: its theme's shape, hollow and dashed where its position is a guess.
pub fn place(t: &Messages, catalogue: &Catalogue, spot: &Spot<'_>, camera: &Camera) -> Html {
    let Some((x, y)) = camera.place(spot.at) else { return Html::default() };
    let shape = Shape::of_theme(spot.theme.unwrap_or(""));
    let rough = if spot.is_approximate { " rough" } else { "" };
    let name = catalogue.name_of(&Kind::Place, spot.id).unwrap_or_default();
    let label = match spot.is_approximate {
        true => [&name, ", ", t.code("precision", Precision::District.as_str()).as_str()].concat(),
        false => name,
    };
    html! {
        <a class={["sign ", shape.class(), rough].concat()} href={Route::Place(Id::from(spot.id)).href()} aria-label={label}>
            <svg {x} {y}>
                <path class="sign-touch" d={TOUCH} />
                <path class="sign-shape" transform="translate(-12 -12)scale(1.2)" d={shape.path()} />
            </svg>
        </a>
    }
}

/// The bubble of several places; without the app it leads to the list, narrowed to a section where that helps.
pub fn bubble(
    t: &Messages,
    group: &Group,
    rough: bool,
    href: String,
    camera: &Camera,
    open: Callback<MouseEvent>,
) -> Html {
    let Some((x, y)) = camera.place(group.at) else { return Html::default() };
    let count = group.members.len();
    let class = if rough { "sign bubble rough" } else { "sign bubble" };
    let label = t.plural(Plural::MapGroup, count, &[]);
    yew::html! {
        <a {class} {href} aria-label={label} onclick={open}>
            <svg {x} {y}>
                <path class="sign-touch" d={TOUCH} />
                <circle class="sign-shape" r="19" />
                <text y=".36em">{ count }</text>
            </svg>
        </a>
    }
}

/// Where distances are measured from.
pub fn here(t: &Messages, near: &Near, camera: &Camera) -> Html {
    let label = match near {
        Near::Here(_) => t.get(Key::NearHere),
        Near::Section(section, _) => section.to_string().into(),
        _ => return Html::default(),
    };
    let Some((x, y)) = near.point().and_then(|point| camera.place(point)) else { return Html::default() };
    html! {
        <svg {x} {y} class="here" role="img" aria-label={label}>
            <circle r="13" /><circle class="here-inside" r="6" />
        </svg>
    }
}
