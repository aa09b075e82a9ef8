//! What a person chooses on this phone: language and colours. Kept at once.

use chava_catalogue::language::Language;
use chava_sync::ports::{Shelf, Store as _};
use wasm_bindgen_futures::spawn_local;

use super::notes;
use super::runtime::Runtime;
use crate::messages::Messages;
use crate::net;
use crate::platform::{dom, early};
use crate::state::model::Action;
use crate::state::settings::Settings;

/// The texts of a language; French where they can't be had; none where not even those can.
pub async fn messages(language: &Language) -> Option<Messages> {
    match read(language).await {
        None if *language != Language::French => read(&Language::French).await,
        texts => texts,
    }
}

async fn read(language: &Language) -> Option<Messages> {
    // What the start script has asked for comes first: it was on its way before the module was.
    let early = if *language == Language::French { early::text(early::FRENCH).await } else { None };
    let file = match (early, dom::message_file_address(language)) {
        (Some(file), _) => file,
        (None, Some(address)) => net::message_file(&address).await.ok()?,
        (None, None) => return compiled_in(language),
    };
    Messages::read(language.clone(), file.leak())
}

/// Where nothing is built beside the module, as under `trunk serve`.
fn compiled_in(_language: &Language) -> Option<Messages> {
    #[cfg(debug_assertions)]
    return Messages::compiled_in(_language);
    #[cfg(not(debug_assertions))]
    return None;
}

/// Changes the settings and keeps them. A language whose texts can't be had now leaves the language as it is.
pub fn set_settings(runtime: &Runtime, mut settings: Settings) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let Some(before) = runtime.model() else { return };
        let texts = if before.settings.language == settings.language {
            before.messages.clone()
        } else {
            messages(&settings.language).await.unwrap_or_else(|| before.messages.clone())
        };
        settings.language = texts.language().clone();
        // Where it can't be kept, it still holds until the app is closed.
        let _ = runtime.database().put_item(Shelf::Settings, notes::SETTINGS, &settings.to_json()).await;
        runtime.dispatch(Action::SetSettings(settings, texts));
    });
}
