//! A session handed to the phone's own calendar, with a reminder; made here, without a network.

use chava_catalogue::civil::DateTime;
use chava_catalogue::ical::{MEDIA_TYPE, Setting, calendar, event_of};
use chava_catalogue::id::Id;
use wasm_bindgen_futures::spawn_local;

use super::runtime::Runtime;
use crate::messages::Key;
use crate::platform::{dom, files};

/// Hands a session over as a file, which phones open with their calendar.
pub fn add(runtime: &Runtime, id: &Id) {
    let Some(model) = runtime.model() else { return };
    let Some(catalogue) = &model.catalogue else { return };
    let Some(session) = catalogue.session(id.as_str()) else { return };
    let setting = Setting {
        language: &model.settings.language,
        origin: &dom::origin(),
        stamp: DateTime::from_unix_minutes(runtime.unix_ms().div_euclid(60_000)),
        full: &model.messages.code("status", "full"),
        reminds: true,
    };
    if let Some(event) = event_of(catalogue, &session, &setting) {
        let text = calendar(&model.messages.get(Key::AppName), &[event]);
        let name = [id.as_str(), ".ics"].concat();
        spawn_local(async move {
            // Closing the sheet is an answer too.
            let _ = files::give(&name, MEDIA_TYPE, &text).await;
        });
    }
}
