//! Residents who speak and members of the team who sign in, over HTTP.

use axum::body::Body;
use axum::http::Request;
use chava_catalogue::digest::sha256_hex;
use chava_contribution::body::Said;
use chava_contribution::{Attachment, Body as Words, Contribution, Uid};
use chava_endpoint::clock::Instant;
use chava_endpoint::team::password;
use chava_endpoint::team::role::Role;
use serde_json::Value;

use super::{Endpoint, Got};

pub const PASSWORD: &str = "le chat dort bien";

/// What a person keeps of what they said.
pub struct Sent {
    pub id: Uid,
    pub code: String,
}

/// Says something as a phone does; `n` makes its identifier.
pub async fn say(endpoint: &Endpoint, n: u8, body: Words) -> Sent {
    say_with(endpoint, n, body, Vec::new()).await
}

/// Says something with sounds or pictures, which come later.
pub async fn say_with(endpoint: &Endpoint, n: u8, body: Words, attachments: Vec<Attachment>) -> Sent {
    let id = Uid::new(Instant::now().0, [n; 10]);
    let contribution = Contribution { id, lang: "fr".into(), body, attachments };
    let item = contribution.seal().unwrap().item("2026-11-26T10:00:00+01:00", Some(3));
    let request = Request::post("/api/contributions")
        .header("host", "chava.example")
        .header("content-type", "application/json")
        .body(Body::from(format!("{{\"items\":[{item}]}}")))
        .unwrap();
    let got = endpoint.ask(request).await.json();
    let receipt = &got["results"][0]["receipt"];
    Sent { id, code: receipt["code"].as_str().unwrap_or_else(|| panic!("{got}")).to_owned() }
}

/// An idea under the theme of the scratch catalogue.
pub fn idea(text: &str) -> Words {
    let mut body = Words::new(Said::Idea);
    body.text = Some(text.into());
    body.theme = Some("education-numerique".into());
    body.section = Some("Gilly".into());
    body
}

pub async fn receipt(endpoint: &Endpoint, sent: &Sent) -> Value {
    endpoint.get(&format!("/api/receipts/{}", sent.code)).await.json()
}

/// Somebody of the team with an open session.
pub struct Signed<'a> {
    endpoint: &'a Endpoint,
    pub cookie: String,
    pub token: String,
}

pub async fn add_member(endpoint: &Endpoint, name: &str, role: Role) {
    let hash = password::hash(PASSWORD).unwrap();
    let mut write = endpoint.state.store.write().await.unwrap();
    assert!(write.add_member(name, role, &hash, Instant::now()).await.unwrap());
    write.commit().await.unwrap();
}

pub async fn try_sign_in(endpoint: &Endpoint, name: &str, password: &str) -> Got {
    let form = form(&[("nom", name), ("mot-de-passe", password), ("suite", "/equipe/besoins")]);
    post(endpoint, "/equipe/connexion", &form, &[("origin", "http://chava.example")]).await
}

pub async fn sign_in<'a>(endpoint: &'a Endpoint, name: &str, role: Role) -> Signed<'a> {
    add_member(endpoint, name, role).await;
    let got = try_sign_in(endpoint, name, PASSWORD).await;
    assert_eq!((got.status.as_u16(), got.header("location")), (303, "/equipe/besoins"), "{}", got.text());
    let cookie = got.header("set-cookie").split(';').next().unwrap().to_owned();
    let secret = cookie.strip_prefix("chava-equipe=").unwrap();
    let token = sha256_hex(format!("chava-equipe-formulaire:{secret}").as_bytes());
    Signed { endpoint, cookie, token }
}

impl Signed<'_> {
    pub async fn get(&self, path: &str) -> Got {
        self.endpoint.get_with(path, &[("cookie", &self.cookie)]).await
    }

    /// Sends a form of this session, as a browser on this site does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let mut all = vec![("jeton", self.token.as_str())];
        all.extend(fields);
        let headers = [("origin", "http://chava.example"), ("cookie", self.cookie.as_str())];
        post(self.endpoint, path, &form(&all), &headers).await
    }

    /// Sends a form that must be taken.
    pub async fn act(&self, path: &str, fields: &[(&str, &str)]) {
        let got = self.post(path, fields).await;
        assert_eq!(got.status.as_u16(), 303, "{path}: {}", got.text());
    }

    pub async fn on(&self, sent: &Sent, act: &str, fields: &[(&str, &str)]) {
        self.act(&format!("/equipe/messages/{}/{act}", sent.id), fields).await;
    }
}

pub async fn post(endpoint: &Endpoint, path: &str, form: &str, headers: &[(&str, &str)]) -> Got {
    let mut request =
        Request::post(path).header("host", "chava.example").header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    endpoint.ask(request.body(Body::from(form.to_owned())).unwrap()).await
}

pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
