//! Where things lie: positions as metres on the city's plane, distances and walks as estimates, what is nearest.
//!
//! A city is small enough to be flat: within Charleroi a distance on this plane differs from the one on the globe by less
//! than three thousandths, which no estimate shows. No sine, no cosine: they would weigh more than the whole module.

#[cfg(not(target_arch = "wasm32"))]
mod compact;
mod geography;
mod group;

use crate::records::Position;

#[cfg(not(target_arch = "wasm32"))]
pub use compact::{GeographyFault, compact};
pub use geography::{Feature, FeatureKind, Geography, geography, install_geography};
pub use group::{Group, extent, group};

/// The corner that the plane is measured from, north-west of everything.
const NORTH: f64 = 50.52;
const WEST: f64 = 4.3;
/// Metres for each degree at the latitude of Charleroi.
const METRES_NORTH: f64 = 111_200.0;
const METRES_EAST: f64 = 70_900.0;

/// By how much a walk through streets is longer than the straight line, in tenths: half-way between a dense grid and
/// streets that a railway or a river cuts.
const DETOUR_TENTHS: u32 = 13;
/// How many metres one walks in a minute, unhurried (4.8 km/h).
const METRES_A_MINUTE: u32 = 80;
/// Beyond this straight distance nobody is told to walk, in metres.
const LONGEST_WALK: u32 = 4_000;

/// A point on the city's plane, in metres east and south of its corner: the way a map is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Point {
    /// Metres east.
    pub x: i32,
    /// Metres south.
    pub y: i32,
}

impl Point {
    /// The point at a latitude and a longitude in degrees.
    pub fn at(lat: f64, lon: f64) -> Self {
        Self { x: ((lon - WEST) * METRES_EAST) as i32, y: ((NORTH - lat) * METRES_NORTH) as i32 }
    }

    /// The point of a position.
    pub fn of(position: &Position) -> Self {
        Self::at(position.lat, position.lon)
    }

    /// The straight distance to another point, in metres.
    pub fn distance(self, other: Self) -> u32 {
        let (x, y) = (f64::from(self.x) - f64::from(other.x), f64::from(self.y) - f64::from(other.y));
        (x * x + y * y).sqrt() as u32
    }
}

/// Numbers from 0 on in the order of their keys, those of the same key in their own. One function for all lists that are
/// sorted by where things lie: each kind of sorting weighs kilobytes in the module.
pub(crate) fn by_key(keys: impl Iterator<Item = u64>) -> Vec<(u64, u32)> {
    let mut order: Vec<(u64, u32)> = keys.zip(0..).collect();
    sort(&mut order);
    order
}

#[inline(never)]
fn sort(order: &mut [(u64, u32)]) {
    order.sort_unstable();
}

/// A distance as it is said: in steps of 50 metres, from a kilometre on in steps of 100. Never more exact than it is.
pub fn rounded(metres: u32) -> u32 {
    let step = if metres < 1_000 { 50 } else { 100 };
    ((metres + step / 2) / step * step).max(50)
}

/// How long one walks over a straight distance, in minutes, as an estimate; none where it is too far to walk.
pub fn walking_minutes(metres: u32) -> Option<u32> {
    (metres <= LONGEST_WALK).then(|| (metres * DETOUR_TENTHS).div_ceil(METRES_A_MINUTE * 10).max(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The distance on the globe.
    fn haversine((lat, lon): (f64, f64), (other_lat, other_lon): (f64, f64)) -> f64 {
        let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
        let a = half(other_lat - lat) + lat.to_radians().cos() * other_lat.to_radians().cos() * half(other_lon - lon);
        2.0 * 6_371_000.0 * a.sqrt().asin()
    }

    #[test]
    fn the_town_hall_is_a_kilometre_from_the_main_station() {
        let (hall, station) = (Point::at(50.412, 4.444), Point::at(50.4045, 4.4385));
        assert_eq!(hall.distance(station), 920);
        assert_eq!(walking_minutes(hall.distance(station)), Some(15));
    }

    #[test]
    fn distances_are_said_in_steps() {
        let said = [0, 20, 74, 76, 349, 974, 976, 1_049, 1_051, 4_260].map(rounded);
        assert_eq!(said, [50, 50, 50, 100, 350, 950, 1_000, 1_000, 1_100, 4_300]);
    }

    #[test]
    fn a_walk_takes_a_minute_at_least_and_ends_somewhere() {
        assert_eq!([0, 1, 61, 62, 350].map(walking_minutes), [1, 1, 1, 2, 6].map(Some));
        assert_eq!(walking_minutes(4_000), Some(65));
        assert_eq!(walking_minutes(4_001), None);
    }

    #[test]
    fn even_a_nonsense_position_has_a_point() {
        for (lat, lon) in [(f64::NAN, 0.0), (f64::INFINITY, f64::NEG_INFINITY), (-90.0, 180.0), (1e300, -1e300)] {
            let _ = Point::at(lat, lon).distance(Point::at(50.4, 4.4));
        }
    }

    proptest! {
        #[test]
        fn within_the_city_the_plane_is_the_globe(
            a in (50.35..50.50f64, 4.33..4.53f64),
            b in (50.35..50.50f64, 4.33..4.53f64),
        ) {
            let globe = haversine(a, b);
            let plane = f64::from(Point::at(a.0, a.1).distance(Point::at(b.0, b.1)));
            prop_assert!((plane - globe).abs() <= 3.0 + globe * 0.003, "{plane} m, {globe} m on the globe");
        }

        #[test]
        fn a_distance_is_the_same_both_ways_and_never_longer_by_a_stop(
            [a, b, c] in prop::array::uniform3((0..16_000i32, 0..20_000i32).prop_map(|(x, y)| Point { x, y })),
        ) {
            prop_assert_eq!(a.distance(b), b.distance(a));
            prop_assert_eq!(a.distance(a), 0);
            prop_assert!(a.distance(c) <= a.distance(b) + b.distance(c) + 1);
        }

        #[test]
        fn who_is_farther_walks_no_shorter(metres in 0..LONGEST_WALK, more in 0..500u32) {
            let far = walking_minutes(metres + more).unwrap_or(u32::MAX);
            prop_assert!(walking_minutes(metres).unwrap() <= far);
            prop_assert!(rounded(metres) <= rounded(metres + more));
        }
    }
}
