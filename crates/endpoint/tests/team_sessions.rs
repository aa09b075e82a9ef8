//! Signing in to the team's side: who gets in, who doesn't, and what other sites can't do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use chava_endpoint::clock::Instant;
use chava_endpoint::state::OriginConfig;
use chava_endpoint::team::role::Role;
use common::Endpoint;
use common::team::{PASSWORD, add_member, form, idea, post, say, sign_in, try_sign_in};

#[tokio::test]
async fn nobody_sees_anything_without_signing_in() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Un atelier vélo")).await;
    let item = format!("/equipe/messages/{}", sent.id);
    let file = format!("/equipe/pieces/{}", "0".repeat(64));
    for path in ["/equipe", &item, "/equipe/besoins", "/equipe/chiffres.csv", "/equipe/journal", &file] {
        let got = endpoint.get(path).await;
        assert_eq!(got.status.as_u16(), 303, "{path}");
        assert!(got.header("location").starts_with("/equipe/connexion?suite=%2Fequipe"), "{path}");
        assert!(!got.text().contains("vélo"));
    }
    let forged = format!("chava-equipe={}", "0".repeat(64));
    assert_eq!(endpoint.get_with("/equipe", &[("cookie", &forged)]).await.status.as_u16(), 303);
}

#[tokio::test]
async fn a_member_signs_in_sees_the_queue_and_signs_out() {
    let endpoint = Endpoint::with_places(1).await;
    say(&endpoint, 1, idea("Un atelier vélo à Gilly")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let queue = ana.get("/equipe").await;
    assert!(queue.text().contains("Un atelier vélo à Gilly"), "{}", queue.text());
    assert_eq!(queue.header("cache-control"), "no-store");
    assert!(queue.header("content-security-policy").contains("script-src 'self'"));
    assert!(!queue.text().contains("style=\"") && !queue.text().contains("onclick"), "the policy refuses inline code");
    let out = ana.post("/equipe/deconnexion", &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(ana.get("/equipe").await.status.as_u16(), 303, "the session is over on the server too");
}

#[tokio::test]
async fn residents_never_get_a_cookie() {
    let endpoint = Endpoint::with_places(1).await;
    for path in ["/", "/lieux", "/equipe/connexion", "/api", "/api/catalogue"] {
        assert_eq!(endpoint.get(path).await.header("set-cookie"), "", "{path}");
    }
}

#[tokio::test]
async fn the_cookie_is_secure_behind_https() {
    let origin = OriginConfig { public_url: Some("https://chava.example".parse().unwrap()), ..OriginConfig::default() };
    let endpoint = Endpoint::with(origin).await;
    add_member(&endpoint, "ana", Role::Coordination).await;
    let form = form(&[("nom", "ana"), ("mot-de-passe", PASSWORD)]);
    let got = post(&endpoint, "/equipe/connexion", &form, &[("origin", "https://chava.example")]).await;
    for part in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/equipe"] {
        assert!(got.header("set-cookie").contains(part), "{}", got.header("set-cookie"));
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_told_alike_and_soon_stopped() {
    let endpoint = Endpoint::with_places(1).await;
    add_member(&endpoint, "ana", Role::Coordination).await;
    let wrong = try_sign_in(&endpoint, "ana", "le chien dort mal").await;
    let unknown = try_sign_in(&endpoint, "zoé", PASSWORD).await;
    assert_eq!((wrong.status.as_u16(), unknown.status.as_u16()), (401, 401));
    assert_eq!(wrong.text().replace("ana", "…"), unknown.text().replace("zoé", "…"));
    assert!(wrong.header("set-cookie").is_empty());
    for _ in 0..4 {
        assert_eq!(try_sign_in(&endpoint, "ana", "non, pas celui-ci").await.status.as_u16(), 401);
    }
    let stopped = try_sign_in(&endpoint, "ana", PASSWORD).await;
    assert_eq!(stopped.status.as_u16(), 429, "even the right password waits now");
    assert!(stopped.header("retry-after").parse::<u64>().unwrap() <= 900);
    assert!(stopped.text().contains("15 minutes"), "{}", stopped.text());
}

#[tokio::test]
async fn a_session_ends_after_a_working_day() {
    let endpoint = Endpoint::with_places(1).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let stored = chava_catalogue::digest::sha256_hex(ana.cookie.strip_prefix("chava-equipe=").unwrap().as_bytes());
    let at = |hours: i64| Instant(Instant::now().0 + hours * 3_600_000);
    assert!(endpoint.state.store.session(&stored, at(11)).await.unwrap().is_some());
    assert!(endpoint.state.store.session(&stored, at(13)).await.unwrap().is_none());
}

#[tokio::test]
async fn another_site_can_send_nothing_in_a_members_name() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Un atelier vélo")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let path = format!("/equipe/messages/{}/refuser", sent.id);
    let good = form(&[("jeton", &ana.token), ("raison", "unclear")]);
    let (cookie, home) = (("cookie", ana.cookie.as_str()), ("origin", "http://chava.example"));
    let forms: [(&str, Vec<(&str, &str)>); 4] = [
        (&good, vec![cookie, ("origin", "https://evil.example")]),
        (&good, vec![cookie]),
        ("raison=unclear", vec![cookie, home]),
        ("jeton=0000&raison=unclear", vec![cookie, home]),
    ];
    for (form, headers) in forms {
        let got = post(&endpoint, &path, form, &headers).await;
        assert_eq!(got.status.as_u16(), 403, "{form} {headers:?}");
        assert!(got.text().contains("n’est plus valable"), "{}", got.text());
    }
    assert_eq!(common::team::receipt(&endpoint, &sent).await["state"], "received");
    let got = post(&endpoint, &path, &good, &[cookie, home]).await;
    assert_eq!(got.status.as_u16(), 303);
}

#[tokio::test]
async fn a_role_does_and_reads_only_what_is_its_own() {
    let endpoint = Endpoint::with_places(1).await;
    let mut more = common::document(1);
    let nature = serde_json::json!({ "id": "nature", "label": "Nature", "workingGroup": 3 });
    more["themes"].as_array_mut().unwrap().push(nature);
    endpoint.put(&more, chava_endpoint::import::Mode::Replace).await;
    let sent = say(&endpoint, 1, idea("Un atelier vélo")).await;
    let item = format!("/equipe/messages/{}", sent.id);

    let group3 = sign_in(&endpoint, "gus", Role::Gt3).await;
    assert!(!group3.get("/equipe").await.text().contains("vélo"), "it is the first group's");
    assert_eq!(group3.get(&item).await.status.as_u16(), 404);
    assert_eq!(group3.post(&format!("{item}/refuser"), &[("raison", "unclear")]).await.status.as_u16(), 404);
    assert_eq!(group3.get("/equipe/chiffres.csv").await.status.as_u16(), 403);

    let outreach = sign_in(&endpoint, "olu", Role::Outreach).await;
    assert_eq!(outreach.get(&item).await.status.as_u16(), 404);
    assert_eq!(outreach.post(&format!("{item}/refuser"), &[("raison", "unclear")]).await.status.as_u16(), 403);
    assert_eq!(outreach.get("/equipe/journal").await.status.as_u16(), 403);
    assert!(!outreach.get("/equipe").await.text().contains("/equipe/journal"));

    let group1 = sign_in(&endpoint, "gia", Role::Gt1).await;
    assert!(group1.get(&item).await.text().contains("vélo"));
    group1.on(&sent, "demander", &[("collegue", "gus"), ("note", "Ton avis ?")]).await;
    assert!(group3.get(&item).await.text().contains("Ton avis ?"), "who is asked may read");
    assert_eq!(common::team::receipt(&endpoint, &sent).await["state"], "received");
}
