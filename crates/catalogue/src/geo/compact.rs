//! From the geography as people keep it (`assets/geo`) to the one that travels: only what is drawn or measured, in metres.
//!
//! Of a section only the middle and a rough extent are known. Its outline is drawn as what lies nearer to its middle than
//! to any other, within its extent: a plan, not a survey, and the page says so.

use std::fmt::Write as _;

use serde::Deserialize;
use thiserror::Error;

use super::Point;

/// Why a geography can't be made compact.
#[derive(Debug, Error)]
pub enum GeographyFault {
    /// It isn't the JSON that is expected.
    #[error("the geography is unreadable: {0}")]
    Json(#[from] serde_json::Error),
    /// A name would break the lines of the file.
    #[error("the name {0:?} has a tab or a line break")]
    Name(String),
    /// More districts than a digit can tell.
    #[error("more than ten districts")]
    Districts,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Source {
    sections: Vec<Section>,
    districts: Vec<Named>,
    water: Vec<Water>,
    transit: Transit,
    railway_stations: Vec<Spot>,
    parks: Vec<Spot>,
    landmarks: Vec<Spot>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Section {
    name: String,
    centroid: Degrees,
    extent: Extent,
    district: Named,
}

#[derive(Deserialize)]
struct Water {
    name: String,
    path: Vec<Degrees>,
}

#[derive(Deserialize)]
struct Transit {
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    name: String,
    stops: Vec<Spot>,
    #[serde(default)]
    complete: bool,
}

#[derive(Deserialize)]
struct Spot {
    name: String,
    coordinates: Degrees,
}

#[derive(Deserialize)]
struct Degrees {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
struct Extent {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Degrees {
    fn point(&self) -> Point {
        Point::at(self.lat, self.lon)
    }
}

/// Makes the compact text of a geography out of its JSON.
///
/// # Errors
/// When the JSON is not the one that is expected, or a name can't stand in a line.
pub fn compact(json: &str) -> Result<String, GeographyFault> {
    let source: Source = serde_json::from_str(json)?;
    let mut text = String::new();
    let middles: Vec<Point> = source.sections.iter().map(|section| section.centroid.point()).collect();
    for (section, middle) in source.sections.iter().zip(&middles) {
        let district = source.districts.iter().position(|district| district.name == section.district.name).unwrap_or(0);
        let code = char::from_digit(district as u32, 10).ok_or(GeographyFault::Districts)?;
        let mut points = vec![*middle];
        points.extend(outline(&section.extent, *middle, &middles));
        line(&mut text, &format!("s{code}"), &section.name, &points)?;
    }
    for water in &source.water {
        line(&mut text, "w", &water.name, &water.path.iter().map(Degrees::point).collect::<Vec<_>>())?;
    }
    for transit in &source.transit.lines {
        let mut stops: Vec<Point> = transit.stops.iter().map(|stop| stop.coordinates.point()).collect();
        if transit.complete {
            // The ring is the only line whose stops are all known.
            stops.extend(stops.first().copied());
        }
        line(&mut text, "l", &transit.name, &stops)?;
    }
    let stops = source.transit.lines.iter().flat_map(|line| &line.stops).map(|spot| ("t", spot));
    let others = [("g", &source.railway_stations), ("p", &source.parks), ("m", &source.landmarks)];
    for (code, spot) in stops.chain(others.into_iter().flat_map(|(code, spots)| spots.iter().map(move |s| (code, s)))) {
        line(&mut text, code, &spot.name, &[spot.coordinates.point()])?;
    }
    Ok(text)
}

fn line(text: &mut String, code: &str, name: &str, points: &[Point]) -> Result<(), GeographyFault> {
    if name.contains(['\t', '\n', '\r']) {
        return Err(GeographyFault::Name(name.to_owned()));
    }
    let numbers: Vec<String> = points.iter().map(|point| format!("{} {}", point.x, point.y)).collect();
    // Writing to a string can't fail.
    let _ = writeln!(text, "{code}\t{name}\t{}", numbers.join(" "));
    Ok(())
}

/// What of an extent lies nearer to one middle than to any other: the extent cut at half the way to each.
fn outline(extent: &Extent, middle: Point, middles: &[Point]) -> Vec<Point> {
    let (low, high) = (Point::at(extent.north, extent.west), Point::at(extent.south, extent.east));
    let corners = [(low.x, low.y), (high.x, low.y), (high.x, high.y), (low.x, high.y)];
    let mut outline: Vec<(f64, f64)> = corners.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
    for other in middles.iter().filter(|other| **other != middle) {
        outline = cut(&outline, middle, *other);
    }
    outline.into_iter().map(|(x, y)| Point { x: x.round() as i32, y: y.round() as i32 }).collect()
}

/// Cuts away of a convex outline what lies nearer to `other` than to `middle`.
fn cut(outline: &[(f64, f64)], middle: Point, other: Point) -> Vec<(f64, f64)> {
    let (mx, my, ox, oy) = (f64::from(middle.x), f64::from(middle.y), f64::from(other.x), f64::from(other.y));
    // Above 0 on the middle's side.
    let side = |(x, y): (f64, f64)| (mx - ox) * (x - (mx + ox) / 2.0) + (my - oy) * (y - (my + oy) / 2.0);
    let mut kept = Vec::new();
    for (n, from) in outline.iter().enumerate() {
        let to = outline[(n + 1) % outline.len()];
        let (a, b) = (side(*from), side(to));
        if a >= 0.0 {
            kept.push(*from);
        }
        if (a >= 0.0) != (b >= 0.0) {
            let part = a / (a - b);
            kept.push((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_is_cut_at_half_the_way_to_its_neighbour() {
        let square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)];
        let left = cut(&square, Point { x: 20, y: 50 }, Point { x: 80, y: 50 });
        assert!(left.iter().all(|(x, _)| *x <= 50.0) && left.contains(&(50.0, 0.0)), "{left:?}");
        assert_eq!(cut(&square, Point { x: 50, y: 50 }, Point { x: 500, y: 50 }), square);
    }

    #[test]
    fn what_is_missing_is_said() {
        assert!(matches!(compact("{}"), Err(GeographyFault::Json(_))));
        let spot = r#"{"name":"a\tb","coordinates":{"lat":50.4,"lon":4.4}}"#;
        let source = format!(
            r#"{{"sections":[],"districts":[],"water":[],"transit":{{"lines":[]}},"railwayStations":[{spot}],"parks":[],"landmarks":[]}}"#
        );
        assert!(matches!(compact(&source), Err(GeographyFault::Name(_))));
    }
}
