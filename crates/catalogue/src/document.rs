//! The catalogue document (contract, section 3): read, written in one fixed form, and split without reading its records.

mod snapshot;
mod write;

use serde_json::{Map, Value};
use thiserror::Error;

use crate::id::Id;
use crate::records::{Kind, Record};
use crate::wire::CATALOGUE_LICENSE;

pub use snapshot::{RawRecord, snapshot_records};
pub use write::{Modified, canonical_record, write_document};

/// The value of the document's key `format`.
pub const FORMAT: &str = "chava-catalogue";

/// The value of the document's key `version`.
pub const VERSION: u64 = 1;

/// Why a text is no catalogue document. Import says it in words through [`crate::validate`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The text isn't JSON.
    #[error("not JSON at line {line}, column {column}: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the reader stumbled over.
        reason: Box<str>,
    },
    /// The text isn't UTF-8.
    #[error("not UTF-8 after {valid_up_to} bytes")]
    NotUtf8 {
        /// How many bytes are good.
        valid_up_to: usize,
    },
    /// The JSON isn't an object.
    #[error("the document is not a JSON object")]
    NotAnObject,
    /// `format` or `version` is missing or another one.
    #[error("the document is not {FORMAT} version {VERSION}")]
    OtherFormat,
    /// The value of a list's key isn't a list.
    #[error("{key} is not a list")]
    NotAList {
        /// The key.
        key: Box<str>,
    },
    /// An entry of a list isn't an object with an `id`, or its `modified` isn't a change number.
    #[error("{key}[{index}] is not a record: {reason}")]
    NotARecord {
        /// The list's key.
        key: Box<str>,
        /// The entry's number, from 0.
        index: usize,
        /// What is wrong with it.
        reason: Box<str>,
    },
}

impl DocumentError {
    pub(crate) fn syntax(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or_default();
        Self::Syntax { line: error.line(), column: error.column(), reason: reason.into() }
    }
}

/// A catalogue document in memory: records with their JSON in canonical form, and whatever else stood beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The licence of the data.
    pub license: Box<str>,
    /// The records, in the order of the contract's lists, then by id.
    pub records: Vec<Record>,
    /// Top-level keys that this version doesn't know, kept as they came.
    pub extra: Map<String, Value>,
}

impl Default for Document {
    fn default() -> Self {
        Self { license: CATALOGUE_LICENSE.into(), records: Vec::new(), extra: Map::new() }
    }
}

impl Document {
    /// A document of these records under the catalogue's licence.
    pub fn of_records(mut records: Vec<Record>) -> Self {
        sort_records(&mut records);
        Self { records, ..Self::default() }
    }

    /// Reads a document.
    ///
    /// # Errors
    /// When the text isn't JSON of a document's outer shape; what stands inside of records isn't looked at.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let value: Value = serde_json::from_str(text).map_err(|error| DocumentError::syntax(&error))?;
        Self::from_value(value)
    }

    /// Takes a document out of its JSON value.
    ///
    /// # Errors
    /// As [`Document::parse`].
    pub fn from_value(value: Value) -> Result<Self, DocumentError> {
        let Value::Object(mut top) = value else { return Err(DocumentError::NotAnObject) };
        let format_fits = top.get("format").and_then(Value::as_str) == Some(FORMAT)
            && top.get("version").and_then(Value::as_u64) == Some(VERSION);
        if !format_fits {
            return Err(DocumentError::OtherFormat);
        }
        top.remove("format");
        top.remove("version");
        let license = match top.remove("license") {
            Some(Value::String(license)) => license.into(),
            _ => CATALOGUE_LICENSE.into(),
        };
        let mut records = Vec::new();
        for kind in Kind::ALL {
            let Some(key) = kind.list_key() else { continue };
            match top.remove(key) {
                None => {}
                Some(Value::Array(list)) => {
                    for (index, value) in list.into_iter().enumerate() {
                        let not_a_record =
                            |reason: &str| DocumentError::NotARecord { key: key.into(), index, reason: reason.into() };
                        records.push(take_record(kind, value).map_err(not_a_record)?);
                    }
                }
                Some(_) => return Err(DocumentError::NotAList { key: key.into() }),
            }
        }
        sort_records(&mut records);
        Ok(Self { license, records, extra: top })
    }

    /// Writes the document in its one form: lists in the contract's order, records by id, keys sorted after `id`.
    pub fn write(&self, modified: Modified) -> String {
        let mut text = String::with_capacity(self.records.iter().map(|r| r.json.len() + 24).sum::<usize>() + 256);
        write_document(&self.license, &self.extra, &self.records, modified, &mut text);
        text
    }
}

fn sort_records(records: &mut [Record]) {
    records.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
}

fn take_record(kind: &Kind, value: Value) -> Result<Record, &'static str> {
    let Value::Object(mut fields) = value else { return Err("it is not an object") };
    let modified = match fields.remove("modified") {
        None | Some(Value::Null) => 0,
        Some(number) => number.as_u64().ok_or("its modified is not a change number")?,
    };
    let id = fields.get("id").and_then(Value::as_str).ok_or("it has no id")?;
    Ok(Record { kind: kind.clone(), id: Id::from(id), modified, json: canonical_record(&fields).into() })
}

#[cfg(test)]
mod tests;
