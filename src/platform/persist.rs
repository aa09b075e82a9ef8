//! Asking the browser to keep what is stored.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Asks the browser to keep what is stored even when the device gets full; says whether it will.
///
/// Some browsers ask the person: call it when the reason is plain, after the first favourite, at the
/// installation or on a second visit, never at the first sight of the page.
pub async fn ask_to_keep() -> bool {
    let Some(storage) = storage() else { return false };
    match storage.persist() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy()),
        Err(_) => false,
    }
}

fn storage() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Without a secure context there is no such thing, and the call would throw.
    Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    Some(navigator.storage())
}
