//! Sync with the browser's own storage, locks and network.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use std::cell::RefCell;

use chava::net::Endpoint;
use chava::platform::clock::BrowserClock;
use chava::platform::locks::Locks;
use chava::storage::{Database, boot, refresh, settle};
use chava_catalogue::digest::{digest, sha256_hex};
use chava_catalogue::live::LiveSet;
use chava_catalogue::records::Kind;
use chava_catalogue::wire::SnapshotPointer;
use chava_sync::ports::{Api, ApiError, Download, Shelf, Store, Tabs};
use chava_sync::{Ending, Outcome, Ports, Trouble, sync_once};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// An endpoint that holds places, each with a number and the change it came with.
#[derive(Default)]
struct City {
    places: RefCell<Vec<(u32, u64)>>,
    change: RefCell<u64>,
}

impl City {
    fn with(count: u32) -> Self {
        let city = Self::default();
        (0..count).for_each(|n| city.write(n));
        city
    }

    fn write(&self, n: u32) {
        *self.change.borrow_mut() += 1;
        self.places.borrow_mut().retain(|(other, _)| *other != n);
        self.places.borrow_mut().push((n, *self.change.borrow()));
    }

    fn digest(&self) -> String {
        let mut places = self.places.borrow().clone();
        places.sort();
        let ids: Vec<_> = places.iter().map(|(n, change)| (format!("p{n:05}"), *change)).collect();
        digest(ids.iter().map(|(id, change)| ("place", id.as_str(), *change)))
    }

    fn json(n: u32, change: u64) -> String {
        format!(
            r#"{{"id":"p{n:05}","name":"Lieu {n} v{change}","placeType":"library","themes":[],"address":{{}},"modified":{change}}}"#
        )
    }

    fn snapshot_text(&self) -> Vec<u8> {
        let list: Vec<_> = self.places.borrow().iter().map(|(n, change)| Self::json(*n, *change)).collect();
        format!(r#"{{"places":[{}]}}"#, list.join(",")).into_bytes()
    }
}

impl Api for City {
    async fn pointer(&self) -> Result<Vec<u8>, ApiError> {
        let text = self.snapshot_text();
        let (change, digest) = (self.change.borrow(), self.digest());
        Ok(format!(
            r#"{{"epoch":"e","change":{change},"snapshot":{{"url":"/s","bytes":{},"brotliBytes":1,"sha256":"{}"}},"feed":"/f","digest":"{digest}","serverTime":"2026-11-22T10:00:00Z"}}"#,
            text.len(),
            sha256_hex(&text)
        )
        .into_bytes())
    }

    async fn feed(&self, after: u64) -> Result<Vec<u8>, ApiError> {
        let mut later: Vec<_> = self.places.borrow().iter().filter(|(_, change)| *change > after).copied().collect();
        later.sort_by_key(|(_, change)| *change);
        later.truncate(500);
        let next = later.last().map_or(after, |(_, change)| *change);
        let end = if later.is_empty() { format!(r#","digest":"{}""#, self.digest()) } else { String::new() };
        let items: Vec<_> = later
            .iter()
            .map(|(n, change)| {
                format!(
                    r#"{{"state":"updated","kind":"place","id":"p{n:05}","modified":{change},"data":{}}}"#,
                    Self::json(*n, *change)
                )
            })
            .collect();
        Ok(format!(
            r#"{{"next":"http://x/feed?afterChangeNumber={next}","items":[{}],"license":"x","epoch":"e","oldestChange":0{end}}}"#,
            items.join(",")
        )
        .into_bytes())
    }

    async fn snapshot(&self, _: &SnapshotPointer, _: &mut dyn FnMut(u64)) -> Result<Download, ApiError> {
        let bytes = self.snapshot_text();
        let sha256 = chava::platform::crypto::sha256(&bytes).await.into();
        Ok(Download { bytes, sha256 })
    }
}

async fn fresh() -> Database {
    Database::open_named(&format!("sync-{}", js_sys::Math::random())).await.unwrap()
}

async fn sync(database: &Database, api: &impl Api, live: Option<&LiveSet>, lock: &'static str) -> Outcome {
    let ports = Ports { store: database, api, clock: &BrowserClock, tabs: &Locks(lock) };
    sync_once(&ports, live, &mut |_| ()).await
}

#[wasm_bindgen_test]
async fn snapshot_delta_restart_and_compaction_end_with_the_same_catalogue() {
    let city = City::with(1500);
    let database = fresh().await;
    database.put_item(Shelf::Favourites, "place/p00001", "{}").await.unwrap();
    let first = sync(&database, &city, None, "a").await;
    assert_eq!(first.ending, Ending::Fresh);
    let catalogue = refresh(first.live.unwrap(), None).await;
    assert_eq!(catalogue.count(&Kind::Place), 1500);
    settle(&database, &catalogue).await.unwrap();

    city.write(7);
    let delta = sync(&database, &city, Some(catalogue.live()), "a").await;
    assert_eq!((delta.ending, delta.changes.len()), (Ending::Fresh, 1));
    let catalogue = refresh(delta.live.unwrap(), Some(&catalogue)).await;
    assert_eq!(catalogue.name_of(&Kind::Place, "p00007").unwrap(), "Lieu 7 v1501");

    let restarted = boot(&database).await.unwrap();
    assert!(!restarted.unsettled, "the base's derived data was kept over the delta");
    let restarted = restarted.catalogue.unwrap();
    assert_eq!(restarted.version(), catalogue.version());
    assert_eq!(restarted.list(&Kind::Place, 0, 2000), catalogue.list(&Kind::Place, 0, 2000));
    assert_eq!(sync(&database, &city, Some(restarted.live()), "a").await.ending, Ending::Fresh);

    (0..1200).for_each(|n| city.write(n));
    let many = sync(&database, &city, Some(restarted.live()), "a").await;
    assert_eq!(many.changes.len(), 1200);
    let grown = refresh(many.live.unwrap(), Some(&restarted)).await;
    let compacted = settle(&database, &grown).await.unwrap().unwrap();
    assert!(compacted.live().recent().is_empty());
    let restarted = boot(&database).await.unwrap();
    assert!(!restarted.unsettled);
    assert_eq!(restarted.catalogue.unwrap().live().digest(), city.digest());
    assert_eq!(database.items(Shelf::Favourites).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn one_tab_syncs_at_a_time() {
    let city = City::with(3);
    let database = fresh().await;
    let guard = Locks("b").try_lock().await.unwrap();
    assert!(Locks("b").try_lock().await.is_none());
    assert_eq!(sync(&database, &city, None, "b").await.ending, Ending::Busy);
    drop(guard);
    assert_eq!(sync(&database, &city, None, "b").await.ending, Ending::Fresh);
}

#[wasm_bindgen_test]
async fn a_tab_that_fell_behind_catches_up_from_the_store() {
    let city = City::with(3);
    let database = fresh().await;
    let behind = sync(&database, &city, None, "c").await.live.unwrap();
    city.write(9);
    assert_eq!(sync(&database, &city, Some(&behind), "c").await.ending, Ending::Fresh);
    let caught_up = sync(&database, &city, Some(&behind), "c").await;
    assert_eq!((caught_up.ending, caught_up.changes.len()), (Ending::Fresh, 1));
}

#[wasm_bindgen_test]
async fn the_network_says_what_is_wrong() {
    let database = fresh().await;
    let nowhere = sync(&database, &Endpoint::at("/nowhere"), None, "d").await.ending;
    assert!(matches!(nowhere, Ending::Failed(Trouble::Status { code: 404, .. })), "{nowhere:?}");
    // The test's own page answers anything behind its question mark, as a sign-in page does.
    let portal = sync(&database, &Endpoint::at("/?"), None, "d").await.ending;
    assert_eq!(portal, Ending::Offline(Trouble::Portal));
    let refused = sync(&database, &Endpoint::at("http://127.0.0.1:9"), None, "d").await.ending;
    assert_eq!(refused, Ending::Offline(Trouble::Unreachable));
    assert_eq!(database.held().await.unwrap(), None);
}
