//! The plural form that a number takes, after the cardinal rules of Unicode CLDR.

use chava_catalogue::language::Language;

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralForm {
    /// zero
    Zero,
    /// one
    One,
    /// two
    Two,
    /// few
    Few,
    /// many
    Many,
    /// other, which every language has
    Other,
}

impl PluralForm {
    /// How many forms there are.
    pub const COUNT: usize = 6;

    /// The form of a whole number in a language.
    pub fn of(language: &Language, n: usize) -> Self {
        let (tens, hundreds) = (n % 10, n % 100);
        match language {
            Language::French | Language::EasyFrench if n < 2 => Self::One,
            Language::Arabic => match (n, hundreds) {
                (0, _) => Self::Zero,
                (1, _) => Self::One,
                (2, _) => Self::Two,
                (_, 3..=10) => Self::Few,
                (_, 11..=99) => Self::Many,
                _ => Self::Other,
            },
            Language::Ukrainian => match (tens, hundreds) {
                (1, h) if h != 11 => Self::One,
                (2..=4, h) if !(12..=14).contains(&h) => Self::Few,
                _ => Self::Many,
            },
            Language::Romanian => match (n, hundreds) {
                (1, _) => Self::One,
                (0, _) | (_, 1..=19) => Self::Few,
                _ => Self::Other,
            },
            Language::Dutch | Language::English | Language::Italian | Language::Turkish if n == 1 => Self::One,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_the_forms_of_their_language() {
        use PluralForm::{Few, Many, One, Other, Two, Zero};
        let form = |language: Language, n| PluralForm::of(&language, n);
        assert_eq!([0, 1, 2].map(|n| form(Language::French, n)), [One, One, Other]);
        assert_eq!([0, 1, 2].map(|n| form(Language::Dutch, n)), [Other, One, Other]);
        assert_eq!([0, 1, 2, 3, 11, 100].map(|n| form(Language::Arabic, n)), [Zero, One, Two, Few, Many, Other]);
        assert_eq!([1, 2, 5, 11, 21, 22].map(|n| form(Language::Ukrainian, n)), [One, Few, Many, Many, One, Few]);
        assert_eq!([0, 1, 19, 20, 101].map(|n| form(Language::Romanian, n)), [Few, One, Few, Other, Few]);
    }
}
