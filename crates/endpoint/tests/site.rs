//! Pages, files of the site, headers that protect, and what nobody should ask.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;

use common::{Endpoint, SHELL};

#[tokio::test]
async fn a_page_is_html_that_browsers_may_trust() {
    let endpoint = Endpoint::with_places(2).await;
    let page = endpoint.get("/lieux").await;
    assert_eq!(page.status.as_u16(), 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.text().contains("Bibliothèque 1"), "{}", page.text());
    let policy = page.header("content-security-policy");
    // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    assert!(policy.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"), "{policy}");
    assert!(policy.contains("'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(!page.header("referrer-policy").is_empty() && !page.header("permissions-policy").contains('*'));
    assert!(page.headers.get("set-cookie").is_none());
}

#[tokio::test]
async fn only_where_one_signs_in_a_window_stands_alone() {
    // Elsewhere it would cost each start of the app a process of its own.
    let endpoint = Endpoint::with_places(1).await;
    let opener = "cross-origin-opener-policy";
    for team in ["/equipe", "/equipe/nowhere"] {
        assert_eq!(endpoint.get(team).await.header(opener), "same-origin", "{team}");
    }
    for page in ["/", "/equipement", "/api"] {
        assert!(endpoint.get(page).await.headers.get(opener).is_none(), "{page}");
    }
}

#[tokio::test]
async fn a_page_follows_the_catalogue() {
    let endpoint = Endpoint::with_places(1).await;
    let first = endpoint.get("/lieux").await;
    let etag = first.header("etag").to_owned();
    assert_eq!(endpoint.get_with("/lieux", &[("if-none-match", &etag)]).await.status.as_u16(), 304);
    endpoint.put(&common::document(2), chava_endpoint::import::Mode::Replace).await;
    let second = endpoint.get_with("/lieux", &[("if-none-match", &etag)]).await;
    assert_eq!(second.status.as_u16(), 200);
    assert!(second.text().contains("lieu-0001"));
}

#[tokio::test]
async fn a_path_that_does_not_exist_gets_a_helpful_page() {
    let endpoint = Endpoint::with_places(1).await;
    for path in ["/il-n-y-a-rien-ici", "/lieux/%00", "/lieux/%ff%fe", "/%", "/..%2f..%2fetc%2fpasswd", "//etc/passwd"] {
        let page = endpoint.get(path).await;
        assert_eq!(page.status.as_u16(), 404, "{path}");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert!(page.text().contains("href=\"/\""), "{path} leads home");
    }
    let long = endpoint.get(&format!("/{}", "a".repeat(9000))).await;
    assert_eq!((long.status.as_u16(), long.problem().as_str()), (414, "address-too-long"));
}

#[tokio::test]
async fn files_of_the_site_come_coded_and_for_ever_where_they_carry_a_hash() {
    let endpoint = Endpoint::empty().await;
    let module = "/assets/chava-0123456789abcdef.wasm";
    let plain = endpoint.get(module).await;
    assert_eq!(plain.header("content-type"), "application/wasm");
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    let coded = endpoint.get_with(module, &[("accept-encoding", "br")]).await;
    assert_eq!((coded.header("content-encoding"), coded.text().as_str()), ("br", "coded"));
    assert_eq!(endpoint.get("/service-worker.js").await.header("cache-control"), "no-cache");
    assert_eq!(endpoint.get("/shell.html").await.text(), SHELL);
    assert_eq!(endpoint.get("/assets/").await.status.as_u16(), 404);
}

#[tokio::test]
async fn other_methods_are_refused_with_what_is_allowed() {
    let endpoint = Endpoint::with_places(1).await;
    for (method, path) in
        [("POST", "/api/catalogue"), ("DELETE", "/api/feed"), ("PATCH", "/api"), ("POST", "/lieux"), ("TRACE", "/api")]
    {
        let got = endpoint.send(method, path, &[("x-secret", "abc")]).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (405, "method-not-allowed"), "{method} {path}");
        assert!(got.header("allow").contains("GET"), "{method} {path}");
        assert!(!got.text().contains("abc"));
    }
    let head = endpoint.send("HEAD", "/lieux", &[]).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}

#[tokio::test]
async fn data_are_for_everyone_without_credentials() {
    let endpoint = Endpoint::with_places(1).await;
    let preflight = endpoint.send("OPTIONS", "/api/catalogue", &[("origin", "https://example.org")]).await;
    assert_eq!((preflight.status.as_u16(), preflight.header("access-control-allow-origin")), (204, "*"));
    assert!(preflight.headers.get("access-control-allow-credentials").is_none());
    let unknown = endpoint.get("/api/nothing-here").await;
    assert_eq!((unknown.status.as_u16(), unknown.problem().as_str()), (404, "not-found"));
    assert_eq!(unknown.header("access-control-allow-origin"), "*");
    assert_eq!(endpoint.get("/api/").await.status.as_u16(), 404);
}

#[tokio::test]
async fn search_engines_find_every_public_page() {
    let endpoint = Endpoint::with_places(2).await;
    assert!(endpoint.get("/robots.txt").await.text().contains("Sitemap: http://chava.example/sitemap.xml"));
    let sitemap = endpoint.get("/sitemap.xml").await;
    assert_eq!(sitemap.header("content-type"), "application/xml; charset=utf-8");
    assert!(sitemap.text().contains("<loc>http://chava.example/lieux/lieu-0001</loc>"), "{}", sitemap.text());
}
