//! A browser without JavaScript says something, keeps its receipt, and takes it back.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;
#[path = "common/phone.rs"]
mod phone;

use common::Endpoint;

async fn stored(endpoint: &Endpoint) -> Vec<(String, String)> {
    let all = endpoint.state.store.contributions_after(None, 100).await.unwrap();
    all.iter().map(|stored| (stored.kind.to_string(), stored.item.as_deref().unwrap_or("").to_owned())).collect()
}

#[tokio::test]
async fn a_form_leads_to_a_receipt_that_can_be_kept() {
    let endpoint = Endpoint::empty().await;
    let form = "text=Le+bus+co%C3%BBte+trop&obstacles=money&obstacles=transport&theme=education-numerique&section=Gilly&lang=nl";
    let sent = endpoint.post_form("/participer/obstacle", form).await;
    assert_eq!(sent.status.as_u16(), 303);
    let receipt = sent.header("location").to_owned();
    assert!(receipt.starts_with("/recu/") && receipt.ends_with("?lang=nl"), "{receipt}");
    let page = endpoint.get(&receipt).await;
    assert_eq!((page.status.as_u16(), page.header("cache-control")), (200, "no-store"));
    assert!(
        page.text().contains("<html lang=\"nl\"") && page.text().contains("data-state=\"received\""),
        "{}",
        page.text()
    );
    let path = receipt.split('?').next().unwrap();
    assert!(page.text().contains(&format!("action=\"{path}\"")), "the language switch stays here: {}", page.text());
    // The app would take over a page that it doesn't know.
    assert!(!page.text().contains("<script"));
    let (kind, item) = stored(&endpoint).await.remove(0);
    assert_eq!(kind, "obstacle");
    assert!(
        item.contains(r#""obstacles":["money","transport"],"section":"Gilly","text":"Le bus coûte trop""#),
        "{item}"
    );
    let back = endpoint.post_form(&format!("{path}/retirer"), "").await;
    assert_eq!((back.status.as_u16(), back.header("location")), (303, path));
    assert!(endpoint.get(path).await.text().contains("data-state=\"withdrawn\""));
    assert!(stored(&endpoint).await[0].1.is_empty());
    assert_eq!(endpoint.get("/recu/babab-babab-babab-babab").await.status.as_u16(), 404);
}

#[tokio::test]
async fn two_presses_of_the_button_are_one_and_two_people_are_two() {
    let endpoint = Endpoint::empty().await;
    let id = phone::uid();
    let one = format!("id={id}&text=Une+id%C3%A9e");
    let first = endpoint.post_form("/participer/idee", &one).await;
    let second = endpoint.post_form("/participer/idee", &one).await;
    assert_eq!(first.header("location"), second.header("location"));
    let other = endpoint.post_form("/participer/idee", &format!("id={id}&text=Une+autre")).await;
    assert_ne!(first.header("location"), other.header("location"));
    let nobody = endpoint.post_form("/participer/idee", "id=nonsense&text=Une+autre").await;
    assert_eq!(nobody.status.as_u16(), 303);
    assert_eq!(stored(&endpoint).await.len(), 3);
}

#[tokio::test]
async fn every_page_of_a_form_has_an_identifier_of_its_own() {
    let endpoint = Endpoint::empty().await;
    let of = |page: String| page.split("name=\"id\" value=\"").nth(1).map(|rest| rest[..36].to_owned());
    let pages = [endpoint.get("/participer/idee").await, endpoint.get("/participer/idee").await];
    assert!(pages.iter().all(|page| page.status.as_u16() == 200 && page.header("cache-control") == "no-store"));
    let [first, second] = pages.map(|page| page.text());
    assert!(of(first.clone()).is_some() && of(first) != of(second));
    // Other pages below are as any page.
    assert_eq!(endpoint.get("/participer/besoins").await.header("cache-control"), "no-cache");
    assert_eq!(endpoint.get("/participer/nulle-part").await.status.as_u16(), 404);
}

#[tokio::test]
async fn what_is_missing_is_said_and_what_was_typed_comes_back() {
    let endpoint = Endpoint::empty().await;
    let empty = endpoint.post_form("/participer/entraide", "text=&direction=seeks&contact=ana%40example.org").await;
    assert_eq!(empty.status.as_u16(), 422);
    assert!(empty.text().contains("name=\"contact\" value=\"ana@example.org\""), "{}", empty.text());
    let long = endpoint.post_form("/participer/idee", &format!("text={}", "m".repeat(4001))).await;
    assert_eq!(long.status.as_u16(), 422);
    assert!(long.text().contains(&"m".repeat(4001)));
    assert!(stored(&endpoint).await.is_empty());
}

#[tokio::test]
async fn a_form_of_another_site_or_another_type_says_nothing() {
    use axum::body::Body;
    use axum::http::Request;
    let endpoint = Endpoint::empty().await;
    let post = |content_type: &str, site: &str| {
        Request::post("/participer/idee")
            .header("host", "chava.example")
            .header("content-type", content_type)
            .header("sec-fetch-site", site)
            .body(Body::from("text=Une+id%C3%A9e"))
            .unwrap()
    };
    let got = endpoint.ask(post("application/x-www-form-urlencoded", "cross-site")).await;
    assert_eq!((got.status.as_u16(), got.problem().as_str()), (403, "other-site"));
    let got = endpoint.ask(post("text/plain", "same-origin")).await;
    assert_eq!((got.status.as_u16(), got.problem().as_str()), (415, "media-type"));
    let got = endpoint.post_form("/participer/nulle-part", "text=x").await;
    assert_eq!(got.status.as_u16(), 404);
    assert!(stored(&endpoint).await.is_empty());
}
