//! What `assets/boot.js` has read of the database while the module was on its way.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::timers;

/// Where the script leaves it.
const PLACE: &str = "chavaStored";

/// How long it may take before it is read anew, in milliseconds: another tab may be changing the database's form.
const WAIT_MS: u32 = 5_000;

/// The stores as they were read: for each the keys and the values.
pub(super) struct Early(JsValue);

/// Takes what was read; none where there is none, it was taken before, or the database is of another version.
pub(super) async fn take(version: u32) -> Option<Early> {
    let global = js_sys::global();
    let promise: Promise = Reflect::get(&global, &PLACE.into()).ok()?.dyn_into().ok()?;
    // Let go, so that the bytes are free once they were copied.
    let _ = Reflect::delete_property(&global, &PLACE.into());
    let stored = timers::within(WAIT_MS, JsFuture::from(promise)).await?.ok()?;
    let found = Reflect::get(&stored, &"version".into()).ok()?.as_f64()?;
    (found == f64::from(version)).then_some(())?;
    Reflect::get(&stored, &"read".into()).ok().map(Early)
}

impl Early {
    /// The keys (`part` 0) or values (`part` 1) of a store.
    pub(super) fn part(&self, name: &str, part: &str) -> Option<Vec<JsValue>> {
        let list: Array = Reflect::get(&self.0, &[name, part].concat().into()).ok()?.dyn_into().ok()?;
        Some(list.iter().collect())
    }
}
