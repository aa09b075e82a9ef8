//! The digest that proves two live sets equal.

use sha2::{Digest as _, Sha256};

/// Works out the digest of a live set from its records in the order of kind, then id, bytewise:
/// the lower-case hex SHA-256 over a line `kind TAB id TAB modified LF` for each.
pub fn digest<'a>(sorted: impl IntoIterator<Item = (&'a str, &'a str, u64)>) -> String {
    let mut hash = Sha256::new();
    for (kind, id, modified) in sorted {
        hash.update(kind);
        hash.update("\t");
        hash.update(id);
        hash.update("\t");
        hash.update(modified.to_string());
        hash.update("\n");
    }
    hex(&hash.finalize())
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
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_lines() {
        let lines = "place\ta\t1\nsession\tb\t12\n";
        assert_eq!(digest([("place", "a", 1), ("session", "b", 12)]), sha256_hex(lines.as_bytes()));
        assert_eq!(sha256_hex(b"")[..8], *"e3b0c442");
    }
}
