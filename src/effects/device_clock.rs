//! A phone whose clock is wrong: reckons with the endpoint's, at a start without a network too, and says so once.

use chava_sync::{ClockReading, WRONG_CLOCK_MS};
use wasm_bindgen_futures::spawn_local;

use super::notes;
use super::runtime::Runtime;
use crate::state::model::Action;

/// Reckons with the endpoint's clock from now on; returns by how many milliseconds this phone's is behind.
pub fn learn(runtime: &Runtime, reading: ClockReading) -> i64 {
    let offset = reading.correction_ms();
    runtime.set_clock_offset(offset);
    runtime.dispatch(Action::SetClockAhead(ahead_to_tell(offset, runtime.told_clock_offset())));
    runtime.dispatch(Action::Tick(runtime.now()));
    offset
}

/// By how many minutes the clock is ahead, where that is worth telling and hasn't been told.
pub fn ahead_to_tell(offset_ms: i64, told_ms: i64) -> Option<i64> {
    let is_told = (offset_ms - told_ms).abs() <= WRONG_CLOCK_MS;
    (offset_ms.abs() > WRONG_CLOCK_MS && !is_told).then_some(-offset_ms / 60_000)
}

/// The person knows.
pub fn dismiss(runtime: &Runtime) {
    let offset = runtime.clock_offset();
    runtime.set_told_clock_offset(offset);
    runtime.dispatch(Action::SetClockAhead(None));
    let runtime = runtime.clone();
    spawn_local(async move {
        // Where it can't be kept, it is told once more at the next start.
        let _ = runtime.database().set_note(notes::CLOCK_TOLD, &offset.to_string()).await;
    });
}
