//! How alike two texts are, by the runs of letters that they share: for finding who said the same.

use chava_catalogue::fold::fold;

/// The letters of a run. Four forgive endings and slips, and yet tell words apart.
const RUN: usize = 4;

/// The runs of letters of a text, whatever its accents and capitals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(Vec<[char; RUN]>);

impl Runs {
    /// The runs of a text.
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut letters = vec![' '];
        for word in words {
            letters.extend(word.chars());
            letters.push(' ');
        }
        let mut runs: Vec<[char; RUN]> =
            letters.windows(RUN).filter_map(|window| <[char; RUN]>::try_from(window).ok()).collect();
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// How alike both are, in hundredths: twice the shared runs by all runs (Dice). Texts without a run are like none.
    pub fn likeness(&self, other: &Self) -> u8 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 0;
        }
        let shared = self.0.iter().filter(|run| other.0.binary_search(run).is_ok()).count();
        u8::try_from(200 * shared / all).unwrap_or(100)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn likeness(a: &str, b: &str) -> u8 {
        Runs::of(a).likeness(&Runs::of(b))
    }

    #[test]
    fn the_same_wish_in_other_words_is_nearer_than_another_wish() {
        let asked = "Il faudrait un cours de français le soir à Gilly";
        let again = "un cour de francais le soir, a gilly svp";
        let other = "Le bus 1 ne passe plus le dimanche à Gosselies";
        assert!(likeness(asked, again) > 60, "{}", likeness(asked, again));
        assert!(likeness(asked, other) < 25, "{}", likeness(asked, other));
    }

    #[test]
    fn accents_capitals_and_signs_do_not_count() {
        assert_eq!(likeness("École des DEVOIRS !", "ecole… des devoirs"), 100);
        assert_eq!(likeness("", ""), 0);
        assert_eq!(likeness("…", "vélo"), 0);
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_from_both_sides(a in "\\PC{0,60}", b in "\\PC{0,60}") {
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert!(likeness(&a, &b) <= 100);
        }
    }
}
