//! What `assets/boot.js` has asked for while the module was on its way.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::timers;

/// Where the script leaves what it reads of the database.
pub const STORED: &str = "chavaStored";
/// Where the script leaves the French texts.
pub const FRENCH: &str = "chavaFrench";

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
