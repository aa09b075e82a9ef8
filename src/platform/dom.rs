//! The document around the app: take-over of the server's page, title, language, colours, focus.

use chava_catalogue::language::Language;
use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, HtmlElement, Window};

use super::error::PlatformError;
use super::typed::Typed;
use crate::frame::CONTENT_ID;
use crate::state::settings::Scheme;

/// The id of the element that holds the server's page, then the app.
const ROOT_ID: &str = "chava";

/// The browser's window.
///
/// # Errors
/// Outside a window, such as in a worker.
pub fn window() -> Result<Window, PlatformError> {
    web_sys::window().ok_or_else(|| PlatformError::missing("window"))
}

/// The document.
///
/// # Errors
/// Outside a window.
pub fn document() -> Result<Document, PlatformError> {
    window()?.document().ok_or_else(|| PlatformError::missing("document"))
}

/// The origin that this page came from; empty outside a window.
pub fn origin() -> String {
    window().ok().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Says whether the person sees this tab.
pub fn is_visible() -> bool {
    document().is_ok_and(|document| !document.hidden())
}

/// A detached element for the app to render into.
///
/// # Errors
/// Where the document can't make elements.
pub fn stage() -> Result<Element, PlatformError> {
    let stage = document()?.create_element("div").map_err(|e| PlatformError::from_js(&e))?;
    stage.set_id(ROOT_ID);
    Ok(stage)
}

/// A copy of the content that the server rendered into this page, for the app to go on showing; none in the bare shell.
///
/// A copy, because the original must stay where it is until the app takes over.
pub fn served_content() -> Option<Element> {
    let document = document().ok()?;
    let served = document.query_selector(&format!("#{ROOT_ID} #{CONTENT_ID}")).ok().flatten()?;
    let copy = document.create_element("div").ok()?;
    let children = served.child_nodes();
    for n in 0..children.length() {
        copy.append_child(&children.get(n)?.clone_node_with_deep(true).ok()?).ok()?;
    }
    Some(copy)
}

/// Puts the app in the place of the server's page, in one step so that nothing jumps, and says that it drives the page.
///
/// # Errors
/// Where the document lacks its root.
pub fn take_over(stage: &Element) -> Result<(), PlatformError> {
    let document = document()?;
    let root = document.get_element_by_id(ROOT_ID).ok_or_else(|| PlatformError::missing("root element"))?;
    if root != *stage {
        let typed = Typed::read();
        root.replace_with_with_node_1(stage).map_err(|e| PlatformError::from_js(&e))?;
        if let Some(typed) = typed {
            typed.restore();
        }
    }
    if let Some(body) = document.body() {
        body.set_attribute("data-app-ready", "true").map_err(|e| PlatformError::from_js(&e))?;
    }
    Ok(())
}

/// Where the message file of a language lies: the shell names it by its hash; none for a language without one.
pub fn message_file_address(language: &Language) -> Option<String> {
    let selector = format!("link[rel=\"chava-messages\"][hreflang=\"{}\"]", language.as_str());
    address_of(&selector)
}

/// Where the lexicon lies: the shell names it by its hash.
pub fn lexicon_address() -> Option<String> {
    address_of("link[rel=\"chava-lexicon\"]")
}

/// Where the geography lies: the shell names it by its hash.
pub fn geography_address() -> Option<String> {
    address_of("link[rel=\"chava-geography\"]")
}

fn address_of(link: &str) -> Option<String> {
    document().ok()?.query_selector(link).ok().flatten()?.get_attribute("href")
}

/// Sets the document's title and description.
pub fn set_head(title: &str, description: &str) {
    let Ok(document) = document() else { return };
    document.set_title(title);
    if let Ok(Some(meta)) = document.query_selector("meta[name=description]") {
        let _ = meta.set_attribute("content", description);
    }
}

/// Sets language, direction and colour scheme of the whole document.
pub fn set_root(language: &Language, scheme: Scheme) {
    let Some(root) = document().ok().and_then(|d| d.document_element()) else { return };
    let _ = root.set_attribute("lang", language.html_tag());
    let _ = root.set_attribute("dir", language.direction().as_str());
    let _ = root.set_attribute("data-scheme", scheme.as_str());
}

/// After a change of page: to the top, and the focus to the content, so that a screen reader starts there.
pub fn focus_content() {
    let Ok(window) = window() else { return };
    window.scroll_to_with_x_and_y(0.0, 0.0);
    let content = window.document().and_then(|d| d.get_element_by_id(CONTENT_ID));
    if let Some(content) = content.and_then(|c| c.dyn_into::<HtmlElement>().ok()) {
        let _ = content.focus();
    }
}

/// As [`show_anchor`], unless somebody has scrolled already. Without an anchor the page isn't laid out for it.
pub fn show_anchor_at_top() {
    let has_anchor = |window: &Window| window.location().hash().is_ok_and(|hash| hash.len() > 1);
    if window().is_ok_and(|window| has_anchor(&window) && window.scroll_y().is_ok_and(|y| y <= 0.0)) {
        show_anchor();
    }
}

/// Scrolls to the element that the address names after `#`, where there is one.
pub fn show_anchor() {
    let Ok(window) = window() else { return };
    let Some(id) = window.location().hash().ok().filter(|hash| hash.len() > 1) else { return };
    let id = crate::route::decode(&id[1..]).into_owned();
    if let Some(element) = window.document().and_then(|document| document.get_element_by_id(&id)) {
        element.scroll_into_view();
    }
}
