//! Scores documents against a planned query and picks the best.

use super::index::Index;
use super::lexicon::Lexicon;
use super::plan::{self, Answer, Slot};

/// An index, and which of its documents count.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    /// The index.
    pub index: &'a Index,
    /// Says whether a document counts: it passes the filters and no newer segment has replaced it.
    pub keep: &'a dyn Fn(u32) -> bool,
}

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The segment it is in, by its place in the list of segments.
    pub segment: u32,
    /// Its number there.
    pub doc: u32,
    /// How well it answers; only good for comparing hits of one search.
    pub score: f32,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// How many documents were found in all.
    pub total: u32,
    /// The best of them, the best first.
    pub hits: Vec<Hit>,
    /// Whether no document has all the words, so that these have some of them.
    pub relaxed: bool,
}

/// With as many documents that have all the words, those that have only some are left out.
const ENOUGH: usize = 10;
/// Documents that have only some of the words must have at least this share of what the words weigh.
const LEAST_COVER: f32 = 0.4;

/// Searches several segments at once, as if they were one index.
///
/// Documents that answer more of the words come first; equal scores are ordered by segment, then number.
pub fn search(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon, limit: usize) -> SearchResult {
    let slots = plan::plan(segments, query, lexicon);
    rank(segments, &slots, limit)
}

/// Ranks the documents that the slots find.
pub(super) fn rank(segments: &[Segment<'_>], slots: &[Slot], limit: usize) -> SearchResult {
    let found: Vec<Found> = slots.iter().map(|slot| find(segments, slot)).collect();
    let documents: u32 = segments.iter().map(|segment| segment.index.len()).sum();
    let answered = || found.iter().filter(|found| found.documents > 0);
    let weights: f32 = answered().map(|found| rarity(documents, found.documents)).sum();
    let needed = answered().count() as u8;
    if needed == 0 {
        return SearchResult { relaxed: !slots.is_empty(), ..SearchResult::default() };
    }
    let mut hits: Vec<(bool, Hit)> = Vec::new();
    for (segment, number) in segments.iter().zip(0usize..) {
        let mut sums = vec![Sum::default(); segment.index.len() as usize];
        for found in answered() {
            let weight = rarity(documents, found.documents) / weights;
            for &(doc, part) in found.by_segment.get(number).map_or(&[][..], |list| list) {
                if let Some(sum) = sums.get_mut(doc as usize) {
                    sum.score += weight * part;
                    sum.cover += weight;
                    sum.slots += 1;
                }
            }
        }
        for (sum, doc) in sums.iter().zip(0u32..) {
            if sum.slots == 0 || (sum.slots < needed && sum.cover < LEAST_COVER) || !(segment.keep)(doc) {
                continue;
            }
            let complete = sum.slots == needed;
            let cover = if complete { 1.0 } else { 0.9 * sum.cover };
            let score = cover * cover * (0.25 + sum.score);
            hits.push((complete, Hit { segment: number as u32, doc, score }));
        }
    }
    let complete = hits.iter().filter(|(complete, _)| *complete).count();
    if complete >= ENOUGH {
        hits.retain(|(complete, _)| *complete);
    }
    let total = hits.len() as u32;
    let relaxed = complete == 0 || usize::from(needed) < slots.len();
    let hits = best(hits.into_iter().map(|(_, hit)| hit).collect(), limit);
    SearchResult { total, hits, relaxed }
}

/// The best hits in order.
fn best(mut hits: Vec<Hit>, limit: usize) -> Vec<Hit> {
    let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.segment.cmp(&b.segment)).then(a.doc.cmp(&b.doc));
    if limit == 0 {
        return Vec::new();
    }
    if hits.len() > limit {
        hits.select_nth_unstable_by(limit - 1, order);
        hits.truncate(limit);
    }
    hits.sort_unstable_by(order);
    hits
}

#[derive(Clone, Default)]
struct Sum {
    score: f32,
    cover: f32,
    slots: u8,
}

/// The documents that answer a slot, each with how well (0 to 1).
struct Found {
    by_segment: Vec<Vec<(u32, f32)>>,
    documents: u32,
}

/// How much a slot with `found` of `documents` documents says (the idf of BM25).
fn rarity(documents: u32, found: u32) -> f32 {
    let (documents, found) = (documents as f32, found as f32);
    (1.0 + (documents - found + 0.5).max(0.5) / (found + 0.5)).ln()
}

fn find(segments: &[Segment<'_>], slot: &Slot) -> Found {
    let mut by_segment = Vec::with_capacity(segments.len());
    for (segment, number) in segments.iter().zip(0u32..) {
        let mut parts = vec![0f32; segment.index.len() as usize];
        let here = slot.answers.iter().filter(|answer| answer.segment == number);
        for answer in here.clone().filter(|answer| answer.guess) {
            add_guess(segment.index, answer, &mut parts);
        }
        for answer in here.filter(|answer| !answer.guess) {
            add_sure(segment.index, answer, &mut parts);
        }
        for expression in &slot.expressions {
            add_expression(segment.index, number, expression, &mut parts);
        }
        by_segment
            .push(parts.iter().zip(0u32..).filter(|(part, _)| **part > 0.0).map(|(part, doc)| (doc, *part)).collect());
    }
    let documents = by_segment.iter().map(|list: &Vec<_>| list.len() as u32).sum();
    Found { by_segment, documents }
}

const IMPACT: f32 = 1.0 / 255.0;

/// Of guesses only the best counts.
fn add_guess(index: &Index, answer: &Answer, parts: &mut [f32]) {
    let unit = answer.quality * IMPACT;
    for (doc, impact) in index.postings(answer.term) {
        if let Some(part) = parts.get_mut(doc as usize) {
            *part = part.max(unit * f32::from(impact));
        }
    }
}

/// What is sure adds up, without ever exceeding one.
fn add_sure(index: &Index, answer: &Answer, parts: &mut [f32]) {
    let unit = answer.quality * IMPACT;
    for (doc, impact) in index.postings(answer.term) {
        if let Some(part) = parts.get_mut(doc as usize) {
            let more = unit * f32::from(impact);
            *part += more * (1.0 - *part);
        }
    }
}

/// The documents that have every word of an expression, by any of its forms.
fn add_expression(index: &Index, segment: u32, expression: &[Vec<Answer>], parts: &mut [f32]) {
    let mut found: Option<Vec<(u32, f32)>> = None;
    for word in expression {
        let mut list: Vec<(u32, f32)> = Vec::new();
        for answer in word.iter().filter(|answer| answer.segment == segment) {
            let unit = answer.quality * IMPACT;
            list.extend(index.postings(answer.term).map(|(doc, impact)| (doc, unit * f32::from(impact))));
        }
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        list.dedup_by_key(|(doc, _)| *doc);
        found = Some(match found {
            None => list,
            Some(before) => both(&before, &list),
        });
    }
    let share = 1.0 / expression.len().max(1) as f32;
    for (doc, sum) in found.unwrap_or_default() {
        if let Some(part) = parts.get_mut(doc as usize) {
            *part += sum * share * (1.0 - *part);
        }
    }
}

fn both(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut common = Vec::with_capacity(a.len().min(b.len()));
    let mut rest = b;
    for &(doc, part) in a {
        let skip = rest.partition_point(|(other, _)| *other < doc);
        rest = rest.get(skip..).unwrap_or_default();
        if let Some(&(other, more)) = rest.first()
            && other == doc
        {
            common.push((doc, part + more));
        }
    }
    common
}
