//! Short ways to the contexts that components read.

use std::rc::Rc;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use yew::prelude::*;

use crate::context::{CatalogueHandle, View, ViewParts};
use crate::messages::Messages;
use crate::route::Route;
use crate::state::contributions::Contributions;
use crate::state::favourites::Favourites;
use crate::state::near::Near;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// Everything that a page is drawn from.
#[hook]
pub fn use_view() -> View {
    use_context().unwrap_or_else(nothing)
}

/// The state of network and data.
#[hook]
pub fn use_sync() -> SyncState {
    use_context().unwrap_or_default()
}

/// The view outside any context: an empty catalogue that nobody answers for.
fn nothing() -> View {
    Rc::new(ViewParts {
        messages: Messages::none(),
        catalogue: CatalogueHandle(Arc::new(Catalogue::default())),
        now: DateTime::in_brussels(0),
        origin: AttrValue::default(),
        route: Route::NotFound,
        visit: 0,
        settings: Settings::default(),
        favourites: Favourites::default(),
        contributions: Contributions::default(),
        near: Near::default(),
        asked: Callback::noop(),
    })
}
