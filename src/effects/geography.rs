//! The geography of the city travels beside the module; pages do without it until it is there.

use chava_catalogue::geo::{Geography, install_geography};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::net;
use crate::platform::{dom, early, timers};

/// How long the first page may wait for it; it nearly always comes from the phone itself.
const WAIT_MS: u32 = 1_000;

/// The geography on its way.
pub struct Loading(js_sys::Promise);

/// Begins to load it.
pub fn load() -> Loading {
    Loading(future_to_promise(async {
        if let Some(geography) = read().await {
            install_geography(geography);
        }
        Ok(JsValue::UNDEFINED)
    }))
}

impl Loading {
    /// Waits until it is here, but not for long.
    pub async fn wait(self) {
        let _ = timers::within(WAIT_MS, JsFuture::from(self.0)).await;
    }
}

async fn read() -> Option<Geography> {
    let text = match early::text(early::GEOGRAPHY).await {
        Some(text) => text,
        None => net::message_file(&dom::geography_address()?).await.ok()?,
    };
    Geography::parse(&text)
}
