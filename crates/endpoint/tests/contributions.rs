//! What people say arrives once, with a receipt for ever; nothing hostile stops it.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;
#[path = "common/phone.rs"]
mod phone;

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use chava_contribution::Attachment;
use chava_contribution::verdict::Verdict;
use common::{Endpoint, Got};
use phone::{item, items, request, sealed, uid, with_files};

fn code_of(result: &chava_contribution::verdict::ItemResult) -> String {
    result.receipt.as_ref().unwrap().code.to_string()
}

#[tokio::test]
async fn the_same_contribution_gives_the_same_receipt_for_ever() {
    let endpoint = Endpoint::empty().await;
    let sealed = sealed(uid(), "Il n’y a pas de bus le soir.");
    let first = endpoint.contribute(&[item(&sealed)]).await.remove(0);
    assert_eq!(first.verdict, Verdict::Accepted);
    let receipt = first.receipt.clone().unwrap();
    assert!(receipt.fits(sealed.id, &sealed.sha256));
    // Another clock, another age, twice in one batch: the same contribution.
    let later = sealed.item("2001-01-01T00:00:00Z", None);
    for result in endpoint.contribute(&[later.clone(), later]).await {
        assert_eq!((result.verdict, result.receipt), (Verdict::Duplicate, Some(receipt.clone())));
    }
    let other = phone::sealed(sealed.id, "D’autres mots sous le même numéro.");
    let refused = endpoint.contribute(&[item(&other)]).await.remove(0);
    assert_eq!((refused.verdict, refused.code.as_deref()), (Verdict::Rejected, Some("conflict")));
    let stored = endpoint.state.store.contributions_after(None, 10).await.unwrap();
    assert_eq!(stored.len(), 1);
    assert!(stored[0].is_whole() && stored[0].item.as_deref() == Some(&*sealed.json));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_contribution_from_many_connections_is_one() {
    let endpoint = Endpoint::empty().await;
    let item = item(&sealed(uid(), "Le même message, cinquante fois à la fois."));
    let sends = (0..50).map(|_| {
        let (router, item) = (endpoint.router.clone(), item.clone());
        tokio::spawn(async move {
            use http_body_util::BodyExt as _;
            use tower::ServiceExt as _;
            let response = router.oneshot(request(&[item])).await.unwrap();
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            chava_contribution::verdict::BatchAnswer::read(&bytes).unwrap().results.remove(0)
        })
    });
    let mut results = Vec::new();
    for send in sends.collect::<Vec<_>>() {
        results.push(send.await.unwrap());
    }
    assert_eq!(results.iter().filter(|result| result.verdict == Verdict::Accepted).count(), 1);
    assert_eq!(results.iter().map(code_of).collect::<BTreeSet<_>>().len(), 1);
}

#[tokio::test]
async fn one_bad_item_never_stops_the_others() {
    let endpoint = Endpoint::empty().await;
    let mut batch = items(3);
    let broken = item(&sealed(uid(), "abîmé")).replace("abîmé", "changé en chemin");
    let deep = format!("{{\"id\":\"x\",\"body\":{}1{}}}", "[".repeat(1000), "]".repeat(1000));
    batch.insert(1, broken);
    batch.insert(2, "null".into());
    batch.insert(4, deep);
    let results = endpoint.contribute(&batch).await;
    let told: Vec<_> = results.iter().map(|result| (result.verdict, result.code.as_deref().unwrap_or(""))).collect();
    assert_eq!(
        told,
        [
            (Verdict::Accepted, ""),
            (Verdict::Rejected, "wrong-hash"),
            (Verdict::Rejected, "not-an-object"),
            (Verdict::Accepted, ""),
            (Verdict::Rejected, "not-json"),
            (Verdict::Accepted, ""),
        ]
    );
    assert!(results.iter().all(|result| result.receipt.is_some() == (result.verdict == Verdict::Accepted)));
    assert!(results[2].id.is_none() && results[2].message.as_ref().unwrap().len() > 10);
}

#[tokio::test]
async fn what_a_person_must_look_at_first_is_held_with_a_receipt() {
    let endpoint = Endpoint::empty().await;
    let links = sealed(uid(), "http://a.be http://b.be http://c.be www.d.be https://e.be");
    let result = endpoint.contribute(&[item(&links)]).await.remove(0);
    assert_eq!((result.verdict, result.code.as_deref()), (Verdict::Held, Some("many-links")));
    let standing = endpoint.get(&format!("/api/receipts/{}", code_of(&result))).await.json();
    assert_eq!(standing["state"], "held");
    assert!(standing["reason"].as_str().unwrap().contains("adresses web"));
    assert_eq!(endpoint.contribute(&[item(&links)]).await[0].verdict, Verdict::Duplicate);
}

async fn raw(endpoint: &Endpoint, content_type: &str, body: impl Into<Body>) -> Got {
    let request =
        Request::post("/api/contributions").header("content-type", content_type).header("host", "chava.example");
    endpoint.ask(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn what_is_wrong_as_a_whole_is_said() {
    let endpoint = Endpoint::empty().await;
    let many = format!("{{\"items\":[{}0]}}", "0,".repeat(200));
    for (content_type, body, status, code) in [
        ("application/json", "{\"items\":[".to_owned(), 400, "not-json"),
        ("application/json", String::new(), 400, "not-json"),
        ("application/json", "[]".to_owned(), 422, "envelope"),
        ("application/json", "[".repeat(100_000), 422, "envelope"),
        ("application/json", format!("{{\"items\":[\"{}\"]}}", "x".repeat(1 << 20)), 413, "too-large"),
        ("application/json", many, 413, "too-many-items"),
        ("text/plain", "{\"items\":[]}".to_owned(), 415, "media-type"),
        ("application/x-www-form-urlencoded", "items=1".to_owned(), 415, "media-type"),
    ] {
        let got = raw(&endpoint, content_type, body).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (status, code));
    }
    assert_eq!(
        raw(&endpoint, "application/json; charset=utf-8", "{\"items\":[]}").await.json()["results"],
        serde_json::json!([])
    );
    let got = endpoint.get("/api/contributions").await;
    assert_eq!((got.status.as_u16(), got.header("allow")), (405, "POST"));
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_phones_behind_one_address_are_a_normal_minute() {
    let endpoint = Endpoint::empty().await;
    let sends = (0..50).map(|_| {
        let router = endpoint.router.clone();
        let batch = items(200);
        tokio::spawn(async move {
            use tower::ServiceExt as _;
            router.oneshot(request(&batch)).await.unwrap().status().as_u16()
        })
    });
    for send in sends.collect::<Vec<_>>() {
        assert_eq!(send.await.unwrap(), 200);
    }
    let mut count = 0;
    let mut after = None;
    loop {
        let page = endpoint.state.store.contributions_after(after, 1000).await.unwrap();
        let Some(last) = page.last() else { break };
        assert!(page.iter().all(chava_endpoint::store::StoredContribution::is_whole));
        (after, count) = (Some(last.receipt.id), count + page.len());
    }
    assert_eq!(count, 10_000);
}

#[tokio::test]
async fn a_flood_is_told_when_to_come_again() {
    let endpoint = Endpoint::empty().await;
    let batch = items(200);
    let mut refused = None;
    for _ in 0..400 {
        let got = endpoint.ask(request(&batch)).await;
        if got.status.as_u16() != 200 {
            refused = Some(got);
            break;
        }
    }
    let refused = refused.unwrap();
    assert_eq!((refused.status.as_u16(), refused.problem().as_str()), (429, "too-much"));
    assert!((1..=60).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
}

#[tokio::test]
async fn whoever_has_the_code_asks_and_withdraws() {
    let endpoint = Endpoint::empty().await;
    let sealed = sealed(uid(), "Un mot que je regrette.");
    let results = endpoint.contribute(&[item(&sealed), items(1).remove(0)]).await;
    let code = code_of(&results[0]);
    let path = format!("/api/receipts/{code}");
    let standing = endpoint.get(&path).await.json();
    assert_eq!((&standing["state"], &standing["reason"]), (&"received".into(), &serde_json::Value::Null));
    assert_eq!((&standing["id"], &standing["replies"]), (&sealed.id.to_string().into(), &serde_json::json!([])));
    // As people copy it from paper.
    let said = format!("/api/receipts/{}", code.to_uppercase().replace('-', "%20"));
    assert_eq!(endpoint.get(&said).await.json(), standing);
    let once = endpoint.send("DELETE", &path, &[]).await;
    let again = endpoint.send("DELETE", &path, &[]).await;
    assert_eq!((once.status.as_u16(), &once.body), (200, &again.body));
    assert_eq!(once.json()["state"], "withdrawn");
    // Sent again by a phone that didn't hear of it: still withdrawn, and its words are gone.
    let result = endpoint.contribute(&[item(&sealed)]).await.remove(0);
    assert_eq!((result.verdict, code_of(&result)), (Verdict::Duplicate, code));
    let stored = endpoint.state.store.contributions_after(None, 10).await.unwrap();
    let withdrawn = stored.iter().find(|stored| stored.receipt.id == sealed.id).unwrap();
    assert_eq!(withdrawn.item, None);
    assert!(stored.iter().any(|stored| stored.item.is_some()));
    for unknown in
        ["/api/receipts/babab-babab-babab-babab", "/api/receipts/x", "/api/receipts/%00", "/api/receipts/%ff"]
    {
        for method in ["GET", "DELETE"] {
            let got = endpoint.send(method, unknown, &[]).await;
            assert_eq!((got.status.as_u16(), got.problem().as_str()), (404, "unknown-receipt"), "{unknown}");
        }
    }
}

#[tokio::test]
async fn a_withdrawn_photo_is_gone_unless_somebody_else_sent_it_too() {
    let endpoint = Endpoint::empty().await;
    let bytes = b"\x89PNG\r\n\x1a\n and the rest of a photo".to_vec();
    let sha256 = chava_catalogue::digest::sha256_hex(&bytes);
    let photo = || {
        vec![Attachment { sha256: sha256.as_str().into(), bytes: bytes.len() as u64, media_type: "image/png".into() }]
    };
    let (mine, theirs) = (with_files(uid(), "la mienne", photo()), with_files(uid(), "la leur", photo()));
    let results = endpoint.contribute(&[item(&mine), item(&theirs)]).await;
    let got = endpoint.patch(&sha256, &[("upload-offset", "0".into())], &bytes).await;
    assert_eq!((got.status.as_u16(), got.header("upload-offset")), (204, bytes.len().to_string().as_str()));
    let file = chava_endpoint::attachments::FileHash::parse(&sha256).unwrap();
    let is_there = || endpoint.state.attachments.read(&file).unwrap().is_some();
    endpoint.send("DELETE", &format!("/api/receipts/{}", code_of(&results[0])), &[]).await;
    assert!(is_there());
    endpoint.send("DELETE", &format!("/api/receipts/{}", code_of(&results[1])), &[]).await;
    assert!(!is_there());
}

#[tokio::test]
async fn what_the_disk_refuses_is_to_be_sent_again() {
    let endpoint = Endpoint::empty().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(endpoint.dir.path().join("chava.db"));
    let other = sqlx::sqlite::SqlitePool::connect_with(options).await.unwrap();
    let run = async |statement: &'static str| sqlx::query(statement).execute(&other).await.map(|_| ()).unwrap();
    run("ALTER TABLE contributions RENAME TO elsewhere").await;
    let batch = [items(1).remove(0), "null".into(), items(1).remove(0)];
    let results = endpoint.contribute(&batch).await;
    let told: Vec<_> = results.iter().map(|result| result.verdict).collect();
    assert_eq!(told, [Verdict::Retry, Verdict::Rejected, Verdict::Retry]);
    assert_eq!(results[0].code.as_deref(), Some("store-failed"));
    assert!(results.iter().all(|result| result.receipt.is_none()));
    let form = endpoint.post_form("/participer/idee", "text=Une+id%C3%A9e+rare").await;
    assert_eq!(form.status.as_u16(), 503);
    assert!(form.text().contains("Une idée rare"), "what was typed comes back");
    run("ALTER TABLE elsewhere RENAME TO contributions").await;
    let results = endpoint.contribute(&batch).await;
    assert_eq!((results[0].verdict, results[2].verdict), (Verdict::Accepted, Verdict::Accepted));
}

#[tokio::test]
async fn whatever_becomes_of_the_bytes_on_their_way_the_server_answers_and_stores_no_other_words() {
    let endpoint = Endpoint::empty().await;
    // Numbers of a seed, the same on every run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut sent = BTreeSet::new();
    for _ in 0..400 {
        let sealed = sealed(uid(), "Un mot, puis un autre.");
        sent.insert(sealed.json.clone());
        let mut bytes = chava_contribution::contribution::batch(&[item(&sealed)]).into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] ^= 1 << next(8),
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, b"\"{}[],:\\\0\xff"[next(10)]),
                _ => {
                    bytes.remove(at);
                }
            }
        }
        let got = raw(&endpoint, "application/json", bytes).await;
        assert!(matches!(got.status.as_u16(), 200 | 400 | 422), "{} {}", got.status, got.text());
    }
    for stored in endpoint.state.store.contributions_after(None, 1000).await.unwrap() {
        assert!(stored.is_whole() && sent.contains(stored.item.as_deref().unwrap()));
    }
}
