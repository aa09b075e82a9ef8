//! What the browser says of the network; many say little.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

fn navigator() -> Option<web_sys::Navigator> {
    Some(web_sys::window()?.navigator())
}

/// The connection by the Network Information API, none where the browser has none.
fn connection_type() -> Option<String> {
    let connection =
        Reflect::get(&JsValue::from(navigator()?), &"connection".into()).ok().filter(JsValue::is_object)?;
    Reflect::get(&connection, &"type".into()).ok()?.as_string()
}

/// False where the browser knows that there is no network at all.
pub fn may_be_online() -> bool {
    navigator().is_none_or(|navigator| navigator.on_line())
}

/// Says whether the browser can tell Wi-Fi from a mobile network.
pub fn can_tell() -> bool {
    connection_type().is_some()
}

/// Says whether this is a mobile network, as far as the browser says.
pub fn is_mobile() -> bool {
    connection_type().is_some_and(|kind| kind == "cellular")
}
