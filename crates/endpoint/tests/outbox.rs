//! The phone's outbox against the real endpoint, over a network that loses, cuts and doubles.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;

use std::cell::{Cell, RefCell};

use axum::body::Body as HttpBody;
use axum::http::Request as HttpRequest;
use chava_catalogue::digest::sha256_hex;
use chava_contribution::body::{Body, Said};
use chava_contribution::{Uid, receipt};
use chava_endpoint::attachments::FileHash;
use chava_sync::memory::MemoryStore;
use chava_sync::outbox::{
    Draft, DraftMedium, MediumState, Memory, Ports, Reply, Report, Request, Sender, Stage, edit, entries, export,
    finish, send, withdraw,
};
use chava_sync::ports::{ApiError, Clock, Media, Tabs};
use chava_testkit::Rng;
use common::Endpoint;

/// A phone with its store, on a network of its own.
struct Phone<'a> {
    endpoint: &'a Endpoint,
    store: MemoryStore,
    memory: Memory,
    rng: RefCell<Rng>,
    /// So many of a hundred requests meet a fault.
    faults: Cell<usize>,
    /// No answer reaches the phone.
    deaf: Cell<bool>,
    now_ms: Cell<f64>,
}

impl<'a> Phone<'a> {
    fn new(endpoint: &'a Endpoint, seed: u64) -> Self {
        Self {
            endpoint,
            store: MemoryStore::default(),
            memory: Memory::default(),
            rng: RefCell::new(Rng::new(seed)),
            faults: Cell::new(0),
            deaf: Cell::new(false),
            now_ms: Cell::new(0.0),
        }
    }

    fn roll(&self, end: usize) -> usize {
        self.rng.borrow_mut().below(end)
    }

    fn new_id(&self) -> Uid {
        let mut random = [0; 10];
        random.fill_with(|| self.roll(256) as u8);
        Uid::new(self.unix_ms(), random)
    }

    /// Writes an idea, and finishes it.
    async fn say(&self, words: &str, photo: Option<&[u8]>) -> Uid {
        let id = self.new_id();
        let body = Body { text: Some(words.into()), ..Body::new(Said::Idea) };
        let mut draft =
            Draft { id, body, form: "".into(), media: Vec::new(), saved_ms: self.unix_ms(), older: Vec::new() };
        if let Some(photo) = photo {
            self.store.put_piece((&id.to_string(), 0), 0, photo).await.unwrap();
            draft.media.push(DraftMedium { number: 0, media_type: "image/jpeg".into(), bytes: photo.len() as u64 });
        }
        finish(&self.store, draft, "fr", self.unix_ms(), &|| self.new_id()).await.unwrap();
        id
    }

    async fn run(&self) -> Report {
        let new_id = || self.new_id();
        let ports = Ports {
            store: &self.store,
            sender: self,
            clock: self,
            clock_offset_ms: 0,
            tabs: &OnlyTab,
            new_id: &new_id,
        };
        self.now_ms.set(self.now_ms.get() + 60_000.0);
        send(&ports, &self.memory, &mut |_| ()).await
    }

    async fn ask(&self, request: Request<'_>) -> Reply {
        let mut asked = HttpRequest::builder()
            .method(request.method.as_str())
            .uri(["/api", request.path].concat())
            .header("host", "chava.example");
        let is_piece = request.upload.is_some();
        if !request.body.is_empty() {
            let kind = if is_piece { "application/offset+octet-stream" } else { "application/json" };
            asked = asked.header("content-type", kind);
        }
        if let Some((offset, total)) = request.upload {
            asked = asked.header("upload-offset", offset).header("upload-length", total);
        }
        let got = self.endpoint.ask(asked.body(HttpBody::from(request.body.to_vec())).unwrap()).await;
        Reply {
            status: got.status.as_u16(),
            retry_after_ms: got.header("retry-after").parse::<u64>().ok().map(|seconds| seconds * 1000),
            upload_offset: got.header("upload-offset").parse().ok(),
            body: got.body,
        }
    }
}

impl Sender for Phone<'_> {
    async fn send(&self, request: Request<'_>) -> Result<Reply, ApiError> {
        let lost = || ApiError::Unreachable("lost".into());
        // Descriptions are heard, so that a batch is sent at all.
        if self.deaf.get() && !request.body.is_empty() {
            self.ask(request).await;
            return Err(lost());
        }
        if self.roll(100) >= self.faults.get() {
            return Ok(self.ask(request).await);
        }
        match self.roll(4) {
            0 => Err(lost()),
            1 => {
                self.ask(request).await;
                Err(lost())
            }
            2 => {
                let mut reply = self.ask(request).await;
                reply.body.truncate(self.roll(reply.body.len().max(1)));
                Ok(reply)
            }
            _ => {
                self.ask(request).await;
                Ok(self.ask(request).await)
            }
        }
    }
}

impl Clock for Phone<'_> {
    fn unix_ms(&self) -> i64 {
        1_790_000_000_000 + self.now_ms.get() as i64
    }
    fn monotonic_ms(&self) -> f64 {
        self.now_ms.get()
    }
    async fn pause(&self) {}
}

struct OnlyTab;

impl Tabs for OnlyTab {
    type Guard = ();
    async fn try_lock(&self) -> Option<()> {
        Some(())
    }
}

/// The words of everything that the endpoint has and nobody took back.
async fn heard(endpoint: &Endpoint) -> Vec<String> {
    let all = endpoint.state.store.contributions_after(None, 10_000).await.unwrap();
    let lines = all.iter().map(chava_endpoint::contributions::export::line);
    let mut words: Vec<_> = lines
        .map(|line| serde_json::from_str::<serde_json::Value>(&line).unwrap())
        .filter(|one| one["state"] != "withdrawn")
        .map(|one| one["body"]["text"].as_str().unwrap().to_owned())
        .collect();
    words.sort();
    words
}

fn photo(n: usize) -> Vec<u8> {
    [0xff, 0xd8, 0xff, 0xe0].into_iter().chain((0..70_000 + n).map(|at| (at * 7 + n) as u8)).collect()
}

#[tokio::test]
async fn everything_arrives_exactly_once_over_a_bad_network() {
    for seed in 1..=3 {
        let endpoint = Endpoint::empty().await;
        let phone = Phone::new(&endpoint, seed);
        phone.faults.set(40);
        let mut said = Vec::new();
        for n in 0..30 {
            let words = format!("idée {n:02} « é »");
            let photo = (n % 6 == 0).then(|| photo(n));
            phone.say(&words, photo.as_deref()).await;
            said.push(words);
            phone.run().await;
        }
        phone.faults.set(0);
        let report = phone.run().await;
        assert_eq!((report.left, &report.trouble), (0, &None), "seed {seed}");
        assert_eq!(heard(&endpoint).await, said, "seed {seed}");
        for entry in entries(&phone.store).await.unwrap().values() {
            let Stage::Received(standing) = &entry.stage else { panic!("{entry:?}") };
            assert_eq!(endpoint.state.store.standing(standing.receipt.code).await.unwrap().unwrap(), *standing);
            assert!(entry.media.iter().all(|medium| medium.state == MediumState::Arrived));
        }
        for n in (0..30).step_by(6) {
            let hash = FileHash::parse(&sha256_hex(&photo(n))).unwrap();
            assert_eq!(endpoint.state.attachments.read(&hash).unwrap().unwrap(), photo(n));
        }
    }
}

#[tokio::test]
async fn an_edit_after_a_lost_reply_leaves_only_the_new_words() {
    let endpoint = Endpoint::empty().await;
    let phone = Phone::new(&endpoint, 7);
    let id = phone.say("avant", None).await;
    // The endpoint takes it; the phone never hears of it.
    phone.deaf.set(true);
    assert!(phone.run().await.trouble.is_some());
    assert_eq!(heard(&endpoint).await, ["avant"]);
    phone.deaf.set(false);
    let new_id = || phone.new_id();
    let mut draft = edit(&phone.store, id, phone.unix_ms(), &new_id).await.unwrap().unwrap();
    draft.body.text = Some("après".into());
    finish(&phone.store, draft, "fr", phone.unix_ms(), &new_id).await.unwrap();
    let report = phone.run().await;
    assert_eq!((report.left, report.trouble), (0, None));
    assert_eq!(heard(&endpoint).await, ["après"]);
}

#[tokio::test]
async fn what_is_taken_back_is_gone_at_the_endpoint() {
    let endpoint = Endpoint::empty().await;
    let phone = Phone::new(&endpoint, 8);
    let id = phone.say("je ne le dirais plus", None).await;
    phone.say("ceci reste", None).await;
    phone.run().await;
    assert!(withdraw(&phone.store, id).await.unwrap());
    assert_eq!(phone.run().await.left, 0);
    assert_eq!(heard(&endpoint).await, ["ceci reste"]);
    let there = entries(&phone.store).await.unwrap();
    assert_eq!(there[&id].stage, Stage::Withdrawn);
}

#[tokio::test]
async fn a_phones_rescue_file_is_taken_in_at_the_endpoint_and_nothing_doubles() {
    let endpoint = Endpoint::empty().await;
    let phone = Phone::new(&endpoint, 9);
    phone.say("sans réseau", Some(&photo(1))).await;
    let file = export(&phone.store).await.unwrap();
    let state = &endpoint.state;
    let taken = chava_endpoint::contributions::rescue::take(file.as_bytes(), &state.store, &state.attachments).await;
    let taken = taken.unwrap();
    assert_eq!((taken.new, taken.files, taken.refused.len()), (1, 1, 0));
    let report = phone.run().await;
    assert_eq!((report.received, report.left), (1, 0));
    assert_eq!(heard(&endpoint).await, ["sans réseau"]);
    let there = entries(&phone.store).await.unwrap();
    let standing = there.values().next().and_then(|entry| entry.standing()).unwrap();
    assert_eq!(standing.state, receipt::State::Received);
}
