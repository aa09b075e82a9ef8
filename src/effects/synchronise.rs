//! When to compare with the endpoint, and what to make of the outcome.

use std::sync::Arc;

use chava_sync::ports::Clock as _;
use chava_sync::{Ending, Outcome, Ports, Trigger, sync_once};
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen_futures::spawn_local;

use super::runtime::Runtime;
use super::{device_clock, keeping, lexicon, notes, served};
use crate::context::CatalogueHandle;
use crate::platform::clock::{BrowserClock, random};
use crate::platform::tabs::{self, OtherTabs};
use crate::platform::{dom, marks, timers, typed};
use crate::state::model::Action;
use crate::state::sync::SyncStatus;
use crate::storage;

/// How often the shown minute is compared with the clock, in milliseconds.
const TICK_MS: u32 = 10_000;

/// How long to leave the person alone before working for the next start, in milliseconds.
const SETTLE_AFTER_MS: u32 = 300;

/// Everything that keeps the app in step; ends when dropped.
pub struct Watches {
    _listeners: Vec<EventListener>,
    _tick: Interval,
}

/// Syncs now, and from now on whenever there is a reason to.
pub fn start(runtime: &Runtime) -> Watches {
    let listen = |name: &'static str, on_window: bool, trigger: Trigger| {
        let runtime = runtime.clone();
        let target: Option<web_sys::EventTarget> =
            if on_window { dom::window().ok().map(Into::into) } else { dom::document().ok().map(Into::into) };
        target.map(|target| {
            EventListener::new(&target, name, move |_| {
                if trigger != Trigger::Focus || dom::is_visible() {
                    wake(&runtime, trigger);
                }
            })
        })
    };
    let listeners = [
        listen("focus", true, Trigger::Focus),
        listen("online", true, Trigger::Online),
        listen("visibilitychange", false, Trigger::Focus),
    ];
    let others = runtime.clone();
    let other_tabs = OtherTabs::listen(tabs::CATALOGUE, move || wake(&others, Trigger::Focus));
    runtime.with_work(|work| work.tabs = Some(other_tabs));
    let ticking = runtime.clone();
    let tick = Interval::new(TICK_MS, move || ticking.dispatch(Action::Tick(ticking.now())));
    let keeping = runtime.clone();
    // The app may have been ended between the last sync and what was to be told of it.
    spawn_local(async move {
        if let Some(catalogue) = keeping.model().and_then(|model| model.catalogue.clone()) {
            keeping::compare(&keeping, &catalogue).await;
        }
    });
    wake(runtime, Trigger::Start);
    let listeners = listeners.into_iter().chain([served::watch(runtime)]).flatten();
    Watches { _listeners: listeners.collect(), _tick: tick }
}

/// The person asks for a sync.
pub fn now(runtime: &Runtime) {
    wake(runtime, Trigger::Tap);
}

fn wake(runtime: &Runtime, trigger: Trigger) {
    let start = runtime.with_work(|work| {
        if work.running {
            work.again = work.again || trigger == Trigger::Tap;
            return false;
        }
        work.running = work.schedule.wake(trigger, BrowserClock.monotonic_ms());
        work.running
    });
    if start {
        let runtime = runtime.clone();
        spawn_local(async move { run(&runtime).await });
    }
}

async fn run(runtime: &Runtime) {
    let status = runtime.model().map_or(SyncStatus::Stale, |model| model.sync.status);
    runtime.dispatch(Action::SetSyncStatus(SyncStatus::Syncing));
    let before = runtime.model().and_then(|model| model.catalogue.clone());
    let ports =
        Ports { store: runtime.database(), api: runtime.endpoint(), clock: &BrowserClock, tabs: runtime.locks() };
    let outcome = sync_once(&ports, before.as_ref().map(|catalogue| catalogue.live()), &mut |_| {}).await;
    if outcome.ending == Ending::Busy {
        // That another tab is at it says nothing new.
        runtime.dispatch(Action::SetSyncStatus(status));
    }
    take_in(runtime, outcome, before).await;
    if runtime.with_work(|work| std::mem::take(&mut work.unsettled)) {
        settle(runtime).await;
    }
    let again = runtime.with_work(|work| {
        work.running = false;
        std::mem::take(&mut work.again)
    });
    if again {
        wake(runtime, Trigger::Tap);
    }
}

async fn take_in(runtime: &Runtime, outcome: Outcome, before: Option<CatalogueHandle>) {
    let Outcome { ending, live, changes, clock } = outcome;
    let offset = clock.map(|reading| device_clock::learn(runtime, reading));
    if let Some(live) = &live {
        runtime.dispatch(Action::SetHeld(live.version().clone()));
    }
    match &ending {
        Ending::Fresh => {
            let changed = before.is_some().then_some(changes.len());
            runtime.dispatch(Action::Synced { at: runtime.now(), changed });
        }
        Ending::Busy => {}
        Ending::Offline(_) => runtime.dispatch(Action::SetSyncStatus(SyncStatus::Offline)),
        Ending::Failed(_) => runtime.dispatch(Action::SetSyncStatus(SyncStatus::Failed)),
    }
    schedule_next(runtime, &ending);
    remember(runtime, offset, &ending).await;
    if matches!(ending, Ending::Fresh) {
        // Where they couldn't be had at the start, now there is a network.
        drop(lexicon::load());
    }
    let Some(live) = live else { return };
    let catalogue = storage::refresh(live, before.as_deref()).await;
    if before.is_none() {
        // The served page goes: what was typed into it doesn't.
        served::keep(runtime).await;
        typed::carry_soon();
    }
    runtime.dispatch(Action::SetCatalogue(CatalogueHandle(Arc::clone(&catalogue))));
    keeping::compare(runtime, &catalogue).await;
    runtime.with_work(|work| {
        work.unsettled = true;
        if let Some(tabs) = &work.tabs {
            tabs.announce_change();
        }
    });
}

/// Stores for the next start what was worked out, once the person has what they came for.
async fn settle(runtime: &Runtime) {
    timers::sleep(SETTLE_AFTER_MS).await;
    let Some(catalogue) = runtime.model().and_then(|model| model.catalogue.clone()) else { return };
    // Where the phone refuses, the next start only takes longer.
    if let Ok(Some(compacted)) = storage::settle(runtime.database(), &catalogue).await {
        runtime.dispatch(Action::SetCatalogue(CatalogueHandle(compacted)));
    }
    marks::mark(marks::SETTLED);
}

/// Keeps for the next start what the frame says. A full disk is no reason to call the sync failed.
async fn remember(runtime: &Runtime, offset: Option<i64>, ending: &Ending) {
    if let Some(offset) = offset {
        let _ = runtime.database().set_note(notes::CLOCK_OFFSET, &offset.to_string()).await;
    }
    if *ending == Ending::Fresh {
        let _ = runtime.database().set_note(notes::FRESH_AT, &runtime.unix_ms().to_string()).await;
    }
}

fn schedule_next(runtime: &Runtime, ending: &Ending) {
    let later = runtime.clone();
    runtime.with_work(|work| {
        let wait = work.schedule.ended(ending, BrowserClock.monotonic_ms(), random());
        // A timer may come a little early: one more moment makes sure that it is due.
        work.timer = Some(Timeout::new(wait as u32 + 20, move || wake(&later, Trigger::Timer)));
    });
}
