//! The written form of changed records: an entry each, a line `kind TAB id TAB modified TAB length LF`, then
//! the record's JSON and LF. A deleted record has `-` for its length and no JSON.

use std::ops::Range;

use super::ScanError;

/// The longest identifier that a log can hold.
pub const MAX_LOG_ID_BYTES: usize = u8::MAX as usize;

/// A log that is being written.
#[derive(Debug, Default)]
pub struct LogWriter(Vec<u8>);

impl LogWriter {
    /// Appends a live record.
    pub fn live(&mut self, kind: &str, id: &str, modified: u64, json: &[u8]) {
        self.head(kind, id, modified, &json.len().to_string());
        self.0.extend_from_slice(json);
        self.0.push(b'\n');
    }

    /// Appends a tombstone.
    pub fn deleted(&mut self, kind: &str, id: &str, modified: u64) {
        self.head(kind, id, modified, "-");
    }

    /// The bytes written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    fn head(&mut self, kind: &str, id: &str, modified: u64, length: &str) {
        for (part, end) in [(kind, b'\t'), (id, b'\t'), (&*modified.to_string(), b'\t'), (length, b'\n')] {
            self.0.extend_from_slice(part.as_bytes());
            self.0.push(end);
        }
    }
}

/// Where the parts of an entry lie.
pub(super) struct Entry {
    pub(super) kind: Range<usize>,
    pub(super) id: Range<usize>,
    pub(super) modified: u64,
    pub(super) json: Range<usize>,
    pub(super) end: usize,
}

/// Reads the entry at `at`, none at the end of the text.
pub(super) fn read_entry(text: &[u8], at: usize) -> Result<Option<Entry>, ScanError> {
    if at == text.len() {
        return Ok(None);
    }
    let part = |from: usize, end: u8| {
        let len = text[from..].iter().take(512).position(|b| *b == end).ok_or(ScanError::Syntax(from))?;
        Ok::<_, ScanError>(from..from + len)
    };
    let number = |range: Range<usize>| {
        let start = range.start;
        std::str::from_utf8(&text[range]).ok().and_then(|n| n.parse::<u64>().ok()).ok_or(ScanError::Syntax(start))
    };
    let kind = part(at, b'\t')?;
    let id = part(kind.end + 1, b'\t')?;
    let modified = part(id.end + 1, b'\t')?;
    let length = part(modified.end + 1, b'\n')?;
    let start = length.end + 1;
    let modified = number(modified)?;
    if &text[length.clone()] == b"-" {
        return Ok(Some(Entry { kind, id, modified, json: start..start, end: start }));
    }
    let at = length.start;
    let end = usize::try_from(number(length)?).ok().and_then(|len| start.checked_add(len));
    match end {
        Some(end) if end > start && text.get(end) == Some(&b'\n') => {
            Ok(Some(Entry { kind, id, modified, json: start..end, end: end + 1 }))
        }
        _ => Err(ScanError::Syntax(at)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Segment;
    use super::*;

    #[test]
    fn the_last_entry_of_a_record_wins() {
        let mut log = LogWriter::default();
        log.live("place", "a", 1, b"{\"n\":1}");
        log.live("place", "b", 2, b"{}");
        log.live("place", "a", 3, "{\"n\":\"é\n\"}".as_bytes());
        log.deleted("place", "b", 4);
        let segment = Segment::from_text(log.into_bytes()).unwrap();
        assert_eq!(segment.len(), 2);
        assert_eq!(segment.modified(0), 3);
        assert_eq!(segment.json(0).unwrap(), "{\"n\":\"é\n\"}".as_bytes());
        assert!(segment.is_tombstone(1) && segment.record(1).is_none());
    }

    #[test]
    fn a_cut_log_is_refused() {
        let mut log = LogWriter::default();
        log.live("place", "a", 1, b"{\"n\":1}");
        let whole = log.into_bytes();
        for cut in 1..whole.len() {
            assert!(Segment::from_text(whole[..cut].to_vec()).is_err(), "{cut}");
        }
    }
}
