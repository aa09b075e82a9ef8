//! Works out what a catalogue needs beyond its records, a few records at a time.

use std::sync::Arc;

use super::derived::{DANGLING, Derived, RECENT};
use super::facts::{Fact, Tables};
use super::{Catalogue, lexicon, names};
use crate::collate::CollationKey;
use crate::id::Id;
use crate::json::{self, FromJson};
use crate::live::{Layer, LiveSet};
use crate::records::{Kind, Notice, Offer, Organisation, Place, Session, Theme};
use crate::search::{IndexBuilder, Lookup, SearchDoc, Searched as _};
use crate::segment::Segment;
use crate::text::Text;

/// A catalogue under construction: call [`Build::step`] until it says that it is done, then [`Build::finish`].
pub struct Build {
    live: LiveSet,
    base: Option<Arc<Derived>>,
    work: Option<Work>,
}

impl Build {
    /// Begins. `base` is what was worked out of this live set's base before, where there is such a thing.
    pub fn new(live: LiveSet, base: Option<Arc<Derived>>) -> Self {
        let base = base.filter(|base| base.facts.len() == live.base().len());
        let work = match &base {
            None => Some(Work::new(&live, Layer::Base, Tables::default())),
            Some(base) => Work::on_recent(&live, base),
        };
        Self { live, base, work }
    }

    /// Works on up to `records` more records; says whether all are done.
    pub fn step(&mut self, records: usize) -> bool {
        let Some(work) = &mut self.work else { return true };
        if !work.step(&self.live, records) {
            return false;
        }
        if work.layer == Layer::Base
            && let Some(work) = self.work.take()
        {
            let derived = Arc::new(work.derived);
            self.work = Work::on_recent(&self.live, &derived);
            self.base = Some(derived);
            return self.work.is_none();
        }
        true
    }

    /// Finishes what is left, and makes the catalogue.
    pub fn finish(mut self) -> Catalogue {
        while !self.step(usize::MAX) {}
        let recent = self.work.map(|work| work.derived).unwrap_or_default();
        Catalogue::assemble(self.live, self.base.unwrap_or_default(), Arc::new(recent))
    }
}

/// The work on one layer.
struct Work {
    layer: Layer,
    row: usize,
    /// How many of the steps after the last record are done.
    closing: usize,
    derived: Derived,
    index: Option<IndexBuilder>,
    doc: SearchDoc,
    /// The topics of all themes, in order.
    topics: Vec<(Id, Text)>,
    /// Names and sections of what was linked to, so that each is read once.
    named: NamedRows,
    /// The key of each row in the order of names.
    keys: Vec<CollationKey>,
}

/// What a record that links to another says of it.
#[derive(Default)]
struct Named {
    name: Box<str>,
    section: Option<Box<str>>,
}

/// What was read of the records that others link to, by their row: a place in a list costs less code than a map.
#[derive(Default)]
struct NamedRows {
    base: Vec<Option<Box<Named>>>,
    recent: Vec<Option<Box<Named>>>,
}

impl NamedRows {
    fn get(&self, target: u32) -> Option<&Named> {
        let rows = if target & RECENT == 0 { &self.base } else { &self.recent };
        rows.get((target & !RECENT) as usize)?.as_deref()
    }

    /// Where the record of a row is noted.
    fn place(&mut self, target: u32) -> Option<&mut Option<Box<Named>>> {
        let rows = if target & RECENT == 0 { &mut self.base } else { &mut self.recent };
        let row = (target & !RECENT) as usize;
        if rows.len() <= row {
            rows.resize_with(row + 1, || None);
        }
        rows.get_mut(row)
    }
}

/// The names behind one record's links.
struct Links<'a> {
    topics: &'a [(Id, Text)],
    named: &'a NamedRows,
    found: &'a [(Kind, Id, u32)],
}

impl Links<'_> {
    fn named(&self, kind: &Kind, id: &Id) -> Option<&Named> {
        let (_, _, target) = self.found.iter().find(|(k, i, _)| k == kind && i == id)?;
        self.named.get(*target)
    }
}

impl Lookup for Links<'_> {
    fn name(&self, kind: &Kind, id: &Id) -> Option<&str> {
        self.named(kind, id).map(|named| &*named.name)
    }

    fn topic(&self, id: &Id) -> Option<&Text> {
        let at = self.topics.binary_search_by(|(topic, _)| topic.cmp(id)).ok()?;
        Some(&self.topics[at].1)
    }

    fn section(&self, place: &Id) -> Option<&str> {
        self.named(&Kind::Place, place)?.section.as_deref()
    }
}

impl Work {
    fn new(live: &LiveSet, layer: Layer, tables: Tables) -> Self {
        let themes = super::live_rows(live, &Kind::Theme)
            .filter_map(|(layer, row)| json::read::<Theme>(live.segment(layer).json(row)?));
        let mut topics: Vec<_> = themes.flat_map(|theme| theme.topics).map(|topic| (topic.id, topic.label)).collect();
        topics.sort_by(|a, b| a.0.cmp(&b.0));
        Self {
            layer,
            row: 0,
            closing: 0,
            derived: Derived { tables, ..Derived::default() },
            index: Some(IndexBuilder::new(lexicon())),
            doc: SearchDoc::new(),
            topics,
            named: NamedRows::default(),
            keys: Vec::new(),
        }
    }

    /// The work on the recent changes, none where there are none: a start without changes then needs no words
    /// of the lexicon before the first search.
    fn on_recent(live: &LiveSet, base: &Derived) -> Option<Self> {
        (!live.recent().is_empty()).then(|| Self::new(live, Layer::Recent, base.tables.clone()))
    }

    fn step(&mut self, live: &LiveSet, records: usize) -> bool {
        let segment = live.segment(self.layer);
        if self.row == segment.len() {
            return self.close(segment);
        }
        let end = self.row.saturating_add(records).min(segment.len());
        while self.row < end {
            self.record(live, segment);
            self.row += 1;
        }
        false
    }

    /// One of the steps that need all records; says whether none is left.
    fn close(&mut self, segment: &Segment) -> bool {
        match Kind::ALL.get(self.closing) {
            Some(kind) => self.order(segment, kind),
            None if self.closing == Kind::ALL.len() => self.derived.turn_links(),
            None => {
                if let Some(index) = self.index.take() {
                    self.derived.index = Some(index.finish());
                }
                return true;
            }
        }
        self.closing += 1;
        false
    }

    fn record(&mut self, live: &LiveSet, segment: &Segment) {
        let row = self.row;
        self.doc.clear();
        let fact = match segment.kind(row) {
            Kind::Place => self.place(live, segment),
            Kind::Offer => self.offer(live, segment),
            Kind::Session => self.session(live, segment),
            Kind::Organisation => self.organisation(segment),
            Kind::Notice => {
                if let Some(notice) = view::<Notice>(segment, row) {
                    self.link(live, &notice.about.kind, &notice.about.id);
                }
                None
            }
            _ => None,
        };
        if fact.is_some() {
            if let Some(index) = &mut self.index {
                index.add(&self.doc);
            }
            self.derived.docs.push(row as u32);
        }
        self.keys.push(names::key(segment.json(row), segment.id(row)));
        self.derived.facts.push(fact.unwrap_or_default());
        self.derived.link_ends.push(self.derived.links.len() as u32);
    }

    fn place(&mut self, live: &LiveSet, segment: &Segment) -> Option<Fact> {
        let place: Option<Place> = view(segment, self.row);
        // Of several themes the first one is the one that a map shows.
        let first = place.as_ref().and_then(|place| place.themes.first());
        let theme = first.map_or(0, |theme| self.derived.tables.themes.intern(theme.as_str()) + 1);
        self.derived.spots.push(place.as_ref(), theme);
        let place = place?;
        let found = self.links(live, place.organisation_id.iter().map(|id| (Kind::Organisation, id)));
        place.fill(&mut self.doc, &Links { topics: &self.topics, named: &self.named, found: &found });
        Some(self.derived.tables.place(&place))
    }

    fn offer(&mut self, live: &LiveSet, segment: &Segment) -> Option<Fact> {
        let offer: Offer = view(segment, self.row)?;
        let places = offer.place_ids.iter().map(|id| (Kind::Place, id));
        let organisation = offer.organisation_id.iter().map(|id| (Kind::Organisation, id));
        let found = self.links(live, places.chain(organisation));
        offer.fill(&mut self.doc, &Links { topics: &self.topics, named: &self.named, found: &found });
        Some(self.derived.tables.offer(&offer))
    }

    fn session(&mut self, live: &LiveSet, segment: &Segment) -> Option<Fact> {
        let session: Option<Session> = view(segment, self.row);
        self.derived.times.push(session.as_ref());
        let session = session?;
        let offer = session.offer_id.iter().map(|id| (Kind::Offer, id));
        let found = self.links(live, std::iter::once((Kind::Place, &session.place_id)).chain(offer));
        session.fill(&mut self.doc, &Links { topics: &self.topics, named: &self.named, found: &found });
        Some(self.derived.tables.session(&session))
    }

    fn organisation(&mut self, segment: &Segment) -> Option<Fact> {
        let organisation: Organisation = view(segment, self.row)?;
        let nobody = Links { topics: &self.topics, named: &self.named, found: &[] };
        organisation.fill(&mut self.doc, &nobody);
        Some(self.derived.tables.organisation(&organisation))
    }

    fn links<'a>(&mut self, live: &LiveSet, to: impl Iterator<Item = (Kind, &'a Id)>) -> Vec<(Kind, Id, u32)> {
        let linked = to.filter_map(|(kind, id)| {
            let target = self.link(live, &kind, id)?;
            Some((kind, id.clone(), target))
        });
        linked.collect()
    }

    /// Notes a link of the current row, and reads the name of what it leads to.
    fn link(&mut self, live: &LiveSet, kind: &Kind, id: &Id) -> Option<u32> {
        let Some(target) = target(live, kind, id.as_str()) else {
            let dangling = self.derived.dangling(kind, id.as_str()).unwrap_or_else(|| {
                self.derived.dangling.push((kind.clone(), id.as_str().into()));
                (self.derived.dangling.len() - 1) as u32 | DANGLING
            });
            self.derived.links.push(dangling);
            return None;
        };
        self.derived.links.push(target);
        if let Some(named @ None) = self.named.place(target) {
            let json = live.json(kind.as_str(), id.as_str());
            *named = Some(Box::new(Named {
                name: names::of(json).unwrap_or_default().into(),
                section: if *kind == Kind::Place { names::section_of(json) } else { None },
            }));
        }
        Some(target)
    }

    /// Puts the rows of a kind in the order of names.
    fn order(&mut self, segment: &Segment, kind: &Kind) {
        // The first letters decide nearly always, and are quick to compare.
        let mut rows: Vec<(u128, u32)> =
            segment.range(kind).map(|row| (first_letters(&self.keys[row]), row as u32)).collect();
        rows.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.keys[a.1 as usize].cmp(&self.keys[b.1 as usize])).then(a.1.cmp(&b.1))
        });
        self.derived.by_name.push(rows.into_iter().map(|(_, row)| row).collect());
    }
}

/// The number of a record that is linked to: its row in the base, live or not, or else in the recent changes.
pub(super) fn target(live: &LiveSet, kind: &Kind, id: &str) -> Option<u32> {
    let row = |row: usize| u32::try_from(row).ok().filter(|row| *row < DANGLING);
    match live.base().find(kind.as_str(), id) {
        Some(base) => row(base),
        None => row(live.recent().find(kind.as_str(), id)?).map(|row| row | RECENT),
    }
}

fn first_letters(key: &CollationKey) -> u128 {
    let mut letters = [0; 16];
    for (letter, byte) in letters.iter_mut().zip(key.as_bytes()) {
        *letter = *byte;
    }
    u128::from_be_bytes(letters)
}

fn view<T: FromJson>(segment: &Segment, row: usize) -> Option<T> {
    json::read(segment.json(row)?)
}
