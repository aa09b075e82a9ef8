//! The service worker, from the page's side: registering it, hearing of a new version, starting that version.

use gloo::events::EventListener;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
    ServiceWorkerUpdateViaCache,
};

use super::dom::window;
use super::error::PlatformError;
use super::history::reload;

/// The worker's address.
const WORKER_URL: &str = "/service-worker.js";

/// Registers the worker and calls `ready` when a newer version than the running one waits.
///
/// # Errors
/// Where the browser has no service workers, or the worker can't be fetched.
pub async fn register(ready: impl Fn() + Clone + 'static) -> Result<(), PlatformError> {
    let container = container()?;
    let options = RegistrationOptions::new();
    options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
    let registration = JsFuture::from(container.register_with_options(WORKER_URL, &options))
        .await
        .map_err(|e| PlatformError::from_js(&e))?
        .unchecked_into::<ServiceWorkerRegistration>();
    if registration.waiting().is_some() && container.controller().is_some() {
        ready();
    }
    let watched = registration.clone();
    EventListener::new(&registration, "updatefound", move |_| {
        if let Some(worker) = watched.installing() {
            announce_when_installed(worker, ready.clone());
        }
    })
    .forget();
    Ok(())
}

/// Starts the version that waits: this tab reloads once it is in charge, other tabs go on as they are.
///
/// # Errors
/// Where no version waits.
pub async fn start_waiting_version() -> Result<(), PlatformError> {
    let container = container()?;
    let found = JsFuture::from(container.get_registration()).await.map_err(|e| PlatformError::from_js(&e))?;
    let waiting = found.dyn_into::<ServiceWorkerRegistration>().ok().and_then(|registration| registration.waiting());
    let Some(waiting) = waiting else { return Err(PlatformError::missing("waiting version")) };
    EventListener::once(&container, "controllerchange", |_| reload()).forget();
    let message = Object::new();
    let _ = Reflect::set(&message, &"type".into(), &"skip-waiting".into());
    waiting.post_message(&message).map_err(|e| PlatformError::from_js(&e))
}

fn announce_when_installed(worker: ServiceWorker, ready: impl Fn() + 'static) {
    let watched = worker.clone();
    EventListener::new(&worker, "statechange", move |_| {
        let replaces = container().is_ok_and(|container| container.controller().is_some());
        if watched.state() == ServiceWorkerState::Installed && replaces {
            ready();
        }
    })
    .forget();
}

fn container() -> Result<ServiceWorkerContainer, PlatformError> {
    let navigator = window()?.navigator();
    let has = Reflect::get(&navigator, &"serviceWorker".into()).is_ok_and(|value: JsValue| !value.is_undefined());
    if has { Ok(navigator.service_worker()) } else { Err(PlatformError::missing("service worker")) }
}
