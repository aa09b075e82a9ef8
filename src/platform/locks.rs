//! One tab at a time, by the browser's Web Locks.

use std::cell::RefCell;
use std::rc::Rc;

use chava_sync::ports::Tabs;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A lock by name among all tabs of the site.
#[derive(Clone, Copy, Debug)]
pub struct Locks(pub &'static str);

/// Holds a lock until it is dropped.
#[derive(Debug)]
pub struct Guard {
    release: Option<Function>,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

impl Tabs for Locks {
    type Guard = Guard;

    /// Where the browser has no locks this tab goes ahead: the store refuses what comes late anyway.
    async fn try_lock(&self) -> Option<Guard> {
        match request(self.0).await {
            Some(granted) => granted,
            None => Some(Guard { release: None }),
        }
    }
}

/// Asks for the lock; the outer none where there are no locks, the inner one where another tab holds it.
///
/// web-sys has Web Locks only behind its flag for unstable interfaces, hence the calls by name.
async fn request(name: &str) -> Option<Option<Guard>> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into()).ok()?;

    // The lock is held until the promise that the callback returns is settled.
    let guard: Rc<RefCell<Option<Guard>>> = Rc::default();
    let mut refused = None;
    let called = Promise::new(&mut |called, _| {
        let guard = Rc::clone(&guard);
        let callback = Closure::once_into_js(move |lock: JsValue| {
            let held = lock
                .is_object()
                .then(|| Promise::new(&mut |release, _| *guard.borrow_mut() = Some(Guard { release: Some(release) })));
            let _ = called.call0(&JsValue::NULL);
            held.map_or(JsValue::UNDEFINED, JsValue::from)
        });
        refused = request.call3(&locks, &name.into(), &options, &callback).ok();
    });
    // Refused altogether, as in a document without an origin: the callback never runs, the promise rejects.
    JsFuture::from(Promise::race(&js_sys::Array::of2(&called, &refused?))).await.ok()?;
    let guard = guard.borrow_mut().take();
    Some(guard)
}
