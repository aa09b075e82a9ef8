//! The whole state of the running app, and every way in which it changes.

use std::rc::Rc;

use chava_catalogue::catalogue::Version;
use chava_catalogue::civil::DateTime;
use yew::Reducible;

use super::contributions::{Contributions, NotKept};
use super::favourites::Favourites;
use super::near::Near;
use super::settings::Settings;
use super::sync::{SyncState, SyncStatus};
use crate::context::CatalogueHandle;
use crate::messages::Messages;
use crate::route::Route;

/// The state of the running app. Cheap to clone: what is big is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The page that is shown.
    pub route: Route,
    /// How many pages have been opened; each visit of a page starts afresh, also of the same one.
    pub visit: u32,
    /// The catalogue; none before the first one has arrived on this phone.
    pub catalogue: Option<CatalogueHandle>,
    /// The texts of the interface.
    pub messages: Messages,
    /// The settings of this phone.
    pub settings: Settings,
    /// What is saved on this phone.
    pub favourites: Favourites,
    /// What the person wrote on this phone.
    pub contributions: Contributions,
    /// The state of network and data.
    pub sync: SyncState,
    /// The local time in Europe/Brussels, to the minute.
    pub now: DateTime,
    /// What distances are measured from.
    pub near: Near,
}

/// One change of the app's state.
#[derive(Clone, Debug)]
pub enum Action {
    /// Show another page.
    Open(Route),
    /// The minute changed, or the clock was put right.
    Tick(DateTime),
    /// Distances are measured from there.
    SetNear(Near),
    /// This version of the catalogue is durably stored.
    SetHeld(Version),
    /// A catalogue is ready to read.
    SetCatalogue(CatalogueHandle),
    /// Other settings, with the texts of their language.
    SetSettings(Settings, Messages),
    /// What is saved, or what is known of it, changed.
    SetFavourites(Favourites),
    /// The comparison with the endpoint began, succeeded or failed.
    SetSyncStatus(SyncStatus),
    /// The data are equal to the endpoint's since then; so many records changed.
    Synced {
        /// The local time of the comparison.
        at: DateTime,
        /// How many records it changed; none on the first load.
        changed: Option<usize>,
    },
    /// Put the message about the last changes away.
    DismissChanges,
    /// A new version of the app is ready.
    UpdateReady,
    /// By how many minutes the phone's clock is ahead, where the person is to be told.
    SetClockAhead(Option<i64>),
    /// What is stored of the person's contributions now.
    SetContributions(Contributions),
    /// Something of them could not be kept, or that is settled.
    SetNotKept(Option<NotKept>),
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        match action {
            Action::Open(route) => {
                next.route = route;
                next.visit = next.visit.wrapping_add(1);
            }
            Action::Tick(now) => next.now = now,
            Action::SetNear(near) => next.near = near,
            Action::SetHeld(version) => next.sync.held = version,
            Action::SetCatalogue(catalogue) => next.catalogue = Some(catalogue),
            Action::SetSettings(settings, messages) => {
                next.settings = settings;
                next.messages = messages;
            }
            Action::SetFavourites(favourites) => next.favourites = favourites,
            Action::SetSyncStatus(status) => next.sync.status = status,
            Action::Synced { at, changed } => {
                next.sync.status = SyncStatus::Fresh;
                next.sync.fresh_at = Some(at);
                next.sync.evicted = false;
                if changed.is_some_and(|n| n > 0) {
                    next.sync.changed = changed;
                }
            }
            Action::DismissChanges => next.sync.changed = None,
            Action::UpdateReady => next.sync.update_ready = true,
            Action::SetClockAhead(minutes) => next.sync.clock_ahead = minutes,
            Action::SetContributions(contributions) => {
                let trouble = next.contributions.trouble;
                next.sync.outbox = contributions.unsent();
                next.contributions = contributions;
                next.contributions.trouble = trouble;
            }
            Action::SetNotKept(trouble) => next.contributions.trouble = trouble,
        }
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Rc<Model> {
        Rc::new(Model {
            route: Route::Home,
            visit: 0,
            catalogue: None,
            messages: Messages::french(),
            settings: Settings::default(),
            favourites: Favourites::default(),
            contributions: Contributions::default(),
            sync: SyncState::default(),
            now: DateTime::parse("2026-11-22T10:00").unwrap(),
            near: Near::default(),
        })
    }

    #[test]
    fn a_sync_without_changes_says_nothing_and_keeps_the_last_news() {
        let at = DateTime::parse("2026-11-22T10:05").unwrap();
        let news = model().reduce(Action::Synced { at, changed: Some(1) });
        assert_eq!((news.sync.status, news.sync.changed), (SyncStatus::Fresh, Some(1)));
        let quiet = news.reduce(Action::Synced { at, changed: Some(0) });
        assert_eq!(quiet.sync.changed, Some(1));
        assert_eq!(quiet.reduce(Action::DismissChanges).sync.changed, None);
    }

    #[test]
    fn nothing_new_keeps_the_same_state() {
        let before = model();
        assert!(Rc::ptr_eq(&before, &before.clone().reduce(Action::Tick(before.now))));
    }

    #[test]
    fn opening_the_same_page_again_is_another_visit() {
        let (before, after) = (model(), model().reduce(Action::Open(Route::Home)));
        assert_eq!(after.route, before.route);
        assert_ne!(after.visit, before.visit);
    }
}
