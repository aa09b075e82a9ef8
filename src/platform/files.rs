//! Files that a person gives and gets.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag, HtmlElement, Url};

use super::dom;
use super::error::PlatformError;

/// The text of a file.
///
/// # Errors
/// When it can't be read.
pub async fn text(file: &File) -> Result<String, PlatformError> {
    let text = JsFuture::from(file.text()).await.map_err(|e| PlatformError::from_js(&e))?;
    Ok(text.as_string().unwrap_or_default())
}

/// Gives a file to the person: by the phone's own sheet where it takes files, else as a download.
///
/// # Errors
/// When the person closes the sheet, or the browser refuses.
pub async fn give(name: &str, media_type: &str, text: &str) -> Result<(), PlatformError> {
    give_file(name, media_type, text).await.map_err(|error| PlatformError::from_js(&error))
}

async fn give_file(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = FilePropertyBag::new();
    kind.set_type(media_type);
    let file = File::new_with_str_sequence_and_options(&Array::of1(&text.into()), name, &kind)?;
    if let Some(shared) = share(&file) {
        return JsFuture::from(shared).await.map(drop);
    }
    let address = Url::create_object_url_with_blob(file.unchecked_ref::<Blob>())?;
    let document = dom::document().map_err(|error| JsValue::from(error.message))?;
    let link: HtmlElement = document.create_element("a")?.unchecked_into();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    Url::revoke_object_url(&address)
}

/// Opens the phone's own sheet, none where it takes no files. By name, since web-sys has files in shared data only as
/// an unstable interface.
fn share(file: &File) -> Option<js_sys::Promise> {
    let navigator = JsValue::from(web_sys::window()?.navigator());
    let method = |name: &str| Reflect::get(&navigator, &name.into()).ok()?.dyn_into::<Function>().ok();
    let (can_share, share) = (method("canShare")?, method("share")?);
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(file)).ok()?;
    can_share.call1(&navigator, &data).ok()?.is_truthy().then_some(())?;
    share.call1(&navigator, &data).ok()?.dyn_into().ok()
}
