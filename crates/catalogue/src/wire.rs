//! What travels between endpoint and phone on the read side (contract, section 4).

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::id::Id;
use crate::records::Kind;

/// The licence of the catalogue, as named in documents and feed pages.
pub const CATALOGUE_LICENSE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The highest change number, 2^53 − 1, so that JavaScript readers keep it exact.
pub const MAX_CHANGE: u64 = (1 << 53) - 1;

/// The small pointer of `GET /api/catalogue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pointer {
    /// The generation of the dataset; another one means: forget the cursor, take the snapshot.
    pub epoch: Box<str>,
    /// The newest change number.
    pub change: u64,
    /// The snapshot at that change.
    pub snapshot: SnapshotPointer,
    /// The address of the feed page after `change`.
    pub feed: Box<str>,
    /// The digest of the live set at `change`.
    pub digest: Box<str>,
    /// The server's clock, RFC 3339 in UTC; absent on a static host, whose files have no clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<Box<str>>,
}

/// Where the snapshot is, and what it weighs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SnapshotPointer {
    /// Its address, absolute or relative to the pointer's own.
    pub url: Box<str>,
    /// Its size without content coding.
    pub bytes: u64,
    /// Its size with brotli, which is what travels.
    pub brotli_bytes: u64,
    /// The lower-case hex SHA-256 of its uncoded bytes.
    pub sha256: Box<str>,
}

/// A page of the feed: OpenActive RPDE 1.0, ordering strategy 2, with this contract's additions.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FeedPage {
    /// The absolute address of the next page; of this page itself on the last one.
    pub next: Box<str>,
    /// The changes, in strictly increasing order of `modified`; none on the last page.
    pub items: Vec<FeedItem>,
    /// The licence of the data.
    pub license: Box<str>,
    /// The generation of the dataset.
    pub epoch: Box<str>,
    /// The lowest cursor that still sees every deletion.
    pub oldest_change: u64,
    /// On the last page: the digest of the live set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<Box<str>>,
    /// On the last page: the server's clock, RFC 3339 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_time: Option<Box<str>>,
}

/// One change of the feed.
#[derive(Debug, Serialize, Deserialize)]
pub struct FeedItem {
    /// Whether the record lives or is gone.
    pub state: ItemState,
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Id,
    /// The change number of this change.
    pub modified: u64,
    /// The record's JSON object; absent where it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Box<RawValue>>,
}

/// The state of a record in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemState {
    /// New or changed.
    Updated,
    /// Gone: a tombstone.
    Deleted,
}
