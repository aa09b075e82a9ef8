//! What is worked out of a segment: facts, links, times, positions, the order of names, and the search index.
//!
//! A link is a number: a row of the base, or a row of the recent changes with [`RECENT`] set where the base
//! has no such record, or with [`DANGLING`] set an entry of the list of what was not there at all (it may come
//! with a later change). The base's own derived data is written to the store so that a later start needs no work.

use super::facts::{Fact, Table, Tables};
use super::spots::Spots;
use super::times::Times;
use crate::bytes::{Reader, Writer};
use crate::records::Kind;
use crate::search::Index;
use crate::segment::Segment;

/// The mark of a link into the recent changes.
pub(crate) const RECENT: u32 = 1 << 31;

/// The mark of a link to what wasn't there when the link was made.
pub(crate) const DANGLING: u32 = 1 << 30;

/// The version of the written form; another one is built anew.
const FORMAT: u32 = 4;
const MAGIC: u32 = u32::from_le_bytes(*b"CVDD");

/// What was worked out of one segment.
#[derive(Default)]
pub struct Derived {
    pub(crate) facts: Vec<Fact>,
    pub(crate) tables: Tables,
    pub(crate) times: Times,
    pub(crate) spots: Spots,
    /// For each row the end of its links in `links`.
    pub(crate) link_ends: Vec<u32>,
    pub(crate) links: Vec<u32>,
    /// What links lead to that wasn't there.
    pub(crate) dangling: Vec<(Kind, Box<str>)>,
    /// The links turned round: target and row, sorted.
    pub(crate) referrers: Vec<(u32, u32)>,
    /// The rows of each kind in the order of names, by the kind's place in [`Kind::ALL`].
    pub(crate) by_name: Vec<Vec<u32>>,
    /// The row of each document of the index.
    pub(crate) docs: Vec<u32>,
    pub(crate) index: Option<Index>,
}

impl std::fmt::Debug for Derived {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Derived").field("rows", &self.facts.len()).field("docs", &self.docs.len()).finish()
    }
}

impl Derived {
    /// The links of a row.
    pub(crate) fn links(&self, row: usize) -> &[u32] {
        let end = self.link_ends.get(row).map_or(0, |end| *end as usize);
        let start = row.checked_sub(1).and_then(|before| self.link_ends.get(before)).map_or(0, |end| *end as usize);
        self.links.get(start..end).unwrap_or_default()
    }

    /// The rows that link to a target, in their order.
    pub(crate) fn referrers(&self, target: u32) -> impl Iterator<Item = usize> {
        let start = self.referrers.partition_point(|(t, _)| *t < target);
        self.referrers
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(move |(t, _)| *t == target)
            .map(|(_, r)| *r as usize)
    }

    /// The number of a link to what wasn't there.
    pub(crate) fn dangling(&self, kind: &Kind, id: &str) -> Option<u32> {
        let n = self.dangling.iter().position(|(k, i)| k == kind && **i == *id)?;
        u32::try_from(n).ok().map(|n| n | DANGLING)
    }

    /// The rows of a kind in the order of names.
    pub(crate) fn by_name(&self, kind: &Kind) -> &[u32] {
        Kind::ALL.iter().position(|k| k == kind).and_then(|n| self.by_name.get(n)).map_or(&[], |rows| rows)
    }

    /// Turns the links round.
    pub(crate) fn turn_links(&mut self) {
        let mut referrers = Vec::with_capacity(self.links.len());
        for row in 0..self.link_ends.len() {
            referrers.extend(self.links(row).iter().map(|target| (*target, row as u32)));
        }
        referrers.sort_unstable();
        referrers.dedup();
        self.referrers = referrers;
    }

    /// Writes the derived data of a base, with the positions of its records.
    pub fn to_bytes(&self, base: &Segment) -> Vec<u8> {
        let mut into = Writer::default();
        into.u32(MAGIC);
        into.u32(FORMAT);
        into.u64(base.text().len() as u64);
        base.write_table(&mut into);
        for table in [&self.tables.themes, &self.tables.sections] {
            into.u32(table.0.len() as u32);
            for name in &table.0 {
                into.bytes(name.as_bytes());
            }
        }
        into.u32(self.facts.len() as u32);
        for fact in &self.facts {
            into.u32(fact.themes);
            into.u32(u32::from(fact.section) | u32::from(fact.cost) << 16 | u32::from(fact.flags) << 24);
            into.u32(fact.confirmed.cast_unsigned());
        }
        self.times.write(&mut into);
        self.spots.write(&mut into);
        into.u32s(&self.link_ends);
        into.u32s(&self.links);
        // Turned round once, since a start would have to sort them.
        into.u32(self.referrers.len() as u32);
        for (target, row) in &self.referrers {
            into.u32(*target);
            into.u32(*row);
        }
        into.u32(self.dangling.len() as u32);
        for (kind, id) in &self.dangling {
            into.bytes(kind.as_str().as_bytes());
            into.bytes(id.as_bytes());
        }
        into.u32(self.by_name.len() as u32);
        for rows in &self.by_name {
            into.u32s(rows);
        }
        into.u32s(&self.docs);
        into.bytes(self.index.as_ref().map_or(&[], |index| index.to_bytes()));
        into.into_bytes()
    }

    /// Opens the text of a base with its written derived data, without looking into any record.
    ///
    /// None where the data is of another version or another base; the text is then left as it was.
    pub fn open(text: &mut Vec<u8>, bytes: &[u8]) -> Option<(Segment, Self)> {
        let mut from = Reader::new(bytes);
        if from.u32()? != MAGIC || from.u32()? != FORMAT || from.u64()? != text.len() as u64 {
            return None;
        }
        let segment = match Segment::from_table(std::mem::take(text), &mut from) {
            Ok(segment) => segment,
            Err(back) => {
                *text = back;
                return None;
            }
        };
        match Self::read(&mut from, segment.len()) {
            Some(derived) => Some((segment, derived)),
            None => {
                *text = segment.into_text();
                None
            }
        }
    }

    fn read(from: &mut Reader<'_>, rows: usize) -> Option<Self> {
        let tables = Tables { themes: read_table(from)?, sections: read_table(from)? };
        let mut facts = Vec::with_capacity(rows);
        for _ in 0..from.u32()? {
            let themes = from.u32()?;
            let [low, high, cost, flags] = from.u32()?.to_le_bytes();
            let confirmed = from.u32()?.cast_signed();
            facts.push(Fact { themes, section: u16::from_le_bytes([low, high]), cost, flags, confirmed });
        }
        let times = Times::read_back(from)?;
        let spots = Spots::read_back(from)?;
        let (link_ends, links) = (from.u32s()?, from.u32s()?);
        let referrers = from.pairs()?;
        let mut dangling = Vec::new();
        for _ in 0..from.u32()? {
            dangling.push((Kind::from_code(read_text(from)?), read_text(from)?.into()));
        }
        let mut by_name = Vec::new();
        for _ in 0..from.u32()? {
            by_name.push(from.u32s()?);
        }
        let docs = from.u32s()?;
        let index = Some(Index::from_bytes(from.bytes()?).ok()?);
        let rows_fit = facts.len() == rows && link_ends.len() == rows;
        let inside = |list: &[u32]| list.iter().all(|row| (*row as usize) < rows);
        if !rows_fit || !from.is_at_end() || !inside(&docs) || !by_name.iter().all(|list| inside(list)) {
            return None;
        }
        Some(Self { facts, tables, times, spots, link_ends, links, dangling, referrers, by_name, docs, index })
    }
}

fn read_text<'a>(from: &mut Reader<'a>) -> Option<&'a str> {
    std::str::from_utf8(from.bytes()?).ok()
}

fn read_table(from: &mut Reader<'_>) -> Option<Table> {
    let mut names = Vec::new();
    for _ in 0..from.u32()? {
        names.push(read_text(from)?.into());
    }
    Some(Table(names))
}
