//! Sharing by whatever the phone has, else by the clipboard.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

use super::dom::{origin, window};
use super::error::PlatformError;
use crate::context::Shared;

/// How something was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedBy {
    /// By the phone's own sheet.
    Sheet,
    /// The words and the address are in the clipboard.
    Clipboard,
}

/// Shares a title, perhaps words, and a path of ours.
///
/// # Errors
/// When the person closes the sheet, or the phone has neither a sheet nor a clipboard.
pub async fn share(shared: &Shared) -> Result<SharedBy, PlatformError> {
    let window = window()?;
    let url = [&*origin(), &shared.href].concat();
    let navigator = window.navigator();
    if Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        let data = ShareData::new();
        data.set_title(&shared.title);
        if let Some(text) = &shared.text {
            data.set_text(text);
        }
        data.set_url(&url);
        JsFuture::from(navigator.share_with_data(&data)).await.map_err(|e| PlatformError::from_js(&e))?;
        return Ok(SharedBy::Sheet);
    }
    let text = shared.text.as_ref().map_or_else(|| url.clone(), |text| [text, "\n", &url].concat());
    copy(&text).await.map(|()| SharedBy::Clipboard)
}

/// Puts a text into the clipboard.
///
/// # Errors
/// When the browser has none, or refuses.
pub async fn copy(text: &str) -> Result<(), PlatformError> {
    let navigator = window()?.navigator();
    if !Reflect::has(&navigator, &"clipboard".into()).unwrap_or(false) {
        return Err(PlatformError::missing("clipboard"));
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.map_err(|e| PlatformError::from_js(&e))?;
    Ok(())
}
