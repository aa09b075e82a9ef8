//! The live set: an unchanging base, the changes since, and which rows of the base they hide.

use std::sync::Arc;

use crate::catalogue::Version;
use crate::digest::Digester;
use crate::id::Id;
use crate::records::{Kind, Record};
use crate::segment::{LogWriter, ScanError, Segment};

/// From how many recent changes on (or a tenth of the base) a new base is worth its cost.
const COMPACT_FROM: usize = 1000;

/// A bit for each row of a segment.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// `len` bits that are not set.
    pub fn new(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    /// Sets a bit.
    pub fn set(&mut self, n: usize) {
        if let Some(word) = self.0.get_mut(n / 64) {
            *word |= 1 << (n % 64);
        }
    }

    /// Says whether a bit is set.
    pub fn get(&self, n: usize) -> bool {
        self.0.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    /// How many bits are set.
    pub fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }
}

/// One change between two live sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Id,
    /// What happened to it.
    pub what: What,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// It changed.
    Updated,
    /// It is gone.
    Deleted,
}

/// Which of the two segments a row is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The base.
    Base,
    /// The recent changes.
    Recent,
}

/// All live records at one version. Cheap to clone: the segments are shared.
#[derive(Clone, Debug, Default)]
pub struct LiveSet {
    version: Version,
    base_change: u64,
    base: Arc<Segment>,
    recent: Arc<Segment>,
    hidden: Arc<Bits>,
}

impl LiveSet {
    /// Puts a base and the changes since together.
    pub fn new(version: Version, base: Arc<Segment>, recent: Arc<Segment>) -> Self {
        let mut hidden = Bits::new(base.len());
        for row in 0..recent.len() {
            if let Some(base_row) = base.find(recent.kind_str(row), recent.id(row)) {
                hidden.set(base_row);
            }
        }
        Self { version, base_change: 0, base, recent, hidden: Arc::new(hidden) }
    }

    /// The same live set with another version; for when its digest has become known.
    pub fn with_version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// The same live set, with the change number that its base was taken at.
    pub fn on_base(mut self, change: u64) -> Self {
        self.base_change = change;
        self
    }

    /// The change number that the base was taken at: with the epoch, what tells bases apart.
    pub fn base_change(&self) -> u64 {
        self.base_change
    }

    /// Applies a log of changes on top of this set.
    ///
    /// # Errors
    /// When the log can't be read.
    pub fn apply(&self, version: Version, log: &[u8]) -> Result<Self, ScanError> {
        let text = [self.recent.text(), log].concat();
        let recent = Arc::new(Segment::from_text(text)?);
        Ok(Self::new(version, Arc::clone(&self.base), recent).on_base(self.base_change))
    }

    /// The version this set is at.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The base.
    pub fn base(&self) -> &Arc<Segment> {
        &self.base
    }

    /// The changes since the base.
    pub fn recent(&self) -> &Arc<Segment> {
        &self.recent
    }

    /// Which rows of the base are changed or gone.
    pub fn hidden(&self) -> &Bits {
        &self.hidden
    }

    /// The segment of a layer.
    pub fn segment(&self, layer: Layer) -> &Segment {
        match layer {
            Layer::Base => &self.base,
            Layer::Recent => &self.recent,
        }
    }

    /// Says whether a row is a live record.
    pub fn is_live(&self, layer: Layer, row: usize) -> bool {
        match layer {
            Layer::Base => !self.hidden.get(row) && !self.base.is_tombstone(row),
            Layer::Recent => !self.recent.is_tombstone(row),
        }
    }

    /// Where a live record lies.
    pub fn find(&self, kind: &str, id: &str) -> Option<(Layer, usize)> {
        let found = match self.recent.find(kind, id) {
            Some(row) => (Layer::Recent, row),
            None => (Layer::Base, self.base.find(kind, id)?),
        };
        self.is_live(found.0, found.1).then_some(found)
    }

    /// A live record.
    pub fn record(&self, kind: &str, id: &str) -> Option<Record> {
        self.find(kind, id).and_then(|(layer, row)| self.segment(layer).record(row))
    }

    /// The JSON of a live record.
    pub fn json(&self, kind: &str, id: &str) -> Option<&[u8]> {
        self.find(kind, id).and_then(|(layer, row)| self.segment(layer).json(row))
    }

    /// The number of live records of a kind.
    pub fn count(&self, kind: &Kind) -> usize {
        [Layer::Base, Layer::Recent]
            .into_iter()
            .map(|layer| self.segment(layer).range(kind).filter(|row| self.is_live(layer, *row)).count())
            .sum()
    }

    /// The number of live records.
    pub fn len(&self) -> usize {
        self.base.len() - self.hidden.count()
            + (0..self.recent.len()).filter(|row| !self.recent.is_tombstone(*row)).count()
    }

    /// Says whether there is no live record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every live record in the order of kind, then id, from where `walk` stands on.
    pub fn walk(&self) -> Walk<'_> {
        Walk { live: self, base: 0, recent: 0 }
    }

    /// The digest of this set, worked out in one go.
    pub fn digest(&self) -> String {
        let mut digester = Digester::default();
        for (layer, row) in self.walk() {
            let segment = self.segment(layer);
            digester.push(segment.kind_str(row), segment.id(row), segment.modified(row));
        }
        digester.finish()
    }

    /// Says whether there are so many recent changes that a new base is worth its cost.
    pub fn wants_compaction(&self) -> bool {
        self.recent.len() > COMPACT_FROM.max(self.base.len() / 10)
    }

    /// Writes this set as the text of a new base.
    pub fn compacted_text(&self) -> Vec<u8> {
        let mut log = LogWriter::default();
        for (layer, row) in self.walk() {
            let segment = self.segment(layer);
            if let Some(json) = segment.json(row) {
                log.live(segment.kind_str(row), segment.id(row), segment.modified(row), json);
            }
        }
        log.into_bytes()
    }

    /// What differs in `newer`, in the order of kind, then id.
    pub fn changes_to(&self, newer: &Self) -> Vec<Change> {
        let (mut old, mut new) = (self.walk().peekable(), newer.walk().peekable());
        let mut changes = Vec::new();
        let change = |live: &Self, (layer, row): (Layer, usize), what| {
            let segment = live.segment(layer);
            Change { kind: segment.kind(row), id: Id::from(segment.id(row)), what }
        };
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return changes,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(&(ol, or)), Some(&(nl, nr))) => self.segment(ol).compare(or, newer.segment(nl), nr),
            };
            let before = if order.is_le() { old.next() } else { None };
            let after = if order.is_ge() { new.next() } else { None };
            match (before, after) {
                (Some(at), None) => changes.push(change(self, at, What::Deleted)),
                (None, Some(at)) => changes.push(change(newer, at, What::Added)),
                (Some((ol, or)), Some(at)) if self.segment(ol).modified(or) != newer.segment(at.0).modified(at.1) => {
                    changes.push(change(newer, at, What::Updated));
                }
                _ => {}
            }
        }
    }
}

/// The live records of a set in the order of kind, then id.
#[derive(Clone, Debug)]
pub struct Walk<'a> {
    live: &'a LiveSet,
    base: usize,
    recent: usize,
}

impl Iterator for Walk<'_> {
    type Item = (Layer, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let live = self.live;
        while self.base < live.base.len() && !live.is_live(Layer::Base, self.base) {
            self.base += 1;
        }
        while self.recent < live.recent.len() && !live.is_live(Layer::Recent, self.recent) {
            self.recent += 1;
        }
        let base_left = self.base < live.base.len();
        let recent_left = self.recent < live.recent.len();
        if base_left && (!recent_left || live.base.compare(self.base, &live.recent, self.recent).is_lt()) {
            self.base += 1;
            Some((Layer::Base, self.base - 1))
        } else if recent_left {
            self.recent += 1;
            Some((Layer::Recent, self.recent - 1))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::digest;

    fn base() -> LiveSet {
        let text =
            br#"{"places":[{"id":"a","modified":1},{"id":"b","modified":2},{"id":"c","modified":3}],"calls":[{"id":"z","modified":4}]}"#;
        LiveSet::new(Version::default(), Arc::new(Segment::from_text(text.to_vec()).unwrap()), Arc::default())
    }

    #[test]
    fn changes_hide_the_base_and_nothing_else() {
        let mut log = LogWriter::default();
        log.live("place", "b", 5, b"{\"id\":\"b\"}");
        log.deleted("place", "a", 6);
        log.live("place", "bb", 7, b"{\"id\":\"bb\"}");
        let old = base();
        let new = old.apply(Version::default(), &log.into_bytes()).unwrap();
        assert_eq!((new.len(), new.count(&Kind::Place), new.count(&Kind::Call)), (4, 3, 1));
        assert!(new.record("place", "a").is_none());
        assert_eq!(new.record("place", "b").unwrap().modified, 5);
        let expected = digest([("call", "z", 4), ("place", "b", 5), ("place", "bb", 7), ("place", "c", 3)]);
        assert_eq!(new.digest(), expected);
        let whats: Vec<_> = old.changes_to(&new).into_iter().map(|c| (c.id.to_string(), c.what)).collect();
        let expected_whats = [("a", What::Deleted), ("b", What::Updated), ("bb", What::Added)];
        assert_eq!(whats, expected_whats.map(|(id, what)| (id.to_owned(), what)));

        let compacted = Segment::from_text(new.compacted_text()).unwrap();
        let compacted = LiveSet::new(Version::default(), Arc::new(compacted), Arc::default());
        assert_eq!(compacted.digest(), expected);
        assert!(new.changes_to(&compacted).is_empty());
    }
}
