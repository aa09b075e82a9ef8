//! Imports: all or nothing, only what differs, and what is told of faults.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use chava_endpoint::clock::Instant;
use chava_endpoint::import::{ImportError, Mode, TOMBSTONE_DAYS, import};
use chava_endpoint::store::Store;
use common::{Endpoint, database, document, place};
use serde_json::{Value, json};

#[tokio::test]
async fn the_same_document_again_changes_nothing() {
    let endpoint = Endpoint::with_places(4).await;
    let outcome = endpoint.put(&document(4), Mode::Replace).await;
    assert_eq!((outcome.added, outcome.changed, outcome.removed, outcome.unchanged, outcome.change), (0, 0, 0, 5, 5));
    let mut other_order = document(4);
    other_order["places"].as_array_mut().unwrap().reverse();
    assert_eq!(endpoint.put(&other_order, Mode::Replace).await.change, 5);
}

#[tokio::test]
async fn only_what_differs_gets_a_new_number() {
    let endpoint = Endpoint::with_places(4).await;
    let mut changed = document(4);
    changed["places"][2]["name"] = json!("Autre nom");
    changed["places"][2]["champFutur"] = json!({ "a": [1, "é", null] });
    let outcome = endpoint.put(&changed, Mode::Replace).await;
    assert_eq!((outcome.added, outcome.changed, outcome.removed, outcome.change), (0, 1, 0, 6));
    let items = endpoint.walk().await;
    let last = items.last().unwrap();
    assert_eq!((&last["id"], &last["modified"]), (&json!("lieu-0002"), &json!(6)));
    assert_eq!(last["data"]["champFutur"], json!({ "a": [1, "é", null] }), "unknown fields survive");
}

#[tokio::test]
async fn a_merge_adds_and_keeps_the_rest() {
    let endpoint = Endpoint::with_places(2).await;
    let one = json!({ "format": "chava-catalogue", "version": 1, "license": "x", "places": [place(7)] });
    let outcome = endpoint.put(&one, Mode::Merge).await;
    assert_eq!((outcome.added, outcome.removed, outcome.unchanged), (1, 0, 3));
    assert_eq!(endpoint.walk().await.len(), 4);
}

#[tokio::test]
async fn faults_are_all_told_with_their_paths_and_nothing_is_changed() {
    let endpoint = Endpoint::with_places(2).await;
    let mut broken = document(3);
    broken["places"][0].as_object_mut().unwrap().remove("name");
    broken["places"][2]["id"] = json!("PAS un id");
    let Err(error @ ImportError::Faults(_)) = endpoint.import(&broken, Mode::Replace).await else {
        panic!("it was imported");
    };
    let words = error.to_string();
    assert!(words.contains("places[0]") && words.contains("places[2].id"), "{words}");
    assert!(words.contains("rien n’a été importé"), "{words}");
    assert!(!endpoint.state.refresh().await.unwrap());
}

#[tokio::test]
async fn what_is_not_json_is_told_with_its_line() {
    let endpoint = Endpoint::with_places(1).await;
    let bytes = b"{\"format\":\"chava-catalogue\",\n\"places\":[";
    let error = import(&endpoint.state.store, bytes, Mode::Replace, Instant::now()).await.unwrap_err();
    assert!(error.to_string().contains("ligne 2"), "{error}");
    assert!(!endpoint.state.refresh().await.unwrap());
}

#[tokio::test]
async fn a_snapshot_is_a_document_that_imports_as_it_is() {
    let endpoint = Endpoint::with_places(3).await;
    let pointer = endpoint.get("/api/catalogue").await.json();
    let snapshot = endpoint.get(pointer["snapshot"]["url"].as_str().unwrap()).await.json();
    let outcome = endpoint.put(&snapshot, Mode::Replace).await;
    assert_eq!((outcome.unchanged, outcome.change), (4, 4));
}

#[tokio::test]
async fn an_import_that_is_killed_never_was() {
    let endpoint = Endpoint::with_places(2).await;
    let mut write = endpoint.state.store.write().await.unwrap();
    let mut dataset = write.dataset().await.unwrap();
    for mut row in write.all().await.unwrap().rows {
        dataset.change += 1;
        row.modified = dataset.change;
        row.json = None;
        write.put(&row, Instant::now()).await.unwrap();
    }
    write.set_dataset(&dataset).await.unwrap();
    drop(write);
    let reopened = Store::open(&database(&endpoint.dir)).await.unwrap();
    let changes = reopened.changes_after(0).await.unwrap();
    assert_eq!((changes.dataset.change, changes.rows.len()), (3, 3));
    assert!(changes.rows.iter().all(|row| row.json.is_some()));
}

#[tokio::test]
async fn a_deletion_is_told_for_four_hundred_days_and_then_the_oldest_cursor_rises() {
    let endpoint = Endpoint::empty().await;
    let at = |days: i64| Instant(1_800_000_000_000).days_ago(-days);
    let store = &endpoint.state.store;
    let put = async |count: usize, days: i64| {
        import(store, document(count).to_string().as_bytes(), Mode::Replace, at(days)).await.unwrap();
        endpoint.state.refresh().await.unwrap();
        endpoint.get("/api/feed").await.json()
    };
    let tombstones =
        |page: &Value| page["items"].as_array().unwrap().iter().filter(|i| i["state"] == "deleted").count();
    put(3, 0).await;
    let page = put(2, 1).await;
    assert_eq!((tombstones(&page), &page["oldestChange"]), (1, &json!(0)));
    let page = put(1, TOMBSTONE_DAYS).await;
    assert_eq!((tombstones(&page), &page["oldestChange"]), (2, &json!(0)));
    let page = put(1, TOMBSTONE_DAYS + 2).await;
    assert_eq!((tombstones(&page), &page["oldestChange"]), (1, &json!(5)));
}

#[tokio::test]
async fn keys_beside_the_records_survive_with_a_snapshot_of_their_own() {
    let endpoint = Endpoint::with_places(1).await;
    let mut more = document(1);
    more["cleFuture"] = json!({ "b": 1 });
    let outcome = endpoint.put(&more, Mode::Replace).await;
    assert_eq!((outcome.changed, outcome.unchanged, outcome.change), (0, 2, 3));
    let export = endpoint.get("/api/export/catalogue.json").await.json();
    assert_eq!(export["cleFuture"], json!({ "b": 1 }));
    assert_eq!(endpoint.put(&export, Mode::Replace).await.change, 3);
}
