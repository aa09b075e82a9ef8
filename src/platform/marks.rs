//! Marks on the browser's timeline that measuring tools read.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// From here on the records are decoded and usable.
pub const CATALOGUE_READY: &str = "chava:catalogue-ready";

/// From here on search works and the controls answer.
pub const INTERACTIVE: &str = "chava:interactive";

/// What was worked out of the catalogue is stored: the next start opens it as it is.
pub const SETTLED: &str = "chava:settled";

/// The results of the query in `detail` are in the page.
pub const SEARCH_PAINTED: &str = "chava:search-painted";

/// Sets a mark.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// Sets a mark with a text as its `detail`.
///
/// web-sys has the options of a mark only behind its flag for unstable interfaces, hence the call by name.
pub fn mark_with_detail(name: &str, detail: &str) {
    let Some(performance) = web_sys::window().and_then(|window| window.performance()) else { return };
    let Some(mark) = Reflect::get(&performance, &"mark".into()).ok().and_then(|f| f.dyn_into::<Function>().ok()) else {
        return;
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"detail".into(), &JsValue::from_str(detail));
    let _ = mark.call2(&performance, &name.into(), &options);
}
