//! Handing a file to the phone.

use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::dom::document;
use super::error::PlatformError;

/// Saves a text under a name, as a download does; the phone offers to open it with what knows its type.
///
/// # Errors
/// When the browser refuses.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), PlatformError> {
    hand_over(name, media_type, text).map_err(|error| PlatformError::from_js(&error))
}

fn hand_over(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    // It goes with the page: who revokes it earlier may take it from a browser that still asks where to put it.
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document().map_err(|error| JsValue::from(error.to_string()))?;
    let link: HtmlElement = document.create_element("a")?.dyn_into().map_err(JsValue::from)?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    Ok(())
}
