//! How an answer is sent: validators, 304, caching and content codings in one place.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chava_catalogue::digest::sha256_hex;
use serde::Serialize;

use crate::coding::Coded;
use crate::error::ApiError;

/// JSON for programs.
pub const JSON: &str = "application/json; charset=utf-8";
/// A page for people.
pub const HTML: &str = "text/html; charset=utf-8";
/// What moves with every import: fresh within seconds, and cheap to ask again.
pub const POINTER_CACHE: &str = "public, max-age=8";
/// What can never change under its address.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// What may be kept, but must be asked about each time.
pub const REVALIDATE: &str = "no-cache";

/// An answer before it is fitted to a request.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The status where the client has not got it yet.
    pub status: StatusCode,
    /// The media type.
    pub content_type: &'a str,
    /// The Cache-Control header.
    pub cache_control: &'a str,
    /// The validator, without quotes. It never depends on the server's clock.
    pub tag: &'a str,
    /// The body with its codings.
    pub body: &'a Coded,
}

/// Answers with a small JSON value that caches may keep for as long as the pointer.
///
/// # Errors
/// When the value can't be written as JSON.
pub fn small_json(value: &impl Serialize, tag: &str, request: &HeaderMap) -> Result<Response, ApiError> {
    let body = serde_json::to_vec(value).map_err(|error| ApiError::Internal(error.to_string()))?;
    let body = &Coded::plain(body);
    Ok(Answer { status: StatusCode::OK, content_type: JSON, cache_control: POINTER_CACHE, tag, body }.to(request))
}

impl Answer<'_> {
    /// Fits the answer to a request: 304 where the client has it, else the best coding it reads.
    pub fn to(&self, request: &HeaderMap) -> Response {
        // Weak, because codings and the server's clock make bodies of one tag differ in bytes.
        let etag = format!("W/\"{}\"", self.tag);
        let mut headers = HeaderMap::new();
        put(&mut headers, header::ETAG, &etag);
        put(&mut headers, header::CACHE_CONTROL, self.cache_control);
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if self.status == StatusCode::OK && has(request, &etag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        put(&mut headers, header::CONTENT_TYPE, self.content_type);
        let (body, coding) = self.body.choose(request);
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        (self.status, headers, body.clone()).into_response()
    }
}

/// Sets a header whose value was made here; one that isn't a header's value is left out.
pub fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A short validator of some bytes.
pub fn tag_of(bytes: &[u8]) -> String {
    let mut tag = sha256_hex(bytes);
    tag.truncate(24);
    tag
}

/// Weak comparison after RFC 9110, 13.1.2.
fn has(request: &HeaderMap, etag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let wanted = opaque(etag);
    let values = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|tag| tag.trim() == "*" || opaque(tag) == wanted)
}
