//! Addresses: reading the current one, opening another, following links and the back button.

use chava_catalogue::language::Language;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::dom::{document, window};
use super::error::PlatformError;
use crate::route::Route;

/// The page that the address bar names.
///
/// # Errors
/// Outside a window.
pub fn current() -> Result<Route, PlatformError> {
    let location = window()?.location();
    let path = location.pathname().map_err(|e| PlatformError::from_js(&e))?;
    let query = location.search().map_err(|e| PlatformError::from_js(&e))?;
    Ok(Route::parse(&path, query.trim_start_matches('?')))
}

/// The language that the address asks for, as a link from a page of the server in another language does.
pub fn asked_language() -> Option<Language> {
    let query = window().ok()?.location().search().ok()?;
    query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang=")).map(Language::from_code)
}

/// How an address enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// As a new entry: back leads here.
    New,
    /// In place of the current one.
    Same,
}

/// Puts a path into the address bar without loading it.
///
/// # Errors
/// Where the browser refuses, for instance too many changes in a short time.
pub fn go(href: &str, entry: Entry) -> Result<(), PlatformError> {
    let history = window()?.history().map_err(|e| PlatformError::from_js(&e))?;
    match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(href)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(href)),
    }
    .map_err(|e| PlatformError::from_js(&e))
}

/// Loads a path from the network or the service worker, as a browser without the app would.
pub fn load(href: &str) {
    if let Ok(window) = window() {
        let _ = window.location().set_href(href);
    }
}

/// Reloads the page.
pub fn reload() {
    if let Ok(window) = window() {
        let _ = window.location().reload();
    }
}

/// Calls `open` with the path of each plain click on a link of ours; where it answers true, the browser doesn't load it.
///
/// # Errors
/// Outside a window.
pub fn on_link(open: impl Fn(&str) -> bool + 'static) -> Result<EventListener, PlatformError> {
    let options = EventListenerOptions::enable_prevent_default();
    Ok(EventListener::new_with_options(&document()?.into(), "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else { return };
        let with_key = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        let plain = click.button() == 0 && !with_key && !event.default_prevented();
        if let Some(href) = plain.then(|| own_link(event)).flatten()
            && open(&href)
        {
            event.prevent_default();
        }
    }))
}

/// Calls `changed` when the person goes back or forward.
///
/// # Errors
/// Outside a window.
pub fn on_back(changed: impl Fn() + 'static) -> Result<EventListener, PlatformError> {
    Ok(EventListener::new(&window()?.into(), "popstate", move |_| changed()))
}

/// The path with query and anchor of the link that was clicked, where it leads to a page of ours in this tab.
fn own_link(event: &Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let Some(link) = link.dyn_ref::<HtmlAnchorElement>() else {
        // A link of the map, which is drawn in SVG: always a path of ours, or an anchor of this page.
        return link.get_attribute("href").filter(|href| href.starts_with('/'));
    };
    let here = window().ok()?.location();
    let anchor_of_this_page = !link.hash().is_empty() && here.pathname().ok()? == link.pathname();
    let ours = link.origin() == here.origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download")
        && !anchor_of_this_page
        && !link.pathname().starts_with("/api");
    ours.then(|| [link.pathname(), link.search(), link.hash()].concat())
}
