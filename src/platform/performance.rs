//! Marks on the browser's timeline, for the bench and for anyone who measures.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Sets a mark.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|w| w.performance()) {
        let _ = performance.mark(name);
    }
}

/// Sets a mark with a text as its `detail`.
pub fn mark_with_detail(name: &str, detail: &str) {
    let Some(performance) = web_sys::window().and_then(|w| w.performance()) else { return };
    let Some(mark) = Reflect::get(&performance, &"mark".into()).ok().and_then(|f| f.dyn_into::<Function>().ok()) else {
        return;
    };
    let options = Object::new();
    let _ = Reflect::set(&options, &"detail".into(), &JsValue::from_str(detail));
    let _ = mark.call2(&performance, &name.into(), &options);
}
