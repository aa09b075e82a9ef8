//! The store against the real IndexedDB of a browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use chava::state::favourites::Favourite;
use chava::storage::{Database, Eviction, StoreError, boot};
use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::Date;
use chava_catalogue::records::{Kind, RecordRef};
use chava_catalogue::remembered::Fact;
use chava_sync::ports::{Held, Shelf, Store};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn fresh() -> Database {
    Database::open_named(&new_name()).await.unwrap()
}

fn new_name() -> String {
    format!("test-{}", js_sys::Math::random())
}

fn held(change: u64) -> Held {
    Held { version: Version { epoch: "e".into(), change, digest: "".into() }, base: 1 }
}

chava_sync::store_contract!(async wasm_bindgen_test, fresh().await);

#[wasm_bindgen_test]
async fn what_was_stored_is_there_after_a_restart() {
    let name = new_name();
    let first = Database::open_named(&name).await.unwrap();
    first.replace(None, &held(1), b"base").await.unwrap();
    first.put_item(Shelf::Drafts, "d", "words").await.unwrap();
    first.set_note("fresh-at", "12").await.unwrap();
    first.close();
    drop(first);
    let second = Database::open_named(&name).await.unwrap();
    assert_eq!(second.load().await.unwrap().unwrap().base, b"base");
    assert_eq!(second.item(Shelf::Drafts, "d").await.unwrap().as_deref(), Some("words"));
    assert_eq!(second.note("fresh-at").await.unwrap().as_deref(), Some("12"));
    assert_eq!(second.note("other").await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn a_closed_handle_is_opened_again_and_the_call_repeated() {
    let database = fresh().await;
    database.replace(None, &held(1), b"base").await.unwrap();
    database.close();
    database.append(&held(1), &held(2), b"log").await.unwrap();
    assert_eq!(database.load().await.unwrap().unwrap().recent, b"log");
}

#[wasm_bindgen_test]
async fn a_handle_closed_by_the_browser_is_opened_again() {
    let name = new_name();
    let database = Database::open_named(&name).await.unwrap();
    database.put_item(Shelf::Favourites, "place/a", "{}").await.unwrap();
    // Deleting the database from elsewhere closes the handle behind our back, as an upgrade in another tab does.
    Database::delete(&name).await.unwrap();
    assert!(database.items(Shelf::Favourites).await.unwrap().is_empty());
    database.put_item(Shelf::Favourites, "place/b", "{}").await.unwrap();
    assert_eq!(database.items(Shelf::Favourites).await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn two_tabs_cannot_both_move_the_same_state_on() {
    let name = new_name();
    let (one, two) = (Database::open_named(&name).await.unwrap(), Database::open_named(&name).await.unwrap());
    one.replace(None, &held(1), b"base").await.unwrap();
    let (from, by_one, by_two) = (held(1), held(2), held(3));
    let (first, second) = futures(one.append(&from, &by_one, b"one"), two.append(&from, &by_two, b"two")).await;
    assert_eq!((first, second), (Ok(()), Err(StoreError::Moved)));
    let stored = two.load().await.unwrap().unwrap();
    assert_eq!((stored.held, &*stored.recent), (held(2), &b"one"[..]));
}

#[wasm_bindgen_test]
async fn a_killed_transaction_leaves_what_was_there() {
    let big = vec![b'x'; 5 << 20];
    // After each of its first requests, as when the app dies in the middle of its work.
    for polls in 1..9 {
        let database = fresh().await;
        database.replace(None, &held(1), b"base").await.unwrap();
        let (from, to) = (held(1), held(2));
        let killed = interrupted(database.replace(Some(&from), &to, &big), polls).await;
        let stored = database.load().await.unwrap().unwrap();
        if killed {
            assert_eq!((stored.held, &*stored.base), (held(1), &b"base"[..]), "{polls}");
        } else {
            assert_eq!((stored.held, stored.base.len()), (held(2), big.len()), "{polls}");
        }
    }
}

/// Polls a future so many times and then drops it; says whether it was not done by then.
async fn interrupted<F: Future>(future: F, polls: u32) -> bool {
    let mut future = std::pin::pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| {
        left -= 1;
        match future.as_mut().poll(context) {
            std::task::Poll::Ready(_) => std::task::Poll::Ready(false),
            std::task::Poll::Pending if left == 0 => std::task::Poll::Ready(true),
            std::task::Poll::Pending => std::task::Poll::Pending,
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn favourites_keep_the_order_in_which_they_were_marked() {
    let database = fresh().await;
    let record = |id: &str| RecordRef { kind: Kind::Place, id: id.into() };
    for (id, at) in [("z", 10), ("a", 20), ("m", 15)] {
        database.add_favourite(&Favourite::new(&Catalogue::default(), record(id), at)).await.unwrap();
    }
    database.remove_favourite(&record("m")).await.unwrap();
    let ids: Vec<_> = database.favourites().await.unwrap().into_iter().map(|f| f.record.id.to_string()).collect();
    assert_eq!(ids, ["z", "a"]);
}

#[wasm_bindgen_test]
async fn what_is_learnt_of_a_favourite_is_kept_and_the_others_stay_as_they_were() {
    let database = fresh().await;
    database.put_item(Shelf::Favourites, "place/p", r#"{"at":1}"#).await.unwrap();
    database.put_item(Shelf::Favourites, "place/q", r#"{"at":2}"#).await.unwrap();
    let city =
        br#"{"places":[{"id":"p","modified":1,"name":"Espace","placeType":"library","themes":[],"address":{}}]}"#;
    let city = Catalogue::from_document(Version::default(), city.to_vec()).unwrap();
    let today = Date::parse("2026-11-26").unwrap();
    let all = database
        .revise_favourites(&mut |favourite| favourite.record.id.as_str() == "p" && favourite.compare(&city, today))
        .await
        .unwrap();
    assert_eq!(all, database.favourites().await.unwrap());
    assert_eq!(all[0].facts.get(Fact::Name), "Espace");
    assert_eq!(database.item(Shelf::Favourites, "place/q").await.unwrap().unwrap(), r#"{"at":2}"#);
}

#[wasm_bindgen_test]
async fn eviction_is_noticed_once() {
    let name = new_name();
    let database = Database::open_named(&name).await.unwrap();
    let base = br#"{"places":[{"id":"a","modified":1}]}"#;
    database.replace(None, &held(1), base).await.unwrap();
    let booted = boot(&database).await.unwrap();
    assert_eq!(booted.eviction, Eviction::None);
    assert!(booted.catalogue.unwrap().record(&Kind::Place, "a").is_some());
    database.close();
    Database::delete(&name).await.unwrap();
    let booted = boot(&database).await.unwrap();
    assert_eq!(booted.eviction, Eviction::Evicted);
    assert!(booted.catalogue.is_none());
    assert_eq!(boot(&database).await.unwrap().eviction, Eviction::None);
}

#[wasm_bindgen_test]
async fn a_base_that_cannot_be_read_counts_as_none() {
    let database = fresh().await;
    database.replace(None, &held(1), br#"{"places":[{"id":"#).await.unwrap();
    assert!(boot(&database).await.unwrap().catalogue.is_none());
}

/// Waits for both of two futures at once.
async fn futures<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (std::pin::pin!(a), std::pin::pin!(b));
    let (mut a_out, mut b_out) = (None, None);
    std::future::poll_fn(|context| {
        use std::task::Poll;
        if a_out.is_none()
            && let Poll::Ready(out) = a.as_mut().poll(context)
        {
            a_out = Some(out);
        }
        if b_out.is_none()
            && let Poll::Ready(out) = b.as_mut().poll(context)
        {
            b_out = Some(out);
        }
        if a_out.is_some() && b_out.is_some() { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    (a_out.unwrap(), b_out.unwrap())
}
