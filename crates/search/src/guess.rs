//! What a word that nobody knows may mean: glued, split, heard, mistyped or in another form.

use super::distance::{self, Letters};
use super::lexicon::{key_of, related};
use super::plan::{Answer, Planner, Slot, Word, quality};
use super::{phonetic, stem};

impl Planner<'_> {
    /// What a word that nobody knows may mean.
    pub(crate) fn add_guesses(&self, word: &Word, length: usize, slot: &mut Slot) {
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

    /// The known word that sounds like an unknown one, the nearest to it in letters.
    pub(crate) fn meant(&self, text: &str) -> Option<String> {
        if self.is_known(text) || !self.lexicon.ideas_of(&stem::stem(text)).is_empty() {
            return None;
        }
        let sound = phonetic::key(text)?;
        let letters = Letters::of(text);
        let terms = self.segments.iter().flat_map(|segment| {
            let known = segment.index.with_sound(&sound);
            known.map(|term| segment.index.term(term))
        });
        terms
            .chain(self.lexicon.words_sounding(&sound))
            .filter(|word| phonetic::key(word).as_deref() == Some(sound.as_str()))
            .filter_map(|word| {
                let edits = distance::distance(letters.as_slice(), Letters::of(word).as_slice(), text.len(), false)?;
                Some((edits, word))
            })
            .min()
            .map(|(_, word)| word.to_owned())
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
        let ideas = self.lexicon.ideas_of(&stem::stem(text));
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
        let ideas = self.lexicon.ideas_of(&key_of([left, right].into_iter()));
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
