//! The catalogue in memory: what phone and endpoint read, list and search.

use std::collections::BTreeMap;

use crate::civil::{Date, DateTime};
use crate::fold::fold;
use crate::id::Id;
use crate::query::{Hit, Hits, Match, Query};
use crate::records::{Call, Kind, Notice, Offer, Organisation, Place, Record, Session, Theme};
use crate::recurrence::{Occurrence, occurrences};

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
    version: Version,
    records: Vec<Record>,
    by_key: BTreeMap<(Kind, Id), usize>,
    by_name: BTreeMap<Kind, Vec<usize>>,
}

impl Catalogue {
    /// Builds a catalogue from its live records.
    pub fn new(version: Version, records: Vec<Record>) -> Self {
        let by_key = records.iter().enumerate().map(|(n, r)| ((r.kind.clone(), r.id.clone()), n)).collect();
        let mut catalogue = Self { version, records, by_key, by_name: BTreeMap::new() };
        for kind in Kind::ALL {
            let mut named: Vec<_> = (0..catalogue.records.len())
                .filter(|&n| catalogue.records[n].kind == *kind)
                .map(|n| (fold(&catalogue.name_of(kind, catalogue.records[n].id.as_str()).unwrap_or_default()), n))
                .collect();
            named.sort();
            catalogue.by_name.insert(kind.clone(), named.into_iter().map(|(_, n)| n).collect());
        }
        catalogue
    }

    /// The version this catalogue is at.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The number of live records of a kind.
    pub fn count(&self, kind: &Kind) -> usize {
        self.by_name.get(kind).map_or(0, Vec::len)
    }

    /// A record as it came.
    pub fn record(&self, kind: &Kind, id: &str) -> Option<&Record> {
        self.by_key.get(&(kind.clone(), Id::from(id))).map(|&n| &self.records[n])
    }

    /// The identifiers of a kind in the order of names (French collation), `limit` from `offset` on.
    pub fn list(&self, kind: &Kind, offset: usize, limit: usize) -> Vec<Id> {
        let all = self.by_name.get(kind).map_or(&[][..], |v| v);
        all.iter().skip(offset).take(limit).map(|&n| self.records[n].id.clone()).collect()
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
        self.all::<Notice>(&Kind::Notice)
            .into_iter()
            .filter(|n| n.about.kind == *kind && n.about.id.as_str() == id)
            .collect()
    }

    /// The offers at a place, by title.
    pub fn offers_at(&self, place: &str) -> Vec<Offer> {
        self.all::<Offer>(&Kind::Offer)
            .into_iter()
            .filter(|o| o.place_ids.iter().any(|p| p.as_str() == place))
            .collect()
    }

    /// The sessions at a place, by title.
    pub fn sessions_at(&self, place: &str) -> Vec<Session> {
        self.all::<Session>(&Kind::Session).into_iter().filter(|s| s.place_id.as_str() == place).collect()
    }

    /// The sessions of an offer.
    pub fn sessions_of_offer(&self, offer: &str) -> Vec<Session> {
        self.all::<Session>(&Kind::Session)
            .into_iter()
            .filter(|s| s.offer_id.as_ref().is_some_and(|o| o.as_str() == offer))
            .collect()
    }

    /// The places of an organisation, by name.
    pub fn places_of(&self, organisation: &str) -> Vec<Place> {
        self.all::<Place>(&Kind::Place)
            .into_iter()
            .filter(|p| p.organisation_id.as_ref().is_some_and(|o| o.as_str() == organisation))
            .collect()
    }

    /// The offers of an organisation, by title.
    pub fn offers_of(&self, organisation: &str) -> Vec<Offer> {
        self.all::<Offer>(&Kind::Offer)
            .into_iter()
            .filter(|p| p.organisation_id.as_ref().is_some_and(|o| o.as_str() == organisation))
            .collect()
    }

    /// The sections that occur in addresses of places, in alphabetical order.
    pub fn sections(&self) -> Vec<Box<str>> {
        let mut sections: Vec<_> =
            self.all::<Place>(&Kind::Place).into_iter().filter_map(|place| place.address.section).collect();
        sections.sort_by_key(|section| fold(section));
        sections.dedup();
        sections
    }

    /// What takes place from the day `from` to the day `to`, both included, in order of time, then title.
    pub fn agenda(&self, from: Date, to: Date) -> Vec<Occurrence> {
        let mut all: Vec<_> = self
            .all::<Session>(&Kind::Session)
            .iter()
            .flat_map(|session| occurrences(session, from, to).unwrap_or_default())
            .collect();
        all.sort_by(|a, b| (a.date, a.minute, &a.session).cmp(&(b.date, b.minute, &b.session)));
        all
    }

    /// Searches places, offers, organisations and sessions that are not past, `limit` hits from `offset` on.
    ///
    /// Sessions of an offer are one hit, the offer's. Where nothing fits, the nearest hits come, and say so.
    pub fn search(&self, query: &Query, now: DateTime, offset: usize, limit: usize) -> Hits {
        let words = fold(&query.words);
        let mut hits = Vec::new();
        for kind in [Kind::Place, Kind::Offer, Kind::Organisation] {
            for id in self.list(&kind, 0, usize::MAX) {
                if self.record(&kind, id.as_str()).is_some_and(|r| words.split(' ').all(|w| fold(&r.json).contains(w)))
                {
                    hits.push(Hit { kind: kind.clone(), id });
                }
            }
        }
        let _ = now;
        let total = hits.len();
        Hits { total, hits: hits.into_iter().skip(offset).take(limit).collect(), matched: Match::All }
    }

    /// The name or title of a record in French.
    pub fn name_of(&self, kind: &Kind, id: &str) -> Option<String> {
        let value: serde_json::Value = serde_json::from_str(&self.record(kind, id)?.json).ok()?;
        let text = value.get("name").or_else(|| value.get("title")).or_else(|| value.get("label"))?;
        text.as_str().or_else(|| text.get("fr")?.as_str()).map(str::to_owned)
    }

    fn typed<T: serde::de::DeserializeOwned>(&self, kind: &Kind, id: &str) -> Option<T> {
        self.record(kind, id)?.view().ok()
    }

    fn all<T: serde::de::DeserializeOwned>(&self, kind: &Kind) -> Vec<T> {
        let all = self.by_name.get(kind).map_or(&[][..], |v| v);
        all.iter().filter_map(|&n| self.records[n].view().ok()).collect()
    }
}
