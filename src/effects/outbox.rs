//! When contributions are sent, and what becomes of them on the page: on start, focus, network, timer, after saving.

use std::cell::{Cell, RefCell};

use chava_sync::outbox::{Entry, Memory, Pace, Ports, Report, Step, Why, drafts, entries, send};
use chava_sync::ports::Clock as _;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::contributions::new_id;
use super::runtime::Runtime;
use super::{media, notes};
use crate::platform::clock::{BrowserClock, random};
use crate::platform::locks::Locks;
use crate::platform::tabs::{self, OtherTabs};
use crate::platform::{connection, dom};
use crate::state::model::Action;

/// The lock that the one sending tab holds.
const LOCK: Locks = Locks("chava-outbox");

/// The sending that is under way, and when the next one is due.
#[derive(Default)]
pub struct OutboxWork {
    /// What is remembered between two runs.
    pub memory: Memory,
    pace: RefCell<Pace>,
    running: Cell<bool>,
    again: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    tabs: RefCell<Option<OtherTabs>>,
}

/// Sends now, and from now on whenever there is a reason to; ends when the listeners are dropped.
pub fn start(runtime: &Runtime) -> Vec<EventListener> {
    let listen = |name: &'static str, on: Option<web_sys::EventTarget>, why: Why| {
        let runtime = runtime.clone();
        on.map(|target| {
            EventListener::new(&target, name, move |_| {
                if why != Why::Focus || dom::is_visible() {
                    wake(&runtime, why);
                }
            })
        })
    };
    let (window, document) = (dom::window().ok(), dom::document().ok());
    let listeners = [
        listen("online", window.map(Into::into), Why::Online),
        listen("visibilitychange", document.map(Into::into), Why::Focus),
    ];
    let others = runtime.clone();
    let tabs = OtherTabs::listen(tabs::CONTRIBUTIONS, move || {
        let runtime = others.clone();
        spawn_local(async move {
            reload(&runtime).await;
            // Should that tab be closed before it has sent, this one does.
            if runtime.with_book(|book| book.entries.values().any(Entry::waits)) {
                wake(&runtime, Why::Saved);
            }
        });
    });
    *runtime.outbox().tabs.borrow_mut() = Some(tabs);
    wake(runtime, Why::Start);
    media::sweep_later(runtime);
    listeners.into_iter().flatten().collect()
}

/// Starts a run, if there is something to do and this is the time for it.
pub fn wake(runtime: &Runtime, why: Why) {
    let work = runtime.outbox();
    if runtime.with_book(|book| book.entries.is_empty()) || !may_send(runtime, why) {
        return;
    }
    if work.running.get() {
        work.again.set(true);
        return;
    }
    if work.pace.borrow_mut().wake(why, BrowserClock.monotonic_ms()) {
        work.running.set(true);
        let runtime = runtime.clone();
        spawn_local(async move { run(&runtime).await });
    }
}

/// Whether there may be a network, and the person allows this one. What they tap for goes over any.
fn may_send(runtime: &Runtime, why: Why) -> bool {
    let wifi_only = runtime.model().is_some_and(|model| model.settings.wifi_only == Some(true));
    connection::may_be_online() && (why == Why::Tap || !wifi_only || !connection::is_mobile())
}

async fn run(runtime: &Runtime) {
    let work = runtime.outbox();
    let make = || new_id(runtime);
    let ports = Ports {
        store: runtime.database(),
        sender: runtime.endpoint(),
        clock: &BrowserClock,
        clock_offset_ms: runtime.clock_offset(),
        tabs: &LOCK,
        new_id: &make,
    };
    let mut changed = false;
    let report = send(&ports, &work.memory, &mut |step| {
        changed = changed || matches!(step, Step::Stored(_));
        runtime.with_book(|book| match step {
            Step::Sending(ids) => book.sending = ids.iter().copied().collect(),
            Step::Stored(there) => {
                book.sending.clear();
                book.entries.clone_from(there);
            }
        });
        show(runtime);
    })
    .await;
    runtime.with_book(|book| book.sending.clear());
    show(runtime);
    // Only what is new is announced, or two tabs would wake one another for ever.
    if changed {
        announce(runtime);
    }
    count(runtime).await;
    schedule(runtime, &report);
    work.running.set(false);
    if work.again.take() {
        wake(runtime, Why::Saved);
    }
}

fn schedule(runtime: &Runtime, report: &Report) {
    let work = runtime.outbox();
    let wait = work.pace.borrow_mut().ended(report, BrowserClock.monotonic_ms(), random());
    let later = runtime.clone();
    // A timer may come a little early: one more moment makes sure that it is due.
    let timer = wait.map(|wait| Timeout::new(wait as u32 + 20, move || wake(&later, Why::Timer)));
    *work.timer.borrow_mut() = timer;
}

/// Adds what travelled to the phone's count.
async fn count(runtime: &Runtime) {
    let used = runtime.outbox().memory.take_used();
    if used > 0 {
        let all = runtime.with_book(|book| {
            book.data_used += used;
            book.data_used
        });
        // On a full phone the count lags behind: no reason to say anything.
        let _ = runtime.database().set_note(notes::DATA_USED, &all.to_string()).await;
        show(runtime);
    }
}

/// Reads what the store holds now, and shows it.
pub async fn reload(runtime: &Runtime) {
    if let (Ok(entries), Ok(drafts)) = (entries(runtime.database()).await, drafts(runtime.database()).await) {
        runtime.with_book(|book| {
            book.entries = entries;
            book.drafts = drafts.into_iter().map(|draft| (draft.id, draft)).collect();
        });
    }
    show(runtime);
}

/// Shows what is known.
pub fn show(runtime: &Runtime) {
    runtime.dispatch(Action::SetContributions(runtime.with_book(|book| book.shown())));
}

/// Tells the other tabs that something has changed.
pub fn announce(runtime: &Runtime) {
    if let Some(tabs) = &*runtime.outbox().tabs.borrow() {
        tabs.announce_change();
    }
}
