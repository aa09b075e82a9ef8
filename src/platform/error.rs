//! A JavaScript error as plain data.

use thiserror::Error;
use wasm_bindgen::{JsCast as _, JsValue};

/// What the browser refused, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{name}: {message}")]
pub struct PlatformError {
    /// The error's name, such as `QuotaExceededError`.
    pub name: String,
    /// The error's message.
    pub message: String,
}

impl PlatformError {
    /// Says that the browser lacks something.
    pub fn missing(what: &str) -> Self {
        Self { name: "NotSupportedError".into(), message: format!("this browser has no {what}") }
    }

    pub(crate) fn from_js(error: &JsValue) -> Self {
        match error.dyn_ref::<js_sys::Error>() {
            Some(error) => Self { name: error.name().into(), message: error.message().into() },
            None => Self { name: "Error".into(), message: format!("{error:?}") },
        }
    }
}
