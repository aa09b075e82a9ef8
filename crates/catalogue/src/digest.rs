//! The digest that proves two live sets equal.

use sha2::{Digest as _, Sha256};

/// Works out the digest of a live set from its records in the order of kind, then id, bytewise:
/// the lower-case hex SHA-256 over a line `kind TAB id TAB modified LF` for each.
pub fn digest<'a>(sorted: impl IntoIterator<Item = (&'a str, &'a str, u64)>) -> String {
    let mut digester = Digester::default();
    for (kind, id, modified) in sorted {
        digester.push(kind, id, modified);
    }
    digester.finish()
}

/// A digest that is worked out record by record.
#[derive(Clone, Debug, Default)]
pub struct Digester(Sha256);

impl Digester {
    /// Takes in the next record in the order of kind, then id.
    pub fn push(&mut self, kind: &str, id: &str, modified: u64) {
        let mut digits = [0; 20];
        for part in [kind.as_bytes(), b"\t", id.as_bytes(), b"\t", decimal(modified, &mut digits), b"\n"] {
            self.0.update(part);
        }
    }

    /// The digest of all that was pushed.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Writes a number in decimal without asking for memory.
fn decimal(mut n: u64, digits: &mut [u8; 20]) -> &[u8] {
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            return &digits[start..];
        }
    }
}

/// Works out the digest of a live set from its records in any order.
pub fn digest_of_unsorted<'a>(records: impl IntoIterator<Item = (&'a str, &'a str, u64)>) -> String {
    let mut sorted: Vec<_> = records.into_iter().collect();
    sorted.sort_unstable();
    digest(sorted)
}

/// Writes bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}

/// The lower-case hex SHA-256 of some bytes.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_in_which_records_come_does_not_matter(
            mut records in prop::collection::btree_map(("[a-z]{1,5}", "[a-z0-9-]{1,8}"), 0..1u64 << 53, 0..12)
                .prop_map(|m| m.into_iter().collect::<Vec<_>>()),
            turn in 0..12usize,
        ) {
            let of = |records: &[((String, String), u64)]| {
                digest_of_unsorted(records.iter().map(|((kind, id), modified)| (kind.as_str(), id.as_str(), *modified)))
            };
            let sorted = digest(records.iter().map(|((kind, id), modified)| (kind.as_str(), id.as_str(), *modified)));
            let length = records.len().max(1);
            records.rotate_left(turn % length);
            prop_assert_eq!(of(&records), sorted.clone());
            records.reverse();
            prop_assert_eq!(of(&records), sorted.clone());
            if let Some(first) = records.first_mut() {
                first.1 ^= 1;
                prop_assert_ne!(of(&records), sorted);
            }
        }
    }

    #[test]
    fn the_digest_is_that_of_the_lines() {
        let lines = "place\ta\t1\nsession\tb\t12\n";
        assert_eq!(digest([("place", "a", 1), ("session", "b", 12)]), sha256_hex(lines.as_bytes()));
        assert_eq!(sha256_hex(b"")[..8], *"e3b0c442");
        for n in [0, 9, 10, u64::MAX] {
            assert_eq!(decimal(n, &mut [0; 20]), n.to_string().as_bytes());
        }
    }
}
