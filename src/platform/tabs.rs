//! Tells the other tabs that something stored has gone on.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel on which a new catalogue is announced.
pub const CATALOGUE: &str = "chava-catalogue";

/// The channel on which changed contributions are announced.
pub const CONTRIBUTIONS: &str = "chava-contributions";

/// Hears what other tabs announce, and announces; ends when dropped.
#[derive(Debug)]
pub struct OtherTabs {
    channel: Option<BroadcastChannel>,
    _listener: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl OtherTabs {
    /// Listens on a channel; `on_change` is called when another tab has announced something.
    pub fn listen(channel: &str, mut on_change: impl FnMut() + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(channel) else { return Self { channel: None, _listener: None } };
        let listener = Closure::wrap(Box::new(move |_: MessageEvent| on_change()) as Box<dyn FnMut(_)>);
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Self { channel: Some(channel), _listener: Some(listener) }
    }

    /// Tells the other tabs that this one has stored something.
    pub fn announce_change(&self) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&JsValue::from_str("changed"));
        }
    }
}

impl Drop for OtherTabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
