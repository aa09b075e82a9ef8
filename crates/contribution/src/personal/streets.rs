//! Street addresses: the word for a street, its name, and a house number before or after it.

use super::{Finding, Personal};

/// Words that are always a street.
const STREETS: [&str; 12] = [
    "rue",
    "avenue",
    "av",
    "boulevard",
    "boulevards",
    "bd",
    "bld",
    "chaussée",
    "chaussee",
    "impasse",
    "ruelle",
    "allée",
];

/// Words that are a street only where a name follows.
const PERHAPS: [&str; 9] = ["place", "square", "quai", "chemin", "route", "clos", "cité", "sentier", "drève"];

/// What stands between the word and the name, or within the name.
const SMALL: [&str; 12] = ["de", "du", "des", "la", "le", "les", "l", "d", "et", "aux", "sur", "en"];

/// What makes a number something else than a house.
const UNITS: [&str; 20] = [
    "h",
    "heure",
    "heures",
    "min",
    "minutes",
    "an",
    "ans",
    "fois",
    "euro",
    "euros",
    "personne",
    "personnes",
    "jour",
    "jours",
    "mois",
    "semaines",
    "km",
    "m",
    "mètres",
    "enfants",
];

/// How many words the name of a street has at most.
const NAME_WORDS: usize = 7;

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

pub(super) fn find(text: &str) -> Vec<Finding> {
    let words = words(text);
    let mut found = Vec::new();
    for at in 0..words.len() {
        if let Some((first, last)) = french(&words, text, at).or_else(|| dutch(&words, text, at)) {
            found.push(Finding { kind: Personal::Address, range: first.start..last.end });
        }
    }
    found
}

/// Words and numbers; apostrophes and dashes part words, since « l’église » has a small word and a name.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { text: &text[from..at], start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn french<'a>(words: &[Word<'a>], text: &str, at: usize) -> Option<(Word<'a>, Word<'a>)> {
    let street = *words.get(at)?;
    let lower = street.text.to_lowercase();
    let is_perhaps = PERHAPS.contains(&lower.as_str());
    if !is_perhaps && !STREETS.contains(&lower.as_str()) {
        return None;
    }
    let mut name: Option<Word<'a>> = None;
    let mut has_capital = false;
    for (offset, word) in words.iter().enumerate().skip(at + 1).take(NAME_WORDS + 1) {
        if is_house(words, text, offset) {
            return (name.is_some() && (has_capital || !is_perhaps)).then_some((street, *word));
        }
        let between = &text[words[offset - 1].end..word.start];
        if between.contains(['.', ';', '!', '?', '\n', ':']) && words[offset - 1].text.len() > 3 {
            break;
        }
        if !SMALL.contains(&word.text.to_lowercase().as_str()) {
            has_capital |= word.text.starts_with(char::is_uppercase);
            name = Some(*word);
        }
    }
    // « 12, rue du Gouvernement »: the number stands before, and the name is the next word that is one.
    let before = at.checked_sub(1).filter(|before| is_house_before(words, text, *before))?;
    let name =
        words[at + 1..].iter().take(NAME_WORDS).find(|word| !SMALL.contains(&word.text.to_lowercase().as_str()))?;
    Some((words[before], *name))
}

/// « Kerkstraat 12 ».
fn dutch<'a>(words: &[Word<'a>], text: &str, at: usize) -> Option<(Word<'a>, Word<'a>)> {
    let street = *words.get(at)?;
    let lower = street.text.to_lowercase();
    let is_street = ["straat", "laan", "steenweg"].iter().any(|end| lower.len() > end.len() && lower.ends_with(end));
    (is_street && is_house(words, text, at + 1)).then(|| (street, words[at + 1]))
}

/// Says whether a word is a number of up to four digits, perhaps with a letter: 12, 12A, 1204.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && word.len() - digits <= 1 && !word.ends_with(['h', 'H', 'm', 'e'])
}

fn is_house(words: &[Word<'_>], text: &str, at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| is_number(word.text)) else { return false };
    let next = words.get(at + 1);
    let is_unit = next.is_some_and(|next| UNITS.contains(&next.text.to_lowercase().as_str()));
    let after = text[word.end..].trim_start();
    !is_unit && !after.starts_with(['€', '%', '+']) && !is_part_of_date(text, *word)
}

/// Says whether a number is part of something like 12/03, 12:30 or 12.5.
fn is_part_of_date(text: &str, word: Word<'_>) -> bool {
    let mut after = text[word.end..].chars();
    matches!(after.next(), Some('/' | ':' | '.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit())
}

fn is_house_before(words: &[Word<'_>], text: &str, at: usize) -> bool {
    let between = &text[words[at].end..words[at + 1].start];
    is_number(words[at].text) && matches!(between.trim(), "" | ",")
}
