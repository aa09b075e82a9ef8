//! From an empty page to a running app: reads what this phone has, then mounts.

use std::rc::Rc;

use chava_catalogue::language::Language;
use chava_sync::correction_at_start;
use chava_sync::ports::Clock as _;

use super::book::Book;
use super::runtime::Runtime;
use super::{device_clock, geography, lexicon, notes, preferences};
use crate::app::{App, AppProps};
use crate::context::CatalogueHandle;
use crate::messages::OFFERED;
use crate::platform::clock::BrowserClock;
use crate::platform::error::PlatformError;
use crate::platform::{dom, history, later};
use crate::state::favourites::Favourites;
use crate::state::model::Model;
use crate::state::near::Near;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;
use crate::storage::{self, Database, Eviction, StoreError};

/// Starts the app.
///
/// Where the browser gives no storage, the server's pages stay as they are: they work without the app.
///
/// # Errors
/// Where there is no document, or neither storage nor a page from the server to go on with.
pub async fn start() -> Result<(), PlatformError> {
    let served = dom::served_content();
    match read().await {
        Ok((model, runtime)) => mount(model, runtime, served),
        Err(_) if served.is_some() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Reads what this phone has.
async fn read() -> Result<(Model, Runtime), PlatformError> {
    let words = lexicon::load();
    let geography = geography::load();
    let database = Database::of_the_app();
    let booted = storage::boot_early(&database).await.map_err(no_storage)?;
    let kept = booted.kept;
    let mut settings: Settings = kept.setting(notes::SETTINGS).unwrap_or_default();
    if let Some(asked) = history::asked_language().filter(|asked| OFFERED.contains(asked)) {
        settings.language = asked;
    }
    let messages = preferences::messages(&settings.language).await.ok_or_else(no_texts)?;
    if *messages.language() != settings.language {
        // Its texts aren't on this phone and can't be had now.
        settings.language = Language::French;
    }
    let number = |name| kept.note(name).and_then(|text| text.parse::<i64>().ok());
    let fresh_at = number(notes::FRESH_AT);
    let kept_offset = number(notes::CLOCK_OFFSET).unwrap_or(0);
    let clock_offset = correction_at_start(BrowserClock.unix_ms(), kept_offset, fresh_at);
    let told_offset = number(notes::CLOCK_TOLD).unwrap_or(0);
    if booted.catalogue.is_some() {
        // An address may bring a search with it.
        words.wait().await;
        geography.wait().await;
    }
    let catalogue = booted.catalogue.map(CatalogueHandle);
    let held = catalogue.as_ref().map(|catalogue| catalogue.version().clone()).unwrap_or_default();
    let route = history::current().unwrap_or(crate::route::Route::Home);
    if route.is_later() || !kept.outbox.is_empty() || !kept.drafts.is_empty() {
        // What the first page needs of the second part; should it not come, the call that needs it says so.
        let _ = later::ready().await;
    }
    let data_used = number(notes::DATA_USED).and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(0);
    let book = Book::read(&kept.outbox, &kept.drafts, data_used);
    let contributions = book.shown();
    let runtime = Runtime::new(database, clock_offset, told_offset, book);
    if booted.unsettled {
        runtime.with_work(|work| work.unsettled = true);
    }
    let model = Model {
        route,
        visit: 0,
        catalogue,
        messages,
        settings,
        favourites: Favourites::new(kept.favourites),
        sync: SyncState {
            held,
            outbox: contributions.unsent(),
            fresh_at: fresh_at.map(chava_catalogue::civil::DateTime::in_brussels),
            clock_ahead: device_clock::ahead_to_tell(clock_offset, told_offset),
            evicted: booted.eviction == Eviction::Evicted,
            ..SyncState::default()
        },
        contributions,
        now: runtime.now(),
        near: Near::default(),
    };
    Ok((model, runtime))
}

fn no_storage(error: StoreError) -> PlatformError {
    PlatformError { name: "StorageError".into(), message: error.to_string() }
}

fn no_texts() -> PlatformError {
    PlatformError { name: "TextsError".into(), message: "the texts of the interface can't be had".into() }
}

fn mount(model: Model, runtime: Runtime, served: Option<web_sys::Element>) -> Result<(), PlatformError> {
    let stage = dom::stage()?;
    let props = AppProps { model: Rc::new(model), runtime, stage: stage.clone(), served };
    yew::Renderer::<App>::with_root_and_props(stage, props).render();
    Ok(())
}
