//! Splitting a snapshot into its records without reading them: one pass over the bytes, no values built.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{DocumentError, FORMAT, VERSION};
use crate::records::Kind;

/// A record of a snapshot, still lying in the snapshot's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord<'a> {
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Cow<'a, str>,
    /// Its change number, 0 where the document carries none.
    pub modified: u64,
    /// Its JSON object.
    pub json: &'a str,
}

/// Splits a snapshot into its records, in the order in which they lie there.
///
/// Tolerant, as a reader must be: keys it doesn't know are passed over, and nothing but `id` and `modified` is looked at.
///
/// # Errors
/// When the bytes aren't JSON of a catalogue document, or a record has no id.
pub fn snapshot_records(bytes: &[u8]) -> Result<Vec<RawRecord<'_>>, DocumentError> {
    let text =
        std::str::from_utf8(bytes).map_err(|error| DocumentError::NotUtf8 { valid_up_to: error.valid_up_to() })?;
    if !text.trim_start().starts_with('{') {
        return Err(match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => DocumentError::NotAnObject,
            Err(error) => DocumentError::syntax(&error),
        });
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut split = Split::default();
    let outcome = serde::Deserializer::deserialize_map(&mut reader, Top(&mut split)).and_then(|()| reader.end());
    if let Some(failure) = split.failure {
        return Err(failure);
    }
    outcome.map_err(|error| DocumentError::syntax(&error))?;
    if split.format_fits && split.version_fits { Ok(split.records) } else { Err(DocumentError::OtherFormat) }
}

#[derive(Default)]
struct Split<'a> {
    records: Vec<RawRecord<'a>>,
    format_fits: bool,
    version_fits: bool,
    failure: Option<DocumentError>,
}

struct Top<'s, 'a>(&'s mut Split<'a>);

impl<'de> Visitor<'de> for Top<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a catalogue document")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if let Some(kind) = Kind::from_list_key(&key) {
                map.next_value_seed(List { split: self.0, kind, key: &key })?;
                continue;
            }
            match &*key {
                "format" => self.0.format_fits = map.next_value::<&RawValue>()?.get() == format!("\"{FORMAT}\""),
                "version" => self.0.version_fits = map.next_value::<&RawValue>()?.get() == VERSION.to_string(),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

struct List<'s, 'k, 'a> {
    split: &'s mut Split<'a>,
    kind: Kind,
    key: &'k str,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list {}", self.key)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(raw) = list.next_element::<&'de RawValue>()? {
            match Head::of(raw.get()) {
                Ok(head) => self.split.records.push(RawRecord {
                    kind: self.kind.clone(),
                    id: head.id,
                    modified: head.modified,
                    json: raw.get(),
                }),
                Err(reason) => {
                    let failure = DocumentError::NotARecord { key: self.key.into(), index, reason };
                    self.split.failure.get_or_insert(failure);
                }
            }
            index += 1;
        }
        Ok(())
    }
}

/// The two fields that are needed of every record.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(default)]
    modified: u64,
}

impl<'a> Head<'a> {
    /// Reads both from the record's first bytes, where [`super::write_document`] puts them, or else from all of it.
    fn of(json: &'a str) -> Result<Self, Box<str>> {
        Self::at_the_front(json)
            .map_or_else(|| serde_json::from_str(json).map_err(|error| error.to_string().into()), Ok)
    }

    fn at_the_front(json: &'a str) -> Option<Self> {
        let (id, rest) = json.strip_prefix("{\"id\":\"")?.split_once('"')?;
        let rest = rest.strip_prefix(",\"modified\":")?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if id.contains('\\') || !matches!(rest.as_bytes().get(digits), Some(b',' | b'}')) {
            return None;
        }
        Some(Self { id: Cow::Borrowed(id), modified: rest[..digits].parse().ok()? })
    }
}
