//! What pages and components read, each in a context of its own, and what they may ask for.
//!
//! Contexts are split so that a change renders only what reads it; big data is compared by pointer.

use std::ops::Deref;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::query::Query;
use chava_catalogue::records::RecordRef;
use yew::prelude::*;

use crate::messages::Messages;
use crate::route::Route;
use crate::state::favourites::Favourites;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// The catalogue, shared and compared by pointer.
#[derive(Clone, Debug)]
pub struct CatalogueHandle(pub Arc<Catalogue>);

impl PartialEq for CatalogueHandle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for CatalogueHandle {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        &self.0
    }
}

/// The local time in Europe/Brussels that the page reckons with, to the minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Now(pub DateTime);

/// Something to share: a title and a path of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The title.
    pub title: String,
    /// The path with its query.
    pub href: String,
}

/// What pages and components may ask for. On the server all of it does nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actions {
    /// Open a path of ours.
    pub open: Callback<String>,
    /// The person goes on typing or filtering: keep the address in step, without a new entry in the history.
    pub search: Callback<Query>,
    /// That query's results are in the page.
    pub search_painted: Callback<String>,
    /// Change the settings.
    pub set_settings: Callback<Settings>,
    /// Save a record, or forget it.
    pub toggle_favourite: Callback<RecordRef>,
    /// Compare with the endpoint now.
    pub sync_now: Callback<()>,
    /// Share by whatever the phone has.
    pub share: Callback<Shared>,
    /// Put the message about the last changes away.
    pub dismiss_changes: Callback<()>,
    /// Start the new version.
    pub update: Callback<()>,
}

/// Everything a page is rendered from.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProvidersProps {
    /// The texts of the interface.
    pub messages: Messages,
    /// The catalogue.
    pub catalogue: CatalogueHandle,
    /// The local time.
    pub now: Now,
    /// The page.
    pub route: Route,
    /// The settings of this phone.
    pub settings: Settings,
    /// What is saved on this phone.
    pub favourites: Favourites,
    /// The state of network and data.
    pub sync: SyncState,
    /// What may be asked for.
    pub actions: Actions,
    /// What is rendered with all of this.
    #[prop_or_default]
    pub children: Html,
}

/// Gives its children every context.
#[component]
pub fn Providers(props: &ProvidersProps) -> Html {
    let ProvidersProps { messages, catalogue, now, route, settings, favourites, sync, actions, children } = props;
    html! {
        <ContextProvider<Messages> context={messages.clone()}>
        <ContextProvider<CatalogueHandle> context={catalogue.clone()}>
        <ContextProvider<Now> context={*now}>
        <ContextProvider<Route> context={route.clone()}>
        <ContextProvider<Settings> context={settings.clone()}>
        <ContextProvider<Favourites> context={favourites.clone()}>
        <ContextProvider<SyncState> context={sync.clone()}>
        <ContextProvider<Actions> context={actions.clone()}>
            { children.clone() }
        </ContextProvider<Actions>>
        </ContextProvider<SyncState>>
        </ContextProvider<Favourites>>
        </ContextProvider<Settings>>
        </ContextProvider<Route>>
        </ContextProvider<Now>>
        </ContextProvider<CatalogueHandle>>
        </ContextProvider<Messages>>
    }
}
