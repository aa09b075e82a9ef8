//! Recordings and photos of a draft: made, kept piece by piece, lent to the page, dropped.

use std::rc::Rc;

use chava_contribution::Uid;
use chava_sync::outbox::sweep;
use chava_sync::ports::{Media as _, StoreError};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::notes;
use super::runtime::Runtime;
use crate::platform::error::PlatformError;
use crate::platform::microphone::{self, Recording};
use crate::platform::{picture, timers};
use crate::state::contributions::Medium;
use crate::state::media::{Heard, MediaTrouble};

/// How often the level moves and pieces are looked for, in milliseconds.
const BEAT_MS: u32 = 100;

/// How long after the start is looked for what nothing owns, in milliseconds: nobody waits for it.
const SWEEP_AFTER_MS: u32 = 15_000;

/// Records until it is ended, or for `longest` seconds.
pub fn record(runtime: &Runtime, id: Uid, number: u32, longest: u32, heard: Callback<Heard>) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let recording = match Recording::begin().await {
            Ok(recording) => Rc::new(recording),
            Err(error) => return heard.emit(Heard::Failed(no_microphone(&error))),
        };
        end_recording(&runtime);
        runtime.with_work(|work| work.recording = Some(Rc::clone(&recording)));
        heard.emit(Heard::Started(recording.media_type().into()));
        let is_over = |seconds| {
            heard.emit(Heard::Level(recording.level(), seconds));
            seconds >= longest
        };
        match keep_pieces(&runtime, &recording, (id, number), is_over).await {
            Ok(bytes) => heard.emit(Heard::Ended(bytes)),
            Err(why) => heard.emit(Heard::Failed(trouble(&why))),
        }
        runtime.with_work(|work| work.recording = None);
    });
}

/// Stores each piece as soon as it is there; gives how many bytes there are in the end.
async fn keep_pieces(
    runtime: &Runtime,
    recording: &Recording,
    (id, number): (Uid, u32),
    is_over: impl Fn(u32) -> bool,
) -> Result<u64, StoreError> {
    let (owner, mut pieces, mut bytes) = (id.to_string(), 0, 0);
    let began = runtime.unix_ms();
    loop {
        while let Some(piece) = recording.piece().await {
            runtime.database().put_piece((&owner, number), pieces, &piece).await?;
            pieces += 1;
            bytes += piece.len() as u64;
        }
        if recording.has_ended() {
            return Ok(bytes);
        }
        let seconds = (runtime.unix_ms() - began) / 1000;
        if is_over(u32::try_from(seconds).unwrap_or(0)) {
            recording.end();
        }
        timers::sleep(BEAT_MS).await;
    }
}

/// Ends the recording that goes on, if any.
pub fn end_recording(runtime: &Runtime) {
    if let Some(recording) = runtime.with_work(|work| work.recording.take()) {
        recording.end();
    }
}

/// Makes a photo small and stores it.
pub fn take_photo(
    runtime: &Runtime,
    id: Uid,
    number: u32,
    field: &'static str,
    taken: Callback<Result<u64, MediaTrouble>>,
) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let Ok(bytes) = picture::small_photo(field).await else {
            return taken.emit(Err(MediaTrouble::Unreadable));
        };
        let stored = runtime.database().put_piece((&id.to_string(), number), 0, &bytes).await;
        taken.emit(stored.map(|()| bytes.len() as u64).map_err(|why| trouble(&why)));
    });
}

/// Lends a recording or a photo to the page.
pub fn show(runtime: &Runtime, id: Uid, medium: Medium, shown: Callback<Option<String>>) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let bytes = runtime.database().medium((&id.to_string(), medium.number)).await.ok().flatten();
        shown.emit(bytes.and_then(|bytes| microphone::address_of(&bytes, &medium.media_type)));
    });
}

/// Drops a recording or a photo.
pub fn drop_medium(runtime: &Runtime, id: Uid, number: u32) {
    let runtime = runtime.clone();
    spawn_local(async move {
        // What can't be dropped now goes with the draft.
        let _ = runtime.database().drop_medium((&id.to_string(), number)).await;
    });
}

/// Drops what nothing owns any more, once the person has been left alone for a while.
pub fn sweep_later(runtime: &Runtime) {
    let runtime = runtime.clone();
    spawn_local(async move {
        timers::sleep(SWEEP_AFTER_MS).await;
        // What can't be looked at now is looked at after the next start.
        let _ = sweep_now(&runtime).await;
    });
}

async fn sweep_now(runtime: &Runtime) -> Result<(), StoreError> {
    let database = runtime.database();
    let before = database.note(notes::OWNERLESS).await?.unwrap_or_default();
    match sweep(database, &before, runtime.unix_ms()).await? {
        Some(found) => database.set_note(notes::OWNERLESS, &found).await,
        None => Ok(()),
    }
}

fn no_microphone(error: &PlatformError) -> MediaTrouble {
    match error.name.as_str() {
        "NotAllowedError" | "SecurityError" => MediaTrouble::Refused,
        _ => MediaTrouble::Missing,
    }
}

fn trouble(why: &StoreError) -> MediaTrouble {
    match why {
        StoreError::Full => MediaTrouble::Full,
        _ => MediaTrouble::NotStored,
    }
}
