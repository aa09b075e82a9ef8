//! The shapes of the three themes: a theme is a shape before it is a colour.

use yew::prelude::*;

use crate::markup::html;

/// The shape of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Éducation et numérique.
    Circle,
    /// Culture, art et citoyenneté.
    Square,
    /// Nature, territoire et développement durable: the terril.
    Triangle,
    /// A theme this version doesn't know.
    Diamond,
}

impl Shape {
    /// The shape of the theme with this slug.
    pub fn of_theme(slug: &str) -> Self {
        match slug {
            "education-numerique" => Self::Circle,
            "culture-art-citoyennete" => Self::Square,
            "nature-territoire-developpement-durable" => Self::Triangle,
            _ => Self::Diamond,
        }
    }

    /// The class that gives the shape's colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Circle => "shape-circle",
            Self::Square => "shape-square",
            Self::Triangle => "shape-triangle",
            Self::Diamond => "shape-diamond",
        }
    }

    /// Its outline in a square of 20.
    pub fn path(self) -> &'static str {
        match self {
            Self::Circle => "M0 10a10 10 0 1 0 20 0a10 10 0 1 0-20 0",
            Self::Square => "M1 1h18v18h-18z",
            Self::Triangle => "M10 1l10 18h-20z",
            Self::Diamond => "M10 0l10 10l-10 10l-10-10z",
        }
    }
}

/// Draws a shape, hidden from assistive technology: the theme's name stands beside it.
pub fn shape(shape: Shape) -> Html {
    html! { <svg class={["shape ", shape.class()].concat()} viewBox="0 0 20 20" aria-hidden="true"><path d={shape.path()} /></svg> }
}

/// The mark of the app: the three shapes in a row, on the ground.
pub fn brand_mark() -> Html {
    html! { <>{ shape(Shape::Circle) }{ shape(Shape::Square) }{ shape(Shape::Triangle) }</> }
}
