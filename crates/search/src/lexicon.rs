//! The words residents use and the words of the catalogue they stand for, read from a file anyone can edit.

use std::ops::Range;

use super::build::hash32;
use super::distance::{self, Letters};
use super::{lexicon_file, stem, token};

pub use super::lexicon_file::LexiconFault;

/// Synonyms in all languages, and stop words.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// All texts, one after the other.
    pub(crate) arena: String,
    /// Sorted by word.
    pub(crate) triggers: Vec<Trigger>,
    /// The triggers sorted by key.
    pub(crate) by_key: Vec<u32>,
    /// The French triggers of one word by the hash of their sound, sorted.
    pub(crate) sounds: Vec<(u32, u32)>,
    /// For each idea its targets.
    pub(crate) ideas: Vec<Range<usize>>,
    pub(crate) targets: Vec<Span>,
    /// Sorted.
    pub(crate) stop_words: Vec<Box<str>>,
    pub(crate) french_stop_words: Vec<Box<str>>,
    /// The stems of words that count less than others, sorted.
    pub(crate) light_words: Vec<Box<str>>,
}

/// A piece of the arena.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) length: u32,
}

/// A word or expression that stands for an idea.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// Its folded words, without stop words, one space between them.
    pub(crate) words: Span,
    /// The stems of its words.
    pub(crate) key: Span,
    pub(crate) signature: u32,
    pub(crate) idea: u16,
    pub(crate) single: bool,
    /// Whether people write it by ear: the words of French and Walloon.
    pub(crate) heard: bool,
}

impl Lexicon {
    /// Reads a synonym file.
    ///
    /// # Errors
    /// All faults of the file, each with its line and a message in French.
    pub fn parse(file: &str) -> Result<Self, Vec<LexiconFault>> {
        let (lexicon, faults) = Self::read(file);
        if faults.is_empty() { Ok(lexicon) } else { Err(faults) }
    }

    /// The synonyms that ChaVa comes with.
    pub fn starter() -> Self {
        Self::read(include_str!("../../../assets/search/synonymes.txt")).0
    }

    /// A lexicon without a word.
    pub const fn empty() -> Self {
        Self {
            arena: String::new(),
            triggers: Vec::new(),
            by_key: Vec::new(),
            sounds: Vec::new(),
            ideas: Vec::new(),
            targets: Vec::new(),
            stop_words: Vec::new(),
            french_stop_words: Vec::new(),
            light_words: Vec::new(),
        }
    }

    /// Reads what can be read, and says what can't.
    fn read(file: &str) -> (Self, Vec<LexiconFault>) {
        let mut lexicon = Self::default();
        let (lines, faults) = lexicon_file::read(file);
        for line in &lines {
            for word in line.stop_words.iter().flat_map(|word| token::word_list(word)) {
                if line.language == "fr" {
                    lexicon.french_stop_words.push(word.as_str().into());
                }
                lexicon.stop_words.push(word.into());
            }
            let light = line.light_words.iter().flat_map(|word| token::word_list(word));
            lexicon.light_words.extend(light.map(|word| stem::stem(&word).into()));
        }
        for list in [&mut lexicon.stop_words, &mut lexicon.french_stop_words, &mut lexicon.light_words] {
            list.sort_unstable();
            list.dedup();
        }
        for line in lines {
            if !line.targets.is_empty() {
                lexicon.ideas.push(lexicon.targets.len()..lexicon.targets.len());
            }
            for target in line.targets {
                lexicon.add_target(target);
            }
            for word in line.words {
                lexicon.add_trigger(word, matches!(line.language, "fr" | "wa"));
            }
        }
        lexicon.arrange();
        (lexicon, faults)
    }

    fn add_target(&mut self, target: &str) {
        let text = match target.strip_prefix('@') {
            Some(code) => format!("@{code}"),
            None => self.without_stop_words(token::word_list(target)).join(" "),
        };
        let span = self.keep(&text);
        self.targets.push(span);
        if let Some(idea) = self.ideas.last_mut() {
            idea.end = self.targets.len();
        }
    }

    fn add_trigger(&mut self, word: &str, heard: bool) {
        let words = self.without_stop_words(token::word_list(word));
        let Some(idea) = self.ideas.len().checked_sub(1) else { return };
        if words.is_empty() {
            return;
        }
        let key = key_of(words.iter().map(String::as_str));
        let text = words.join(" ");
        let trigger = Trigger {
            signature: distance::signature(&text),
            words: self.keep(&text),
            key: self.keep(&key),
            idea: idea as u16,
            single: words.len() == 1,
            heard,
        };
        self.triggers.push(trigger);
    }

    fn arrange(&mut self) {
        let arena = std::mem::take(&mut self.arena);
        let text = |span: Span| slice(&arena, span);
        self.triggers.sort_by(|a, b| text(a.words).cmp(text(b.words)).then(a.idea.cmp(&b.idea)));
        let triggers = &self.triggers;
        self.by_key = (0..triggers.len() as u32).collect();
        self.by_key.sort_by_key(|&at| triggers.get(at as usize).map(|trigger| (text(trigger.key), trigger.idea)));
        self.arena = arena;
        let sounds = self.triggers.iter().zip(0..).filter_map(|(trigger, at)| Some((self.sound(trigger)?, at)));
        self.sounds = sounds.collect();
        self.sounds.sort_unstable();
    }

    pub(crate) fn keep(&mut self, text: &str) -> Span {
        let span = Span { start: self.arena.len() as u32, length: text.len() as u32 };
        self.arena.push_str(text);
        span
    }

    pub(crate) fn text(&self, span: Span) -> &str {
        slice(&self.arena, span)
    }

    fn without_stop_words(&self, words: Vec<String>) -> Vec<String> {
        if words.iter().all(|word| self.is_stop_word(word)) {
            return words;
        }
        words.into_iter().filter(|word| !self.is_stop_word(word)).collect()
    }

    /// Says whether a folded word says too little to be searched for beside others.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.binary_search_by(|stop| (**stop).cmp(word)).is_ok()
    }

    /// Says whether a folded word counts less than others: « cours », « aide », « gratuit ».
    pub(crate) fn is_light(&self, word: &str) -> bool {
        let stem = stem::stem(word);
        self.light_words.binary_search_by(|light| (**light).cmp(&stem)).is_ok()
    }

    pub(crate) fn french_stop_words(&self) -> impl Iterator<Item = &str> {
        self.french_stop_words.iter().map(|word| &**word)
    }

    /// The ideas that an expression of these words stands for, whatever their endings.
    pub(crate) fn ideas_of(&self, key: &str) -> Vec<Idea> {
        let at = |&trigger: &u32| self.triggers.get(trigger as usize);
        let start = self.by_key.partition_point(|t| at(t).is_some_and(|t| self.text(t.key) < key));
        let found = self.by_key.iter().skip(start).filter_map(at).take_while(|t| self.text(t.key) == key);
        distinct(found.map(|trigger| Idea(trigger.idea)))
    }

    /// The ideas whose words begin with `typed`.
    pub(crate) fn ideas_beginning(&self, typed: &str) -> Vec<Idea> {
        let start = self.triggers.partition_point(|trigger| self.text(trigger.words) < typed);
        let found = self.triggers.iter().skip(start).take_while(|trigger| self.text(trigger.words).starts_with(typed));
        distinct(found.map(|trigger| Idea(trigger.idea)))
    }

    /// The ideas of single words that sound like `sound`.
    pub(crate) fn ideas_sounding(&self, sound: &str) -> Vec<Idea> {
        distinct(self.sounding(sound).map(|trigger| Idea(trigger.idea)))
    }

    /// The single words that sound like `sound`.
    pub(crate) fn words_sounding(&self, sound: &str) -> impl Iterator<Item = &str> {
        self.sounding(sound).map(|trigger| self.text(trigger.words))
    }

    fn sounding(&self, sound: &str) -> impl Iterator<Item = &Trigger> {
        let hash = hash32(sound);
        let start = self.sounds.partition_point(|(found, _)| *found < hash);
        let found = self.sounds.iter().skip(start).take_while(move |(found, _)| *found == hash);
        found.filter_map(|(_, at)| self.triggers.get(*at as usize))
    }

    /// The ideas of single words at the least distance from `typed` within `most` edits, and that distance.
    pub(crate) fn ideas_near(&self, typed: &str, most: usize) -> Option<(usize, Vec<Idea>)> {
        let letters = Letters::of(typed);
        let signature = distance::signature(typed);
        let mut best = most;
        let mut found: Vec<(usize, Idea)> = Vec::new();
        for trigger in self.triggers.iter().filter(|trigger| trigger.single) {
            if (trigger.signature ^ signature).count_ones() as usize > 2 * best {
                continue;
            }
            let word = Letters::of(self.text(trigger.words));
            if let Some(edits) = distance::distance(letters.as_slice(), word.as_slice(), best, false) {
                best = edits;
                found.push((edits, Idea(trigger.idea)));
            }
        }
        let ideas = distinct(found.into_iter().filter(|(edits, _)| *edits == best).map(|(_, idea)| idea));
        (!ideas.is_empty()).then_some((best, ideas))
    }

    /// The ideas of single words that begin like `typed` and differ only in their ending, the longest common start first.
    pub(crate) fn ideas_related(&self, typed: &str) -> Vec<Idea> {
        let letters = Letters::of(typed);
        let mut best = 0;
        let mut found: Vec<(usize, Idea)> = Vec::new();
        for trigger in self.triggers.iter().filter(|trigger| trigger.single) {
            let word = Letters::of(self.text(trigger.words));
            let shared = distance::common_start(letters.as_slice(), word.as_slice());
            if shared >= best && related(shared, letters.as_slice().len(), word.as_slice().len()) {
                best = shared;
                found.push((shared, Idea(trigger.idea)));
            }
        }
        distinct(found.into_iter().filter(|(shared, _)| *shared == best).map(|(_, idea)| idea))
    }

    /// What an idea aims at, the strongest first: codes (`@library`) or folded words, one space between them.
    pub(crate) fn targets(&self, idea: Idea) -> impl Iterator<Item = &str> {
        let range = self.ideas.get(usize::from(idea.0)).cloned().unwrap_or_default();
        self.targets.get(range).unwrap_or_default().iter().map(|span| self.text(*span))
    }

    /// Every code that an idea aims at, for checks against the closed lists.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.targets.iter().filter_map(|span| self.text(*span).strip_prefix('@'))
    }
}

/// An idea of the lexicon, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Idea(u16);

/// The key that expressions are found by: the stems of their words.
pub(crate) fn key_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&stem::stem(word));
    }
    key
}

/// Says whether two words that share their first characters can be forms of one word.
pub(crate) fn related(shared: usize, a: usize, b: usize) -> bool {
    shared >= 4 && a - shared <= 3 && b - shared <= 3 && shared * 2 >= a.max(b)
}

fn distinct(ideas: impl Iterator<Item = Idea>) -> Vec<Idea> {
    let mut list: Vec<_> = ideas.collect();
    list.sort_unstable();
    list.dedup();
    list
}

fn slice(arena: &str, span: Span) -> &str {
    let start = span.start as usize;
    arena.get(start..start + span.length as usize).unwrap_or("")
}
