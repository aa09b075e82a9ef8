//! A record as it travels: its identity, its change number and its JSON text.

use serde::de::DeserializeOwned;

use super::Kind;
use crate::id::Id;

/// A live record: what the feed, the snapshot and the phone's store hold.
///
/// `json` is the record's JSON object as it came (it may carry `modified` or not); it is the only
/// form in which a record is stored, so nothing this version doesn't know is ever lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier, unique within its kind.
    pub id: Id,
    /// The change number of its last change, below 2^53.
    pub modified: u64,
    /// The record's JSON object.
    pub json: Box<str>,
}

impl Record {
    /// Reads the record as one of the types of [`crate::records`].
    ///
    /// # Errors
    /// When the JSON lacks a required field or a field has another type than the contract says.
    pub fn view<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.json)
    }
}
