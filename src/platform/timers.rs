//! Waiting: for a time, for the next free moment, or for the first of two things.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// How long a moment is, in milliseconds: a draft is kept well within a second, and not at each letter.
pub const MOMENT_MS: u32 = 300;

/// Waits for a time.
pub async fn sleep(ms: u32) {
    TimeoutFuture::new(ms).await;
}

/// Lets the browser do what waits. A message, since timers are held back to four milliseconds each.
pub async fn pause() {
    let Ok(channel) = MessageChannel::new() else { return sleep(0).await };
    let arrived = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&wasm_bindgen::JsValue::NULL).is_err() {
        return sleep(0).await;
    }
    let _ = JsFuture::from(arrived).await;
    channel.port1().close();
}

/// Waits for a future, but no longer than `ms`; none when time ran out.
pub async fn within<F: Future>(ms: u32, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut timer = pin!(TimeoutFuture::new(ms));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}
