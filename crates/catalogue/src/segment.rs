//! Records side by side in one text: where each one lies, in the order of kind, then id.
//!
//! A segment never changes. Its text stays as it came (a catalogue document, or a log of changes), so that
//! nothing this version doesn't know is lost and nothing is decoded before somebody asks for it.

mod log;
mod scan;
mod table;

use std::cmp::Ordering;

pub use log::{LogWriter, MAX_LOG_ID_BYTES};
pub use scan::{Scan, ScanError};

use crate::id::Id;
use crate::records::{Kind, Record};

/// The kinds this version knows, in bytewise order of their codes, as the digest wants them.
const KINDS: [Kind; 9] = [
    Kind::Call,
    Kind::Need,
    Kind::Notice,
    Kind::Offer,
    Kind::Organisation,
    Kind::Place,
    Kind::Reply,
    Kind::Session,
    Kind::Theme,
];

/// Where one record lies in its segment's text.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: u32,
    /// The length of the JSON; 0 is a tombstone.
    len: u32,
    id_start: u32,
    id_len: u8,
    kind: u8,
    modified: u64,
}

/// Records and tombstones in the order of kind, then id.
#[derive(Debug, Default)]
pub struct Segment {
    text: Vec<u8>,
    rows: Vec<Row>,
    other_kinds: Vec<Box<str>>,
    /// Where the rows of each of [`KINDS`] begin and end: a search asks at each hit.
    ranges: [(u32, u32); KINDS.len()],
}

impl Segment {
    /// Builds a segment from records.
    ///
    /// # Errors
    /// When the records are too big for one segment (4 GB), or two of them are the same.
    pub fn from_records(records: &[Record]) -> Result<Self, ScanError> {
        let mut log = LogWriter::default();
        for record in records {
            log.live(record.kind.as_str(), record.id.as_str(), record.modified, record.json.as_bytes());
        }
        Self::from_text(log.into_bytes())
    }

    /// Finds the records of a document or log in one go; see [`Scan`] for doing it step by step.
    ///
    /// # Errors
    /// When the text is neither a catalogue document nor a log.
    pub fn from_text(text: Vec<u8>) -> Result<Self, ScanError> {
        let mut scan = Scan::new(text)?;
        while !scan.step(usize::MAX)? {}
        scan.finish()
    }

    /// The text of all records as it came.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// The number of records and tombstones.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Says whether there is no record and no tombstone.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows of a kind: a contiguous range.
    pub fn range(&self, kind: &Kind) -> std::ops::Range<usize> {
        match KINDS.iter().position(|known| known == kind).and_then(|kind| self.ranges.get(kind)) {
            Some((start, end)) => *start as usize..*end as usize,
            None => self.find_range(kind.as_str()),
        }
    }

    /// The segment, once its rows are in order.
    fn in_order(mut self) -> Self {
        let ranges = KINDS.map(|kind| {
            let range = self.find_range(kind.as_str());
            // A segment has less than 4 GB, and so fewer rows.
            (range.start as u32, range.end as u32)
        });
        self.ranges = ranges;
        self
    }

    fn find_range(&self, code: &str) -> std::ops::Range<usize> {
        let start = self.rows.partition_point(|row| self.kind_code(row.kind) < code);
        let end = start + self.rows[start..].partition_point(|row| self.kind_code(row.kind) == code);
        start..end
    }

    /// The row of a record or tombstone.
    pub fn find(&self, kind: &str, id: &str) -> Option<usize> {
        self.rows.binary_search_by(|row| self.key(row).cmp(&(kind, id.as_bytes()))).ok()
    }

    /// The kind of a row.
    pub fn kind(&self, row: usize) -> Kind {
        match self.rows.get(row) {
            Some(row) => {
                KINDS.get(usize::from(row.kind)).cloned().unwrap_or_else(|| Kind::from_code(self.kind_code(row.kind)))
            }
            None => Kind::Other("".into()),
        }
    }

    /// The code of a row's kind.
    pub fn kind_str(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| self.kind_code(row.kind))
    }

    /// The identifier of a row.
    pub fn id(&self, row: usize) -> &str {
        self.rows.get(row).map_or("", |row| std::str::from_utf8(self.id_bytes(row)).unwrap_or_default())
    }

    /// The change number of a row.
    pub fn modified(&self, row: usize) -> u64 {
        self.rows.get(row).map_or(0, |row| row.modified)
    }

    /// Says whether a row is a tombstone.
    pub fn is_tombstone(&self, row: usize) -> bool {
        self.rows.get(row).is_none_or(|row| row.len == 0)
    }

    /// The JSON of a row, none for a tombstone.
    pub fn json(&self, row: usize) -> Option<&[u8]> {
        let row = self.rows.get(row).filter(|row| row.len > 0)?;
        self.text.get(row.start as usize..row.start as usize + row.len as usize)
    }

    /// The record of a row, none for a tombstone or where its bytes are no text.
    pub fn record(&self, row: usize) -> Option<Record> {
        let json = std::str::from_utf8(self.json(row)?).ok()?.into();
        Some(Record { kind: self.kind(row), id: Id::from(self.id(row)), modified: self.modified(row), json })
    }

    /// Compares a row of this segment with one of another, by kind, then id.
    pub fn compare(&self, row: usize, other: &Self, other_row: usize) -> Ordering {
        match (self.rows.get(row), other.rows.get(other_row)) {
            (Some(a), Some(b)) => self.key(a).cmp(&other.key(b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }

    /// Compares two rows by kind, then id. Most that are compared are of one kind, whose code needn't be looked at.
    fn order(&self, a: &Row, b: &Row) -> Ordering {
        if a.kind == b.kind { self.id_bytes(a).cmp(self.id_bytes(b)) } else { self.key(a).cmp(&self.key(b)) }
    }

    fn key(&self, row: &Row) -> (&str, &[u8]) {
        (self.kind_code(row.kind), self.id_bytes(row))
    }

    fn id_bytes(&self, row: &Row) -> &[u8] {
        self.text.get(row.id_start as usize..row.id_start as usize + usize::from(row.id_len)).unwrap_or_default()
    }

    fn kind_code(&self, kind: u8) -> &str {
        let kind = usize::from(kind);
        match KINDS.get(kind) {
            Some(known) => known.as_str(),
            None => self.other_kinds.get(kind - KINDS.len()).map_or("", |code| code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: Kind, id: &str, modified: u64, json: &str) -> Record {
        Record { kind, id: id.into(), modified, json: json.into() }
    }

    #[test]
    fn records_are_found_by_kind_and_id() {
        let other = Kind::Other("bench".into());
        let records = [
            record(Kind::Session, "b", 3, r#"{"id":"b"}"#),
            record(Kind::Place, "z", 1, r#"{"id":"z","name":"Été"}"#),
            record(other.clone(), "q", 9, r#"{"id":"q"}"#),
            record(Kind::Place, "a", 2, r#"{"id":"a"}"#),
        ];
        let segment = Segment::from_records(&records).unwrap();
        let ids: Vec<_> = (0..segment.len()).map(|n| (segment.kind_str(n), segment.id(n))).collect();
        assert_eq!(ids, [("bench", "q"), ("place", "a"), ("place", "z"), ("session", "b")]);
        assert_eq!(segment.range(&Kind::Place), 1..3);
        assert_eq!(segment.range(&Kind::Call), 1..1);
        for r in &records {
            let row = segment.find(r.kind.as_str(), r.id.as_str()).unwrap();
            assert_eq!(segment.record(row).as_ref(), Some(r));
        }
        assert_eq!(segment.find("place", "b"), None);
    }

    #[test]
    fn a_document_is_split_as_it_came() {
        let text = "{\"format\":\"chava-catalogue\",\"version\":1, \"extra\":[{\"id\":\"no\"}],\n\"places\":[ {\"modified\":7,\"id\":\"b\",\"name\":\"a \\\"}]\",\"x\":{\"id\":\"in\"}} ,{\"id\":\"a\",\"modified\":8}],\"themes\":[]}\n";
        let segment = Segment::from_text(text.as_bytes().to_vec()).unwrap();
        assert_eq!(segment.len(), 2);
        let b = segment.record(segment.find("place", "b").unwrap()).unwrap();
        assert_eq!((&*b.json, b.modified), (r#"{"modified":7,"id":"b","name":"a \"}]","x":{"id":"in"}}"#, 7));
    }
}
