//! From an empty page to a running app: reads what this phone has, then mounts.

use std::rc::Rc;

use chava_catalogue::civil::DateTime;

use super::runtime::Runtime;
use crate::app::{App, AppProps};
use crate::messages::Messages;
use crate::platform::error::PlatformError;
use crate::platform::{dom, history};
use crate::state::favourites::Favourites;
use crate::state::model::Model;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// Starts the app.
///
/// # Errors
/// Where there is no document to start in.
pub async fn start() -> Result<(), PlatformError> {
    let model = Rc::new(Model {
        route: history::current()?,
        catalogue: None,
        messages: Messages::french(),
        settings: Settings::default(),
        favourites: Favourites::default(),
        sync: SyncState::default(),
        now: DateTime::in_brussels(0),
    });
    let served = dom::served_content();
    let stage = dom::stage()?;
    let props = AppProps { model, runtime: Runtime::new(), stage: stage.clone(), served };
    yew::Renderer::<App>::with_root_and_props(stage, props).render();
    Ok(())
}
