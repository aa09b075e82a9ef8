//! Cuts a text into folded words, the same way for records and for queries.

use crate::fold::{fold_char, is_apostrophe, is_hyphen};
use crate::letters::{is_letter, is_letter_or_digit};

/// Longer words are cut here: nobody types them, and they would cost time and room.
pub(crate) const MAX_WORD_BYTES: usize = 40;

const ELISIONS: [&str; 12] = ["l", "d", "j", "n", "s", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu"];

/// Calls `word(word, joined)` for each folded word of `text`; `joined` says that only a hyphen or an
/// apostrophe stands between it and the word before.
pub(crate) fn words(text: &str, mut word: impl FnMut(&str, bool)) {
    let mut current = String::with_capacity(MAX_WORD_BYTES);
    let mut joined = false;
    // Letters since the last full stop, to read C.P.A.S. as one word.
    let mut since_stop = 0usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_alphanumeric() {
            current.push(c.to_ascii_lowercase());
            since_stop += 1;
            continue;
        }
        let before = current.len();
        if is_letter_or_digit(c) || is_mark(c) {
            fold_char(c, &mut current);
            since_stop += usize::from(current.len() > before);
            continue;
        }
        let next_is_letter = chars.peek().is_some_and(|next| is_letter(*next));
        if c == '.' && since_stop == 1 && next_is_letter && current.chars().all(is_letter) {
            since_stop = 0;
            continue;
        }
        if is_apostrophe(c) && next_is_letter && current.chars().next_back().is_some_and(is_cyrillic) {
            continue;
        }
        since_stop = 0;
        let elided = is_apostrophe(c) && ELISIONS.contains(&current.as_str());
        if elided {
            current.clear();
        }
        let spoken = finish(&mut current, joined, &mut word);
        joined = spoken && next_is_letter_or_digit(&mut chars) && (is_apostrophe(c) || is_hyphen(c));
    }
    finish(&mut current, joined, &mut word);
}

fn next_is_letter_or_digit(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    chars.peek().is_some_and(|next| is_letter_or_digit(*next))
}

fn finish(current: &mut String, joined: bool, word: &mut impl FnMut(&str, bool)) -> bool {
    if current.is_empty() {
        return false;
    }
    if current.len() > MAX_WORD_BYTES {
        let cut = (0..=MAX_WORD_BYTES).rev().find(|&at| current.is_char_boundary(at)).unwrap_or(0);
        current.truncate(cut);
    }
    word(without_article(current), joined);
    current.clear();
    true
}

/// The Arabic word without its article, alone or after a one-letter preposition.
fn without_article(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    for article in ["وال", "بال", "كال", "فال", "ال", "لل"] {
        if let Some(rest) = word.strip_prefix(article)
            && rest.chars().count() >= 3
        {
            return rest;
        }
    }
    word
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{04ff}')
}

/// The folded words of a text, in order.
pub(crate) fn word_list(text: &str) -> Vec<String> {
    let mut list = Vec::new();
    words(text, |word, _| list.push(word.to_owned()));
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_as_people_read_them() {
        assert_eq!(word_list("L’École d'aujourd'hui : jusqu'à 3 €"), ["ecole", "aujourd", "hui", "a", "3"]);
        assert_eq!(word_list("C.P.A.S. de Charleroi, M. Dupont."), ["cpas", "de", "charleroi", "m", "dupont"]);
        assert_eq!(word_list("сім'я та п’ять"), ["сімя", "та", "пять"]);
        assert_eq!(word_list("المكتبة والدراجة"), ["مكتبه", "دراجه"]);
        assert_eq!(word_list("e\u{301}te\u{301}"), ["ete"]);
    }

    #[test]
    fn compounds_say_that_they_are_joined() {
        let mut seen = Vec::new();
        words("Les Z'Hamendes, repair-café d'ici - là", |word, joined| seen.push((word.to_owned(), joined)));
        let joined: Vec<_> = seen.iter().filter(|(_, joined)| *joined).map(|(word, _)| word.as_str()).collect();
        assert_eq!(joined, ["hamendes", "cafe"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        let list = word_list(&"é".repeat(500));
        assert_eq!(list.len(), 1);
        assert_eq!(word_list(&"ц".repeat(500))[0].len(), MAX_WORD_BYTES);
        assert!(list[0].len() <= MAX_WORD_BYTES);
    }
}
