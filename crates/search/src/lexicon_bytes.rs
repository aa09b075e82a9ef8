//! The lexicon as bytes that open in no time: words folded, cut to their stems and put in order beforehand.

use super::build::hash32;
use super::lexicon::{Lexicon, Span, Trigger};
use super::{distance, phonetic};
use crate::bytes::{Reader, Writer};

/// Changes with the form of the bytes.
const VERSION: u32 = 1;

/// A trigger's flags.
const HEARD: u8 = 1;
const SINGLE: u8 = 2;
const SOUNDS: u8 = 4;

impl Lexicon {
    /// Writes the lexicon for [`Lexicon::from_bytes`]. What belongs together lies together, so that it compresses well.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut into = Writer::default();
        into.u32(VERSION);
        for list in [&self.stop_words, &self.french_stop_words, &self.light_words] {
            lines(&mut into, list.iter().map(|word| &**word));
        }
        lines(&mut into, self.targets.iter().map(|span| self.text(*span)));
        into.bytes(&self.ideas.iter().map(|targets| targets.len() as u8).collect::<Vec<_>>());
        lines(&mut into, self.triggers.iter().map(|trigger| self.text(trigger.words)));
        let keys = self.triggers.iter().map(|trigger| (self.text(trigger.words), self.text(trigger.key)));
        let keys: Vec<_> = keys.map(|(words, key)| key.split_at(shared(words, key))).collect();
        into.bytes(&keys.iter().map(|(start, _)| start.len() as u8).collect::<Vec<_>>());
        lines(&mut into, keys.iter().map(|(_, rest)| *rest));
        u16s(&mut into, self.triggers.iter().map(|trigger| trigger.idea));
        u16s(&mut into, self.by_key.iter().zip(0u16..).map(|(at, row)| (*at as u16).wrapping_sub(row)));
        let sounds: Vec<_> = self.triggers.iter().map(|trigger| self.sound(trigger)).collect();
        let flags = self.triggers.iter().zip(&sounds).map(|(trigger, sound)| {
            let flag = |is: bool, flag: u8| if is { flag } else { 0 };
            flag(trigger.heard, HEARD) | flag(trigger.single, SINGLE) | flag(sound.is_some(), SOUNDS)
        });
        into.bytes(&flags.collect::<Vec<_>>());
        into.u32s(&sounds.into_iter().flatten().collect::<Vec<_>>());
        into.into_bytes()
    }

    /// Opens what [`Lexicon::to_bytes`] wrote, none where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader::new(bytes);
        if from.u32()? != VERSION {
            return None;
        }
        let mut lexicon = Self::empty();
        for list in [&mut lexicon.stop_words, &mut lexicon.french_stop_words, &mut lexicon.light_words] {
            list.extend(text(&mut from)?.lines().map(Box::from));
        }
        for target in text(&mut from)?.lines() {
            let span = lexicon.keep(target);
            lexicon.targets.push(span);
        }
        let mut start = 0;
        for count in from.bytes()? {
            let end = start + usize::from(*count);
            lexicon.ideas.push(start..end);
            start = end;
        }
        let words = text(&mut from)?.lines();
        let starts = from.bytes()?.iter();
        let rests = text(&mut from)?.lines();
        let ideas = from.bytes()?.as_chunks::<2>().0.iter();
        let by_key = from.bytes()?.as_chunks::<2>().0.iter();
        let flags = from.bytes()?;
        let sounds = from.u32s()?;
        let keys = starts.zip(rests);
        for (((words, (start, rest)), idea), flag) in words.zip(keys).zip(ideas).zip(flags) {
            let key_start = words.get(..usize::from(*start))?;
            let span = lexicon.keep(words);
            let key = match rest {
                "" => Span { length: u32::from(*start), ..span },
                _ => lexicon.keep(&format!("{key_start}{rest}")),
            };
            lexicon.triggers.push(Trigger {
                words: span,
                key,
                signature: distance::signature(words),
                idea: u16::from_le_bytes(*idea),
                single: flag & SINGLE != 0,
                heard: flag & HEARD != 0,
            });
        }
        lexicon.by_key = by_key.zip(0u16..).map(|(at, row)| u16::from_le_bytes(*at).wrapping_add(row).into()).collect();
        let heard = flags.iter().zip(0u32..).filter(|(flag, _)| *flag & SOUNDS != 0);
        lexicon.sounds = sounds.into_iter().zip(heard.map(|(_, at)| at)).collect();
        lexicon.sounds.sort_unstable();
        (from.is_at_end() && lexicon.triggers.len() == flags.len()).then_some(lexicon)
    }

    /// The hash of how a trigger sounds, for single words that people write by ear.
    pub(crate) fn sound(&self, trigger: &Trigger) -> Option<u32> {
        let by_ear = trigger.single && trigger.heard;
        by_ear.then(|| phonetic::key(self.text(trigger.words))).flatten().map(|key| hash32(&key))
    }
}

/// How many bytes two texts have in common at their start.
fn shared(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum::<usize>().min(usize::from(u8::MAX))
}

/// Each text on its line; none has a line break in it.
fn lines<'a>(into: &mut Writer, texts: impl Iterator<Item = &'a str>) {
    let mut all = String::new();
    for text in texts {
        all.push_str(text);
        all.push('\n');
    }
    into.bytes(all.as_bytes());
}

fn u16s(into: &mut Writer, numbers: impl Iterator<Item = u16>) {
    into.bytes(&numbers.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
}

fn text<'a>(from: &mut Reader<'a>) -> Option<&'a str> {
    std::str::from_utf8(from.bytes()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_written_lexicon_opens_as_the_same() {
        let lexicon = Lexicon::starter();
        let bytes = lexicon.to_bytes();
        let opened = Lexicon::from_bytes(&bytes).unwrap();
        let all = |lexicon: &Lexicon| -> Vec<String> {
            let key = |t: &Trigger| format!("{} {} {t:?}", lexicon.text(t.words), lexicon.text(t.key));
            let targets = |at: &std::ops::Range<usize>| {
                lexicon.targets[at.clone()].iter().map(|span| lexicon.text(*span)).collect::<Vec<_>>().join(",")
            };
            let triggers = lexicon.triggers.iter().map(|trigger| {
                let blank = Span { start: 0, length: 0 };
                let plain = Trigger { words: blank, key: blank, ..trigger.clone() };
                key(trigger).replace(&format!("{trigger:?}"), &format!("{plain:?}"))
            });
            triggers.chain(lexicon.ideas.iter().map(targets)).collect()
        };
        assert_eq!(all(&opened), all(&lexicon));
        assert_eq!((&opened.by_key, &opened.sounds), (&lexicon.by_key, &lexicon.sounds));
        assert_eq!(opened.stop_words, lexicon.stop_words);
        assert_eq!(opened.french_stop_words, lexicon.french_stop_words);
        assert_eq!(opened.light_words, lexicon.light_words);
        assert!(!opened.triggers.is_empty() && !opened.sounds.is_empty());
    }

    #[test]
    fn other_bytes_are_no_lexicon() {
        let bytes = Lexicon::starter().to_bytes();
        assert!(Lexicon::from_bytes(b"<!doctype html>").is_none());
        assert!(Lexicon::from_bytes(&bytes[..bytes.len() - 1]).is_none());
        assert!(Lexicon::from_bytes(&[]).is_none());
    }
}
