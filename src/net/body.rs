//! Reads a body piece by piece, so that a stalled one is noticed and a big one shows its progress.

use chava_sync::ports::ApiError;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use crate::platform::timers;

/// No body of ours is bigger; a lying size must not take all memory beforehand.
const MOST_RESERVED: u64 = 64 * 1024 * 1024;

/// After how many bytes the page may do what waits: what has arrived by then would be taken in within one task.
const BREATH_BYTES: usize = 512 * 1024;

/// Reads the whole body; `total` is what is known of its size.
pub(super) async fn read(
    answer: &Response,
    total: u64,
    stall_ms: u32,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<u8>, ApiError> {
    let Some(stream) = answer.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader =
        stream.get_reader().dyn_into().map_err(|_| ApiError::Unreachable("no reader".into()))?;
    let mut body = Vec::with_capacity(total.min(MOST_RESERVED) as usize);
    let mut breath = BREATH_BYTES;
    loop {
        let step = timers::within(stall_ms, JsFuture::from(reader.read())).await.ok_or(ApiError::Timeout)?;
        let step = step.map_err(|error| ApiError::Unreachable(words(&error)))?;
        let Some(piece) = piece(&step) else { return Ok(body) };
        let start = body.len();
        body.resize(start + piece.length() as usize, 0);
        piece.copy_to(&mut body[start..]);
        progress(body.len() as u64);
        if body.len() >= breath {
            breath = body.len() + BREATH_BYTES;
            timers::pause().await;
        }
    }
}

/// The bytes of a step of the stream, none at its end.
fn piece(step: &JsValue) -> Option<Uint8Array> {
    if Reflect::get(step, &"done".into()).is_ok_and(|done| done.is_truthy()) {
        return None;
    }
    Reflect::get(step, &"value".into()).ok()?.dyn_into().ok()
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| "stream".into(), |error| String::from(error.message()))
}
