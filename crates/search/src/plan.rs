//! Turns a query into slots: for each of its words, or expressions, the terms that answer it and how well.

use super::lexicon::{Idea, Lexicon, key_of};
use super::score::Segment;
use super::{stem, token};
use crate::letters::is_letter_or_digit;

/// More words than this say nothing more; a pasted page must not block the phone.
const MAX_WORDS: usize = 12;
/// The longest expression of the lexicon, in words that aren't stop words.
const MAX_EXPRESSION: usize = 4;
/// A word being typed may have this many postings in all; beyond, its rarest continuations are left out.
const MAX_OPEN_POSTINGS: u32 = 20_000;

/// What each further target of an idea loses to the one before.
const RANK_LOSS: f32 = 0.12;

/// A word of the catalogue in this many documents is no more telling than the idea it stands for.
const COMMON: f32 = 10.0;

/// How well a term answers a word of the query.
pub(crate) mod quality {
    pub(crate) const EXACT: f32 = 1.0;
    pub(crate) const STEM: f32 = 0.86;
    pub(crate) const PREFIX: f32 = 0.74;
    /// For the words of an expression that the lexicon knows, wherever they stand.
    pub(crate) const EXPRESSION: f32 = 0.6;
    pub(crate) const IDEA: f32 = 0.8;
    /// For an idea whose word the catalogue itself uses: what says it literally comes first.
    pub(crate) const IDEA_BESIDE: f32 = 0.6;
    pub(crate) const OPEN_IDEA: f32 = 0.5;
    pub(crate) const SOUND: f32 = 0.62;
    pub(crate) const TYPO: f32 = 0.6;
    pub(crate) const SECOND_TYPO: f32 = 0.45;
    pub(crate) const RELATED: f32 = 0.4;
}

/// A term of one segment that answers a word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) segment: u32,
    pub(crate) term: u32,
    pub(crate) quality: f32,
    /// Whether it is one of many continuations or guesses, of which only the best counts.
    pub(crate) guess: bool,
}

/// What answers one word or expression of the query.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    /// Single terms.
    pub(crate) answers: Vec<Answer>,
    /// Expressions: a document answers with all of the words, each by one of its terms.
    pub(crate) expressions: Vec<Vec<Vec<Answer>>>,
    /// Whether its words count less than others, and a document needs none of them.
    pub(crate) light: bool,
    /// Whether nothing but guesses answers it.
    pub(crate) guessed: bool,
}

impl Slot {
    pub(crate) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.expressions.is_empty()
    }
}

/// A word of the query; the last one is open while it may still be going on.
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) open: bool,
    /// The known word it is a misspelling of, to recognise expressions.
    meant: Option<String>,
}

/// Plans a query over several segments.
pub(crate) fn plan(segments: &[Segment<'_>], query: &str, lexicon: &Lexicon) -> Vec<Slot> {
    let mut words = query_words(query, lexicon);
    let planner = Planner { segments, lexicon };
    if words.len() > 1 {
        words.iter_mut().for_each(|word| word.meant = planner.meant(&word.text));
    }
    let mut slots = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (mut slot, taken) = planner.slot(&words[at..]);
        tidy(&mut slot.answers);
        let taken_words = words.iter().skip(at).take(taken);
        slot.light = taken_words.clone().all(|word| lexicon.is_light(&word.text));
        slot.guessed = slot.expressions.is_empty() && slot.answers.iter().all(|answer| answer.guess);
        slots.push(slot);
        at += taken;
    }
    if slots.iter().all(|slot: &Slot| slot.light) {
        slots.iter_mut().for_each(|slot| slot.light = false);
    }
    slots
}

fn query_words(query: &str, lexicon: &Lexicon) -> Vec<Word> {
    let open = query.chars().next_back().is_some_and(is_letter_or_digit);
    let mut words: Vec<Word> =
        token::word_list(query).into_iter().map(|text| Word { text, open: false, meant: None }).collect();
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

pub(crate) struct Planner<'a> {
    pub(crate) segments: &'a [Segment<'a>],
    pub(crate) lexicon: &'a Lexicon,
}

impl Planner<'_> {
    /// The slot of the first word or expression, and how many words it takes.
    fn slot(&self, words: &[Word]) -> (Slot, usize) {
        let mut slot = Slot::default();
        for taken in (2..=MAX_EXPRESSION.min(words.len())).rev() {
            let Some(expression) = words.get(..taken) else { continue };
            let typed = |word: &Word| word.text.clone();
            let meant = |word: &Word| word.meant.as_ref().unwrap_or(&word.text).clone();
            for words in [expression.iter().map(typed).collect::<Vec<_>>(), expression.iter().map(meant).collect()] {
                let ideas = self.lexicon.ideas_of(&key_of(words.iter().map(String::as_str)));
                if !ideas.is_empty() {
                    let literal = self.add_expression(words.iter().map(String::as_str), quality::EXPRESSION, &mut slot);
                    self.add_ideas(&ideas, if literal { quality::IDEA_BESIDE } else { quality::IDEA }, &mut slot);
                    return (slot, taken);
                }
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
        let ideas = self.lexicon.ideas_of(&stem::stem(&joined));
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
        let ideas = self.lexicon.ideas_of(&stem::stem(text));
        if !ideas.is_empty() {
            let commonness = self.commonness(&slot.answers);
            for answer in &mut slot.answers {
                answer.quality *= 2.0 - commonness;
            }
            let literal = !slot.answers.is_empty();
            let quality = if literal { quality::IDEA_BESIDE * commonness } else { quality::IDEA };
            self.add_ideas(&ideas, quality, slot);
        }
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

    /// How common a word of the catalogue is, up to 1: the rarer, the more it says beside the idea it stands for.
    fn commonness(&self, literal: &[Answer]) -> f32 {
        let indexes =
            literal.iter().filter_map(|answer| Some((self.segments.get(answer.segment as usize)?.index, answer.term)));
        let documents: u32 = indexes.map(|(index, term)| index.documents_with(term)).sum();
        (documents as f32 / COMMON).sqrt().min(1.0)
    }

    pub(crate) fn add_exact(&self, text: &str, quality: f32, answers: &mut Vec<Answer>) -> bool {
        let before = answers.len();
        for (segment, number) in self.segments.iter().zip(0..) {
            let found = segment.index.find(text);
            answers.extend(found.map(|term| Answer { segment: number, term, quality, guess: false }));
        }
        answers.len() > before
    }

    /// The word itself and the words with the same stem.
    pub(crate) fn add_forms(&self, text: &str, quality: f32, answers: &mut Vec<Answer>) -> bool {
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

    pub(crate) fn add_ideas(&self, ideas: &[Idea], quality: f32, slot: &mut Slot) {
        for &idea in ideas {
            for (target, rank) in self.lexicon.targets(idea).zip(0u8..) {
                let quality = quality * (1.0 - RANK_LOSS * f32::from(rank)).max(0.4);
                if target.contains(' ') {
                    self.add_expression(target.split(' '), quality, slot);
                } else {
                    self.add_forms(target, quality, &mut slot.answers);
                }
            }
        }
    }

    /// An expression of which every word is known.
    pub(crate) fn add_expression<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
        quality: f32,
        slot: &mut Slot,
    ) -> bool {
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

    pub(crate) fn add_beginnings(&self, text: &str, length: usize, quality: f32, answers: &mut Vec<Answer>) {
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
}
