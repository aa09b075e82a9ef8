//! Fingers, or a mouse, on the map: what they did since they last moved.

/// The fingers that touch the map, in the order in which they came: number, and place in the window.
#[derive(Debug, Default)]
pub struct Fingers {
    down: Vec<(i32, f64, f64)>,
    /// How far the first one has gone since it came.
    gone: f64,
}

/// What a movement asks of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Movement {
    /// By how much to zoom in; 1 where only one finger moves.
    pub factor: f64,
    /// The middle of the fingers, in the window.
    pub middle: (f64, f64),
    /// How far that middle moved.
    pub by: (f64, f64),
}

/// How far a finger may slip and still mean what is under it, in pixels.
const SLIP: f64 = 8.0;

impl Fingers {
    /// A finger touches the map.
    pub fn touch(&mut self, id: i32, x: f64, y: f64) {
        self.lift(id);
        if self.down.is_empty() {
            self.gone = 0.0;
        }
        self.down.push((id, x, y));
    }

    /// A finger leaves the map.
    pub fn lift(&mut self, id: i32) {
        self.down.retain(|finger| finger.0 != id);
    }

    /// A finger moves; says what that means once it is no slip.
    pub fn slide(&mut self, id: i32, x: f64, y: f64) -> Option<Movement> {
        let at = self.down.iter().position(|finger| finger.0 == id)?;
        let (before, spread) = (self.middle(), self.spread());
        let finger = self.down.get_mut(at)?;
        self.gone += (x - finger.1).abs() + (y - finger.2).abs();
        (finger.1, finger.2) = (x, y);
        let (middle, after) = (self.middle(), self.spread());
        let factor = if spread > 1.0 && after > 1.0 { after / spread } else { 1.0 };
        (self.gone > SLIP).then_some(Movement { factor, middle, by: (middle.0 - before.0, middle.1 - before.1) })
    }

    fn middle(&self) -> (f64, f64) {
        let count = self.down.len().clamp(1, 2) as f64;
        let sum = self.down.iter().take(2).fold((0.0, 0.0), |sum, finger| (sum.0 + finger.1, sum.1 + finger.2));
        (sum.0 / count, sum.1 / count)
    }

    /// How far the first two fingers are apart; 0 with one.
    fn spread(&self) -> f64 {
        match self.down[..] {
            [(_, ax, ay), (_, bx, by), ..] => ((ax - bx) * (ax - bx) + (ay - by) * (ay - by)).sqrt(),
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_no_movement() {
        let mut fingers = Fingers::default();
        fingers.touch(1, 100.0, 100.0);
        assert_eq!(fingers.slide(1, 103.0, 102.0), None);
        let movement = fingers.slide(1, 110.0, 102.0).unwrap();
        assert_eq!((movement.factor, movement.by), (1.0, (7.0, 0.0)));
    }

    #[test]
    fn two_fingers_that_part_zoom_in_about_their_middle() {
        let mut fingers = Fingers::default();
        fingers.touch(1, 100.0, 100.0);
        fingers.touch(2, 200.0, 100.0);
        let movement = fingers.slide(2, 300.0, 100.0).unwrap();
        assert_eq!((movement.factor, movement.middle, movement.by), (2.0, (200.0, 100.0), (50.0, 0.0)));
        fingers.lift(2);
        assert_eq!(fingers.slide(1, 110.0, 100.0).unwrap().factor, 1.0);
    }

    #[test]
    fn a_mouse_that_only_passes_moves_nothing() {
        assert_eq!(Fingers::default().slide(1, 500.0, 10.0), None);
    }
}
