//! The identifier of a contribution: a UUID of version 7 (RFC 9562), made on the device.

use std::fmt;

use chava_catalogue::digest::hex;

/// A UUID of version 7. Identifiers made later sort later, as long as the clock goes forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; 16]);

impl Uid {
    /// Makes an identifier from an instant and ten random bytes.
    ///
    /// A clock before 1970 counts as 1970: the random bits alone keep identifiers apart.
    pub fn new(unix_ms: i64, random: [u8; 10]) -> Self {
        let mut bytes = [0; 16];
        let ms = unix_ms.clamp(0, (1 << 48) - 1).to_be_bytes();
        bytes[..6].copy_from_slice(&ms[2..]);
        bytes[6..].copy_from_slice(&random);
        bytes[6] = 0x70 | (bytes[6] & 0x0f);
        bytes[8] = 0x80 | (bytes[8] & 0x3f);
        Self(bytes)
    }

    /// Reads an identifier in its one form: lower-case, with dashes, version 7.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        let mut digits = 0;
        if text.len() != 36 {
            return None;
        }
        for (at, byte) in text.bytes().enumerate() {
            let value = match (byte, matches!(at, 8 | 13 | 18 | 23)) {
                (b'-', true) => continue,
                (b'0'..=b'9', false) => byte - b'0',
                (b'a'..=b'f', false) => byte - b'a' + 10,
                _ => return None,
            };
            bytes[digits / 2] = bytes[digits / 2] << 4 | value;
            digits += 1;
        }
        (bytes[6] >> 4 == 7 && bytes[8] >> 6 == 2).then_some(Self(bytes))
    }

    /// The instant at which the device says that it was made, in milliseconds since the Unix epoch.
    pub fn unix_ms(&self) -> i64 {
        self.0[..6].iter().fold(0, |ms, byte| ms << 8 | i64::from(*byte))
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = hex(&self.0);
        for (at, digit) in digits.chars().enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                f.write_str("-")?;
            }
            fmt::Write::write_char(f, digit)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identifier_survives_its_way(unix_ms in 0..1i64 << 48, random in any::<[u8; 10]>()) {
            let id = Uid::new(unix_ms, random);
            prop_assert_eq!(Uid::parse(&id.to_string()), Some(id));
            prop_assert_eq!(id.unix_ms(), unix_ms);
        }

        #[test]
        fn later_identifiers_sort_later(earlier in 0..1i64 << 47, by in 1..1i64 << 40, a in any::<[u8; 10]>(), b in any::<[u8; 10]>()) {
            prop_assert!(Uid::new(earlier, a) < Uid::new(earlier + by, b));
            prop_assert!(Uid::new(earlier, a).to_string() < Uid::new(earlier + by, b).to_string());
        }

        #[test]
        fn whatever_is_read_is_written_the_same(text in "[0-9a-fA-F-]{36}|.{0,40}") {
            if let Some(id) = Uid::parse(&text) {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }

    #[test]
    fn the_example_of_the_rfc_is_read_and_others_are_refused() {
        // RFC 9562, A.6: 22 February 2022, 14:22:22 GMT-05:00.
        let example = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
        assert_eq!(Uid::parse(example).unwrap().unix_ms(), 1_645_557_742_000);
        for text in [
            "",
            "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
            "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
            "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f",
            "017f22e279b07cc398c4dc0c0c07398f",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
            "017f22e2-79b0-7cc3-98c4-dc0c0c0739é",
        ] {
            assert_eq!(Uid::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_clock_that_is_wrong_makes_identifiers_all_the_same() {
        for unix_ms in [i64::MIN, -1, i64::MAX] {
            assert!(Uid::parse(&Uid::new(unix_ms, [7; 10]).to_string()).is_some());
        }
    }
}
