//! The geography of the city as a phone reads it: sections, water, lines, stops, stations, parks, landmarks.
//!
//! A line for each feature: its kind, its name, and its points in metres, all with a tab between them. The file travels
//! beside the module; `compact` makes it out of `assets/geo`.

use std::sync::OnceLock;

use super::Point;

/// What a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeatureKind {
    /// A section of the city: its middle, then its outline; with the number of its district.
    Section(u8),
    /// A river or canal.
    Water,
    /// A line of the light metro.
    Line,
    /// A stop of the light metro.
    Stop,
    /// A railway station.
    Station,
    /// A park, wood or other place outside.
    Park,
    /// What people find their way by.
    Landmark,
}

impl FeatureKind {
    fn from_code(code: &str) -> Option<Self> {
        Some(match code.as_bytes() {
            [b's', district @ b'0'..=b'9'] => Self::Section(district - b'0'),
            b"w" => Self::Water,
            b"l" => Self::Line,
            b"t" => Self::Stop,
            b"g" => Self::Station,
            b"p" => Self::Park,
            b"m" => Self::Landmark,
            _ => return None,
        })
    }
}

/// One feature of the city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub kind: FeatureKind,
    /// Its name.
    pub name: Box<str>,
    /// Where it lies: its middle, its first point, or the only one.
    pub at: Point,
    /// Its line or outline as the numbers of an SVG path, without the middle of a section; empty for a single point.
    pub path: Box<str>,
}

/// The features of a city, in the order in which they are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geography {
    features: Vec<Feature>,
}

impl Geography {
    /// Reads a geography; none where a line has no sense. Lines of a kind that this version doesn't know are left out.
    pub fn parse(text: &str) -> Option<Self> {
        let mut features = Vec::new();
        for line in text.lines() {
            let (code, rest) = line.split_once('\t')?;
            let (name, points) = rest.split_once('\t')?;
            let Some(kind) = FeatureKind::from_code(code) else { continue };
            let mut numbers = points.splitn(3, ' ');
            let at = Point { x: numbers.next()?.parse().ok()?, y: numbers.next()?.parse().ok()? };
            let rest = numbers.next().unwrap_or("");
            let is_line = matches!(kind, FeatureKind::Water | FeatureKind::Line);
            features.push(Feature { kind, name: name.into(), at, path: if is_line { points } else { rest }.into() });
        }
        Some(Self { features })
    }

    /// All features.
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// The sections, in the order of the file.
    pub fn sections(&self) -> impl Iterator<Item = &Feature> {
        self.features.iter().filter(|feature| matches!(feature.kind, FeatureKind::Section(_)))
    }

    /// The nearest feature of a kind, with its distance in metres.
    pub fn nearest(&self, kind: FeatureKind, to: Point) -> Option<(&Feature, u32)> {
        let of_kind = self.features.iter().filter(|feature| feature.kind == kind);
        of_kind.map(|feature| (feature, to.distance(feature.at))).min_by_key(|(_, metres)| *metres)
    }
}

static GEOGRAPHY: OnceLock<Geography> = OnceLock::new();

/// Gives the app its geography; the first one given stays.
///
/// In the browser there is none before: the file travels beside the module, and pages do without until it is there.
/// Elsewhere the one that ChaVa comes with is taken where none was given.
pub fn install_geography(geography: Geography) {
    let _ = GEOGRAPHY.set(geography);
}

/// The geography of the city; on a phone an empty one until it is there.
#[cfg(target_arch = "wasm32")]
pub fn geography() -> &'static Geography {
    static NONE: Geography = Geography { features: Vec::new() };
    GEOGRAPHY.get().unwrap_or(&NONE)
}

/// The geography of the city.
#[cfg(not(target_arch = "wasm32"))]
pub fn geography() -> &'static Geography {
    GEOGRAPHY.get_or_init(Geography::starter)
}

#[cfg(not(target_arch = "wasm32"))]
impl Geography {
    /// The geography that ChaVa comes with; `tests` keep it readable.
    fn starter() -> Self {
        const STARTER: &str = include_str!("../../../../assets/geo/charleroi.json");
        super::compact(STARTER).ok().and_then(|text| Self::parse(&text)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_geography_is_read_line_by_line() {
        let text = "s3\tGilly\t10 20 0 0 30 0 30 40\nw\tSambre\t0 5 9 5\nz\tunknown\t1 2\ng\tGare\t-3 7";
        let geography = Geography::parse(text).unwrap();
        let [gilly, sambre, station] = geography.features() else { panic!("{geography:?}") };
        assert_eq!(
            (gilly.kind, gilly.at, &*gilly.path),
            (FeatureKind::Section(3), Point { x: 10, y: 20 }, "0 0 30 0 30 40")
        );
        assert_eq!((sambre.at, &*sambre.path), (Point { x: 0, y: 5 }, "0 5 9 5"));
        assert_eq!((&*station.name, station.at, &*station.path), ("Gare", Point { x: -3, y: 7 }, ""));
        assert_eq!(geography.sections().count(), 1);
    }

    #[test]
    fn a_broken_file_is_no_geography() {
        for broken in ["s3\tGilly", "t\tStop\tx y", "t\tStop\t1", "<!doctype html>"] {
            assert_eq!(Geography::parse(broken), None, "{broken}");
        }
        assert_eq!(Geography::parse(""), Some(Geography::default()));
    }

    #[test]
    fn the_citys_own_geography_has_what_the_map_and_the_pages_need() {
        let geography = geography();
        let count = |kind| geography.features().iter().filter(|feature| feature.kind == kind).count();
        assert_eq!(geography.sections().count(), 15);
        assert_eq!((count(FeatureKind::Water), count(FeatureKind::Line), count(FeatureKind::Station)), (2, 4, 8));
        assert!(count(FeatureKind::Stop) > 25 && count(FeatureKind::Park) == 12 && count(FeatureKind::Landmark) == 8);
        let town_hall = Point::at(50.412, 4.444);
        let (stop, metres) = geography.nearest(FeatureKind::Stop, town_hall).unwrap();
        assert!(metres < 500, "{} is {metres} m away", stop.name);
        let (station, _) = geography.nearest(FeatureKind::Station, Point::at(50.427, 4.484)).unwrap();
        assert_eq!(&*station.name, "Lodelinsart");
    }
}
