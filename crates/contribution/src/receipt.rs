//! The receipt: what proves to a person that the city has what they said, and the code one can say aloud.

use std::fmt;

use chava_catalogue::codes;
use chava_catalogue::json::Value;

use crate::id::Uid;
use crate::json::{Writer, text_of};

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";

/// The code of a receipt: 64 bits as four words of five letters, such as `lusab-babad-gutih-tugad` (proquints).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u64);

impl Code {
    /// Reads a code as people write it: in any case, with spaces, dashes, points or nothing between the words.
    pub fn parse(text: &str) -> Option<Self> {
        let mut letters = 0u32;
        let mut code = 0u64;
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '-' | '.' | ',' | '_' | '\u{2010}'..='\u{2015}') {
                continue;
            }
            let letter = u8::try_from(c).ok()?.to_ascii_lowercase();
            let is_vowel = matches!(letters % 5, 1 | 3);
            let (alphabet, bits): (&[u8], _) = if is_vowel { (VOWELS, 2) } else { (CONSONANTS, 4) };
            let value = alphabet.iter().position(|known| *known == letter)?;
            code = code << bits | value as u64;
            letters += 1;
            if letters > 20 {
                return None;
            }
        }
        (letters == 20).then_some(Self(code))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(23);
        for shift in [48, 32, 16, 0] {
            let word = (self.0 >> shift) as usize & 0xffff;
            if shift < 48 {
                text.push('-');
            }
            for (alphabet, bits) in [
                (&CONSONANTS[..], word >> 12),
                (VOWELS, word >> 10 & 3),
                (CONSONANTS, word >> 6 & 15),
                (VOWELS, word >> 4 & 3),
                (CONSONANTS, word & 15),
            ] {
                text.push(char::from(alphabet[bits & (alphabet.len() - 1)]));
            }
        }
        f.write_str(&text)
    }
}

/// What the endpoint gives for a contribution that it has stored, the same for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The contribution.
    pub id: Uid,
    /// Its hash, as the endpoint has it.
    pub sha256: Box<str>,
    /// The code to ask for its state with.
    pub code: Code,
    /// When it was stored, RFC 3339 in UTC, by the endpoint's clock.
    pub received_at: Box<str>,
}

impl Receipt {
    /// Says whether this receipt is for what was sent: nothing is received before that holds.
    pub fn fits(&self, id: Uid, sha256: &str) -> bool {
        self.id == id && *self.sha256 == *sha256
    }

    /// Reads a receipt.
    pub fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self {
            id: Uid::parse(&text_of(object, "id")?)?,
            sha256: text_of(object, "sha256")?,
            code: Code::parse(&text_of(object, "code")?)?,
            received_at: text_of(object, "receivedAt")?,
        })
    }

    /// Writes the receipt as JSON.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        self.fields(&mut out);
        out.finish()
    }

    fn fields(&self, out: &mut Writer) {
        out.text("id", &self.id.to_string());
        out.text("sha256", &self.sha256);
        out.text("code", &self.code.to_string());
        out.text("receivedAt", &self.received_at);
    }
}

codes! {
    /// What became of a contribution.
    pub enum State {
        /// Stored, and not yet looked at.
        Received = "received",
        /// Stored, and a person must look at it before it counts.
        Held = "held",
        /// The team can't do anything with it; the reason says why.
        Refused = "refused",
        /// It is in the catalogue.
        Published = "published",
        /// The team answered.
        Answered = "answered",
        /// The person took it back.
        Withdrawn = "withdrawn",
    }
}

/// An answer of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its words.
    pub text: Box<str>,
    /// When, RFC 3339 or a date.
    pub at: Box<str>,
    /// Who, by role or name.
    pub by: Option<Box<str>>,
}

/// What the endpoint tells whoever has the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The receipt.
    pub receipt: Receipt,
    /// What became of the contribution.
    pub state: State,
    /// Why, where it was refused or held.
    pub reason: Option<Box<str>>,
    /// The team's answers, the oldest first.
    pub replies: Vec<Reply>,
}

impl Standing {
    /// Reads what the endpoint tells.
    pub fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        let replies = object.get("replies").and_then(Value::list).into_iter().flatten();
        Some(Self {
            receipt: Receipt::read(value)?,
            state: State::from_code(&text_of(object, "state")?),
            reason: text_of(object, "reason"),
            replies: replies.filter_map(Reply::read).collect(),
        })
    }

    /// Writes it as JSON.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        self.receipt.fields(&mut out);
        out.text("state", self.state.as_str());
        match &self.reason {
            Some(reason) => out.text("reason", reason),
            None => out.raw("reason", "null"),
        }
        let replies: Vec<_> = self.replies.iter().map(Reply::write).collect();
        out.raw("replies", &["[", &replies.join(","), "]"].concat());
        out.finish()
    }
}

impl Reply {
    fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self { text: text_of(object, "text")?, at: text_of(object, "at")?, by: text_of(object, "by") })
    }

    fn write(&self) -> String {
        let mut out = Writer::new();
        out.text("text", &self.text);
        out.text("at", &self.at);
        out.some("by", self.by.as_deref());
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use chava_catalogue::json::Document;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_survives_being_said_and_written_down(bits in any::<u64>(), gap in "[ .-]{0,2}", upper in any::<bool>()) {
            let code = Code(bits);
            let mut said = code.to_string().replace('-', &gap);
            if upper {
                said = said.to_uppercase();
            }
            prop_assert_eq!(Code::parse(&said), Some(code));
        }

        #[test]
        fn nonsense_is_no_code(text in ".{0,40}") {
            if let Some(code) = Code::parse(&text) {
                let letters: String = text.chars().filter(char::is_ascii_alphabetic).collect();
                prop_assert_eq!(code.to_string().replace('-', ""), letters.to_lowercase());
            }
        }
    }

    #[test]
    fn a_code_is_that_of_the_proquint_paper() {
        // 127.0.0.1 and 63.84.220.193, the first examples of « A Proposal for Proquints » (2009).
        assert_eq!(Code(0x7f00_0001_3f54_dcc1).to_string(), "lusab-babad-gutih-tugad");
        for text in [
            "",
            "lusab-babad-gutih",
            "lusab-babad-gutih-tugad-babab",
            "lusab-babad-gutih-tugae",
            "lüsab-babad-gutih-tugad",
        ] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_the_endpoint_tells_survives_its_way() {
        let receipt = Receipt {
            id: Uid::new(1_790_000_000_000, [1; 10]),
            sha256: "ab".repeat(32).into(),
            code: Code(42),
            received_at: "2026-11-26T19:00:00.000Z".into(),
        };
        assert!(receipt.fits(receipt.id, &"ab".repeat(32)) && !receipt.fits(receipt.id, &"ac".repeat(32)));
        let reply = Reply { text: "Merci « à vous »\n".into(), at: "2026-11-27".into(), by: None };
        for (reason, replies) in [(None, vec![]), (Some("doublon".into()), vec![reply])] {
            let standing = Standing { receipt: receipt.clone(), state: State::Refused, reason, replies };
            let text = standing.write();
            let document = Document::parse(text.as_bytes()).unwrap();
            assert_eq!(Standing::read(document.root()), Some(standing));
            assert_eq!(Receipt::read(document.root()), Some(receipt.clone()));
        }
    }
}
