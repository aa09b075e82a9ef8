//! What a person chooses on this phone: language and colours. Kept at once.

use chava_catalogue::language::Language;
use chava_sync::ports::{Shelf, Store as _};
use wasm_bindgen_futures::spawn_local;

use super::notes;
use super::runtime::Runtime;
use crate::messages::Messages;
use crate::net;
use crate::platform::dom;
use crate::state::model::Action;
use crate::state::settings::Settings;

/// The texts of a language; French where they can't be had.
pub async fn messages(language: &Language) -> Messages {
    if *language == Language::French {
        return Messages::french();
    }
    let Some(address) = dom::message_file_address(language) else { return Messages::french() };
    match net::message_file(&address).await {
        Ok(json) => Messages::parse(language.clone(), &json).unwrap_or_else(|_| Messages::french()),
        Err(_) => Messages::french(),
    }
}

/// Changes the settings and keeps them. A language whose texts can't be had now leaves the language as it is.
pub fn set_settings(runtime: &Runtime, mut settings: Settings) {
    let runtime = runtime.clone();
    spawn_local(async move {
        let Some(before) = runtime.model() else { return };
        let texts = if before.settings.language == settings.language {
            before.messages.clone()
        } else {
            messages(&settings.language).await
        };
        settings.language = texts.language().clone();
        // Where it can't be kept, it still holds until the app is closed.
        let _ = runtime.database().put_item(Shelf::Settings, notes::SETTINGS, &settings.to_json()).await;
        runtime.dispatch(Action::SetSettings(settings, texts));
    });
}
