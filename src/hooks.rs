//! Short ways to the contexts that pages and components read.

use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use yew::prelude::*;

use crate::context::{Actions, CatalogueHandle, Now};
use crate::messages::Messages;
use crate::route::Route;
use crate::state::favourites::Favourites;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// The texts of the interface.
#[hook]
pub fn use_messages() -> Messages {
    use_context().unwrap_or_else(Messages::french)
}

/// The catalogue.
#[hook]
pub fn use_catalogue() -> CatalogueHandle {
    use_context().unwrap_or_else(|| CatalogueHandle(Arc::new(Catalogue::default())))
}

/// The local time in Europe/Brussels, to the minute.
#[hook]
pub fn use_now() -> DateTime {
    use_context::<Now>().map_or(DateTime::in_brussels(0), |now| now.0)
}

/// The page that is shown.
#[hook]
pub fn use_route() -> Route {
    use_context().unwrap_or(Route::NotFound)
}

/// The settings of this phone.
#[hook]
pub fn use_settings() -> Settings {
    use_context().unwrap_or_default()
}

/// What is saved on this phone.
#[hook]
pub fn use_favourites() -> Favourites {
    use_context().unwrap_or_default()
}

/// The state of network and data.
#[hook]
pub fn use_sync() -> SyncState {
    use_context().unwrap_or_default()
}

/// What may be asked for.
#[hook]
pub fn use_actions() -> Actions {
    use_context().unwrap_or_default()
}
