//! Following links, going back, keeping the address of a search, sharing.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::runtime::Runtime;
use crate::context::Shared;
use crate::platform::history::{self, Entry};
use crate::platform::{dom, later, share as sharing};
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
    let route = Route::parse(path, query);
    if !route.is_later() || later::is_here() {
        show(runtime, route, !anchor.is_empty());
        return;
    }
    let (runtime, href, anchored) = (runtime.clone(), href.to_owned(), !anchor.is_empty());
    spawn_local(async move {
        match later::ready().await {
            Ok(()) => show(&runtime, route, anchored),
            // The server has the page too.
            Err(_) => history::load(&href),
        }
    });
}

fn show(runtime: &Runtime, route: Route, anchored: bool) {
    runtime.dispatch(Action::Open(route));
    dom::focus_content();
    if anchored {
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
    spawn_local(async move {
        // Closing the sheet is an answer too.
        let _ = sharing::share(&shared).await;
    });
}

/// Puts a text into the clipboard, and says whether it is there.
pub fn copy(text: String, copied: Callback<bool>) {
    spawn_local(async move { copied.emit(sharing::copy(&text).await.is_ok()) });
}
