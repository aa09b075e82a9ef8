//! Search: the index, the filters, and what comes instead where nothing fits.

use std::ops::Range;

use super::filter::Filter;
use super::{Catalogue, lexicon};
use crate::civil::DateTime;
use crate::geo::Point;
use crate::id::Id;
use crate::live::{Bits, Layer};
use crate::query::{Hit, Hits, Match, Query};
use crate::records::Kind;
use crate::search::{self, SearchResult, Segment};

/// The kinds that are searched, in the order in which they come where no word orders them.
const SEARCHED: [Kind; 4] = [Kind::Place, Kind::Offer, Kind::Session, Kind::Organisation];

/// Where a record lies.
type Row = (Layer, usize);

/// How many more hits than are shown are put in order at once.
const SPARE: usize = 30;

/// How many hits come where nothing fits.
const NEAREST: usize = 20;

impl Catalogue {
    /// Searches places, offers, organisations and sessions that are not past, `limit` hits from `offset` on.
    ///
    /// Sessions of an offer are one hit, the offer's. Where nothing fits, the nearest hits come, and say so.
    pub fn search(&self, query: &Query, now: DateTime, offset: usize, limit: usize) -> Hits {
        self.search_from(query, now, None, offset, limit)
    }

    /// As [`Catalogue::search`], the nearest of what fits first where one is somewhere.
    pub fn search_from(&self, query: &Query, now: DateTime, here: Option<Point>, offset: usize, limit: usize) -> Hits {
        let filter = Filter::new(self, query, now);
        let has_words = !query.words.trim().is_empty();
        if !has_words {
            let mut found = self.without_words(&filter);
            if !found.is_empty() {
                self.nearest_first(&mut found, here);
                return self.page(&found, Match::All, offset, limit);
            }
        } else {
            let wanted = offset.saturating_add(limit);
            // Some hits are sessions of an offer that is there already.
            let mut sorted = if here.is_some() { usize::MAX } else { wanted.saturating_mul(2).saturating_add(SPARE) };
            loop {
                let result = self.ask(&filter, |s| search::search_all(s, &query.words, lexicon(), sorted));
                let (mut rows, in_order) = self.merged(&result, sorted);
                if rows.is_empty() {
                    break;
                }
                if in_order >= wanted || sorted >= result.hits.len() {
                    let matched = if result.relaxed { Match::Some } else { Match::All };
                    self.nearest_first(&mut rows, here);
                    return self.page(&rows, matched, offset, limit);
                }
                sorted = usize::MAX;
            }
        }
        self.page(&self.nearest(query, &filter, now), Match::Nearest, offset, limit)
    }

    /// What comes nearest: like words within the filters, then without them, then whatever there is.
    fn nearest(&self, query: &Query, filter: &Filter<'_>, now: DateTime) -> Vec<Row> {
        let plain = Filter::new(self, &Query::default(), now);
        if !query.words.trim().is_empty() {
            for filter in [filter, &plain] {
                let result = self.ask(filter, |segments| search::nearest(segments, &query.words, lexicon(), NEAREST));
                if !result.hits.is_empty() {
                    return self.merged(&result, usize::MAX).0;
                }
            }
        }
        let mut all = self.without_words(&plain);
        all.truncate(NEAREST);
        all
    }

    fn ask(&self, filter: &Filter<'_>, ask: impl FnOnce(&[Segment<'_>]) -> SearchResult) -> SearchResult {
        let keep = |layer: Layer| {
            move |doc: u32| {
                self.derived(layer).docs.get(doc as usize).is_some_and(|row| filter.passes(layer, *row as usize))
            }
        };
        let late = |layer: Layer| {
            move |doc: u32| {
                self.derived(layer).docs.get(doc as usize).is_some_and(|row| filter.is_stale(layer, *row as usize))
            }
        };
        let (base, recent) = (keep(Layer::Base), keep(Layer::Recent));
        let (base_late, recent_late) = (late(Layer::Base), late(Layer::Recent));
        match (&self.base.index, &self.recent.index) {
            (Some(index), Some(newer)) if !newer.is_empty() => {
                let newer = Segment { index: newer, keep: &recent, late: &recent_late };
                ask(&[Segment { index, keep: &base, late: &base_late }, newer])
            }
            (Some(index), _) => ask(&[Segment { index, keep: &base, late: &base_late }]),
            _ => SearchResult::default(),
        }
    }

    /// The hits in their order, the sessions of an offer as one, at the place of the best; and how many of
    /// them come of the first `sorted` hits.
    fn merged(&self, result: &SearchResult, sorted: usize) -> (Vec<Row>, usize) {
        let mut seen = Seen::new(self);
        let mut hits = Vec::new();
        let mut in_order = 0;
        for (n, hit) in result.hits.iter().enumerate() {
            let layer = if hit.segment == 0 { Layer::Base } else { Layer::Recent };
            if let Some(row) = self.derived(layer).docs.get(hit.doc as usize) {
                self.take(layer, *row as usize, &mut seen, &mut hits);
            }
            if n < sorted {
                in_order = hits.len();
            }
        }
        (hits, in_order)
    }

    fn without_words(&self, filter: &Filter<'_>) -> Vec<Row> {
        let mut seen = Seen::new(self);
        let mut hits = Vec::new();
        for kind in &SEARCHED {
            let number = Kind::ALL.iter().position(|k| k == kind);
            let rows = number.and_then(|n| self.order.get(n)).map_or(&[][..], |rows| rows);
            // What somebody confirmed comes before what nobody did for long.
            for stale in [false, true] {
                for row in rows {
                    let (layer, row) = Self::at(*row);
                    if filter.is_stale(layer, row) == stale && filter.passes(layer, row) {
                        self.take(layer, row, &mut seen, &mut hits);
                    }
                }
            }
        }
        hits
    }

    /// Takes a row as a hit, or its offer where it is a session of one, unless it is there already.
    fn take(&self, layer: Layer, row: usize, seen: &mut Seen, hits: &mut Vec<Row>) {
        let hit = if seen.sessions[layer as usize].contains(&row) { self.offer_of(layer, row) } else { None }
            .unwrap_or((layer, row));
        if seen.first(hit.0, hit.1) {
            hits.push(hit);
        }
    }

    /// The hits asked for out of all that fit; only these are named, of which a common word has thousands.
    fn page(&self, rows: &[Row], matched: Match, offset: usize, limit: usize) -> Hits {
        let hits = rows.iter().skip(offset).take(limit).map(|(layer, row)| {
            let segment = self.live.segment(*layer);
            Hit { kind: segment.kind(*row), id: Id::from(segment.id(*row)) }
        });
        Hits { total: rows.len(), hits: hits.collect(), matched }
    }

    fn offer_of(&self, layer: Layer, row: usize) -> Option<(Layer, usize)> {
        let links = self.derived(layer).links(row).iter();
        links
            .filter_map(|link| self.follow(layer, *link))
            .find(|(layer, row)| self.live.segment(*layer).kind_str(*row) == Kind::Offer.as_str())
    }
}

/// Which rows of each layer are hits already, and which are sessions.
struct Seen {
    hits: [Bits; 2],
    sessions: [Range<usize>; 2],
}

impl Seen {
    fn new(catalogue: &Catalogue) -> Self {
        let segments = [catalogue.live.base(), catalogue.live.recent()];
        Self {
            hits: segments.map(|segment| Bits::new(segment.len())),
            sessions: segments.map(|segment| segment.range(&Kind::Session)),
        }
    }

    fn first(&mut self, layer: Layer, row: usize) -> bool {
        let bits = &mut self.hits[layer as usize];
        let is_first = !bits.get(row);
        bits.set(row);
        is_first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Derived, Version};

    /// Three libraries of one name, in the order of their ids; the last one was confirmed this month.
    fn city() -> Catalogue {
        let place = |id: &str, assured: &str| {
            format!(
                r#"{{"id":"{id}","modified":1,"name":"Bibliothèque","placeType":"library","themes":[],"address":{{}}{assured}}}"#
            )
        };
        let assured = |at: &str| format!(r#","assured":{{"at":"{at}","by":"équipe"}}"#);
        let places = [place("a", ""), place("b", &assured("2026-01-05")), place("c", &assured("2026-11-05"))];
        let text = format!(r#"{{"places":[{}]}}"#, places.join(","));
        Catalogue::from_document(Version::default(), text.into_bytes()).unwrap()
    }

    fn found(city: &Catalogue, words: &str, now: &str) -> Vec<String> {
        let query = Query { words: words.into(), ..Query::default() };
        let hits = city.search(&query, DateTime::parse(now).unwrap(), 0, 10).hits;
        hits.iter().map(|hit| hit.id.to_string()).collect()
    }

    #[test]
    fn what_was_confirmed_comes_before_what_answers_as_well_and_was_not() {
        let city = city();
        for words in ["bibliothèque", ""] {
            assert_eq!(found(&city, words, "2026-11-26T10:00"), ["c", "a", "b"], "{words}");
            assert_eq!(found(&city, words, "2026-02-01T10:00"), ["b", "c", "a"], "{words}");
        }
        assert_eq!(city.list(&Kind::Place, 0, 10), ["a", "b", "c"].map(Id::from), "a list by name stays one");
    }

    #[test]
    fn confirmations_come_back_with_what_was_worked_out() {
        let city = city();
        let bytes = city.base_derived().to_bytes(city.live().base());
        let (_, derived) = Derived::open(&mut city.live().base().text().to_vec(), &bytes).unwrap();
        assert_eq!(derived.facts, city.base_derived().facts);
        assert!(derived.facts.iter().any(|fact| fact.confirmed > 0));
    }
}
