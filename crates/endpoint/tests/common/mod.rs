//! An endpoint in process on a scratch folder, and requests to it.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

pub mod team;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use chava_endpoint::attachments::AttachmentFolder;
use chava_endpoint::clock::Instant;
use chava_endpoint::config::DatabaseUrl;
use chava_endpoint::contributions::inbox::Inbox;
use chava_endpoint::import::{ImportError, Mode, Outcome, import};
use chava_endpoint::pages::Renderer;
use chava_endpoint::published::Published;
use chava_endpoint::routes::router;
use chava_endpoint::site::Site;
use chava_endpoint::snapshot::{Effort, SnapshotFolder};
use chava_endpoint::state::{AppState, Measures, OriginConfig, SharedState};
use chava_endpoint::store::Store;
use chava_endpoint::team::state::TeamState;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// An endpoint on a scratch folder that goes with it.
pub struct Endpoint {
    pub dir: TempDir,
    pub state: SharedState,
    pub router: Router,
}

/// An answer, read to its end.
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that this is a problem for people and programs, and gives its code.
    pub fn problem(&self) -> String {
        assert!(self.header("content-type").starts_with("application/problem+json"), "{}", self.text());
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        assert!(problem["detail"].as_str().unwrap().len() > 30, "{problem}");
        problem["code"].as_str().unwrap().to_owned()
    }
}

impl Endpoint {
    pub async fn empty() -> Self {
        Self::with(OriginConfig::default()).await
    }

    pub async fn with(origin: OriginConfig) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let site = dir.path().join("dist");
        fs::create_dir_all(site.join("assets")).unwrap();
        fs::write(site.join("shell.html"), SHELL).unwrap();
        fs::write(site.join("service-worker.js"), "self.x = 1").unwrap();
        fs::write(site.join("assets/chava-0123456789abcdef.wasm"), b"\0asm").unwrap();
        fs::write(site.join("assets/chava-0123456789abcdef.wasm.br"), b"coded").unwrap();
        let store = Store::open(&database(&dir)).await.unwrap();
        let snapshots = SnapshotFolder::open(&dir.path().join("snapshots")).unwrap();
        let published = Published::new(store.changes_after(0).await.unwrap(), &snapshots, Effort::Quick).unwrap();
        let site = Site::load(&site).unwrap();
        let attachments = AttachmentFolder::open(&dir.path().join("attachments")).unwrap();
        let state = Arc::new(AppState {
            published: ArcSwap::from_pointee(published),
            inbox: Inbox::open(store.clone()),
            attachments: Arc::new(attachments),
            measures: Measures::default(),
            team: TeamState::new(site.shell()),
            store,
            snapshots,
            pages: Arc::new(Renderer::new(site.shell()).unwrap()),
            site,
            origin,
        });
        Self { dir, router: router(Arc::clone(&state)), state }
    }

    /// An endpoint that holds `count` places.
    pub async fn with_places(count: usize) -> Self {
        let endpoint = Self::empty().await;
        endpoint.put(&document(count), Mode::Replace).await;
        endpoint
    }

    /// Imports a document and publishes it.
    pub async fn put(&self, document: &Value, mode: Mode) -> Outcome {
        let outcome = self.import(document, mode).await.unwrap();
        self.state.refresh().await.unwrap();
        outcome
    }

    pub async fn import(&self, document: &Value, mode: Mode) -> Result<Outcome, ImportError> {
        import(&self.state.store, document.to_string().as_bytes(), mode, Instant::now()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Got {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Got { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Got {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Got {
        self.send("GET", path, headers).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Got {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "chava.example");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// Walks the feed by its rules; gives every item in order.
    pub async fn walk(&self) -> Vec<Value> {
        let mut items: Vec<Value> = Vec::new();
        let mut at = "/api/feed".to_owned();
        loop {
            let page = self.get(&at).await.json();
            let next = page["next"].as_str().unwrap().strip_prefix("http://chava.example").unwrap().to_owned();
            let new = page["items"].as_array().unwrap().clone();
            if new.is_empty() {
                assert_eq!(next, at, "the last page is its own next page");
                assert!(page["digest"].is_string() && page["serverTime"].is_string());
                return items;
            }
            let numbers: Vec<_> =
                items.last().iter().copied().chain(&new).map(|item| item["modified"].as_u64().unwrap()).collect();
            assert!(numbers.is_sorted_by(|a, b| a < b), "strictly increasing");
            assert_eq!(next, format!("/api/feed?afterChangeNumber={}", numbers.last().unwrap()));
            items.extend(new);
            at = next;
        }
    }
}

/// The shell of the scratch site, with an inline script.
pub const SHELL: &str = "<!DOCTYPE html><html lang=\"fr\" dir=\"ltr\"><head><script>alert(1)</script>\
     <!--chava:head--></head><body><!--chava:content--></body></html>";

pub fn database(dir: &TempDir) -> DatabaseUrl {
    DatabaseUrl { file: PathBuf::from(dir.path()).join("chava.db") }
}

/// A catalogue document with a theme and `count` places.
pub fn document(count: usize) -> Value {
    json!({
        "format": "chava-catalogue",
        "version": 1,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "themes": [{ "id": "education-numerique", "label": "Éducation et numérique", "workingGroup": 1 }],
        "places": (0..count).map(place).collect::<Vec<_>>(),
    })
}

pub fn place(n: usize) -> Value {
    json!({
        "id": format!("lieu-{n:04}"),
        "name": format!("Bibliothèque {n}"),
        "placeType": "library",
        "themes": ["education-numerique"],
        "address": { "street": "rue de l’Essai", "number": n.to_string(), "postalCode": "6000", "section": "Charleroi" },
    })
}
