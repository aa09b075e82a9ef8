//! Where one wants things to be near to: the phone's position or a section, in memory only and never in an address.

use chava_catalogue::geo::Point;

/// What distances are measured from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Near {
    /// Nothing: lists keep their own order.
    #[default]
    Nothing,
    /// The phone is looking for its position.
    Asking,
    /// The phone's position.
    Here(Point),
    /// The middle of a section, chosen by hand.
    Section(Box<str>, Point),
    /// The phone gave no position; a section can be chosen instead.
    Failed(NoPosition),
}

/// Why there is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPosition {
    /// The person, or the phone's settings, said no.
    Refused,
    /// It took too long.
    TimedOut,
    /// The phone can't tell.
    Unavailable,
}

impl Near {
    /// The point that distances are measured from.
    pub fn point(&self) -> Option<Point> {
        match self {
            Self::Here(point) | Self::Section(_, point) => Some(*point),
            Self::Nothing | Self::Asking | Self::Failed(_) => None,
        }
    }
}
