//! Contributions as a phone makes them.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses its part, and one that can't go on stops loudly")]

use std::sync::atomic::{AtomicU64, Ordering};

use axum::body::Body as HttpBody;
use axum::http::Request;
use chava_contribution::body::{Body, Said};
use chava_contribution::kind::Obstacle;
use chava_contribution::verdict::{BatchAnswer, ItemResult};
use chava_contribution::{Attachment, Contribution, Sealed, Uid, contribution::batch};

use crate::common::{Endpoint, Got};

static SERIAL: AtomicU64 = AtomicU64::new(0);

/// An identifier that no other contribution of this run has.
pub fn uid() -> Uid {
    let serial = SERIAL.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let mut random = [0; 10];
    random[2..].copy_from_slice(&serial);
    random[..2].copy_from_slice(&(std::process::id() as u16).to_be_bytes());
    Uid::new(1_790_000_000_000, random)
}

/// An obstacle in words, sealed.
pub fn sealed(id: Uid, text: &str) -> Sealed {
    with_files(id, text, Vec::new())
}

/// The same with attachments.
pub fn with_files(id: Uid, text: &str, attachments: Vec<Attachment>) -> Sealed {
    let said = Said::Obstacle { obstacles: vec![Obstacle::Transport] };
    let body = Body { text: Some(text.into()), theme: Some("education-numerique".into()), ..Body::new(said) };
    Contribution { id, lang: "fr".into(), body, attachments }.seal().unwrap()
}

/// The item of a contribution as it travels.
pub fn item(sealed: &Sealed) -> String {
    sealed.item("2026-11-26T10:00:00+01:00", Some(3))
}

/// `count` new contributions as items.
pub fn items(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| item(&sealed(uid(), &format!("Le bus n° {n} est trop cher, et le soir il n’y en a plus."))))
        .collect()
}

/// The request that sends a batch.
pub fn request(items: &[String]) -> Request<HttpBody> {
    Request::post("/api/contributions")
        .header("host", "chava.example")
        .header("content-type", "application/json")
        .body(HttpBody::from(batch(items)))
        .unwrap()
}

impl Endpoint {
    /// Sends a batch whose envelope is good.
    pub async fn contribute(&self, items: &[String]) -> Vec<ItemResult> {
        let got = self.ask(request(items)).await;
        assert_eq!(got.status.as_u16(), 200, "{}", got.text());
        BatchAnswer::read(&got.body).unwrap().results
    }

    /// Sends a piece of a file.
    pub async fn patch(&self, sha256: &str, headers: &[(&str, String)], bytes: &[u8]) -> Got {
        let mut request = Request::patch(format!("/api/attachments/{sha256}"))
            .header("host", "chava.example")
            .header("content-type", "application/offset+octet-stream");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.ask(request.body(HttpBody::from(bytes.to_vec())).unwrap()).await
    }

    /// Sends a form.
    pub async fn post_form(&self, path: &str, form: &str) -> Got {
        let request = Request::post(path)
            .header("host", "chava.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(HttpBody::from(form.to_owned()))
            .unwrap();
        self.ask(request).await
    }
}
