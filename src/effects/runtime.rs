//! What the effects work with: the way to dispatch, the newest state, the adapters, and the work under way.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chava_catalogue::civil::DateTime;
use chava_sync::Schedule;
use chava_sync::ports::Clock as _;
use gloo::timers::callback::Timeout;
use yew::Callback;

use super::book::Book;
use super::outbox::OutboxWork;
use crate::net::Endpoint;
use crate::platform::clock::BrowserClock;
use crate::platform::locks::Locks;
use crate::platform::microphone::Recording;
use crate::platform::tabs::OtherTabs;
use crate::state::model::{Action, Model};
use crate::storage::Database;

/// The handle that every effect gets. Cheap to clone; compared by pointer.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    dispatch: RefCell<Option<Callback<Action>>>,
    model: RefCell<Option<Rc<Model>>>,
    clock_offset_ms: Cell<i64>,
    told_clock_offset_ms: Cell<i64>,
    database: Database,
    endpoint: Endpoint,
    locks: Locks,
    work: RefCell<SyncWork>,
    book: RefCell<Book>,
    outbox: OutboxWork,
}

/// The sync that is under way, and when the next one is due.
#[derive(Default)]
pub struct SyncWork {
    /// What was worked out of the catalogue isn't stored for the next start yet.
    pub unsettled: bool,
    /// When to sync next.
    pub schedule: Schedule,
    /// A sync runs in this tab.
    pub running: bool,
    /// Someone asked again while a sync was running.
    pub again: bool,
    /// The timer for the next one.
    pub timer: Option<Timeout>,
    /// The timer after which the address follows a search.
    pub address: Option<Timeout>,
    /// The recording that goes on.
    pub recording: Option<Rc<Recording>>,
    /// The other tabs.
    pub tabs: Option<OtherTabs>,
}

impl PartialEq for Runtime {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Runtime {
    /// A runtime over the phone's database, not yet connected to an app.
    pub fn new(database: Database, clock_offset_ms: i64, told_clock_offset_ms: i64, book: Book) -> Self {
        Self(Rc::new(Inner {
            dispatch: RefCell::new(None),
            model: RefCell::new(None),
            clock_offset_ms: Cell::new(clock_offset_ms),
            told_clock_offset_ms: Cell::new(told_clock_offset_ms),
            database,
            endpoint: Endpoint::default(),
            locks: Locks("chava-sync"),
            work: RefCell::default(),
            book: RefCell::new(book),
            outbox: OutboxWork::default(),
        }))
    }

    /// Connects the runtime to the app's state.
    pub fn connect(&self, dispatch: Callback<Action>) {
        *self.0.dispatch.borrow_mut() = Some(dispatch);
    }

    /// Keeps the newest state for effects to read.
    pub fn show(&self, model: Rc<Model>) {
        *self.0.model.borrow_mut() = Some(model);
    }

    /// The newest state.
    pub fn model(&self) -> Option<Rc<Model>> {
        self.0.model.borrow().clone()
    }

    /// Changes the state; before the app is connected there is nothing to change.
    pub fn dispatch(&self, action: Action) {
        let dispatch = self.0.dispatch.borrow().clone();
        if let Some(dispatch) = dispatch {
            dispatch.emit(action);
        }
    }

    /// The phone's database.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// The endpoint.
    pub fn endpoint(&self) -> &Endpoint {
        &self.0.endpoint
    }

    /// The lock that one syncing tab holds.
    pub fn locks(&self) -> &Locks {
        &self.0.locks
    }

    /// Works with the state of the sync; must not be called within itself.
    pub fn with_work<T>(&self, f: impl FnOnce(&mut SyncWork) -> T) -> T {
        f(&mut self.0.work.borrow_mut())
    }

    /// Works with what is known of the person's contributions; must not be called within itself.
    pub fn with_book<T>(&self, f: impl FnOnce(&mut Book) -> T) -> T {
        f(&mut self.0.book.borrow_mut())
    }

    /// The sending that is under way.
    pub fn outbox(&self) -> &OutboxWork {
        &self.0.outbox
    }

    /// By how many milliseconds the phone's clock is behind the endpoint's, as far as it is known.
    pub fn clock_offset(&self) -> i64 {
        self.0.clock_offset_ms.get()
    }

    /// Learns by how many milliseconds the phone's clock is behind the endpoint's.
    pub fn set_clock_offset(&self, offset_ms: i64) {
        self.0.clock_offset_ms.set(offset_ms);
    }

    /// Of which offset the person was told.
    pub fn told_clock_offset(&self) -> i64 {
        self.0.told_clock_offset_ms.get()
    }

    /// Remembers of which offset the person was told.
    pub fn set_told_clock_offset(&self, offset_ms: i64) {
        self.0.told_clock_offset_ms.set(offset_ms);
    }

    /// Milliseconds since the Unix epoch by the endpoint's clock, as far as it is known.
    pub fn unix_ms(&self) -> i64 {
        BrowserClock.unix_ms() + self.0.clock_offset_ms.get()
    }

    /// The local time in Europe/Brussels by the endpoint's clock, as far as it is known.
    pub fn now(&self) -> DateTime {
        DateTime::in_brussels(self.unix_ms())
    }
}
