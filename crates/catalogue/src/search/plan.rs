//! Turns a query into slots: for each of its words, or expressions, the terms that answer it and how well.

use super::distance::{self, Letters};
use super::lexicon::{Idea, Lexicon, key_of, related};
use super::score::Segment;
use super::{phonetic, stem, token};

/// More words than this say nothing more; a pasted page must not block the phone.
const MAX_WORDS: usize = 12;
/// The longest expression of the lexicon, in words that aren't stop words.
const MAX_EXPRESSION: usize = 4;
/// A word being typed may have this many postings in all; beyond, its rarest continuations are left out.
const MAX_OPEN_POSTINGS: u32 = 200_000;

/// How well a term answers a word of the query.
mod quality {
    pub(super) const EXACT: f32 = 1.0;
    pub(super) const STEM: f32 = 0.86;
    pub(super) const PREFIX: f32 = 0.74;
    pub(super) const IDEA: f32 = 0.8;
    pub(super) const OPEN_IDEA: f32 = 0.5;
    pub(super) const SOUND: f32 = 0.62;
    pub(super) const TYPO: f32 = 0.6;
    pub(super) const SECOND_TYPO: f32 = 0.45;
    pub(super) const RELATED: f32 = 0.4;
}

/// A term of one segment that answers a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    pub(super) segment: u32,
    pub(super) term: u32,
    pub(super) quality: f32,
    /// Whether it is one of many continuations or guesses, of which only the best counts.
    pub(super) guess: bool,
}

/// What answers one word or expression of the query.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// Single terms.
    pub(super) answers: Vec<Answer>,
    /// Expressions: a document answers with all of the words, each by one of its terms.
    pub(super) expressions: Vec<Vec<Vec<Answer>>>,
}

impl Slot {
    fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.expressions.is_empty()
    }
}

/// A word of the query; the last one is open while it may still be going on.
struct Word {
    text: String,
    open: bool,
}

/// Plans a query over several segments.
pub(super) fn plan(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon) -> Vec<Slot> {
    let words = query_words(query, lexicon);
    let planner = Planner { segments, lexicon };
    let mut slots = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (mut slot, taken) = planner.slot(&words[at..]);
        tidy(&mut slot.answers);
        slots.push(slot);
        at += taken;
    }
    slots
}

fn query_words(query: &str, lexicon: &Lexicon) -> Vec<Word> {
    let open = query.chars().next_back().is_some_and(char::is_alphanumeric);
    let mut words: Vec<Word> = token::word_list(query).into_iter().map(|text| Word { text, open: false }).collect();
    if let Some(last) = words.last_mut() {
        last.open = open;
    }
    if words.iter().any(|word| !lexicon.is_stop_word(&word.text)) {
        words.retain(|word| !lexicon.is_stop_word(&word.text));
    }
    words.truncate(MAX_WORDS);
    words
}

/// One answer for each term, the best; in a fixed order.
fn tidy(answers: &mut Vec<Answer>) {
    answers.sort_by(|a, b| (a.segment, a.term).cmp(&(b.segment, b.term)).then(b.quality.total_cmp(&a.quality)));
    answers.dedup_by_key(|answer| (answer.segment, answer.term));
}

struct Planner<'a> {
    segments: &'a [Segment<'a>],
    lexicon: &'a Lexicon,
}

impl Planner<'_> {
    /// The slot of the first word or expression, and how many words it takes.
    fn slot(&self, words: &[Word]) -> (Slot, usize) {
        let mut slot = Slot::default();
        for taken in (2..=MAX_EXPRESSION.min(words.len())).rev() {
            let Some(expression) = words.get(..taken) else { continue };
            let ideas: Vec<_> =
                self.lexicon.ideas_of(&key_of(expression.iter().map(|word| word.text.as_str()))).collect();
            if !ideas.is_empty() {
                self.add_ideas(&ideas, quality::IDEA, &mut slot);
                self.add_expression(expression.iter().map(|word| word.text.as_str()), quality::EXACT, &mut slot);
                return (slot, taken);
            }
        }
        if let [first, second, ..] = words
            && self.add_joined(first, second, &mut slot)
        {
            return (slot, 2);
        }
        if let Some(word) = words.first() {
            self.add_word(word, &mut slot);
        }
        (slot, 1)
    }

    /// « repair cafe » where the catalogue writes repaircafe, « quai 10 » for quai10.
    fn add_joined(&self, first: &Word, second: &Word, slot: &mut Slot) -> bool {
        let joined = format!("{}{}", first.text, second.text);
        let ideas: Vec<_> = self.lexicon.ideas_of(&stem::stem(&joined)).collect();
        let known = self.add_exact(&joined, quality::EXACT, &mut slot.answers);
        if !known && ideas.is_empty() {
            return false;
        }
        self.add_ideas(&ideas, quality::IDEA, slot);
        self.add_expression([first.text.as_str(), second.text.as_str()].into_iter(), quality::EXACT, slot);
        true
    }

    fn add_word(&self, word: &Word, slot: &mut Slot) {
        let text = word.text.as_str();
        let length = text.chars().count();
        self.add_forms(text, quality::EXACT, &mut slot.answers);
        let ideas: Vec<_> = self.lexicon.ideas_of(&stem::stem(text)).collect();
        self.add_ideas(&ideas, quality::IDEA, slot);
        let sure = !slot.is_empty();
        if word.open {
            self.add_beginnings(text, length, quality::PREFIX, &mut slot.answers);
            if !sure && length >= 3 {
                let ideas = self.lexicon.ideas_beginning(text);
                self.add_ideas(&ideas, quality::OPEN_IDEA, slot);
            }
        }
        if slot.is_empty() {
            self.add_guesses(word, length, slot);
        }
    }

    /// What a word that nobody knows may mean.
    fn add_guesses(&self, word: &Word, length: usize, slot: &mut Slot) {
        let text = word.text.as_str();
        if self.add_unglued(text, slot) || self.add_split(text, slot) {
            return;
        }
        self.add_sounding(text, slot);
        self.add_typos(text, length, word.open, slot);
        if slot.is_empty() && length >= 3 && !word.open {
            self.add_beginnings(text, length, quality::RELATED, &mut slot.answers);
        }
        if slot.is_empty() {
            let ideas = self.lexicon.ideas_related(text);
            self.add_ideas(&ideas, quality::OPEN_IDEA, slot);
            self.add_related(text, slot);
        }
    }

    fn add_exact(&self, text: &str, quality: f32, answers: &mut Vec<Answer>) -> bool {
        let before = answers.len();
        for (segment, number) in self.segments.iter().zip(0..) {
            let found = segment.index.find(text);
            answers.extend(found.map(|term| Answer { segment: number, term, quality, guess: false }));
        }
        answers.len() > before
    }

    /// The word itself and the words with the same stem.
    fn add_forms(&self, text: &str, quality: f32, answers: &mut Vec<Answer>) -> bool {
        let before = answers.len();
        self.add_exact(text, quality, answers);
        if text.starts_with('@') {
            return answers.len() > before;
        }
        let stem = stem::stem(text);
        for (segment, number) in self.segments.iter().zip(0..) {
            for term in segment.index.with_stem(&stem) {
                let found = segment.index.term(term);
                if found != text && stem::stem(found) == stem {
                    answers.push(Answer { segment: number, term, quality: quality * quality::STEM, guess: false });
                }
            }
        }
        answers.len() > before
    }

    fn add_ideas(&self, ideas: &[Idea], quality: f32, slot: &mut Slot) {
        for &idea in ideas {
            for (target, rank) in self.lexicon.targets(idea).zip(0u8..) {
                let quality = quality * (1.0 - 0.07 * f32::from(rank)).max(0.5);
                if target.contains(' ') {
                    self.add_expression(target.split(' '), quality, slot);
                } else {
                    self.add_forms(target, quality, &mut slot.answers);
                }
            }
        }
    }

    /// An expression of which every word is known.
    fn add_expression<'w>(&self, words: impl Iterator<Item = &'w str>, quality: f32, slot: &mut Slot) -> bool {
        let mut expression = Vec::new();
        for word in words {
            let mut answers = Vec::new();
            if !self.add_forms(word, quality, &mut answers) {
                return false;
            }
            tidy(&mut answers);
            expression.push(answers);
        }
        slot.expressions.push(expression);
        true
    }

    fn add_beginnings(&self, text: &str, length: usize, quality: f32, answers: &mut Vec<Answer>) {
        for (segment, number) in self.segments.iter().zip(0..) {
            let index = segment.index;
            let mut terms: Vec<_> = index.beginning_with(text).map(|term| (index.documents_with(term), term)).collect();
            if terms.iter().map(|(documents, _)| u64::from(*documents)).sum::<u64>() > u64::from(MAX_OPEN_POSTINGS) {
                terms.sort_unstable_by(|a, b| b.cmp(a));
                let mut left = MAX_OPEN_POSTINGS;
                terms.retain(|(documents, _)| {
                    left = left.saturating_sub(*documents);
                    left > 0
                });
            }
            for (_, term) in terms {
                let whole = index.term(term).chars().count().max(1);
                let share = length as f32 / whole as f32;
                answers.push(Answer { segment: number, term, quality: quality * (0.6 + 0.4 * share), guess: true });
            }
        }
    }

    /// « lecole », « dordinateur », « والدراجة »: a small word typed together with the next.
    fn add_unglued(&self, text: &str, slot: &mut Slot) -> bool {
        const FRENCH: [&str; 8] = ["qu", "l", "d", "j", "m", "n", "s", "c"];
        const ARABIC: [&str; 5] = ["و", "ب", "ل", "ف", "ك"];
        for small in FRENCH.iter().chain(&ARABIC) {
            let Some(rest) = text.strip_prefix(small).filter(|rest| rest.chars().count() >= 3) else { continue };
            let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
            if rest.is_ascii() == vowel && self.add_known(rest, quality::STEM, slot) {
                return true;
            }
        }
        false
    }

    /// The word, if the catalogue or the lexicon knows it.
    fn add_known(&self, text: &str, share: f32, slot: &mut Slot) -> bool {
        let found = self.add_forms(text, share, &mut slot.answers);
        let ideas: Vec<_> = self.lexicon.ideas_of(&stem::stem(text)).collect();
        self.add_ideas(&ideas, quality::IDEA * share, slot);
        found || !ideas.is_empty()
    }

    /// « repaircafe », « ecolededevoirs »: two known words typed together, maybe with a stop word between them.
    fn add_split(&self, text: &str, slot: &mut Slot) -> bool {
        let mut best: Option<(usize, &str, &str)> = None;
        for (at, _) in text.char_indices().skip(3) {
            let (left, right) = text.split_at(at);
            if !self.is_known(left) {
                continue;
            }
            for skipped in 0..=3.min(right.len()) {
                let Some((stop, rest)) = right.split_at_checked(skipped) else { continue };
                if rest.chars().count() < 3 || (skipped > 0 && !self.lexicon.is_stop_word(stop)) || !self.is_known(rest)
                {
                    continue;
                }
                let shorter = left.len().min(rest.len());
                if best.is_none_or(|(other, ..)| shorter > other) {
                    best = Some((shorter, left, rest));
                }
            }
        }
        let Some((_, left, right)) = best else { return false };
        let ideas: Vec<_> = self.lexicon.ideas_of(&key_of([left, right].into_iter())).collect();
        self.add_ideas(&ideas, quality::IDEA * quality::STEM, slot);
        self.add_expression([left, right].into_iter(), quality::STEM, slot);
        !slot.is_empty()
    }

    fn is_known(&self, text: &str) -> bool {
        self.segments.iter().any(|segment| segment.index.find(text).is_some())
    }

    fn add_sounding(&self, text: &str, slot: &mut Slot) {
        let Some(sound) = phonetic::key(text) else { return };
        for (segment, number) in self.segments.iter().zip(0..) {
            for term in segment.index.with_sound(&sound) {
                if phonetic::key(segment.index.term(term)).as_deref() == Some(sound.as_str()) {
                    slot.answers.push(Answer { segment: number, term, quality: quality::SOUND, guess: true });
                }
            }
        }
        let ideas = self.lexicon.ideas_sounding(&sound);
        self.add_ideas(&ideas, quality::IDEA * quality::SOUND, slot);
    }

    fn add_typos(&self, text: &str, length: usize, open: bool, slot: &mut Slot) {
        let most = distance::allowance(length);
        if most == 0 {
            return;
        }
        let letters = Letters::of(text);
        let signature = distance::signature(text);
        let mut nearest = most;
        let mut found = Vec::new();
        for (segment, number) in self.segments.iter().zip(0..) {
            let index = segment.index;
            for term in 0..index.term_count() {
                let theirs = index.signature(term);
                let apart = if open { (signature & !theirs).count_ones() } else { (signature ^ theirs).count_ones() };
                if theirs == 0 || apart as usize > if open { nearest } else { 2 * nearest } {
                    continue;
                }
                let word = Letters::of(index.term(term));
                if let Some(edits) = distance::distance(letters.as_slice(), word.as_slice(), nearest, open) {
                    nearest = nearest.min(edits.max(1));
                    let whole = distance::distance(letters.as_slice(), word.as_slice(), nearest, false).is_some();
                    found.push((edits, whole, Answer { segment: number, term, quality: 0.0, guess: true }));
                }
            }
        }
        for (edits, whole, answer) in found.into_iter().filter(|(edits, ..)| *edits <= nearest) {
            let quality = if edits <= 1 { quality::TYPO } else { quality::SECOND_TYPO };
            slot.answers.push(Answer { quality: if whole { quality } else { quality * 0.7 }, ..answer });
        }
        if let Some((edits, ideas)) = self.lexicon.ideas_near(text, nearest) {
            let quality = if edits <= 1 { quality::TYPO } else { quality::SECOND_TYPO };
            self.add_ideas(&ideas, quality, slot);
        }
    }

    /// Words that begin alike and differ in their ending only.
    fn add_related(&self, text: &str, slot: &mut Slot) {
        let Some((start, _)) = text.char_indices().nth(4).map(|(at, _)| text.split_at(at)) else { return };
        let letters = Letters::of(text);
        for (segment, number) in self.segments.iter().zip(0..) {
            for term in segment.index.beginning_with(start) {
                let word = Letters::of(segment.index.term(term));
                let shared = distance::common_start(letters.as_slice(), word.as_slice());
                if related(shared, letters.as_slice().len(), word.as_slice().len()) {
                    let answer = Answer { segment: number, term, quality: quality::RELATED, guess: true };
                    slot.answers.push(answer);
                }
            }
        }
    }
}
