//! What a person sees should the app ever stop: a plain panel that the shell carries, never a frozen page.
//!
//! A panic in the module is a trap, without words so that it weighs nothing; `assets/boot.js` sees it and shows the panel too.

/// The id of the panel in the shell.
const PANEL_ID: &str = "panne";

/// Shows the panel, and writes why to the console.
pub fn show(why: &str) {
    web_sys::console::error_1(&why.into());
    let panel = web_sys::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id(PANEL_ID));
    if let Some(panel) = panel {
        let _ = panel.remove_attribute("hidden");
    }
}
