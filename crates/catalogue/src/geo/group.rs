//! Which places share a sign on the map where they crowd: by a grid that lies still while the map moves.

use super::{Point, by_key};

/// Places that share a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The middle of its places.
    pub at: Point,
    /// Their numbers, square by square.
    pub members: Vec<usize>,
}

impl Group {
    /// The corner in the north-west and the one in the south-east of what its places cover.
    pub fn extent(&self, points: &[Point]) -> (Point, Point) {
        extent(self.members.iter().filter_map(|n| points.get(*n)).copied()).unwrap_or((self.at, self.at))
    }
}

/// The corner in the north-west and the one in the south-east of what some points cover; none of none.
pub fn extent(points: impl Iterator<Item = Point>) -> Option<(Point, Point)> {
    points.fold(None, |corners, point| {
        let (low, high) = corners.unwrap_or((point, point));
        Some((
            Point { x: low.x.min(point.x), y: low.y.min(point.y) },
            Point { x: high.x.max(point.x), y: high.y.max(point.y) },
        ))
    })
}

/// Groups points by squares of `cell` metres, and squares whose middles would touch; in the order of reading, row by row.
///
/// The same points and the same cell give the same groups wherever one looks.
pub fn group(points: &[Point], cell: u32) -> Vec<Group> {
    let cell = cell.clamp(1, i32::MAX as u32) as i32;
    let mut groups: Vec<(i32, Sum)> = Vec::new();
    let mut last = None;
    for (square, n) in by_key(points.iter().map(|point| key(point.y.div_euclid(cell), point.x.div_euclid(cell)))) {
        let n = n as usize;
        let Some(point) = points.get(n) else { continue };
        if last.replace(square) != Some(square) {
            groups.push((point.y.div_euclid(cell), Sum::default()));
        }
        if let Some((_, sum)) = groups.last_mut() {
            sum.add(*point, n);
        }
    }
    let mut merged: Vec<(i32, Sum)> = Vec::with_capacity(groups.len());
    for (row, sum) in groups {
        let touches = |(other, before): &(i32, Sum)| {
            row - other <= 1 && before.middle().distance(sum.middle()) < cell as u32 / 3 * 2
        };
        let near = merged.iter().rev().take_while(|(other, _)| row - other <= 1).position(touches);
        let place = near.map(|back| merged.len() - 1 - back);
        match place.and_then(|place| merged.get_mut(place)) {
            Some((_, before)) => before.join(sum),
            None => merged.push((row, sum)),
        }
    }
    let order = by_key(merged.iter().map(|(_, sum)| sum.middle()).map(|at| key(at.y.div_euclid(cell), at.x)));
    let take = |(_, n): (u64, u32)| merged.get_mut(n as usize).map(|(_, sum)| std::mem::take(sum).group());
    order.into_iter().filter_map(take).collect()
}

/// What puts a row before the next, and within a row the west before the east.
fn key(row: i32, column: i32) -> u64 {
    let raised = |n: i32| u64::from((i64::from(n) - i64::from(i32::MIN)) as u32);
    raised(row) << 32 | raised(column)
}

/// A group that still grows.
#[derive(Default)]
struct Sum {
    x: i64,
    y: i64,
    members: Vec<usize>,
}

impl Sum {
    fn add(&mut self, point: Point, n: usize) {
        self.x += i64::from(point.x);
        self.y += i64::from(point.y);
        self.members.push(n);
    }

    fn join(&mut self, other: Self) {
        self.x += other.x;
        self.y += other.y;
        self.members.extend(other.members);
    }

    fn middle(&self) -> Point {
        let count = self.members.len().max(1) as i64;
        // The mean of numbers of 32 bits has no more than 32 bits.
        Point { x: self.x.div_euclid(count) as i32, y: self.y.div_euclid(count) as i32 }
    }

    fn group(self) -> Group {
        Group { at: self.middle(), members: self.members }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points() -> impl Strategy<Value = Vec<Point>> {
        prop::collection::vec((-2_000..16_000i32, -2_000..20_000i32).prop_map(|(x, y)| Point { x, y }), 0..120)
    }

    #[test]
    fn what_is_close_shares_a_sign_and_what_is_far_does_not() {
        let points = [(10, 10), (5_000, 10), (30, 40), (5_000, 4_000)].map(|(x, y)| Point { x, y });
        let groups = group(&points, 1_000);
        let members: Vec<&[usize]> = groups.iter().map(|group| &*group.members).collect();
        assert_eq!(members, [&[0, 2][..], &[1], &[3]], "row by row");
        assert_eq!(groups[0].at, Point { x: 20, y: 25 });
        assert_eq!(groups[0].extent(&points), (points[0], points[2]));
    }

    #[test]
    fn two_places_on_both_sides_of_a_line_of_the_grid_share_a_sign_too() {
        let points = [Point { x: 990, y: 500 }, Point { x: 1_010, y: 500 }];
        assert_eq!(group(&points, 1_000).len(), 1);
    }

    #[test]
    fn no_point_and_no_cell_are_no_trouble() {
        assert!(group(&[], 500).is_empty());
        assert_eq!(group(&[Point::default(); 3], 0).len(), 1);
        assert_eq!(extent(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn every_place_has_exactly_one_sign(points in points(), cell in 1..5_000u32) {
            let mut members: Vec<usize> = group(&points, cell).into_iter().flat_map(|group| group.members).collect();
            members.sort_unstable();
            prop_assert_eq!(members, (0..points.len()).collect::<Vec<_>>());
        }

        #[test]
        fn a_sign_lies_among_its_places(points in points(), cell in 1..5_000u32) {
            for group in group(&points, cell) {
                let (low, high) = group.extent(&points);
                prop_assert!((low.x..=high.x).contains(&group.at.x) && (low.y..=high.y).contains(&group.at.y));
            }
        }

        #[test]
        fn moving_everything_by_whole_cells_moves_the_signs_along(points in points(), cell in 1..3_000u32, (dx, dy) in (-3..4i32, -3..4i32)) {
            let step = cell as i32;
            let moved: Vec<Point> = points.iter().map(|p| Point { x: p.x + dx * step, y: p.y + dy * step }).collect();
            let before: Vec<Vec<usize>> = group(&points, cell).into_iter().map(|group| group.members).collect();
            let after: Vec<Vec<usize>> = group(&moved, cell).into_iter().map(|group| group.members).collect();
            prop_assert_eq!(before, after);
        }

        #[test]
        fn near_enough_everything_stands_alone(points in points()) {
            let distinct: std::collections::HashSet<Point> = points.iter().copied().collect();
            prop_assert_eq!(group(&points, 1).len(), distinct.len());
        }
    }
}
