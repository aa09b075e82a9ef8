//! Splits a catalogue document or a log of changes into records, a few at a time, without decoding them.

use thiserror::Error;

use super::{KINDS, Row, Segment, log};
use crate::records::Kind;
use crate::wire::MAX_CHANGE;

/// Why a text can't be split.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScanError {
    /// The text ends or goes on in an unexpected way.
    #[error("the text is not a catalogue at byte {0}")]
    Syntax(usize),
    /// A record has no usable identifier.
    #[error("the record at byte {0} has no identifier")]
    Id(usize),
    /// A record has no usable change number.
    #[error("the record at byte {0} has no change number")]
    Modified(usize),
    /// Two records of a document have the same kind and identifier.
    #[error("the {kind} {id} is there twice")]
    Twice {
        /// The kind.
        kind: Box<str>,
        /// The identifier.
        id: Box<str>,
    },
    /// The text is bigger than a segment can be.
    #[error("a segment has less than 4 GB")]
    TooBig,
}

/// Where a scan stands.
#[derive(Clone, Copy, Debug)]
enum State {
    /// Before the document's first key.
    Open,
    /// After a value of the document.
    BetweenLists,
    /// Within the list of a kind; `first` before its first record.
    InList { kind: u8, first: bool },
    /// Between two entries of a log.
    Log,
    /// At the end.
    Done,
}

/// A scan under way: call [`Scan::step`] until it says that it is done, then [`Scan::finish`].
#[derive(Debug)]
pub struct Scan {
    segment: Segment,
    at: usize,
    state: State,
    is_log: bool,
}

impl Scan {
    /// Begins a scan; a text that starts with `{` is a document, anything else a log.
    ///
    /// # Errors
    /// When the text is too big.
    pub fn new(text: Vec<u8>) -> Result<Self, ScanError> {
        if u32::try_from(text.len()).is_err() {
            return Err(ScanError::TooBig);
        }
        let is_log = text.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{');
        // A record of the catalogue weighs about half a kilobyte.
        let rows = Vec::with_capacity(text.len() / 512);
        let segment = Segment { text, rows, ..Segment::default() };
        Ok(Self { segment, at: 0, state: if is_log { State::Log } else { State::Open }, is_log })
    }

    /// Finds up to `records` more records; says whether the end is reached.
    ///
    /// # Errors
    /// When the text is no catalogue; the scan is then useless.
    pub fn step(&mut self, records: usize) -> Result<bool, ScanError> {
        let enough = self.segment.rows.len().saturating_add(records);
        while self.segment.rows.len() < enough {
            self.state = match self.state {
                State::Open => self.open()?,
                State::BetweenLists => self.next_key()?,
                State::InList { kind, first } => self.next_record(kind, first)?,
                State::Log => self.next_entry()?,
                State::Done => return Ok(true),
            };
        }
        Ok(matches!(self.state, State::Done))
    }

    /// Puts the records in order. Of a log, the last entry for a record wins.
    ///
    /// # Errors
    /// When a document has a record twice.
    pub fn finish(self) -> Result<Segment, ScanError> {
        let mut segment = self.segment;
        let mut rows = std::mem::take(&mut segment.rows);
        if !rows.is_sorted_by(|a, b| segment.order(a, b).is_lt()) {
            rows.sort_by(|a, b| segment.order(a, b));
            if self.is_log {
                rows.reverse();
                rows.dedup_by(|a, b| segment.order(a, b).is_eq());
                rows.reverse();
            } else if let Some(pair) = rows.windows(2).find(|pair| segment.order(&pair[0], &pair[1]).is_eq()) {
                let (kind, id) = segment.key(&pair[0]);
                return Err(ScanError::Twice { kind: kind.into(), id: String::from_utf8_lossy(id).into() });
            }
        }
        rows.shrink_to_fit();
        segment.rows = rows;
        Ok(segment.in_order())
    }

    fn open(&mut self) -> Result<State, ScanError> {
        self.expect(b'{')?;
        if self.peek()? == b'}' {
            return self.close();
        }
        self.key_and_value()
    }

    fn next_key(&mut self) -> Result<State, ScanError> {
        match self.peek()? {
            b',' => {
                self.at += 1;
                self.key_and_value()
            }
            _ => self.close(),
        }
    }

    fn close(&mut self) -> Result<State, ScanError> {
        self.expect(b'}')?;
        let rest = &self.segment.text[self.at..];
        match rest.iter().position(|b| !b.is_ascii_whitespace()) {
            None => Ok(State::Done),
            Some(n) => Err(ScanError::Syntax(self.at + n)),
        }
    }

    fn key_and_value(&mut self) -> Result<State, ScanError> {
        let (start, end) = self.string()?;
        let key = std::str::from_utf8(&self.segment.text[start..end]).map_err(|_| ScanError::Syntax(start))?;
        let kind = Kind::from_list_key(key).and_then(|kind| KINDS.iter().position(|known| *known == kind));
        self.expect(b':')?;
        match kind {
            Some(kind) if self.peek()? == b'[' => {
                self.at += 1;
                Ok(State::InList { kind: kind as u8, first: true })
            }
            _ => {
                self.skip_value()?;
                Ok(State::BetweenLists)
            }
        }
    }

    fn next_record(&mut self, kind: u8, first: bool) -> Result<State, ScanError> {
        match (self.peek()?, first) {
            (b']', _) => {
                self.at += 1;
                return Ok(State::BetweenLists);
            }
            (b',', false) => self.at += 1,
            (b'{', true) => {}
            _ => return Err(ScanError::Syntax(self.at)),
        }
        self.record(kind)?;
        Ok(State::InList { kind, first: false })
    }

    fn record(&mut self, kind: u8) -> Result<(), ScanError> {
        self.expect(b'{')?;
        let start = self.at - 1;
        let (mut id, mut modified) = (None, None);
        if self.peek()? == b'}' {
            return Err(ScanError::Id(start));
        }
        loop {
            let (key_start, key_end) = self.string()?;
            self.expect(b':')?;
            match &self.segment.text[key_start..key_end] {
                b"id" => id = Some(self.string()?),
                b"modified" => modified = Some(self.number()?),
                _ => self.skip_value()?,
            }
            match self.peek()? {
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.expect(b'}')?;
        let (id_start, id_end) = id.ok_or(ScanError::Id(start))?;
        let modified = modified.ok_or(ScanError::Modified(start))?;
        self.push(kind, start..self.at, id_start..id_end, modified)
    }

    fn next_entry(&mut self) -> Result<State, ScanError> {
        let Some(entry) = log::read_entry(&self.segment.text, self.at)? else { return Ok(State::Done) };
        let code = std::str::from_utf8(&self.segment.text[entry.kind]).map_err(|_| ScanError::Syntax(self.at))?;
        let known = KINDS.iter().position(|known| known.as_str() == code);
        let kind = match known.or_else(|| self.other_kind(code)) {
            Some(kind) => kind,
            None => {
                let code = code.into();
                self.segment.other_kinds.push(code);
                KINDS.len() + self.segment.other_kinds.len() - 1
            }
        };
        self.push(u8::try_from(kind).map_err(|_| ScanError::Syntax(self.at))?, entry.json, entry.id, entry.modified)?;
        self.at = entry.end;
        Ok(State::Log)
    }

    fn other_kind(&self, code: &str) -> Option<usize> {
        self.segment.other_kinds.iter().position(|other| **other == *code).map(|n| n + KINDS.len())
    }

    fn push(
        &mut self,
        kind: u8,
        json: std::ops::Range<usize>,
        id: std::ops::Range<usize>,
        modified: u64,
    ) -> Result<(), ScanError> {
        let id_len = u8::try_from(id.len()).ok().filter(|n| *n > 0).ok_or(ScanError::Id(json.start))?;
        let id_bytes = &self.segment.text[id.clone()];
        if id_bytes.iter().any(|b| b.is_ascii_control() || *b == b'\\') || std::str::from_utf8(id_bytes).is_err() {
            return Err(ScanError::Id(json.start));
        }
        if modified > MAX_CHANGE {
            return Err(ScanError::Modified(json.start));
        }
        // `new` has made sure that every position fits.
        let row =
            Row { start: json.start as u32, len: json.len() as u32, id_start: id.start as u32, id_len, kind, modified };
        self.segment.rows.push(row);
        Ok(())
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<u8, ScanError> {
        while let Some(&b) = self.segment.text.get(self.at) {
            if !matches!(b, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(b);
            }
            self.at += 1;
        }
        Err(ScanError::Syntax(self.at))
    }

    fn expect(&mut self, byte: u8) -> Result<(), ScanError> {
        if self.peek()? != byte {
            return Err(ScanError::Syntax(self.at));
        }
        self.at += 1;
        Ok(())
    }

    /// Passes a string; returns where its inside starts and ends.
    fn string(&mut self) -> Result<(usize, usize), ScanError> {
        self.expect(b'"')?;
        let start = self.at;
        self.at = string_end(&self.segment.text, start).ok_or(ScanError::Syntax(start))?;
        Ok((start, self.at - 1))
    }

    fn number(&mut self) -> Result<u64, ScanError> {
        self.peek()?;
        let start = self.at;
        let digits = self.segment.text[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        self.at += digits;
        std::str::from_utf8(&self.segment.text[start..self.at])
            .ok()
            .and_then(|digits| digits.parse().ok())
            .ok_or(ScanError::Modified(start))
    }

    fn skip_value(&mut self) -> Result<(), ScanError> {
        let first = self.peek()?;
        let text = &self.segment.text;
        let mut at = self.at;
        let mut depth = 0usize;
        loop {
            match text.get(at) {
                None => return Err(ScanError::Syntax(at)),
                Some(b'"') => at = string_end(text, at + 1).ok_or(ScanError::Syntax(at))?,
                Some(b'{' | b'[') => {
                    depth += 1;
                    at += 1;
                    continue;
                }
                // The end of what holds this value.
                Some(b'}' | b']' | b',') if depth == 0 => break,
                Some(b'}' | b']') => {
                    depth -= 1;
                    at += 1;
                }
                Some(_) => at += 1,
            }
            if depth == 0 && matches!(first, b'"' | b'{' | b'[') {
                break;
            }
        }
        if at == self.at {
            return Err(ScanError::Syntax(at));
        }
        self.at = at;
        Ok(())
    }
}

/// The position after the closing quote of a string whose inside starts at `at`.
fn string_end(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += quote_or_escape(text.get(at..)?)?;
        if text[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Where the first quote or backslash lies. Nearly all of a catalogue is the inside of strings, so this looks at eight
/// bytes at a time: a phone has no vector instructions to do better with.
fn quote_or_escape(text: &[u8]) -> Option<usize> {
    let (words, rest) = text.as_chunks::<8>();
    for (n, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found =
            zero_bytes(word ^ (EACH_BYTE * u64::from(b'"'))) | zero_bytes(word ^ (EACH_BYTE * u64::from(b'\\')));
        if found != 0 {
            return Some(n * 8 + (found.trailing_zeros() / 8) as usize);
        }
    }
    rest.iter().position(|b| matches!(b, b'"' | b'\\')).map(|n| words.len() * 8 + n)
}

const EACH_BYTE: u64 = 0x0101_0101_0101_0101;

/// The highest bit of the first byte that is zero, counted from the lowest; bytes above it may be marked for nothing.
fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(EACH_BYTE) & !word & (EACH_BYTE << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_catalogue_is_refused() {
        for text in [
            "<!doctype html><p>Wi-Fi",
            "{",
            "{}x",
            r#"{"places":[{"id":"a","modified":1}"#,
            r#"{"places":[{"id":"a","modified":1},]}"#,
            r#"{"places":[{"id":"a"}]}"#,
            r#"{"places":[{"modified":1}]}"#,
            r#"{"places":[{"id":"","modified":1}]}"#,
            r#"{"places":[{"id":"a","modified":-1}]}"#,
            r#"{"places":[{"id":"a","modified":9007199254740992}]}"#,
            r#"{"places":[{"id":"a","modified":1}{"id":"b","modified":1}]}"#,
            r#"{"places":[{"id":"a","modified":1},{"id":"a","modified":2}]}"#,
            r#"{"places":[{"id":"a","modified":1,"name":"cut"#,
        ] {
            assert!(Segment::from_text(text.into()).is_err(), "{text}");
        }
        assert!(Segment::from_text(b" {} ".to_vec()).unwrap().is_empty());
        assert!(Segment::from_text(Vec::new()).unwrap().is_empty());
    }

    #[test]
    fn a_string_ends_at_its_quote_wherever_it_lies() {
        for before in 0..20 {
            for (text, end) in [("\"rest\"", 1), ("\\\"\"rest", 3), ("\\\\\"", 3), ("é#[\"", 5), ("\u{a2}\u{dc}!\"", 6)]
            {
                let text = [&"x".repeat(before), text].concat();
                assert_eq!(string_end(text.as_bytes(), 0), Some(before + end), "{text}");
            }
        }
        assert_eq!(string_end("no end at all, however far".as_bytes(), 0), None);
        assert_eq!(string_end(b"0123456\\\"", 0), None);
    }

    #[test]
    fn steps_find_the_same_as_one_go() {
        let records: Vec<_> = (0..50).map(|n| format!(r#"{{"id":"p{n}","modified":{n}}}"#)).collect();
        let text = format!(r#"{{"places":[{}],"calls":[]}}"#, records.join(","));
        let mut scan = Scan::new(text.clone().into()).unwrap();
        while !scan.step(7).unwrap() {}
        let stepped = scan.finish().unwrap();
        let whole = Segment::from_text(text.into()).unwrap();
        assert_eq!(format!("{stepped:?}"), format!("{whole:?}"));
        assert_eq!(whole.len(), 50);
    }
}
