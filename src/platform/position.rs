//! The phone's position: asked for once, on a tap, and kept by nobody here.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

use super::dom::window;
use crate::state::near::NoPosition;

/// How long the phone may look for itself, in milliseconds.
const PATIENCE_MS: u32 = 15_000;
/// A position this old is as good as a new one for a walk, in milliseconds.
const FRESH_MS: u32 = 60_000;

/// Latitude and longitude in degrees.
///
/// # Errors
/// When the person refuses, the phone can't tell, or it takes too long.
pub async fn locate() -> Result<(f64, f64), NoPosition> {
    let geolocation = window().ok().and_then(|window| window.navigator().geolocation().ok());
    let geolocation = geolocation.filter(|found| !found.is_undefined()).ok_or(NoPosition::Unavailable)?;
    let options = PositionOptions::new();
    options.set_timeout(PATIENCE_MS);
    options.set_maximum_age(FRESH_MS);
    let asked = Promise::new(&mut |resolve, reject| {
        let begun = geolocation.get_current_position_with_error_callback_and_options(&resolve, Some(&reject), &options);
        if let Err(error) = begun {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let position = JsFuture::from(asked).await.map_err(|error| why(&error))?;
    let place = Reflect::get(&position, &"coords".into()).map_err(|_| NoPosition::Unavailable)?;
    number(&place, "latitude").zip(number(&place, "longitude")).ok_or(NoPosition::Unavailable)
}

/// Codes of the Geolocation API: 1 refused, 2 unavailable, 3 out of time.
fn why(error: &JsValue) -> NoPosition {
    match number(error, "code").map(|code| code as u8) {
        Some(1) => NoPosition::Refused,
        Some(3) => NoPosition::TimedOut,
        _ => NoPosition::Unavailable,
    }
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(object, &name.into()).ok()?.as_f64()
}
