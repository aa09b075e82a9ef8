//! Pages of the feed: OpenActive RPDE 1.0 with ordering strategy 2, as a pure function of changes and cursor.

use serde_json::value::RawValue;
use thiserror::Error;

use crate::id::Id;
use crate::records::Kind;
use crate::wire::{CATALOGUE_LICENSE, FeedItem, FeedPage, ItemState};

/// How many changes a page holds at most.
pub const PAGE_ITEMS: usize = 500;

/// The newest change of a record: its data while it lives, none once it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The change number.
    pub modified: u64,
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier.
    pub id: &'a str,
    /// The record's JSON object; none for a tombstone.
    pub data: Option<&'a str>,
}

/// What a page says beside its changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Feed<'a> {
    /// The absolute address of the feed, without a query.
    pub address: &'a str,
    /// The generation of the dataset.
    pub epoch: &'a str,
    /// The lowest cursor that still sees every deletion.
    pub oldest_change: u64,
    /// The digest of the live set, for the last page.
    pub digest: &'a str,
    /// The server's clock, RFC 3339 in UTC, for the last page.
    pub server_time: &'a str,
}

/// Why a page can't be built.
#[derive(Debug, Error)]
pub enum RpdeError {
    /// A record's data isn't JSON.
    #[error("{kind} {id} at change {modified} is not JSON", kind = .kind.as_str())]
    Data {
        /// The record's kind.
        kind: Kind,
        /// Its identifier.
        id: Box<str>,
        /// Its change number.
        modified: u64,
        /// What the reader stumbled over.
        #[source]
        source: serde_json::Error,
    },
}

/// Builds the page after a cursor; without a cursor, the first one.
///
/// `changes` holds each record once, at its newest change, in strictly increasing order of `modified`.
/// A page with items points past its last one; the last page has none and points to itself.
///
/// # Errors
/// When a record's data isn't JSON.
pub fn page(changes: &[Change<'_>], cursor: Option<u64>, feed: &Feed<'_>) -> Result<FeedPage, RpdeError> {
    let after = cursor.unwrap_or(0);
    let from = changes.partition_point(|change| change.modified <= after);
    let items: Vec<FeedItem> = changes[from..].iter().take(PAGE_ITEMS).map(item).collect::<Result<_, _>>()?;
    let next = match (items.last(), cursor) {
        (Some(last), _) => page_address(feed.address, last.modified),
        (None, Some(cursor)) => page_address(feed.address, cursor),
        (None, None) => feed.address.to_owned(),
    };
    let is_last = items.is_empty();
    Ok(FeedPage {
        next: next.into(),
        items,
        license: CATALOGUE_LICENSE.into(),
        epoch: feed.epoch.into(),
        oldest_change: feed.oldest_change,
        digest: is_last.then(|| feed.digest.into()),
        server_time: is_last.then(|| feed.server_time.into()),
    })
}

/// The address of the page after a change number.
pub fn page_address(feed: &str, after: u64) -> String {
    format!("{feed}?afterChangeNumber={after}")
}

/// Reads a cursor as it stands in an address: a plain decimal number up to [`crate::wire::MAX_CHANGE`], with one written form.
pub fn parse_cursor(text: &str) -> Option<u64> {
    let cursor: u64 = text.parse().ok()?;
    (cursor <= crate::wire::MAX_CHANGE && cursor.to_string() == text).then_some(cursor)
}

fn item(change: &Change<'_>) -> Result<FeedItem, RpdeError> {
    let raw = |json: &str| {
        RawValue::from_string(json.to_owned()).map_err(|source| RpdeError::Data {
            kind: change.kind.clone(),
            id: change.id.into(),
            modified: change.modified,
            source,
        })
    };
    Ok(FeedItem {
        state: if change.data.is_some() { ItemState::Updated } else { ItemState::Deleted },
        kind: change.kind.clone(),
        id: Id::from(change.id),
        modified: change.modified,
        data: change.data.map(raw).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    //! Named after the rules of OpenActive's RPDE validator.

    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;

    const FEED: Feed<'static> = Feed {
        address: "https://chava.example/api/feed",
        epoch: "e1",
        oldest_change: 3,
        digest: "d",
        server_time: "2026-11-22T12:00:00Z",
    };

    fn changes(count: u64) -> Vec<Change<'static>> {
        let change = |n: u64| Change {
            modified: n * 3 + 1,
            kind: if n.is_multiple_of(2) { Kind::Place } else { Kind::Session },
            id: Box::leak(format!("r-{n}").into_boxed_str()),
            data: (!n.is_multiple_of(5)).then_some(r#"{"id":"x"}"#),
        };
        (0..count).map(change).collect()
    }

    fn json_of(changes: &[Change<'_>], cursor: Option<u64>) -> Value {
        serde_json::to_value(page(changes, cursor, &FEED).unwrap()).unwrap()
    }

    /// Follows `next` until a page is its own next.
    fn walk(changes: &[Change<'_>]) -> Vec<Value> {
        let mut pages = vec![json_of(changes, None)];
        loop {
            let next = pages.last().unwrap()["next"].as_str().unwrap();
            let cursor = next.split_once("?afterChangeNumber=").map(|(_, n)| parse_cursor(n).unwrap());
            let page = json_of(changes, cursor);
            let done = page["next"] == pages.last().unwrap()["next"];
            pages.push(page);
            if done || cursor.is_none() {
                return pages;
            }
        }
    }

    #[test]
    fn next_page_valid_and_not_current_until_the_last_url_is_self() {
        for count in [1, 499, 500, 501, 1000, 1001] {
            let changes = changes(count);
            let pages = walk(&changes);
            let (last, before) = pages.split_last().unwrap();
            for page in before {
                let items = page["items"].as_array().unwrap();
                let newest = items.last().unwrap()["modified"].as_u64().unwrap();
                assert_eq!(page["next"], page_address(FEED.address, newest));
                assert!(items.len() <= PAGE_ITEMS && page.get("digest").is_none() && page.get("serverTime").is_none());
            }
            assert_eq!(last["items"], json!([]), "NoLastPageItems");
            assert_eq!(last["next"], before.last().unwrap()["next"], "LastPageUrlIsSelf");
            assert_eq!((&last["digest"], &last["serverTime"]), (&json!("d"), &json!("2026-11-22T12:00:00Z")));
            let seen: usize = pages.iter().map(|page| page["items"].as_array().unwrap().len()).sum();
            assert_eq!(seen as u64, count);
        }
    }

    #[test]
    fn after_change_number_strictly_increases_and_items_are_not_duplicated() {
        let changes = changes(1_203);
        let mut last = 0;
        let mut seen = BTreeSet::new();
        for item in walk(&changes).iter().flat_map(|page| page["items"].as_array().unwrap().clone()) {
            let modified = item["modified"].as_u64().unwrap();
            assert!(modified > last);
            last = modified;
            assert!(seen.insert((item["kind"].to_string(), item["id"].to_string())), "DuplicateItems");
        }
    }

    #[test]
    fn deleted_items_have_no_data_and_updated_ones_have() {
        for item in json_of(&changes(40), None)["items"].as_array().unwrap() {
            assert_eq!(item["state"] == "deleted", item.get("data").is_none(), "DeletedItems");
            assert!(item["state"] == "deleted" || item["state"] == "updated");
        }
    }

    #[test]
    fn required_properties_are_there_on_every_page() {
        for page in [json_of(&changes(3), None), json_of(&[], None), json_of(&changes(3), Some(7))] {
            for key in ["next", "items", "license", "epoch", "oldestChange"] {
                assert!(page.get(key).is_some(), "{key}");
            }
            assert!(page["next"].as_str().unwrap().starts_with(FEED.address), "NextUrlBasePath");
        }
        assert_eq!(json_of(&[], None)["next"], FEED.address, "an empty feed without a cursor is its own last page");
    }

    #[test]
    fn a_cursor_between_or_beyond_changes_is_read() {
        let changes = changes(3);
        let first = |cursor| json_of(&changes, Some(cursor))["items"][0]["modified"].clone();
        assert_eq!((first(0), first(1), first(2)), (json!(1), json!(4), json!(4)));
        let beyond = json_of(&changes, Some(1_000));
        assert_eq!((&beyond["items"], &beyond["next"]), (&json!([]), &json!(page_address(FEED.address, 1_000))));
    }

    #[test]
    fn cursors_have_one_written_form() {
        assert_eq!(parse_cursor("0"), Some(0));
        assert_eq!(parse_cursor("9007199254740991"), Some(crate::wire::MAX_CHANGE));
        for odd in ["", "abc", "-1", "+1", "01", "1e9", "0x10", "1.5", " 1", "9007199254740992", "99999999999999999999"]
        {
            assert_eq!(parse_cursor(odd), None, "{odd}");
        }
    }

    #[test]
    fn data_that_is_no_json_is_named() {
        let broken = [Change { modified: 1, kind: Kind::Place, id: "a", data: Some("{") }];
        assert_eq!(page(&broken, None, &FEED).unwrap_err().to_string(), "place a at change 1 is not JSON");
    }
}
