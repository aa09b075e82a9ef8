//! The order of names in French, equal to JavaScript's `Intl.Collator('fr')`.

mod table;

use std::cmp::Ordering;
use std::sync::OnceLock;

/// A text's place in French order; keys compare as the texts do.
///
/// Letters first, whatever their accents and case; among equal letters the accents decide, then the case,
/// small letters first. Spaces and punctuation come before digits, digits before letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(Box<[u8]>);

impl CollationKey {
    /// The key as bytes, which compare as the keys do.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The weights of a character: base, accent, case.
type Weights = (u16, u8, u8);

/// Characters that stand for several: how they are spelt, and whether that differs by accent rather than by case.
const SPELT: &[(char, &str, bool)] = &[
    ('æ', "ae", true),
    ('Æ', "AE", true),
    ('œ', "oe", true),
    ('Œ', "OE", true),
    ('ß', "ss", true),
    ('ẞ', "SS", true),
    ('ĳ', "ij", false),
    ('Ĳ', "IJ", false),
    ('№', "No", false),
    ('™', "TM", false),
    ('…', "...", false),
];

/// Accents that follow their letter, each with the letters it joins: the letter, then the two as one.
const JOINED: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuùAÀEÈIÌOÒUÙ"),
    ('\u{301}', "aáeéiíoóuúyýcćnńsśzźAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹ"),
    ('\u{302}', "aâeêiîoôuûAÂEÊIÎOÔUÛ"),
    ('\u{303}', "aãnñoõAÃNÑOÕ"),
    ('\u{308}', "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ"),
    ('\u{30a}', "aåuůAÅUŮ"),
    ('\u{30c}', "cčeěnňrřsšzžCČEĚNŇRŘSŠZŽ"),
    ('\u{327}', "cçsşCÇSŞ"),
];

/// Above every accent and every case.
const SPELT_WEIGHT: u8 = 100;
/// Above every base of the table: characters it doesn't hold come last, by code point.
const BEYOND: u16 = 0xff00;

/// Works out the place of a text in French order.
pub fn collation_key(text: &str) -> CollationKey {
    let (mut bases, mut accents, mut cases) = (Vec::with_capacity(text.len() * 2 + 8), Vec::new(), Vec::new());
    let mut push = |(base, accent, case): Weights| {
        bases.extend(base.to_be_bytes());
        accents.push(accent + 1);
        cases.push(case + 1);
    };
    let mut chars = text.chars().peekable();
    while let Some(first) = chars.next() {
        let mut c = first;
        while let Some(whole) = chars.peek().and_then(|accent| join(c, *accent)) {
            c = whole;
            chars.next();
        }
        if is_ignored(c) {
            continue;
        }
        if let Some((_, spelling, by_accent)) = SPELT.iter().find(|(spelt, ..)| *spelt == c) {
            for letter in spelling.chars() {
                let (base, accent, case) = weights(letter).unwrap_or_default();
                push(if *by_accent { (base, SPELT_WEIGHT, case) } else { (base, accent, case + SPELT_WEIGHT) });
            }
        } else if let Some(weights) = weights(c) {
            push(weights);
        } else {
            let code = u32::from(c);
            push((BEYOND | (code >> 16) as u16, 0, 0));
            push((code as u16, 0, 0));
        }
    }
    // Most names have no accent and no capital after some point: those weights are the lowest and can go.
    for weights in [accents, cases] {
        let used = weights.iter().rposition(|w| *w > 1).map_or(0, |last| last + 1);
        bases.extend([0, 0]);
        bases.extend_from_slice(&weights[..used]);
    }
    CollationKey(bases.into())
}

/// Compares two texts in French order.
pub fn compare(a: &str, b: &str) -> Ordering {
    collation_key(a).cmp(&collation_key(b))
}

fn is_ignored(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t'..='\r' | '\u{85}'))
        || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn join(letter: char, accent: char) -> Option<char> {
    let pairs = JOINED.iter().find(|(joined, _)| *joined == accent)?.1;
    let mut chars = pairs.chars();
    while let (Some(base), Some(whole)) = (chars.next(), chars.next()) {
        if base == letter {
            return Some(whole);
        }
    }
    None
}

fn weights(c: char) -> Option<Weights> {
    static SORTED: OnceLock<Vec<(char, Weights)>> = OnceLock::new();
    let sorted = SORTED.get_or_init(read_table);
    sorted.binary_search_by_key(&c, |(known, _)| *known).ok().map(|index| sorted[index].1)
}

fn read_table() -> Vec<(char, Weights)> {
    let mut all = Vec::with_capacity(700);
    // Tabs and line ends come before the space.
    for (n, c) in ['\t', '\n', '\u{b}', '\u{c}', '\r', '\u{85}'].into_iter().enumerate() {
        all.push((c, (n as u16 + 1, 0, 0)));
    }
    for (n, line) in table::LINES.iter().enumerate() {
        let (mut accent, mut case) = (0, 0);
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            all.push((c, (n as u16 + 16, accent, case)));
            match chars.next() {
                Some('<') => (accent, case) = (accent + 1, 0),
                _ => case += 1,
            }
        }
    }
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Pairs of texts with the answer of `Intl.Collator('fr').compare`, from ICU 78.
    fn golden() -> Vec<(String, String, i8)> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/collation-fr.json");
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn the_order_is_that_of_browsers() {
        let golden = golden();
        assert!(golden.len() >= 500);
        let wrong: Vec<_> = golden.iter().filter(|(a, b, sign)| compare(a, b) as i8 != *sign).collect();
        assert!(wrong.is_empty(), "{} of {}: {wrong:?}", wrong.len(), golden.len());
    }

    proptest! {
        #[test]
        fn accents_and_case_never_outweigh_letters(a in "[a-zéèçôA-Z '’-]{0,12}", b in "[a-zéèçôA-Z '’-]{0,12}") {
            let plain = |text: &str| {
                let folded = text.to_lowercase().replace(['é', 'è'], "e").replace('ç', "c").replace('ô', "o");
                folded.replace('’', "'")
            };
            let letters = compare(&plain(&a), &plain(&b));
            prop_assert!(letters == Ordering::Equal || compare(&a, &b) == letters);
        }

        #[test]
        fn only_equal_letters_have_equal_keys(a in "[a-zA-Zàâéèêïôùç0-9 .,'-]{0,12}", b in "[a-zA-Zàâéèêïôùç0-9 .,'-]{0,12}") {
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        }
    }
}
