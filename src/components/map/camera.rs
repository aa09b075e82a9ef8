//! Which part of the city the map shows, and how it moves: metres on one side, parts of the view on the other.

use chava_catalogue::geo::Point;

/// The height of the view in tenths of its width; the style sheet says the same.
const TENTHS_HIGH: f64 = 12.0;
/// The corners of everything that can be looked at, in degrees.
const NORTH_WEST: (f64, f64) = (50.497, 4.332);
const SOUTH_EAST: (f64, f64) = (50.350, 4.540);
/// How wide the view is at most and at least, in metres.
const WIDEST: f64 = 14_700.0;
const NARROWEST: f64 = 500.0;
/// How wide a view is at least that was not asked to be closer, in metres: one still sees where it is.
const SURROUNDINGS: f64 = 2_000.0;
/// How wide the map is on a small phone, in pixels.
const SMALL_PHONE: f64 = 320.0;
/// How many signs fit beside one another.
const SIGNS_ACROSS: f64 = 7.0;
/// By how much one step on the keyboard or one press of a button zooms.
pub const STEP: f64 = 1.6;
/// The middle of the view, in parts of it.
pub const MIDDLE: (f64, f64) = (0.5, 0.5);

/// The part of the city in view: its middle and its width, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    x: f64,
    y: f64,
    width: f64,
}

impl Camera {
    /// The whole city.
    pub fn city() -> Self {
        let (low, high) = bounds();
        Self { x: middle(low.x, high.x), y: middle(low.y, high.y), width: WIDEST }
    }

    /// What shows everything between two corners, with some room around it.
    pub fn fit((low, high): (Point, Point)) -> Self {
        let (across, down) = (f64::from(high.x) - f64::from(low.x), f64::from(high.y) - f64::from(low.y));
        let width = across.max(down * 10.0 / TENTHS_HIGH) * 1.5;
        Self { x: middle(low.x, high.x), y: middle(low.y, high.y), width: width.max(SURROUNDINGS) }.kept_in()
    }

    /// Zooms in (above 1) or out, so that a point of the view stays where it is: parts of width and height from 0 to 1.
    pub fn zoomed(self, factor: f64, (across, down): (f64, f64)) -> Self {
        let width = (self.width / factor).clamp(NARROWEST, WIDEST);
        let less = self.width - width;
        Self { x: self.x + less * (across - 0.5), y: self.y + less * (down - 0.5) * TENTHS_HIGH / 10.0, width }
            .kept_in()
    }

    /// Looks further, by parts of the view's width.
    pub fn moved(self, across: f64, down: f64) -> Self {
        Self { x: self.x + across * self.width, y: self.y + down * self.width, ..self }.kept_in()
    }

    /// The same, at least twice as close as another view.
    pub fn closer_than(self, other: Self) -> Self {
        Self { width: self.width.min(other.width / 2.0), ..self }.kept_in()
    }

    /// Never so far that nothing of the city is in view.
    fn kept_in(self) -> Self {
        let (low, high) = bounds();
        Self {
            x: self.x.clamp(low.x.into(), high.x.into()),
            y: self.y.clamp(low.y.into(), high.y.into()),
            width: self.width.clamp(NARROWEST, WIDEST),
        }
    }

    /// Says whether there is more to see by looking closer.
    pub fn can_zoom_in(&self) -> bool {
        self.width > NARROWEST
    }

    /// Says whether the view is narrower than so many metres.
    pub fn is_within(&self, metres: u32) -> bool {
        self.width < f64::from(metres)
    }

    /// The `viewBox` of the drawing below, in metres.
    pub fn view_box(&self) -> String {
        let height = self.height();
        let numbers = [self.x - self.width / 2.0, self.y - height / 2.0, self.width, height];
        numbers.map(|number| (number as i32).to_string()).join(" ")
    }

    /// Where a point is in the view, as two percentages; none far outside of it.
    pub fn place(&self, point: Point) -> Option<(String, String)> {
        let height = self.height();
        let across = (f64::from(point.x) - self.x) / self.width + 0.5;
        let down = (f64::from(point.y) - self.y) / height + 0.5;
        let seen = |part: f64| (-0.06..=1.06).contains(&part);
        (seen(across) && seen(down)).then(|| (percent(across), percent(down)))
    }

    /// The western and the eastern side of the view, in metres.
    pub fn sides(&self) -> (f64, f64) {
        (self.x - self.width / 2.0, self.x + self.width / 2.0)
    }

    /// How many metres a pixel shows on a small phone.
    pub fn metres_a_pixel(&self) -> f64 {
        self.width / SMALL_PHONE
    }

    /// The side of the squares in which places share a sign, in metres: the same for views of nearly the same width, so
    /// that signs don't dance while one zooms.
    pub fn cell(&self) -> u32 {
        let mut cell = WIDEST / SIGNS_ACROSS;
        while cell / STEP > self.width / SIGNS_ACROSS * 0.9 {
            cell /= STEP;
        }
        cell as u32
    }

    /// The side of the smallest squares that any view has.
    pub fn smallest_cell() -> u32 {
        Self { width: NARROWEST, ..Self::city() }.cell()
    }

    fn height(&self) -> f64 {
        self.width * TENTHS_HIGH / 10.0
    }
}

fn bounds() -> (Point, Point) {
    (Point::at(NORTH_WEST.0, NORTH_WEST.1), Point::at(SOUTH_EAST.0, SOUTH_EAST.1))
}

fn middle(low: i32, high: i32) -> f64 {
    (f64::from(low) + f64::from(high)) / 2.0
}

/// A part as a percentage with two decimals; written by hand, since Rust's own way to write fractions weighs kilobytes.
fn percent(part: f64) -> String {
    let hundredths = (part * 10_000.0) as i32;
    let digits = (10_000 + hundredths.abs() % 100 * 10).to_string();
    let (whole, rest) = ((hundredths.abs() / 100).to_string(), digits.get(2..4).unwrap_or("00"));
    [if hundredths < 0 { "-" } else { "" }, &whole, ".", rest, "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_percentages() {
        let written = [0.0, 0.5, 1.0, 0.123_45, 0.070_9, -0.050_5, 1.05].map(percent);
        assert_eq!(written, ["0.00%", "50.00%", "100.00%", "12.34%", "7.09%", "-5.05%", "105.00%"]);
    }

    #[test]
    fn the_whole_city_is_in_view_at_first() {
        let city = Camera::city();
        for (lat, lon) in [(50.413, 4.444), (50.49, 4.34), (50.355, 4.512)] {
            assert!(city.place(Point::at(lat, lon)).is_some(), "{lat} {lon}");
        }
        assert_eq!(city.place(Point::at(50.85, 4.35)), None, "Brussels is elsewhere");
    }

    #[test]
    fn zooming_keeps_the_point_under_the_finger_and_has_an_end() {
        let point = Point::at(50.42, 4.44);
        let before = Camera::city().zoomed(4.0, MIDDLE);
        let (across, down) = (0.3, 0.7);
        let after = before.zoomed(2.0, (across, down)).zoomed(0.5, (across, down));
        assert_eq!(before.place(point), after.place(point));
        let close = (0..40).fold(before, |camera, _| camera.zoomed(STEP, MIDDLE));
        assert!(!close.can_zoom_in());
        let far = (0..40).fold(close, |camera, _| camera.zoomed(1.0 / STEP, MIDDLE));
        assert_eq!(far.view_box().split(' ').nth(2), Camera::city().view_box().split(' ').nth(2));
    }

    #[test]
    fn one_cannot_walk_out_of_the_city() {
        let lost = (0..200).fold(Camera::city().zoomed(8.0, MIDDLE), |camera, _| camera.moved(-0.2, 0.3));
        assert!(lost.place(bounds_corner()).is_some());
    }

    fn bounds_corner() -> Point {
        Point::at(SOUTH_EAST.0, NORTH_WEST.1)
    }

    #[test]
    fn a_fit_shows_both_corners_and_never_a_single_house() {
        let corners = (Point::at(50.45, 4.40), Point::at(50.40, 4.45));
        let camera = Camera::fit(corners);
        assert!(camera.place(corners.0).is_some() && camera.place(corners.1).is_some());
        let alone = Camera::fit((corners.0, corners.0));
        assert!(!alone.is_within(2_000) && alone.can_zoom_in());
        assert!(alone.closer_than(alone).is_within(1_001));
    }

    #[test]
    fn closer_views_have_smaller_squares() {
        let mut camera = Camera::city();
        let mut last = camera.cell();
        for _ in 0..12 {
            camera = camera.zoomed(STEP, MIDDLE);
            assert!(camera.cell() <= last);
            last = camera.cell();
        }
        assert_eq!(last, Camera::smallest_cell());
        assert!(last < 110, "{last} m");
    }
}
