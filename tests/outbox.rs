//! The outbox over the browser's own storage and locks.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use std::cell::RefCell;

use chava::platform::clock::BrowserClock;
use chava::platform::locks::Locks;
use chava::storage::Database;
use chava_catalogue::json::Document;
use chava_contribution::body::Said;
use chava_contribution::receipt::{Code, Receipt, State};
use chava_contribution::verdict::{BatchAnswer, ItemResult, Verdict};
use chava_contribution::{Body, Uid, check};
use chava_sync::outbox::{
    Draft, DraftMedium, Entry, MediumState, Memory, Method, Ports, Reply, Report, Request, Sender, Stage, drafts, edit,
    entries, export, finish, import, keep, send,
};
use chava_sync::ports::{ApiError, Media, Shelf, Store, StoreError, Tabs};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// An endpoint that takes everything that is well-formed, and remembers it.
#[derive(Default)]
struct City {
    taken: RefCell<Vec<(Uid, Box<str>)>>,
    upload: RefCell<Vec<u8>>,
    requests: RefCell<usize>,
}

impl Sender for City {
    async fn send(&self, request: Request<'_>) -> Result<Reply, ApiError> {
        *self.requests.borrow_mut() += 1;
        let json = |text: &str| Reply { status: 200, body: text.as_bytes().to_vec(), ..Reply::default() };
        Ok(match (request.method, request.path) {
            (Method::Get, "") => json(r#"{"epoch":"e","limits":{"batchItems":50}}"#),
            (Method::Post, _) => json(&self.take(request.body)),
            (Method::Head, _) => {
                Reply { status: 200, upload_offset: Some(self.upload.borrow().len() as u64), ..Reply::default() }
            }
            (Method::Patch, _) => {
                self.upload.borrow_mut().extend_from_slice(request.body);
                Reply { status: 204, upload_offset: Some(self.upload.borrow().len() as u64), ..Reply::default() }
            }
            _ => Reply { status: 404, ..Reply::default() },
        })
    }
}

impl City {
    fn take(&self, body: &[u8]) -> String {
        let document = Document::parse(body).unwrap();
        let items = document.root().object().unwrap().get("items").unwrap();
        let results = items.list().unwrap().map(|item| {
            let checked = check::check(item).unwrap();
            self.taken.borrow_mut().push((checked.id, checked.sha256.clone()));
            let receipt = Receipt {
                id: checked.id,
                sha256: checked.sha256,
                code: Code(9),
                received_at: "2026-11-26T19:00:00Z".into(),
            };
            ItemResult::stored(Verdict::Accepted, receipt)
        });
        BatchAnswer { server_time: "2026-11-26T19:00:00Z".into(), results: results.collect() }.write()
    }
}

async fn fresh() -> Database {
    Database::open_named(&format!("outbox-{}", js_sys::Math::random())).await.unwrap()
}

fn new_id() -> Uid {
    Uid::new(js_sys::Date::now() as i64, chava::platform::crypto::random_bytes())
}

fn draft(words: &str) -> Draft {
    let body = Body { text: Some(words.into()), ..Body::new(Said::Idea) };
    Draft { id: new_id(), body, form: "".into(), media: Vec::new(), saved_ms: 1, older: Vec::new() }
}

async fn run(database: &Database, city: &City, lock: &'static str) -> Report {
    let tabs = Locks(lock);
    let ports =
        Ports { store: database, sender: city, clock: &BrowserClock, clock_offset_ms: 0, tabs: &tabs, new_id: &new_id };
    send(&ports, &Memory::default(), &mut |_| ()).await
}

#[wasm_bindgen_test]
async fn what_was_finished_before_a_restart_is_received_after_it() {
    let name = format!("outbox-{}", js_sys::Math::random());
    let first = Database::open_named(&name).await.unwrap();
    let mut with_photo = draft("« Ça ira ? »");
    let id = with_photo.id.to_string();
    first.put_piece((&id, 1), 0, b"one ").await.unwrap();
    first.put_piece((&id, 1), 1, b"two").await.unwrap();
    with_photo.media.push(DraftMedium { number: 1, media_type: "image/jpeg".into(), bytes: 7 });
    keep(&first, with_photo.clone()).await.unwrap().unwrap();
    finish(&first, with_photo.clone(), "fr", 5, &new_id).await.unwrap();
    assert!(drafts(&first).await.unwrap().is_empty());
    first.close();
    drop(first);

    let (second, city) = (Database::open_named(&name).await.unwrap(), City::default());
    let report = run(&second, &city, "outbox-a").await;
    assert_eq!((report.received, report.left, report.trouble), (1, 0, None));
    let there = entries(&second).await.unwrap();
    let entry = &there[&with_photo.id];
    assert!(matches!(&entry.stage, Stage::Received(standing) if standing.state == State::Received));
    assert_eq!(entry.media[0].state, MediumState::Arrived);
    assert_eq!(*city.upload.borrow(), b"one two");
    assert_eq!(*city.taken.borrow(), [(with_photo.id, entry.sealed.sha256.clone())]);
}

#[wasm_bindgen_test]
async fn two_tabs_send_once() {
    let (database, city) = (fresh().await, City::default());
    finish(&database, draft("a"), "fr", 1, &new_id).await.unwrap();
    let guard = Locks("outbox-b").try_lock().await.unwrap();
    assert!(run(&database, &city, "outbox-b").await.busy);
    assert_eq!(*city.requests.borrow(), 0);
    drop(guard);
    assert_eq!(run(&database, &city, "outbox-b").await.received, 1);
    assert_eq!(run(&database, &city, "outbox-b").await.received, 0);
    assert_eq!(city.taken.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn a_draft_that_was_finished_does_not_come_back() {
    let database = fresh().await;
    let first = draft("a");
    finish(&database, first.clone(), "fr", 1, &new_id).await.unwrap();
    assert_eq!(keep(&database, first.clone()).await, Ok(None));
    assert!(drafts(&database).await.unwrap().is_empty());
    let again = edit(&database, first.id, 2, &new_id).await.unwrap().unwrap();
    assert_eq!((again.id, again.body), (first.id, first.body));
    assert!(entries(&database).await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn a_rescue_file_goes_from_phone_to_phone() {
    let (from, to) = (fresh().await, fresh().await);
    finish(&from, draft("« é »"), "fr", 1, &new_id).await.unwrap();
    let file = export(&from).await.unwrap();
    assert_eq!(import(&to, file.as_bytes(), 2).await, Ok(1));
    assert_eq!(import(&to, file.as_bytes(), 2).await, Ok(0));
    let (ours, theirs) = (entries(&from).await.unwrap(), entries(&to).await.unwrap());
    assert!(ours.values().map(|entry| &entry.sealed).eq(theirs.values().map(|entry| &entry.sealed)));
}

#[wasm_bindgen_test]
async fn a_form_that_is_too_new_stays_where_it_is() {
    let (database, city) = (fresh().await, City::default());
    database.put_item(Shelf::Outbox, "future", r#"{"v":9}"#).await.unwrap();
    finish(&database, draft("a"), "fr", 1, &new_id).await.unwrap();
    assert_eq!(run(&database, &city, "outbox-c").await.received, 1);
    assert_eq!(database.item(Shelf::Outbox, "future").await.unwrap().as_deref(), Some(r#"{"v":9}"#));
    assert_eq!(Entry::read(r#"{"v":9}"#), None);
}

#[wasm_bindgen_test]
async fn a_store_of_the_first_version_keeps_its_things_and_gets_media() {
    let name = format!("outbox-{}", js_sys::Math::random());
    // As version 1 made it: the same stores without that of media.
    let stores = ["meta", "chunks", "derived", "recent", "settings", "favourites", "outbox", "drafts"];
    let old = stores
        .iter()
        .fold(rexie::Rexie::builder(&name).version(1), |builder, store| {
            builder.add_object_store(rexie::ObjectStore::new(store))
        })
        .build()
        .await
        .unwrap();
    let transaction = old.transaction(&["favourites"], rexie::TransactionMode::ReadWrite).unwrap();
    transaction.store("favourites").unwrap().put(&"{}".into(), Some(&"place/a".into())).await.unwrap();
    transaction.done().await.unwrap();
    old.close();
    let database = Database::open_named(&name).await.unwrap();
    assert_eq!(database.items(Shelf::Favourites).await.unwrap(), [("place/a".to_owned(), "{}".to_owned())]);
    assert_eq!(database.medium(("x", 1)).await, Ok::<_, StoreError>(None));
    database.put_piece(("x", 1), 0, b"1").await.unwrap();
    assert_eq!(database.medium(("x", 1)).await.unwrap().unwrap(), b"1");
}
