//! The written form of a segment's rows, so that a later start needs no scan.

use super::{KINDS, Row, Segment};
use crate::bytes::{Reader, Writer};

impl Segment {
    /// Writes where each record lies; the text is not part of it.
    pub fn write_table(&self, into: &mut Writer) {
        into.u32(self.other_kinds.len() as u32);
        for code in &self.other_kinds {
            into.bytes(code.as_bytes());
        }
        into.u32(self.rows.len() as u32);
        for row in &self.rows {
            into.u32(row.start);
            into.u32(row.len);
            into.u32(row.id_start);
            into.u8(row.id_len);
            into.u8(row.kind);
            into.u64(row.modified);
        }
    }

    /// Puts a text and its written rows together.
    ///
    /// # Errors
    /// The text comes back where they don't fit each other.
    pub fn from_table(text: Vec<u8>, table: &mut Reader<'_>) -> Result<Self, Vec<u8>> {
        match read_rows(text.len(), table) {
            Some((rows, other_kinds)) => Ok(Self { text, rows, other_kinds, ..Self::default() }.in_order()),
            None => Err(text),
        }
    }

    /// Gives the text back.
    pub fn into_text(self) -> Vec<u8> {
        self.text
    }
}

/// Reads the rows of a text of `len` bytes, and the codes of the kinds that this version doesn't know.
fn read_rows(len: usize, table: &mut Reader<'_>) -> Option<(Vec<Row>, Vec<Box<str>>)> {
    let others = table.u32()?;
    let mut other_kinds = Vec::new();
    for _ in 0..others {
        other_kinds.push(std::str::from_utf8(table.bytes()?).ok()?.into());
    }
    let kinds = KINDS.len() + other_kinds.len();
    let count = table.u32()? as usize;
    let mut rows = Vec::with_capacity(count.min(len));
    for _ in 0..count {
        let row = Row {
            start: table.u32()?,
            len: table.u32()?,
            id_start: table.u32()?,
            id_len: table.u8()?,
            kind: table.u8()?,
            modified: table.u64()?,
        };
        let end = u64::from(row.start) + u64::from(row.len);
        let id_end = u64::from(row.id_start) + u64::from(row.id_len);
        if end.max(id_end) > len as u64 || usize::from(row.kind) >= kinds {
            return None;
        }
        rows.push(row);
    }
    Some((rows, other_kinds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_survive_their_written_form() {
        let text = br#"{"places":[{"id":"b","modified":7},{"id":"a","modified":8}]}"#.to_vec();
        let segment = Segment::from_text(text.clone()).unwrap();
        let mut writer = Writer::default();
        segment.write_table(&mut writer);
        let bytes = writer.into_bytes();
        let read = Segment::from_table(text.clone(), &mut Reader::new(&bytes)).unwrap();
        assert_eq!(format!("{read:?}"), format!("{segment:?}"));
        assert!(Segment::from_table(text[..20].to_vec(), &mut Reader::new(&bytes)).is_err());
        assert!(Segment::from_table(text, &mut Reader::new(&bytes[..bytes.len() - 1])).is_err());
    }
}
