//! One tab at a time, by the browser's Web Locks.

use std::cell::RefCell;
use std::rc::Rc;

use chava_sync::ports::Tabs;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::timers;

/// How long a lock that was let go of may take to be free, in milliseconds.
const LEAVING_MS: u32 = 1_000;

thread_local! {
    /// What settles when the browser has freed a lock that this tab let go of, by the lock's name.
    static LEAVING: RefCell<Vec<(&'static str, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// A lock by name among all tabs of the site.
#[derive(Clone, Copy, Debug)]
pub struct Locks(pub &'static str);

/// Holds a lock until it is dropped.
#[derive(Debug)]
pub struct Guard {
    held: Option<Held>,
}

/// A lock that the browser granted: how to let go of it, and what settles when it is free.
#[derive(Debug)]
struct Held {
    name: &'static str,
    release: Function,
    freed: Promise,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(Held { name, release, freed }) = self.held.take() {
            let _ = release.call0(&JsValue::NULL);
            LEAVING.with_borrow_mut(|leaving| {
                leaving.retain(|(other, _)| *other != name);
                leaving.push((name, freed));
            });
        }
    }
}

impl Tabs for Locks {
    type Guard = Guard;

    /// Where the browser has no locks this tab goes ahead: the store refuses what comes late anyway.
    async fn try_lock(&self) -> Option<Guard> {
        // The browser frees a lock a moment after it was let go of; who asks again at once must wait for that.
        let leaving = LEAVING.with_borrow_mut(|leaving| {
            let at = leaving.iter().position(|(name, _)| *name == self.0)?;
            Some(leaving.swap_remove(at))
        });
        if let Some((_, freed)) = leaving {
            let _ = timers::within(LEAVING_MS, JsFuture::from(freed)).await;
        }
        match request(self.0).await {
            Some(granted) => granted,
            None => Some(Guard { held: None }),
        }
    }
}

/// Asks for the lock; the outer none where there are no locks, the inner one where another tab holds it.
///
/// web-sys has Web Locks only behind its flag for unstable interfaces, hence the calls by name.
async fn request(name: &'static str) -> Option<Option<Guard>> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &true.into()).ok()?;

    // The lock is held until the promise that the callback returns is settled.
    let release_once_held: Rc<RefCell<Option<Function>>> = Rc::default();
    let mut refused = None;
    let called = Promise::new(&mut |called, _| {
        let slot = Rc::clone(&release_once_held);
        let callback = Closure::once_into_js(move |lock: JsValue| {
            let held = lock.is_object().then(|| Promise::new(&mut |release, _| *slot.borrow_mut() = Some(release)));
            let _ = called.call0(&JsValue::NULL);
            held.map_or(JsValue::UNDEFINED, JsValue::from)
        });
        refused = request.call3(&locks, &name.into(), &options, &callback).ok();
    });
    let freed: Promise = refused?.dyn_into().ok()?;
    // Refused altogether, as in a document without an origin: the callback never runs, the promise rejects.
    JsFuture::from(Promise::race(&js_sys::Array::of2(&called, &freed))).await.ok()?;
    let release = release_once_held.borrow_mut().take();
    Some(release.map(|release| Guard { held: Some(Held { name, release, freed }) }))
}
