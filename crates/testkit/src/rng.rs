//! A small random number generator whose numbers never change: SplitMix64.

/// Numbers that look random and depend on the seed alone.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// A generator for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator of its own for a part of the work, so that more of one part doesn't change another.
    pub fn fork(&self, part: u64) -> Self {
        Self(self.clone().next() ^ part.wrapping_mul(0xd6e8_feb8_6659_fd93))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below((high - low + 1).max(1) as usize) as i32
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items, each as likely as another.
    ///
    /// # Panics
    /// Where there are no items.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }

    /// One of the items, the first ones far more often than the last, as words are in a language (Zipf's law).
    ///
    /// # Panics
    /// Where there are no items.
    pub fn zipf<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        // Whole numbers only: logarithms differ between machines.
        let total: u64 = (1..=items.len() as u64).map(|rank| 1_000_000 / rank).sum();
        let mut left = ((u128::from(self.next()) * u128::from(total)) >> 64) as u64;
        for (index, item) in items.iter().enumerate() {
            let weight = 1_000_000 / (index as u64 + 1);
            if left < weight {
                return item;
            }
            left -= weight;
        }
        items[items.len() - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut rng = Rng::new(1_234_567);
        assert_eq!(rng.next(), 6_457_827_717_110_365_317);
        assert_eq!(rng.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn first_words_are_frequent_and_last_ones_occur() {
        let words = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let mut rng = Rng::new(7);
        let mut counts = [0; 8];
        for _ in 0..8_000 {
            let word = rng.zipf(&words);
            counts[words.iter().position(|w| *w == word).unwrap()] += 1;
        }
        assert!(counts[0] > 2_500 && counts[7] > 200 && counts[0] > 4 * counts[5], "{counts:?}");
    }

    #[test]
    fn numbers_stay_in_their_bounds() {
        let mut rng = Rng::new(3);
        let all: Vec<_> = (0..1_000).map(|_| rng.between(-2, 2)).collect();
        assert!((-2..=2).all(|n| all.contains(&n)) && all.iter().all(|n| (-2..=2).contains(n)));
        assert_eq!(rng.below(0), 0);
    }
}
