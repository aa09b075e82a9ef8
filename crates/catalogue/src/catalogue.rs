//! The catalogue in memory: what phone and endpoint read, list and search.
//!
//! Records stay JSON text and are read one at a time when asked for; everything that would need all of them
//! (links, order, filters, times, the index) was worked out before, see [`Build`].

mod agenda;
mod build;
mod derived;
mod facts;
mod filter;
mod find;
mod lists;
mod matches;
mod names;
mod needs;
mod spots;
mod times;

use std::sync::{Arc, Mutex, OnceLock};

use crate::collate::CollationKey;
use crate::id::Id;
use crate::json::{self, FromJson};
use crate::live::{Layer, LiveSet};
use crate::records::{Call, Kind, Notice, Offer, Organisation, Place, Record, Session, Theme};
use crate::search::Lexicon;
use crate::segment::{ScanError, Segment};

pub use agenda::Scope;
pub use build::Build;
pub use derived::Derived;
pub use matches::{Match, Matches};
pub use needs::Nearest;
pub use spots::{PlaceRow, Spot};

use derived::{DANGLING, RECENT};

/// Which state of which dataset generation a catalogue is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// The generation of the dataset.
    pub epoch: Box<str>,
    /// The change number the catalogue is at.
    pub change: u64,
    /// The digest of its live set.
    pub digest: Box<str>,
}

/// An immutable catalogue: live records and what is worked out of them.
///
/// Big: share it by pointer. Typed records are read out of their JSON when asked for.
#[derive(Debug, Default)]
pub struct Catalogue {
    live: LiveSet,
    base: Arc<Derived>,
    recent: Arc<Derived>,
    /// The rows of each kind in the order of names over both layers, by the kind's place in [`Kind::ALL`].
    order: Vec<Vec<u32>>,
    open_then: Mutex<filter::OpenThen>,
}

/// The words that residents use, once for all catalogues.
static LEXICON: OnceLock<Lexicon> = OnceLock::new();

/// Gives all catalogues their lexicon; the first one given stays.
///
/// In the browser there is none before: the file travels beside the module, and search does without until it is there.
/// Elsewhere the one that ChaVa comes with is taken where none was given.
pub fn install_lexicon(lexicon: Lexicon) {
    let _ = LEXICON.set(lexicon);
}

#[cfg(target_arch = "wasm32")]
fn lexicon() -> &'static Lexicon {
    static NONE: Lexicon = Lexicon::empty();
    LEXICON.get().unwrap_or(&NONE)
}

#[cfg(not(target_arch = "wasm32"))]
fn lexicon() -> &'static Lexicon {
    LEXICON.get_or_init(Lexicon::starter)
}

/// The live rows of a kind, those of the base first.
fn live_rows<'a>(live: &'a LiveSet, kind: &Kind) -> impl Iterator<Item = (Layer, usize)> + use<'a> {
    let base = live.base().range(kind).map(|row| (Layer::Base, row));
    let recent = live.recent().range(kind).map(|row| (Layer::Recent, row));
    base.chain(recent).filter(|(layer, row)| live.is_live(*layer, *row))
}

impl Catalogue {
    /// Builds a catalogue from its live records, in one go.
    ///
    /// Of two records with the same kind and identifier the later one counts.
    pub fn new(version: Version, records: Vec<Record>) -> Self {
        let base = Segment::from_records(&records).unwrap_or_default();
        drop(records);
        Build::new(LiveSet::new(version, Arc::new(base), Arc::default()), None).finish()
    }

    /// Builds a catalogue from the text of a catalogue document, in one go.
    ///
    /// # Errors
    /// When the text is no catalogue document whose records carry their change numbers.
    pub fn from_document(version: Version, text: Vec<u8>) -> Result<Self, ScanError> {
        let base = Segment::from_text(text)?;
        Ok(Build::new(LiveSet::new(version, Arc::new(base), Arc::default()), None).finish())
    }

    fn assemble(live: LiveSet, base: Arc<Derived>, recent: Arc<Derived>) -> Self {
        let mut catalogue = Self { live, base, recent, order: Vec::new(), open_then: Mutex::default() };
        catalogue.order = Kind::ALL.iter().map(|kind| catalogue.ordered(kind)).collect();
        catalogue
    }

    /// The version this catalogue is at.
    pub fn version(&self) -> &Version {
        self.live.version()
    }

    /// The live set behind this catalogue.
    pub fn live(&self) -> &LiveSet {
        &self.live
    }

    /// What was worked out of the base: to be kept for the next catalogue over the same base, and for the next start.
    pub fn base_derived(&self) -> &Arc<Derived> {
        &self.base
    }

    /// The number of live records of a kind.
    pub fn count(&self, kind: &Kind) -> usize {
        match Kind::ALL.iter().position(|k| k == kind) {
            Some(n) => self.order.get(n).map_or(0, Vec::len),
            None => self.live.count(kind),
        }
    }

    /// A record as it came.
    pub fn record(&self, kind: &Kind, id: &str) -> Option<Record> {
        self.live.record(kind.as_str(), id)
    }

    /// The number of a record's last change.
    pub fn modified(&self, kind: &Kind, id: &str) -> Option<u64> {
        self.live.find(kind.as_str(), id).map(|(layer, row)| self.live.segment(layer).modified(row))
    }

    /// The identifiers of a kind in the order of names (French collation), `limit` from `offset` on.
    pub fn list(&self, kind: &Kind, offset: usize, limit: usize) -> Vec<Id> {
        let number = Kind::ALL.iter().position(|k| k == kind);
        let rows = number.and_then(|n| self.order.get(n)).map_or(&[][..], |rows| rows);
        rows.iter().skip(offset).take(limit).map(|row| Id::from(self.id_at(*row))).collect()
    }

    /// A theme.
    pub fn theme(&self, id: &str) -> Option<Theme> {
        self.typed(&Kind::Theme, id)
    }

    /// All themes, in the order of their working groups.
    pub fn themes(&self) -> Vec<Theme> {
        let mut themes: Vec<Theme> = self.all(&Kind::Theme);
        themes.sort_by(|a, b| (a.working_group, &a.id).cmp(&(b.working_group, &b.id)));
        themes
    }

    /// An organisation.
    pub fn organisation(&self, id: &str) -> Option<Organisation> {
        self.typed(&Kind::Organisation, id)
    }

    /// A place.
    pub fn place(&self, id: &str) -> Option<Place> {
        self.typed(&Kind::Place, id)
    }

    /// An offer.
    pub fn offer(&self, id: &str) -> Option<Offer> {
        self.typed(&Kind::Offer, id)
    }

    /// A session.
    pub fn session(&self, id: &str) -> Option<Session> {
        self.typed(&Kind::Session, id)
    }

    /// A call to take part.
    pub fn call(&self, id: &str) -> Option<Call> {
        self.typed(&Kind::Call, id)
    }

    /// All calls, the one that closes last first.
    pub fn calls(&self) -> Vec<Call> {
        let mut calls: Vec<Call> = self.all(&Kind::Call);
        calls.sort_by(|a, b| (&b.closes, &a.id).cmp(&(&a.closes, &b.id)));
        calls
    }

    /// The notices about a record.
    pub fn notices_about(&self, kind: &Kind, id: &str) -> Vec<Notice> {
        self.linked_to(kind, id, &Kind::Notice)
    }

    /// The offers at a place, by title.
    pub fn offers_at(&self, place: &str) -> Vec<Offer> {
        self.linked_to(&Kind::Place, place, &Kind::Offer)
    }

    /// The sessions at a place, by title.
    pub fn sessions_at(&self, place: &str) -> Vec<Session> {
        self.linked_to(&Kind::Place, place, &Kind::Session)
    }

    /// The sessions of an offer.
    pub fn sessions_of_offer(&self, offer: &str) -> Vec<Session> {
        self.linked_to(&Kind::Offer, offer, &Kind::Session)
    }

    /// The places of an organisation, by name.
    pub fn places_of(&self, organisation: &str) -> Vec<Place> {
        self.linked_to(&Kind::Organisation, organisation, &Kind::Place)
    }

    /// The offers of an organisation, by title.
    pub fn offers_of(&self, organisation: &str) -> Vec<Offer> {
        self.linked_to(&Kind::Organisation, organisation, &Kind::Offer)
    }

    /// The name or title of a record in French; of a session without a title, that of its offer.
    pub fn name_of(&self, kind: &Kind, id: &str) -> Option<String> {
        names::of(self.live.json(kind.as_str(), id)).or_else(|| {
            let offer = (*kind == Kind::Session).then(|| self.session(id)?.offer_id).flatten()?;
            names::of(self.live.json(Kind::Offer.as_str(), offer.as_str()))
        })
    }

    fn derived(&self, layer: Layer) -> &Derived {
        match layer {
            Layer::Base => &self.base,
            Layer::Recent => &self.recent,
        }
    }

    /// The layer and row behind a number that may carry [`RECENT`].
    fn at(number: u32) -> (Layer, usize) {
        match number & RECENT {
            0 => (Layer::Base, number as usize),
            _ => (Layer::Recent, (number & !RECENT) as usize),
        }
    }

    fn id_at(&self, number: u32) -> &str {
        let (layer, row) = Self::at(number);
        self.live.segment(layer).id(row)
    }

    /// Where a link out of a layer leads today: to the base, to what has replaced it since, or nowhere.
    fn follow(&self, from: Layer, link: u32) -> Option<(Layer, usize)> {
        if link & DANGLING != 0 {
            let (kind, id) = self.derived(from).dangling.get((link & !DANGLING) as usize)?;
            return self.live.find(kind.as_str(), id);
        }
        let (layer, row) = Self::at(link);
        if self.live.is_live(layer, row) {
            return Some((layer, row));
        }
        let segment = self.live.segment(layer);
        self.live.find(segment.kind_str(row), segment.id(row))
    }

    /// The live rows of kind `of` that link to a record.
    fn referrers(&self, kind: &Kind, id: &str, of: &Kind) -> Vec<(Layer, usize)> {
        let target = build::target(&self.live, kind, id);
        let mut rows = Vec::new();
        for layer in [Layer::Base, Layer::Recent] {
            let range = self.live.segment(layer).range(of);
            let derived = self.derived(layer);
            let targets = target.into_iter().chain(derived.dangling(kind, id));
            let found = targets.flat_map(|target| derived.referrers(target));
            rows.extend(
                found.filter(|row| range.contains(row) && self.live.is_live(layer, *row)).map(|row| (layer, row)),
            );
        }
        rows
    }

    fn linked_to<T: FromJson>(&self, kind: &Kind, id: &str, of: &Kind) -> Vec<T> {
        let mut found: Vec<((CollationKey, &str), T)> = self
            .referrers(kind, id, of)
            .into_iter()
            .filter_map(|(layer, row)| Some((self.name_key(layer, row), self.read(layer, row)?)))
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        found.into_iter().map(|(_, record)| record).collect()
    }

    fn read<T: FromJson>(&self, layer: Layer, row: usize) -> Option<T> {
        json::read(self.live.segment(layer).json(row)?)
    }

    fn typed<T: FromJson>(&self, kind: &Kind, id: &str) -> Option<T> {
        self.live.find(kind.as_str(), id).and_then(|(layer, row)| self.read(layer, row))
    }

    fn all<T: FromJson>(&self, kind: &Kind) -> Vec<T> {
        live_rows(&self.live, kind).filter_map(|(layer, row)| self.read(layer, row)).collect()
    }
}
