//! How the catalogue should lie in IndexedDB, and what start and sync cost: the figures of docs/decisions/0002.
//!
//! `cargo test --release --target wasm32-unknown-unknown --features bench --test layout`, with
//! `WASM_BINDGEN_TEST_TIMEOUT=600`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use std::sync::Arc;

use chava::platform::clock::BrowserClock;
use chava::platform::crypto;
use chava::storage::{Database, boot, refresh, settle};
use chava_catalogue::catalogue::Version;
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::live::LiveSet;
use chava_catalogue::query::Query;
use chava_catalogue::segment::{LogWriter, Segment};
use chava_sync::ports::{Clock, Held, Store};
use js_sys::Uint8Array;
use rexie::{ObjectStore, Rexie, TransactionMode};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const SIZES: [usize; 3] = [1_000, 10_000, 50_000];
const WORDS: [&str; 12] = [
    "atelier",
    "vélo",
    "écriture",
    "potager",
    "ordinateur",
    "jardin",
    "français",
    "lecture",
    "cuisine",
    "musique",
    "réparation",
    "conversation",
];

fn record(n: usize, kind: &str) -> String {
    let word = |k: usize| WORDS[(n * 7 + k * 5 + n / 12) % 12];
    let modified = n + 1;
    let description = (0..28).map(word).collect::<Vec<_>>().join(" ");
    match kind {
        "place" => format!(
            r#"{{"id":"place-{n:06}","name":"{} {} {n}","placeType":"library","themes":["nature"],"address":{{"street":"rue de la {}","number":"{}","section":"Gilly"}},"openingHours":"Mo-Fr 09:00-17:00","description":{{"fr":"{description}"}},"access":["walk-in"],"cost":{{"kind":"free"}},"modified":{modified}}}"#,
            word(1),
            word(2),
            word(3),
            n % 90
        ),
        _ => format!(
            r#"{{"id":"session-{n:06}","title":"{} {}","placeId":"place-{:06}","start":"2026-10-{:02}T14:00","durationMinutes":90,"rrule":"FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630T000000Z","description":"{description}","themes":["nature"],"modified":{modified}}}"#,
            word(1),
            word(2),
            n / 5,
            1 + n % 28
        ),
    }
}

fn records(count: usize) -> (Vec<String>, Vec<String>) {
    let places = count / 5;
    ((0..places).map(|n| record(n, "place")).collect(), (0..count - places).map(|n| record(n, "session")).collect())
}

fn now() -> f64 {
    BrowserClock.monotonic_ms()
}

async fn open(name: &str) -> Rexie {
    Rexie::builder(name).version(1).add_object_store(ObjectStore::new("s")).build().await.unwrap()
}

/// Writes values in one transaction, each put awaited or only the last; returns milliseconds.
async fn write(database: &Rexie, values: &[JsValue], from: u32) -> f64 {
    let started = now();
    let transaction = database.transaction(&["s"], TransactionMode::ReadWrite).unwrap();
    let store = transaction.store("s").unwrap();
    let pairs = values.iter().zip(from..).map(|(value, n)| (value.clone(), Some(JsValue::from(n))));
    store.put_all(pairs).await.unwrap();
    assert!(transaction.done().await.unwrap().is_committed());
    now() - started
}

async fn read(database: &Rexie) -> f64 {
    let started = now();
    let transaction = database.transaction(&["s"], TransactionMode::ReadOnly).unwrap();
    let all = transaction.store("s").unwrap().get_all(None, None).await.unwrap();
    let mut text = Vec::new();
    for value in all {
        match value.dyn_into::<Uint8Array>() {
            Ok(bytes) => {
                let start = text.len();
                text.resize(start + bytes.length() as usize, 0);
                bytes.copy_to(&mut text[start..]);
            }
            Err(string) => text.extend_from_slice(string.as_string().unwrap().as_bytes()),
        }
    }
    assert!(!text.is_empty());
    now() - started
}

async fn measure(layout: &str, values: Vec<JsValue>, delta: Vec<JsValue>) {
    let name = format!("layout-{}", js_sys::Math::random());
    let database = open(&name).await;
    let written = write(&database, &values, 0).await;
    let mut reads = [read(&database).await, read(&database).await, read(&database).await];
    reads.sort_by(f64::total_cmp);
    let delta = write(&database, &delta, 0).await;
    console_log!("| {layout} | {written:.0} | {:.0} | {delta:.1} |", reads[1]);
    database.close();
    Rexie::delete(&name).await.unwrap();
}

#[wasm_bindgen_test]
async fn layouts() {
    for size in SIZES {
        let (places, sessions) = records(size);
        let all: Vec<String> = places.into_iter().chain(sessions).collect();
        let text = all.join(",");
        console_log!("{size} records, {} kB", text.len() / 1024);
        console_log!("| layout | write ms | read ms | delta of 100 ms |");
        let each: Vec<JsValue> = all.iter().map(|json| JsValue::from(json.as_str())).collect();
        let hundred: Vec<JsValue> = each.iter().take(100).cloned().collect();
        measure("a record each", each, hundred).await;
        for per_chunk in [64, 256, 1024] {
            let chunk = |records: &[String]| JsValue::from(Uint8Array::from(records.join(",").as_bytes()));
            let chunks: Vec<JsValue> = all.chunks(per_chunk).map(chunk).collect();
            // A hundred changes here and there touch that many chunks.
            let touched = chunks.iter().take(100).cloned().collect();
            measure(&format!("chunks of {per_chunk} records"), chunks, touched).await;
        }
        let log = vec![JsValue::from(Uint8Array::from(all[..100.min(all.len())].join(",").as_bytes()))];
        for (label, bytes) in [("256 kB", 1 << 18), ("1 MB", 1 << 20), ("4 MB", 1 << 22), ("one blob", usize::MAX)] {
            let pieces = text.as_bytes().chunks(bytes).map(|piece| JsValue::from(Uint8Array::from(piece))).collect();
            measure(&format!("text in pieces of {label}, changes in a log"), pieces, log.clone()).await;
        }
    }
}

#[wasm_bindgen_test]
async fn start_and_sync() {
    let started = now();
    std::hint::black_box(chava_catalogue::search::Lexicon::starter());
    console_log!("reading the synonyms: {:.0} ms", now() - started);
    console_log!(
        "| records | snapshot → stored: hash, split, digest, write | build | settle | start: boot | first search | agenda of a week | delta of 100: store, catalogue |"
    );
    for size in SIZES {
        let (places, sessions) = records(size);
        let text = format!(r#"{{"places":[{}],"sessions":[{}]}}"#, places.join(","), sessions.join(",")).into_bytes();
        drop((places, sessions));
        let name = format!("start-{}", js_sys::Math::random());
        let database = Database::open_named(&name).await.unwrap();
        let mut times = Vec::new();
        let mut last = now();
        let mut lap = |times: &mut Vec<f64>| {
            times.push(now() - last);
            last = now();
        };
        crypto::sha256(&text).await;
        lap(&mut times);
        let base = Segment::from_text(text).unwrap();
        lap(&mut times);
        let version = Version { epoch: "e".into(), change: size as u64, digest: "d".into() };
        let held = Held { version: version.clone(), base: size as u64 };
        let live = LiveSet::new(version.clone(), Arc::new(base), Arc::default()).on_base(size as u64);
        live.digest();
        lap(&mut times);
        database.replace(None, &held, live.base().text()).await.unwrap();
        lap(&mut times);
        let catalogue = refresh(live, None).await;
        lap(&mut times);
        settle(&database, &catalogue).await.unwrap();
        lap(&mut times);
        drop(catalogue);
        database.close();
        let database = Database::open_named(&name).await.unwrap();
        last = now();
        let booted = boot(&database).await.unwrap();
        assert!(!booted.unsettled);
        times.push(now() - last);
        last = now();
        let catalogue = booted.catalogue.unwrap();
        let query = Query { words: "velo jard".into(), ..Query::default() };
        let moment = DateTime::parse("2026-11-22T12:00").unwrap();
        assert!(catalogue.search(&query, moment, 0, 20).total > 0);
        times.push(now() - last);
        last = now();
        let day = Date::parse("2026-11-22").unwrap();
        assert!(!catalogue.agenda(day, day.add_days(6)).is_empty());
        times.push(now() - last);
        last = now();
        let mut log = LogWriter::default();
        for n in 0..100 {
            log.live("place", &format!("place-{n:06}"), (size + n + 1) as u64, record(n, "place").as_bytes());
        }
        let log = log.into_bytes();
        let version = Version { change: (size + 100) as u64, ..version };
        let newer = catalogue.live().apply(version.clone(), &log).unwrap();
        newer.digest();
        let new_held = Held { version, base: held.base };
        database.append(&held, &new_held, &log).await.unwrap();
        times.push(now() - last);
        last = now();
        refresh(newer, Some(&catalogue)).await;
        times.push(now() - last);
        let times: Vec<String> = times.iter().map(|ms| format!("{ms:.0}")).collect();
        console_log!("| {size} | {} |", times.join(" | "));
        Database::delete(&name).await.unwrap();
    }
}
