//! New versions of the app: hearing of them, and starting one when the person asks.

use super::runtime::Runtime;
use crate::platform::{dom, history, service_worker};
use crate::state::model::Action;

/// Registers the service worker, which keeps the app for offline use, and says when a new version is ready.
pub fn watch(runtime: &Runtime) {
    // Under `trunk serve` the app changes all the time and nothing names its files: it is never kept.
    if dom::lexicon_address().is_none() {
        return;
    }
    let runtime = runtime.clone();
    wasm_bindgen_futures::spawn_local(async move {
        // Without a worker (private window, old browser) the app still works while there is a network.
        let _ = service_worker::register(move || runtime.dispatch(Action::UpdateReady)).await;
    });
}

/// Starts the version that waits; should it be gone, a reload brings the newest.
pub fn start_new() {
    wasm_bindgen_futures::spawn_local(async {
        if service_worker::start_waiting_version().await.is_err() {
            history::reload();
        }
    });
}
