//! `GET /api/catalogue` and the snapshots it points to.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;

use std::io::Read as _;

use chava_catalogue::digest::{digest, sha256_hex};
use chava_endpoint::config::PublicUrl;
use chava_endpoint::import::Mode;
use chava_endpoint::state::OriginConfig;
use common::{Endpoint, document};
use serde_json::Value;

#[tokio::test]
async fn the_pointer_tells_the_truth_about_the_snapshot() {
    let endpoint = Endpoint::with_places(20).await;
    let pointer = endpoint.get("/api/catalogue").await;
    assert_eq!(pointer.header("cache-control"), "public, max-age=8");
    let pointer = pointer.json();
    let url = pointer["snapshot"]["url"].as_str().unwrap();
    let plain = endpoint.get(url).await;
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(pointer["snapshot"]["sha256"], sha256_hex(&plain.body));
    assert_eq!(pointer["snapshot"]["bytes"], plain.body.len());

    let coded = endpoint.get_with(url, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((coded.header("content-encoding"), coded.header("vary")), ("br", "Accept-Encoding"));
    assert_eq!(pointer["snapshot"]["brotliBytes"], coded.body.len());
    let mut decoded = Vec::new();
    brotli::Decompressor::new(&coded.body[..], 4096).read_to_end(&mut decoded).unwrap();
    assert_eq!(decoded, plain.body);

    let document = plain.json();
    let mut live: Vec<_> = [("place", "places"), ("theme", "themes")]
        .into_iter()
        .flat_map(|(kind, list)| document[list].as_array().unwrap().iter().map(move |record| (kind, record)))
        .map(|(kind, record)| (kind, record["id"].as_str().unwrap(), record["modified"].as_u64().unwrap()))
        .collect();
    live.sort_unstable();
    assert_eq!(pointer["digest"], digest(live));
    assert_eq!(pointer["feed"], "http://chava.example/api/feed?afterChangeNumber=21");
}

#[tokio::test]
async fn the_public_address_is_the_one_of_absolute_links() {
    let public_url: PublicUrl = "https://chava.charleroi.be/".parse().unwrap();
    let endpoint = Endpoint::with(OriginConfig { public_url: Some(public_url), trust_forwarded: false }).await;
    let pointer = endpoint.get("/api/catalogue").await.json();
    assert_eq!(pointer["feed"], "https://chava.charleroi.be/api/feed?afterChangeNumber=0");
}

#[tokio::test]
async fn old_snapshots_stay_as_they_were_and_then_go_in_words() {
    let endpoint = Endpoint::empty().await;
    let mut published = Vec::new();
    for count in 1..=16 {
        endpoint.put(&document(count), Mode::Replace).await;
        let pointer = endpoint.get("/api/catalogue").await.json();
        published
            .push((pointer["snapshot"]["url"].as_str().unwrap().to_owned(), pointer["snapshot"]["sha256"].clone()));
    }
    for (url, sha256) in published.iter().rev().take(10) {
        let got = endpoint.get(url).await;
        assert_eq!(got.status.as_u16(), 200, "{url}");
        assert_eq!(*sha256, sha256_hex(&got.body));
    }
    let gone = endpoint.get(&published[0].0).await;
    assert_eq!((gone.status.as_u16(), gone.problem().as_str()), (404, "snapshot-gone"));
}

#[tokio::test]
async fn nothing_but_a_snapshot_has_a_snapshots_address() {
    let endpoint = Endpoint::with_places(1).await;
    for odd in ["nope-1.json", "..%2f..%2fchava.db", "..%2fchava-1.json", "x", "%ff-1.json"] {
        let got = endpoint.get(&format!("/api/catalogue/{odd}")).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (404, "snapshot-gone"), "{odd}");
    }
}

#[tokio::test]
async fn a_new_epoch_keeps_the_records_and_drops_the_tombstones() {
    let endpoint = Endpoint::with_places(3).await;
    endpoint.put(&document(2), Mode::Replace).await;
    let before = endpoint.get("/api/catalogue").await.json();
    endpoint.state.store.new_epoch().await.unwrap();
    assert!(endpoint.state.refresh().await.unwrap());
    let after = endpoint.get("/api/catalogue").await.json();
    assert_ne!(before["epoch"], after["epoch"]);
    assert_eq!(before["digest"], after["digest"]);
    assert!(after["change"].as_u64() > before["change"].as_u64(), "no address of the old epoch comes again");
    let items = endpoint.walk().await;
    assert!(items.len() == 3 && items.iter().all(|item| item["state"] == "updated"));
    let feed = endpoint.get("/api/feed").await.json();
    assert_eq!(feed["oldestChange"], after["change"]);
}

#[tokio::test]
async fn a_restart_publishes_the_same_bytes() {
    let endpoint = Endpoint::with_places(5).await;
    let before: Value = endpoint.get("/api/catalogue").await.json();
    let again = chava_endpoint::published::Published::new(
        endpoint.state.store.changes_after(0).await.unwrap(),
        &endpoint.state.snapshots,
        chava_endpoint::snapshot::Effort::Dense,
    )
    .unwrap();
    assert_eq!(before["snapshot"]["sha256"], *again.snapshot.load().sha256);
    assert_eq!(before["digest"], *again.digest);
}
