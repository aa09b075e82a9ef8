//! The feed as bytes: every item written once, every page a slice of them.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use chava_catalogue::wire::{FeedItem, FeedPage, ItemState};
use serde_json::value::RawValue;

use crate::answer::tag_of;
use crate::clock::Instant;
use crate::coding::Coded;
use crate::store::{Dataset, Row};

/// How many items a page holds.
pub const PAGE_ITEMS: usize = 500;

/// How many coded pages are kept; phones that are up to date share a handful of cursors.
const KEPT_PAGES: usize = 64;

/// Denser coding than for pages that are made on the fly: a page is coded once and read by many phones.
const QUALITY: u32 = 9;

/// The feed at one change.
#[derive(Debug)]
pub struct Feed {
    dataset: Dataset,
    digest: Box<str>,
    license: Box<str>,
    /// All items in order of change, each with a comma behind it.
    items: Bytes,
    /// The change number of each item and where it ends in `items`.
    ends: Vec<(u64, usize)>,
    coded: Mutex<HashMap<(u64, Box<str>), Page>>,
}

/// A page fit to send.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its bytes.
    pub body: Coded,
    /// Its validator.
    pub tag: Box<str>,
    /// Whether this is the last page, which has no items.
    pub last: bool,
}

impl Feed {
    /// Writes every item of the feed; `rows` are in order of change.
    ///
    /// # Errors
    /// When a stored record isn't JSON.
    pub fn new(dataset: Dataset, digest: &str, license: &str, rows: &[Row]) -> serde_json::Result<Self> {
        let mut items = Vec::with_capacity(rows.iter().map(|r| r.json.as_ref().map_or(96, |j| j.len() + 96)).sum());
        let mut ends = Vec::with_capacity(rows.len());
        for row in rows {
            let data = row.json.as_deref().map(|json| RawValue::from_string(json.to_owned())).transpose()?;
            let state = if data.is_some() { ItemState::Updated } else { ItemState::Deleted };
            let item = FeedItem { state, kind: row.kind.clone(), id: row.id.clone(), modified: row.modified, data };
            serde_json::to_writer(&mut items, &item)?;
            items.push(b',');
            ends.push((row.modified, items.len()));
        }
        let coded = Mutex::default();
        Ok(Self { dataset, digest: digest.into(), license: license.into(), items: items.into(), ends, coded })
    }

    /// The address of the page after a change, under an origin.
    pub fn address(origin: &str, after: u64) -> String {
        format!("{origin}/api/feed?afterChangeNumber={after}")
    }

    /// The page after a change number. Coding a page of the first visit takes milliseconds: call it off the
    /// threads that serve.
    ///
    /// # Errors
    /// When a coder can't get memory, or the page can't be written.
    pub fn page(&self, after: u64, origin: &str, now: Instant) -> io::Result<Page> {
        let first = self.ends.partition_point(|(modified, _)| *modified <= after);
        let last = (first + PAGE_ITEMS).min(self.ends.len());
        if first == last {
            return self.last_page(after, origin, now);
        }
        let key = (after, Box::from(origin));
        if let Some(page) = self.kept().get(&key) {
            return Ok(page.clone());
        }
        let next = Self::address(origin, self.ends[last - 1].0);
        let body = self.write(&next, first..last, None)?;
        let page = Page { tag: tag_of(&body).into(), body: Coded::all(body.into(), QUALITY)?, last: false };
        let mut kept = self.kept();
        if kept.len() >= KEPT_PAGES {
            kept.clear();
        }
        kept.insert(key, page.clone());
        Ok(page)
    }

    fn last_page(&self, after: u64, origin: &str, now: Instant) -> io::Result<Page> {
        let next = Self::address(origin, after);
        // The validator leaves the server's clock out.
        let tag = tag_of(&self.write(&next, 0..0, Some(""))?).into();
        let body = self.write(&next, 0..0, Some(&now.rfc3339()))?;
        Ok(Page { body: Coded::plain(body), tag, last: true })
    }

    /// Writes a page round its items, which are in their final form already.
    fn write(&self, next: &str, items: Range<usize>, server_time: Option<&str>) -> io::Result<Vec<u8>> {
        let page = FeedPage {
            next: next.into(),
            items: Vec::new(),
            license: self.license.clone(),
            epoch: self.dataset.epoch.clone(),
            oldest_change: self.dataset.oldest_change,
            digest: server_time.map(|_| self.digest.clone()),
            server_time: server_time.map(Into::into),
        };
        let frame = serde_json::to_string(&page)?;
        let bytes = self.bytes(items);
        // The frame's first `"items":[]` is the page's own: inside of `next` quotes would be escaped.
        match frame.split_once("\"items\":[]") {
            Some((before, after)) => {
                let mut whole = Vec::with_capacity(frame.len() + bytes.len());
                whole.extend_from_slice(before.as_bytes());
                whole.extend_from_slice(b"\"items\":[");
                whole.extend_from_slice(bytes);
                whole.extend_from_slice(b"]");
                whole.extend_from_slice(after.as_bytes());
                Ok(whole)
            }
            None => Err(io::Error::other("a feed page without its list of items")),
        }
    }

    /// The bytes of some items, without the comma behind the last one.
    fn bytes(&self, items: Range<usize>) -> &[u8] {
        if items.is_empty() {
            return &[];
        }
        let start = if items.start == 0 { 0 } else { self.ends[items.start - 1].1 };
        &self.items[start..self.ends[items.end - 1].1 - 1]
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<(u64, Box<str>), Page>> {
        self.coded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
