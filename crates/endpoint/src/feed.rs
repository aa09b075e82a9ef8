//! The feed: pages of changes, made from what is published and kept with their codings.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chava_catalogue::rpde::{self, Change, PAGE_ITEMS, page_address};
use chava_catalogue::wire::FeedPage;

use crate::answer::tag_of;
use crate::clock::Instant;
use crate::coding::Coded;
use crate::store::{Dataset, Row};

/// How many coded pages are kept; phones that are up to date share a handful of cursors.
const KEPT_PAGES: usize = 64;

/// Denser coding than for pages that are made on the fly: a page is coded once and read by many phones.
const QUALITY: u32 = 9;

/// Coded pages by cursor and origin.
type KeptPages = HashMap<(Option<u64>, Box<str>), Page>;

/// The feed at one change.
#[derive(Debug)]
pub struct Feed {
    dataset: Dataset,
    digest: Box<str>,
    license: Box<str>,
    /// Records and tombstones in order of change.
    rows: Arc<[Row]>,
    kept: Mutex<KeptPages>,
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
    /// The feed of a dataset; `rows` are in order of change.
    pub fn new(dataset: Dataset, digest: &str, license: &str, rows: Arc<[Row]>) -> Self {
        Self { dataset, digest: digest.into(), license: license.into(), rows, kept: Mutex::default() }
    }

    /// The address of the feed under an origin.
    pub fn address(origin: &str) -> String {
        format!("{origin}/api/feed")
    }

    /// The address of the page after a change, under an origin.
    pub fn address_after(origin: &str, after: u64) -> String {
        page_address(&Self::address(origin), after)
    }

    /// The page after a cursor. Coding a page takes milliseconds: call it off the threads that serve.
    ///
    /// # Errors
    /// When a stored record isn't JSON or a coder can't get memory.
    pub fn page(&self, cursor: Option<u64>, origin: &str, now: Instant) -> io::Result<Page> {
        let after = cursor.unwrap_or(0);
        let from = self.rows.partition_point(|row| row.modified <= after);
        let rows = &self.rows[from..(from + PAGE_ITEMS).min(self.rows.len())];
        if rows.is_empty() {
            return self.last_page(cursor, origin, now);
        }
        let key = (cursor, Box::from(origin));
        if let Some(page) = self.kept().get(&key) {
            return Ok(page.clone());
        }
        let body = self.write(rows, cursor, origin, "")?;
        let page = Page { tag: tag_of(&body).into(), body: Coded::all(body.into(), QUALITY)?, last: false };
        let mut kept = self.kept();
        if kept.len() >= KEPT_PAGES {
            kept.clear();
        }
        kept.insert(key, page.clone());
        Ok(page)
    }

    fn last_page(&self, cursor: Option<u64>, origin: &str, now: Instant) -> io::Result<Page> {
        // The validator leaves the server's clock out.
        let tag = tag_of(&self.write(&[], cursor, origin, "")?).into();
        let body = Coded::plain(self.write(&[], cursor, origin, &now.rfc3339())?);
        Ok(Page { body, tag, last: true })
    }

    fn write(&self, rows: &[Row], cursor: Option<u64>, origin: &str, server_time: &str) -> io::Result<Vec<u8>> {
        let changes: Vec<_> = rows.iter().map(change).collect();
        let feed = rpde::Feed {
            address: &Self::address(origin),
            epoch: &self.dataset.epoch,
            oldest_change: self.dataset.oldest_change,
            digest: &self.digest,
            server_time,
        };
        let page = rpde::page(&changes, cursor, &feed).map_err(io::Error::other)?;
        let page = FeedPage { license: self.license.clone(), ..page };
        Ok(serde_json::to_vec(&page)?)
    }

    fn kept(&self) -> MutexGuard<'_, KeptPages> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn change(row: &Row) -> Change<'_> {
    Change { modified: row.modified, kind: row.kind.clone(), id: row.id.as_str(), data: row.json.as_deref() }
}
