//! How far two words are apart: signatures that rule most pairs out at once, and Damerau-Levenshtein for the rest.

use super::token::MAX_WORD_BYTES;

const WIDTH: usize = MAX_WORD_BYTES + 1;

/// The characters of a word, on the stack.
pub(crate) struct Letters {
    chars: [char; MAX_WORD_BYTES],
    len: usize,
}

impl Letters {
    /// The characters of `word`, cut at the longest length a word can have.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = Self { chars: ['\0'; MAX_WORD_BYTES], len: 0 };
        for (slot, c) in letters.chars.iter_mut().zip(word.chars()) {
            *slot = c;
            letters.len += 1;
        }
        letters
    }

    /// The characters.
    pub(crate) fn as_slice(&self) -> &[char] {
        &self.chars[..self.len]
    }
}

/// Which characters a word has, one bit each for a to z; other characters share the six bits above.
pub(crate) fn signature(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| {
        bits | match c {
            'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            other => 1 << (26 + u32::from(other) % 6),
        }
    })
}

/// How many edits a word of `length` characters may be away: one from four letters, two from eight.
pub(crate) fn allowance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The Damerau-Levenshtein distance (optimal string alignment) of `typed` and `word`, none above `most`.
///
/// With `open`, the rest of `word` after the best match costs nothing: the reader is still typing.
pub(crate) fn distance(typed: &[char], word: &[char], most: usize, open: bool) -> Option<usize> {
    if word.len() + most < typed.len() || (!open && typed.len() + most < word.len()) {
        return None;
    }
    let columns = word.len().min(if open { typed.len() + most } else { word.len() });
    let mut before = [0usize; WIDTH];
    let mut last = [0usize; WIDTH];
    let mut row = [0usize; WIDTH];
    for (column, cell) in last.iter_mut().enumerate().take(columns + 1) {
        *cell = column;
    }
    for i in 1..=typed.len() {
        row[0] = i;
        let mut least = i;
        for j in 1..=columns {
            let same = typed[i - 1] == word[j - 1];
            let mut cost = (last[j - 1] + usize::from(!same)).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        before = last;
        last = row;
    }
    let found = if open { last[..=columns].iter().copied().min()? } else { last[columns] };
    (found <= most).then_some(found)
}

/// How many characters two words begin with alike.
pub(crate) fn common_start(a: &[char], b: &[char]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x == y).count()
}

/// How alike two words are by their pairs of neighbouring characters, 0 to 1 (Dice's coefficient).
pub(crate) fn likeness(a: &[char], b: &[char]) -> f32 {
    if a.len() < 2 || b.len() < 2 {
        return 0.0;
    }
    let shared = a.windows(2).filter(|pair| b.windows(2).any(|other| *pair == other)).count();
    2.0 * shared as f32 / (a.len() + b.len() - 2) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str, most: usize, open: bool) -> Option<usize> {
        distance(Letters::of(a).as_slice(), Letters::of(b).as_slice(), most, open)
    }

    #[test]
    fn edits_are_counted() {
        assert_eq!(between("velo", "velo", 2, false), Some(0));
        assert_eq!(between("vleo", "velo", 2, false), Some(1));
        assert_eq!(between("ordinatuer", "ordinateur", 2, false), Some(1));
        assert_eq!(between("bibliotheque", "biblotheqe", 2, false), Some(2));
        assert_eq!(between("chat", "velo", 2, false), None);
        assert_eq!(between("", "ab", 2, false), Some(2));
    }

    #[test]
    fn an_open_word_matches_a_beginning() {
        assert_eq!(between("bibloth", "bibliotheque", 1, true), Some(1));
        assert_eq!(between("bibloth", "bibliotheque", 1, false), None);
        assert_eq!(between("xy", "", 2, true), Some(2));
    }

    #[test]
    fn signatures_differ_by_the_letters_that_differ() {
        assert_eq!(signature("velo"), signature("olevve"));
        assert_eq!((signature("velo") ^ signature("vela")).count_ones(), 2);
    }
}
