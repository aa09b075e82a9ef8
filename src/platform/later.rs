//! The second part of the module, which the build cuts off (`xtask/src/site/split.rs`): waiting for it to be here.

use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::error::PlatformError;

/// Where `assets/boot.js` leaves the function that fetches the second part.
const FETCH: &str = "chavaLater";

static IS_HERE: AtomicBool = AtomicBool::new(false);

#[wasm_bindgen]
extern "C" {
    /// Fetches the second part while everything else waits.
    #[wasm_bindgen(js_name = chavaLaterNow)]
    fn fetch_now();
}

/// Makes sure that the second part is here. Every call from the first part into it passes through here.
#[inline(never)]
pub fn ensure() {
    // A module that isn't split, as under development, is here as a whole.
    if !cfg!(debug_assertions) && !IS_HERE.load(Ordering::Relaxed) {
        fetch_now();
        IS_HERE.store(true, Ordering::Relaxed);
    }
}

/// Says whether a call into the second part need not wait.
pub fn is_here() -> bool {
    cfg!(debug_assertions) || IS_HERE.load(Ordering::Relaxed)
}

/// Waits for the second part while everything else goes on.
///
/// # Errors
/// When it can't be had now; the next call tries again.
pub async fn ready() -> Result<(), PlatformError> {
    if !is_here() {
        let fetch: Function = Reflect::get(&js_sys::global(), &FETCH.into())
            .and_then(|fetch| fetch.dyn_into())
            .map_err(|error| PlatformError::from_js(&error))?;
        let promise: Promise =
            fetch.call0(&JsValue::NULL).map_err(|error| PlatformError::from_js(&error))?.unchecked_into();
        JsFuture::from(promise).await.map_err(|error| PlatformError::from_js(&error))?;
        ensure();
    }
    Ok(())
}
