//! What comes nearest to a query that finds nothing, so that nobody ends before an empty page.

use super::distance::{self, Letters};
use super::lexicon::Lexicon;
use super::plan::{self, Answer, Slot};
use super::score::{Hit, SearchResult, Segment, rank};
use super::token;

/// How many of the most similar terms stand for a word.
const SIMILAR_TERMS: usize = 6;
/// Below this likeness, words have hardly more than a pair of letters in common.
const LEAST_LIKENESS: f32 = 0.25;

/// The documents that come nearest to a query, by the likeness of words; the first documents where no word is like any.
///
/// It finds nothing only where no document counts at all. `relaxed` is always true.
pub fn nearest(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon, limit: usize) -> SearchResult {
    let mut slots = plan::plan(segments, query, lexicon);
    for word in token::word_list(query).into_iter().filter(|word| !lexicon.is_stop_word(word)).take(8) {
        slots.push(similar(segments, &word));
    }
    let mut result = rank(segments, &slots, limit);
    if result.total == 0 {
        result = first(segments, limit);
    }
    result.relaxed = true;
    result
}

/// The terms most like a word.
fn similar(segments: &[Segment<'_>], word: &str) -> Slot {
    let letters = Letters::of(word);
    let signature = distance::signature(word);
    let mut answers: Vec<Answer> = Vec::new();
    for (segment, number) in segments.iter().zip(0..) {
        for term in 0..segment.index.term_count() {
            let shared = (segment.index.signature(term) & signature).count_ones();
            if shared * 2 < signature.count_ones() {
                continue;
            }
            let theirs = Letters::of(segment.index.term(term));
            let likeness = distance::likeness(letters.as_slice(), theirs.as_slice());
            if likeness >= LEAST_LIKENESS {
                answers.push(Answer { segment: number, term, quality: likeness * likeness, guess: true });
            }
        }
    }
    answers.sort_by(|a, b| b.quality.total_cmp(&a.quality).then((a.segment, a.term).cmp(&(b.segment, b.term))));
    answers.truncate(SIMILAR_TERMS);
    Slot { answers, guessed: true, ..Slot::default() }
}

/// The first documents that count.
fn first(segments: &[Segment<'_>], limit: usize) -> SearchResult {
    let mut hits = Vec::new();
    for (segment, number) in segments.iter().zip(0..) {
        let kept = (0..segment.index.len()).filter(|&doc| (segment.keep)(doc));
        hits.extend(kept.take(limit - hits.len()).map(|doc| Hit { segment: number, doc, score: 0.0, late: false }));
    }
    SearchResult { total: hits.len() as u32, hits, relaxed: true }
}
