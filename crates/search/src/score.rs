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
    /// Says whether a document comes after others that answer as well, because less is known for certain of it.
    pub late: &'a dyn Fn(u32) -> bool,
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
    /// Whether it comes after others that answer as well.
    pub late: bool,
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
/// What a light word weighs beside others.
const LIGHT_SHARE: f32 = 0.35;
/// What a word that was only guessed weighs beside words that are sure.
const GUESS_SHARE: f32 = 0.45;

/// Searches several segments at once, as if they were one index.
///
/// Documents that answer more of the words come first; of equal scores those that are late come after the others, then they are ordered by segment and number.
pub fn search(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon, limit: usize) -> SearchResult {
    let slots = plan::plan(segments, query, lexicon);
    rank(segments, &slots, limit)
}

/// As [`search`], but every hit comes: the best `sorted` first, in their order, then the others in any.
///
/// For a caller that counts all and shows a few: to put thousands in order costs more than to find them.
pub fn search_all(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon, sorted: usize) -> SearchResult {
    let slots = plan::plan(segments, query, lexicon);
    rank_all(segments, &slots, sorted)
}

/// Ranks the documents that the slots find.
pub(crate) fn rank(segments: &[Segment<'_>], slots: &[Slot], limit: usize) -> SearchResult {
    let mut result = rank_all(segments, slots, limit);
    result.hits.truncate(limit);
    result
}

fn rank_all(segments: &[Segment<'_>], slots: &[Slot], sorted: usize) -> SearchResult {
    let found: Vec<Found<'_>> = slots.iter().map(|slot| find(segments, slot)).collect();
    let documents: u32 = segments.iter().map(|segment| segment.index.len()).sum();
    let sure = found.iter().any(|found| found.documents > 0 && !found.slot.guessed);
    let mut weighed: Vec<(f32, &Found<'_>)> = found.iter().filter(|f| f.documents > 0).map(|f| (0.0, f)).collect();
    for (weight, found) in &mut weighed {
        let light = if found.slot.light { LIGHT_SHARE } else { 1.0 };
        let guess = if sure && found.slot.guessed { GUESS_SHARE } else { 1.0 };
        *weight = rarity(documents, found.documents) * light * guess;
    }
    let all: f32 = weighed.iter().map(|(weight, _)| weight).sum();
    let mut complete = Vec::new();
    let mut partial = Vec::new();
    for (segment, number) in segments.iter().zip(0usize..) {
        let parts: Vec<_> = weighed
            .iter()
            .map(|(weight, f)| (weight / all, f.slot.light || (sure && f.slot.guessed), f.parts(number)))
            .collect();
        for doc in 0..segment.index.len() {
            let Some(merit) = merit(&parts, doc as usize) else { continue };
            if (segment.keep)(doc) {
                let hit = Hit { segment: number as u32, doc, score: merit.score, late: (segment.late)(doc) };
                if merit.complete { complete.push(hit) } else { partial.push(hit) }
            }
        }
    }
    let relaxed = !slots.is_empty() && (complete.is_empty() || found.iter().any(|f| f.documents == 0 && !f.slot.light));
    if complete.len() < ENOUGH {
        complete.append(&mut partial);
    }
    let total = complete.len() as u32;
    best_first(&mut complete, sorted);
    SearchResult { total, hits: complete, relaxed }
}

/// How well a document answers all the slots.
struct Merit {
    score: f32,
    /// Whether it answers every slot that isn't optional.
    complete: bool,
}

/// The merit of a document, none where it answers too little; each slot comes with its weight, all adding up to one, and whether a
/// document is complete without it.
#[inline]
fn merit(slots: &[(f32, bool, &[f32])], doc: usize) -> Option<Merit> {
    let (mut sum, mut cover, mut complete) = (0.0, 0.0, true);
    for (weight, optional, parts) in slots {
        let part = parts.get(doc).copied().unwrap_or(0.0);
        if part > 0.0 {
            sum += weight * part;
            cover += weight;
        } else {
            complete &= optional;
        }
    }
    if cover == 0.0 || (!complete && cover < LEAST_COVER) {
        return None;
    }
    let share = if complete { 1.0 } else { 0.9 * cover };
    Some(Merit { score: share * share * (0.25 + sum), complete })
}

/// Puts the best `sorted` hits first, in their order.
fn best_first(hits: &mut [Hit], sorted: usize) {
    let rest = |hit: &Hit| (hit.late, hit.segment, hit.doc);
    let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then_with(|| rest(a).cmp(&rest(b)));
    if sorted > 0 && hits.len() > sorted {
        hits.select_nth_unstable_by(sorted - 1, order);
    }
    let end = sorted.min(hits.len());
    if let Some(first) = hits.get_mut(..end) {
        first.sort_unstable_by(order);
    }
}

/// The documents that answer a slot: for each segment how well each of its documents does, 0 to 1.
struct Found<'a> {
    slot: &'a Slot,
    by_segment: Vec<Vec<f32>>,
    documents: u32,
}

impl Found<'_> {
    fn parts(&self, segment: usize) -> &[f32] {
        self.by_segment.get(segment).map_or(&[], |parts| parts)
    }
}

/// How much a slot with `found` of `documents` documents says (the idf of BM25).
fn rarity(documents: u32, found: u32) -> f32 {
    let (documents, found) = (documents as f32, found as f32);
    (1.0 + (documents - found + 0.5).max(0.5) / (found + 0.5)).ln()
}

fn find<'a>(segments: &[Segment<'_>], slot: &'a Slot) -> Found<'a> {
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
        by_segment.push(parts);
    }
    let documents = by_segment.iter().flatten().filter(|part| **part > 0.0).count() as u32;
    Found { slot, by_segment, documents }
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
            *part += more.min(1.0) * (1.0 - *part);
        }
    }
}

/// The documents that have every word of an expression, by any of its forms.
fn add_expression(index: &Index, segment: u32, expression: &[Vec<Answer>], parts: &mut [f32]) {
    let mut all: Vec<f32> = Vec::new();
    let mut word_parts = vec![0f32; parts.len()];
    for word in expression {
        word_parts.fill(0.0);
        for answer in word.iter().filter(|answer| answer.segment == segment) {
            add_guess(index, answer, &mut word_parts);
        }
        if all.is_empty() {
            all.clone_from(&word_parts);
        } else {
            for (sum, more) in all.iter_mut().zip(&word_parts) {
                *sum = if *sum > 0.0 && *more > 0.0 { *sum + more } else { 0.0 };
            }
        }
    }
    let share = 1.0 / expression.len().max(1) as f32;
    for (part, sum) in parts.iter_mut().zip(all) {
        *part += sum * share * (1.0 - *part);
    }
}
