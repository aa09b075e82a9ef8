//! Following links, going back, keeping the address of a search, sharing.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use yew::Callback;

use super::runtime::Runtime;
use crate::context::Shared;
use crate::platform::history::{self, Entry};
use crate::platform::{dom, share as sharing};
use crate::route::Route;
use crate::state::model::Action;

/// Takes over plain clicks on links and the back button, as long as the answer is kept.
pub fn follow_links(runtime: &Runtime) -> Vec<EventListener> {
    let (on_click, on_back) = (runtime.clone(), runtime.clone());
    let links = history::on_link(move |href| {
        // Before the first catalogue has arrived, the server's pages are the ones to read.
        let ready = on_click.model().is_some_and(|model| model.catalogue.is_some());
        if ready {
            open(&on_click, href);
        }
        ready
    });
    let back = history::on_back(move || {
        let Ok(route) = history::current() else { return };
        // An anchor of the page that is shown comes this way too, and must not take away what was typed.
        if on_back.model().is_none_or(|model| model.route != route) {
            on_back.dispatch(Action::Open(route));
        }
    });
    links.into_iter().chain(back).collect()
}

/// Opens a path of ours.
pub fn open(runtime: &Runtime, href: &str) {
    let (address, anchor) = href.split_once('#').unwrap_or((href, ""));
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    if history::go(href, Entry::New).is_err() {
        history::load(href);
        return;
    }
    runtime.dispatch(Action::Open(Route::parse(path, query)));
    dom::focus_content();
    if !anchor.is_empty() {
        // Once the page is drawn.
        Timeout::new(0, dom::show_anchor).forget();
    }
}

/// How long a search or its filters must rest before the address follows it, in milliseconds: changing it costs more than the search.
const REST_MS: u32 = 250;

/// Keeps the address in step with a search that goes on, so that it can be reloaded and shared.
pub fn keep(runtime: &Runtime, route: Route) {
    let asked_on = runtime.model().map(|model| model.visit);
    let then = runtime.clone();
    runtime.with_work(|work| {
        work.address = Some(Timeout::new(REST_MS, move || {
            // Whoever has gone elsewhere meanwhile keeps that address.
            if then.model().map(|model| model.visit) == asked_on {
                // A browser that limits how often the address may change just keeps an older one.
                let _ = history::go(&route.href(), Entry::Same);
            }
        }));
    });
}

/// Shares something by whatever the phone has.
pub fn share(shared: Shared) {
    wasm_bindgen_futures::spawn_local(async move {
        // Closing the sheet is an answer too.
        let _ = sharing::share(&shared).await;
    });
}

/// Puts a text into the clipboard, and says whether it is there.
pub fn copy(text: String, copied: Callback<bool>) {
    wasm_bindgen_futures::spawn_local(async move { copied.emit(sharing::copy(&text).await.is_ok()) });
}
