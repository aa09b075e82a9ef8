//! The residents' words for search: they travel beside the module, and search does without until they are there.

use std::cell::Cell;

use chava_catalogue::catalogue;
use chava_catalogue::search::Lexicon;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::net;
use crate::platform::{dom, early, timers};

/// How long the first search may wait for them; they nearly always come from the phone itself.
const WAIT_MS: u32 = 1_500;

thread_local! {
    static STATE: Cell<State> = const { Cell::new(State::Missing) };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Missing,
    Loading,
    Here,
}

/// Words on their way.
pub struct Loading(Option<js_sys::Promise>);

/// Begins to load them, unless they are here or on their way.
pub fn load() -> Loading {
    if STATE.get() != State::Missing {
        return Loading(None);
    }
    STATE.set(State::Loading);
    Loading(Some(future_to_promise(async {
        let here = read().await.is_some();
        STATE.set(if here { State::Here } else { State::Missing });
        Ok(JsValue::UNDEFINED)
    })))
}

impl Loading {
    /// Waits until they are here, but not for long.
    pub async fn wait(self) {
        if let Some(promise) = self.0 {
            let _ = timers::within(WAIT_MS, JsFuture::from(promise)).await;
        }
    }
}

async fn read() -> Option<()> {
    let bytes = match early::bytes(early::LEXICON).await {
        Some(bytes) => bytes,
        None => net::lexicon(&dom::lexicon_address()?).await.ok()?,
    };
    catalogue::install_lexicon(Lexicon::from_bytes(&bytes)?);
    Some(())
}
