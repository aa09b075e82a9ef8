//! The endpoint over the network: the only code that fetches.
//!
//! Architecture invariant: every request goes to the page's own origin and has a time-out.

mod body;
mod outbox;

use chava_catalogue::wire::SnapshotPointer;
use chava_sync::ports::{Api, ApiError, Download};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestCredentials, RequestInit, Response};

use crate::platform::error::PlatformError;
use crate::platform::{crypto, dom, timers};

/// How long nothing may come before a request is given up, in milliseconds.
const STALL_MS: u32 = 15_000;

/// The endpoint that served this page.
#[derive(Clone, Debug)]
pub struct Endpoint {
    base: String,
}

impl Default for Endpoint {
    fn default() -> Self {
        Self { base: "/api".into() }
    }
}

impl Endpoint {
    /// An endpoint whose interface begins at `base`, such as `/api`.
    pub fn at(base: impl Into<String>) -> Self {
        Self { base: base.into() }
    }
}

impl Api for Endpoint {
    async fn pointer(&self) -> Result<Vec<u8>, ApiError> {
        get(&format!("{}/catalogue", self.base), RequestCache::NoStore, 0, &mut |_| {}).await
    }

    async fn feed(&self, after: u64) -> Result<Vec<u8>, ApiError> {
        // Pages in the middle never change and may come from a cache that asked again.
        let url = format!("{}/feed?afterChangeNumber={after}", self.base);
        get(&url, RequestCache::NoCache, 0, &mut |_| {}).await
    }

    async fn snapshot(&self, pointer: &SnapshotPointer, progress: &mut dyn FnMut(u64)) -> Result<Download, ApiError> {
        let url = self.own_address(&pointer.url);
        // The bytes end up in IndexedDB: a second copy in the browser's cache would only take room.
        let bytes = get(&url, RequestCache::NoStore, pointer.bytes, progress).await?;
        // Chromium hashes on the page's own thread: a task of its own.
        timers::pause().await;
        let sha256 = crypto::sha256(&bytes).await.into();
        timers::pause().await;
        Ok(Download { bytes, sha256 })
    }
}

impl Endpoint {
    /// The address on this page's origin of what the endpoint named, however it calls itself.
    fn own_address(&self, named: &str) -> String {
        if let Some((_, rest)) = named.split_once("://") {
            return rest.split_once('/').map_or_else(|| "/".into(), |(_, path)| format!("/{path}"));
        }
        if named.starts_with("//") {
            return self.own_address(&format!("https:{named}"));
        }
        // Relative to the pointer's own address.
        if named.starts_with('/') { named.into() } else { format!("{}/{named}", self.base) }
    }
}

/// The message file at an address of ours, as text.
///
/// # Errors
/// When it can't be had, or is no text.
pub async fn message_file(url: &str) -> Result<String, ApiError> {
    let bytes = get(url, RequestCache::Default, 0, &mut |_| {}).await?;
    String::from_utf8(bytes).map_err(|_| ApiError::Unreachable("not UTF-8".into()))
}

/// The residents' words at an address of ours.
///
/// # Errors
/// When they can't be had.
pub async fn lexicon(url: &str) -> Result<Vec<u8>, ApiError> {
    get(url, RequestCache::Default, 0, &mut |_| {}).await
}

/// Gets a body; `total` is what is known of its size.
async fn get(url: &str, cache: RequestCache, total: u64, progress: &mut dyn FnMut(u64)) -> Result<Vec<u8>, ApiError> {
    let request = RequestInit::new();
    request.set_cache(cache);
    let answered = ask(url, &request, &headers()?, STALL_MS).await?;
    if !answered.answer.ok() {
        return Err(ApiError::Status {
            code: answered.answer.status(),
            retry_after_ms: retry_after_ms(&answered.answer),
        });
    }
    answered.body(total, progress).await
}

/// An answer whose body is still to come; the request ends when this is dropped before it has.
struct Answered {
    answer: Response,
    abort: Option<AbortController>,
}

impl Answered {
    async fn body(mut self, total: u64, progress: &mut dyn FnMut(u64)) -> Result<Vec<u8>, ApiError> {
        let body = body::read(&self.answer, total, STALL_MS, progress).await;
        if body.is_ok() {
            self.abort = None;
        }
        body
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

fn headers() -> Result<Headers, ApiError> {
    let headers = Headers::new().map_err(unreachable)?;
    headers.set("Accept", "application/json").map_err(unreachable)?;
    Ok(headers)
}

/// Asks, and waits for the beginning of an answer.
async fn ask(url: &str, request: &RequestInit, headers: &Headers, within_ms: u32) -> Result<Answered, ApiError> {
    let abort = AbortController::new().map_err(unreachable)?;
    request.set_credentials(RequestCredentials::Omit);
    request.set_signal(Some(&abort.signal()));
    request.set_headers(headers);
    let window = dom::window().map_err(|error| ApiError::Unreachable(error.message))?;
    let answer = JsFuture::from(window.fetch_with_str_and_init(url, request));
    match timers::within(within_ms, answer).await {
        Some(answer) => {
            let answer: Response = answer.and_then(|answer| answer.dyn_into()).map_err(unreachable)?;
            Ok(Answered { answer, abort: Some(abort) })
        }
        None => {
            abort.abort();
            Err(ApiError::Timeout)
        }
    }
}

/// `Retry-After` in milliseconds, whether it is written in seconds or as a date (RFC 9110, 10.2.3).
fn retry_after_ms(answer: &Response) -> Option<u64> {
    let value = answer.headers().get("retry-after").ok().flatten()?;
    if let Ok(seconds) = value.trim().parse::<u64>() {
        return Some(seconds.saturating_mul(1000));
    }
    let wait = js_sys::Date::parse(&value) - js_sys::Date::now();
    // No date at all is NaN, which is not above 0.
    (wait > 0.0).then_some(wait as u64)
}

/// What the browser says of a request that got no answer.
fn unreachable(error: JsValue) -> ApiError {
    ApiError::Unreachable(PlatformError::from_js(&error).message)
}
