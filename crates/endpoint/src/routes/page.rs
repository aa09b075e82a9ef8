//! Everything that is not data: files of the site, pages, the sitemap.

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use super::origin::{Origin, RawQuery};
use crate::answer::{Answer, HTML, REVALIDATE, put};
use crate::clock::Instant;
use crate::coding::Coded;
use crate::error::ApiError;
use crate::pages::PageKey;
use crate::sitemap;
use crate::state::SharedState;
use chava::ssr::public_paths;

/// A path that no page has, for addresses that can't be read: they get the page that helps.
const NOWHERE: &str = "/introuvable";

pub(super) async fn page(
    State(state): State<SharedState>,
    origin: Result<Origin, ApiError>,
    RawQuery(query): RawQuery,
    method: Method,
    uri: Uri,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    if method != Method::GET && method != Method::HEAD {
        let mut response = ApiError::Method.into_response();
        put(response.headers_mut(), header::ALLOW, "GET, HEAD");
        return Ok(response);
    }
    let Origin(origin) = origin?;
    let path = readable(uri.path()).unwrap_or_else(|| NOWHERE.to_owned());
    if let Some(response) = state.site.answer(&path, &request) {
        return Ok(response);
    }
    let published = state.published.load_full();
    let now = Instant::now().in_brussels();
    let key = PageKey { path: path.into(), query, origin, now };
    let page = state.pages.page(&published, key).await.map_err(|error| ApiError::Internal(error.to_string()))?;
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let answer = Answer { status, content_type: HTML, cache_control: REVALIDATE, tag: &page.tag, body: &page.body };
    Ok(answer.to(&request))
}

/// Decodes a path, once. What no page or file could be called gives none.
fn readable(path: &str) -> Option<String> {
    let well_coded = path.split('%').skip(1).all(|rest| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let odd = |c: char| c.is_control() || c == '\\';
    let climbs = decoded.split('/').any(|part| part == ".." || part == ".");
    (well_coded && !climbs && !decoded.contains("//") && !decoded.contains(odd)).then(|| decoded.into_owned())
}

pub(super) async fn robots(Origin(origin): Origin, request: HeaderMap) -> Response {
    text("text/plain; charset=utf-8", sitemap::robots(&origin), &request)
}

pub(super) async fn sitemap(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let published = state.published.load_full();
    let xml = tokio::task::spawn_blocking(move || sitemap::sitemap(&origin, &public_paths(&published.catalogue)))
        .await
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(text("application/xml; charset=utf-8", xml, &request))
}

fn text(content_type: &str, body: String, request: &HeaderMap) -> Response {
    let tag = crate::answer::tag_of(body.as_bytes());
    let body = Coded::plain(body);
    Answer { status: StatusCode::OK, content_type, cache_control: "public, max-age=3600", tag: &tag, body: &body }
        .to(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once_or_not_at_all() {
        assert_eq!(readable("/lieux/caf%C3%A9").as_deref(), Some("/lieux/café"));
        assert_eq!(readable("/%252e%252e/x").as_deref(), Some("/%2e%2e/x"));
        for odd in ["/%2e%2e/etc", "/a/../b", "/%00", "/%ff", "/%", "/%4", "//etc/passwd", "/..%5c", "/%e2%80\u{0}"] {
            assert_eq!(readable(odd), None, "{odd}");
        }
    }
}
