//! Hashes by the browser itself, off the main thread.

use chava_catalogue::digest::{hex, sha256_hex};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The lower-case hex SHA-256 of some bytes. Where the page is not secure (plain HTTP on a local network)
/// the browser offers no hashes, and it is worked out here.
pub async fn sha256(bytes: &[u8]) -> String {
    match by_browser(bytes).await {
        Some(hash) => hash,
        None => sha256_hex(bytes),
    }
}

async fn by_browser(bytes: &[u8]) -> Option<String> {
    let window = web_sys::window()?;
    if !window.is_secure_context() {
        return None;
    }
    let bytes = js_sys::Uint8Array::from(bytes);
    let promise = window.crypto().ok()?.subtle().digest_with_str_and_buffer_source("SHA-256", &bytes).ok()?;
    let hash = JsFuture::from(promise).await.ok()?;
    Some(hex(&js_sys::Uint8Array::new(hash.dyn_ref::<js_sys::ArrayBuffer>()?).to_vec()))
}

/// Random bytes; from the browser's own source of secrets where there is one.
pub fn random_bytes() -> [u8; 10] {
    let mut bytes = [0; 10];
    let by_browser = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !by_browser {
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}
