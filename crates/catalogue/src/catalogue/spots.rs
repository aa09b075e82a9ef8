//! Where places lie, compact enough to draw and to sort thousands of them, and how far a record is from somewhere.

use super::filter::Filter;
use super::{Catalogue, RECENT};
use crate::bytes::{Reader, Writer};
use crate::civil::DateTime;
use crate::geo::{Point, by_key};
use crate::id::Id;
use crate::live::Layer;
use crate::query::Query;
use crate::records::{Kind, Place};
use crate::vocabulary::Precision;

/// A place that passes some filters: a number of its catalogue, good as long as that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRow(u32);

/// What a map needs of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The place's identifier.
    pub id: &'a str,
    /// Where it lies.
    pub at: Point,
    /// Only the street or the district is known.
    pub is_approximate: bool,
    /// Its first theme, where it has any.
    pub theme: Option<&'a str>,
}

const HAS_POSITION: u32 = 1;
const APPROXIMATE: u32 = 2;
/// Where the number of the first theme begins, counted from 1.
const THEME: u32 = 8;

/// Where the places of one segment lie, by their place in its range of places.
#[derive(Debug, Default)]
pub(crate) struct Spots(Vec<Lies>);

#[derive(Clone, Copy, Debug, Default)]
struct Lies {
    at: Point,
    marks: u32,
}

impl Spots {
    /// Takes in the next place, none where its record can't be read, with the number of its first theme from 1.
    pub(crate) fn push(&mut self, place: Option<&Place>, theme: usize) {
        let position = place.and_then(|place| place.position.as_ref());
        let lies = position.map(|position| {
            let approximate = if position.precision == Precision::Exact { 0 } else { APPROXIMATE };
            Lies { at: Point::of(position), marks: HAS_POSITION | approximate | (theme as u32) << THEME }
        });
        self.0.push(lies.unwrap_or_default());
    }

    fn get(&self, n: usize) -> Option<Lies> {
        self.0.get(n).copied().filter(|lies| lies.marks & HAS_POSITION != 0)
    }

    /// Writes them.
    pub(crate) fn write(&self, into: &mut Writer) {
        into.u32(self.0.len() as u32);
        for Lies { at, marks } in &self.0 {
            for number in [at.x.cast_unsigned(), at.y.cast_unsigned(), *marks] {
                into.u32(number);
            }
        }
    }

    /// Reads what [`Spots::write`] wrote.
    pub(crate) fn read_back(from: &mut Reader<'_>) -> Option<Self> {
        let mut spots = Self::default();
        for _ in 0..from.u32()? {
            let at = Point { x: from.u32()?.cast_signed(), y: from.u32()?.cast_signed() };
            spots.0.push(Lies { at, marks: from.u32()? });
        }
        Some(spots)
    }
}

impl Catalogue {
    /// The places that pass a query's filters, whatever its words: by name, or the nearest first where one is somewhere.
    pub fn places(&self, query: &Query, now: DateTime, here: Option<Point>) -> Vec<PlaceRow> {
        let filter = Filter::new(self, query, now);
        let number = Kind::ALL.iter().position(|kind| *kind == Kind::Place);
        let all = number.and_then(|n| self.order.get(n)).map_or(&[][..], |rows| rows);
        let mut rows: Vec<(Layer, usize)> =
            all.iter().map(|row| Self::at(*row)).filter(|(layer, row)| filter.passes(*layer, *row)).collect();
        self.nearest_first(&mut rows, here);
        let number = |(layer, row)| row as u32 | if layer == Layer::Recent { RECENT } else { 0 };
        rows.into_iter().map(|row| PlaceRow(number(row))).collect()
    }

    /// The identifier of a place.
    pub fn place_id(&self, PlaceRow(number): PlaceRow) -> Id {
        Id::from(self.id_at(number))
    }

    /// Where a place lies, if that is known.
    pub fn spot(&self, PlaceRow(number): PlaceRow) -> Option<Spot<'_>> {
        let (layer, row) = Self::at(number);
        let lies = self.lies(layer, row)?;
        let theme = (lies.marks >> THEME) as usize;
        let themes = &self.derived(layer).tables.themes.0;
        Some(Spot {
            id: self.id_at(number),
            at: lies.at,
            is_approximate: lies.marks & APPROXIMATE != 0,
            theme: theme.checked_sub(1).and_then(|n| themes.get(n)).map(|theme| &**theme),
        })
    }

    /// How far a record is in metres: of what takes place at several places the nearest counts; none where nobody knows.
    pub fn distance(&self, kind: &Kind, id: &str, here: Point) -> Option<u32> {
        let (layer, row) = self.live.find(kind.as_str(), id)?;
        self.distance_of(layer, row, here)
    }

    /// Puts rows in the order of their distance, those without any last; nothing changes where one is nowhere.
    pub(super) fn nearest_first(&self, rows: &mut [(Layer, usize)], here: Option<Point>) {
        if let Some(here) = here {
            let distance =
                |(layer, row): &(Layer, usize)| self.distance_of(*layer, *row, here).map_or(u64::MAX, u64::from);
            let order = by_key(rows.iter().map(distance));
            let sorted: Vec<_> = order.iter().filter_map(|(_, n)| rows.get(*n as usize).copied()).collect();
            for (row, nearer) in rows.iter_mut().zip(sorted) {
                *row = nearer;
            }
        }
    }

    fn lies(&self, layer: Layer, row: usize) -> Option<Lies> {
        let range = self.live.segment(layer).range(&Kind::Place);
        self.derived(layer).spots.get(row.checked_sub(range.start).filter(|_| range.contains(&row))?)
    }

    fn distance_of(&self, layer: Layer, row: usize, here: Point) -> Option<u32> {
        let metres = |(layer, row)| self.lies(layer, row).map(|lies| here.distance(lies.at));
        let segment = self.live.segment(layer);
        match segment.kind(row) {
            Kind::Place => metres((layer, row)),
            kind @ Kind::Organisation => {
                self.referrers(&kind, segment.id(row), &Kind::Place).into_iter().filter_map(metres).min()
            }
            _ => {
                let links = self.derived(layer).links(row).iter();
                links.filter_map(|link| self.follow(layer, *link)).filter_map(metres).min()
            }
        }
    }
}
