//! What `assets/boot.js` has read of the database while the module was on its way.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::platform::early;

/// The stores as they were read: for each the keys and the values.
pub(super) struct Early(JsValue);

/// Takes what was read; none where there is none, it was taken before, or the database is of another version.
pub(super) async fn take(version: u32) -> Option<Early> {
    let stored = early::take(early::STORED).await?;
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
