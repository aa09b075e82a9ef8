//! How much room the browser gives, and whether it promises to keep what is there.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// The room of this site, in bytes, as the browser estimates it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// What is used.
    pub used: f64,
    /// What may be used.
    pub quota: f64,
}

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

/// Says whether the browser has promised to keep what is stored.
pub async fn is_kept() -> bool {
    let Some(storage) = storage() else { return false };
    match storage.persisted() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|kept| kept.is_truthy()),
        Err(_) => false,
    }
}

/// The room of this site, where the browser says it.
pub async fn room() -> Option<Room> {
    let estimate: JsValue = JsFuture::from(storage()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(Room { used: number("usage")?, quota: number("quota")? })
}

fn storage() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    // Without a secure context there is no such thing, and the call would throw.
    Reflect::get(&navigator, &"storage".into()).ok().filter(JsValue::is_object)?;
    Some(navigator.storage())
}
