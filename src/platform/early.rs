//! What `assets/boot.js` has asked for while the module was on its way.

use js_sys::{ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::timers;

/// Where the script leaves what it reads of the database.
pub const STORED: &str = "chavaStored";
/// Where the script leaves the French texts.
pub const FRENCH: &str = "chavaFrench";
/// Where the script leaves the residents' words.
pub const LEXICON: &str = "chavaLexicon";
/// Where the script leaves the geography of the city.
pub const GEOGRAPHY: &str = "chavaGeography";

/// How long it may take before it is asked for anew, in milliseconds: another tab may be changing the database's form.
const WAIT_MS: u32 = 5_000;

/// Takes what the script has left; none where there is nothing, or it was taken before.
pub(crate) async fn take(place: &str) -> Option<JsValue> {
    let global = js_sys::global();
    let promise: Promise = Reflect::get(&global, &place.into()).ok()?.dyn_into().ok()?;
    // Let go, so that the bytes are free once they were copied.
    let _ = Reflect::delete_property(&global, &place.into());
    timers::within(WAIT_MS, JsFuture::from(promise)).await?.ok()
}

/// The same where it is a text.
pub async fn text(place: &str) -> Option<String> {
    take(place).await?.as_string()
}

/// The same where it is bytes.
pub async fn bytes(place: &str) -> Option<Vec<u8>> {
    let buffer: ArrayBuffer = take(place).await?.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
