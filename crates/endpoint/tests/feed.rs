//! `GET /api/feed`: the rules of RPDE, tombstones, cursors, caching.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;

use chava_endpoint::import::Mode;
use common::{Endpoint, document};
use serde_json::json;

#[tokio::test]
async fn the_feed_is_walked_from_its_beginning_to_its_end() {
    let endpoint = Endpoint::with_places(1100).await;
    let items = endpoint.walk().await;
    assert_eq!(items.len(), 1101);
    assert!(items.iter().all(|item| item["state"] == "updated" && item["data"]["id"] == item["id"]));
    assert!(items.iter().all(|item| item["data"].get("modified").is_none()));
}

#[tokio::test]
async fn what_vanishes_is_told_as_a_tombstone_without_data() {
    let endpoint = Endpoint::with_places(3).await;
    endpoint.put(&document(1), Mode::Replace).await;
    let items = endpoint.walk().await;
    let gone: Vec<_> = items.iter().filter(|item| item["state"] == "deleted").collect();
    assert_eq!(gone.iter().map(|item| item["id"].as_str().unwrap()).collect::<Vec<_>>(), ["lieu-0001", "lieu-0002"]);
    assert!(gone.iter().all(|item| item.get("data").is_none()));
    assert_eq!(items.len(), 4, "each record is told once");
}

#[tokio::test]
async fn pages_say_how_long_they_may_be_kept() {
    let endpoint = Endpoint::with_places(2).await;
    let page = endpoint.get("/api/feed?afterChangeNumber=0").await;
    assert_eq!(page.header("cache-control"), "public, max-age=3600");
    let last = endpoint.get("/api/feed?afterChangeNumber=3").await;
    assert_eq!(last.header("cache-control"), "public, max-age=8");
    assert_eq!(last.json()["items"], json!([]));
}

#[tokio::test]
async fn a_cursor_from_the_future_brings_an_empty_page() {
    let endpoint = Endpoint::with_places(1).await;
    let page = endpoint.get("/api/feed?afterChangeNumber=999").await;
    assert_eq!(page.json()["next"], "http://chava.example/api/feed?afterChangeNumber=999");
    assert_eq!(page.json()["items"], json!([]));
}

#[tokio::test]
async fn what_is_no_cursor_is_refused_in_words() {
    let endpoint = Endpoint::with_places(1).await;
    for odd in ["abc", "-1", "1e9", "", "%00", "%ff", "0x10", "1.5", "9007199254740992", "1;DROP%20TABLE%20records"] {
        let got = endpoint.get(&format!("/api/feed?afterChangeNumber={odd}")).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (400, "bad-cursor"), "{odd}");
    }
}

#[tokio::test]
async fn the_validator_of_the_last_page_does_not_depend_on_the_clock() {
    let endpoint = Endpoint::with_places(1).await;
    let first = endpoint.get("/api/feed?afterChangeNumber=2").await;
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    let etag = first.header("etag").to_owned();
    let second = endpoint.get_with("/api/feed?afterChangeNumber=2", &[("if-none-match", &etag)]).await;
    assert_eq!((second.status.as_u16(), second.body.len()), (304, 0));
    assert_eq!(second.header("access-control-allow-origin"), "*");
    endpoint.put(&document(2), Mode::Replace).await;
    let third = endpoint.get_with("/api/feed?afterChangeNumber=2", &[("if-none-match", &etag)]).await;
    assert_eq!(third.status.as_u16(), 200);
}

#[tokio::test]
async fn next_is_built_from_the_host_or_refused_where_that_is_none() {
    let endpoint = Endpoint::with_places(1).await;
    let got = endpoint.get_with("/api/feed", &[("host", "localhost:8080")]).await;
    assert_eq!(got.json()["next"], "http://localhost:8080/api/feed?afterChangeNumber=2");
    let forged = endpoint.get_with("/api/feed", &[("host", "a\"b<c>")]).await;
    assert_eq!((forged.status.as_u16(), forged.problem().as_str()), (400, "bad-host"));
    let untrusted = endpoint.get_with("/api/feed", &[("x-forwarded-proto", "https")]).await;
    assert!(untrusted.json()["next"].as_str().unwrap().starts_with("http://chava.example/"));
}
