//! A phone: its clocks, its tabs, its days; and the reckoning at the end of its week.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use chava_contribution::Uid;
use chava_sync::memory::MemoryStore;
use chava_sync::outbox::{Entry, Memory, Pace, Ports, Stage, Why, entries, send, sweep};
use chava_sync::ports::{Clock, Tabs};
use chava_sync::ready::run;

use super::DAYS_OF_A_PHONE;
use super::endpoint::Endpoint;
use super::network::Weather;
use super::person::Message;
use super::tally::Tally;
use crate::Rng;

pub(super) const MINUTE_MS: f64 = 60_000.0;
pub(super) const DAY_MS: f64 = 24.0 * 60.0 * MINUTE_MS;
const TEN_YEARS_MS: i64 = 10 * 365 * 24 * 3_600_000;
/// When the first day begins: 1 September 2026, by the true clock.
const BEGIN_MS: i64 = 1_788_220_800_000;
/// For how long something may wait on a good network before it counts as stuck.
const STUCK_MS: f64 = 5.0 * MINUTE_MS;

/// How long a request may be on its way, in seconds.
const MOST_ON_THE_WAY_S: f64 = 20.0;

/// How bad the days are; chances are one in so many, 0 for never.
#[derive(Clone, Copy, Debug)]
pub struct Habits {
    /// Contributions of an eager person a day, at most.
    pub messages_a_day: usize,
    /// The app dies at a step.
    pub deaths: usize,
    /// The database's handle is dead at a step.
    pub dead_handles: usize,
    /// Another tab acts at a step.
    pub other_tab: usize,
    /// The phone is full for a session.
    pub full: usize,
    /// A session begins with a clock that is wrong by up to ten years.
    pub wrong_clock: usize,
    /// A message is one that no endpoint takes.
    pub poison: usize,
}

impl Default for Habits {
    fn default() -> Self {
        Self { messages_a_day: 3, deaths: 150, dead_handles: 400, other_tab: 40, full: 12, wrong_clock: 8, poison: 40 }
    }
}

/// A phone.
pub(super) struct Device {
    pub(super) phone: u64,
    pub(super) habits: Habits,
    pub(super) disk: MemoryStore,
    pub(super) endpoint: RefCell<Endpoint>,
    pub(super) weather: Cell<Weather>,
    /// The app was killed.
    pub(super) dead: Cell<bool>,
    /// How many writes still fit; none where there is room enough.
    pub(super) room: Cell<Option<u32>>,
    pub(super) has_derived: Cell<bool>,
    pub(super) messages: RefCell<Vec<Message>>,
    /// How many sessions there were.
    pub(super) session: Cell<u32>,
    pub(super) memory: RefCell<std::rc::Rc<Memory>>,
    rng: RefCell<Rng>,
    tally: RefCell<Tally>,
    now_ms: Cell<f64>,
    pub(super) clock_error_ms: Cell<i64>,
    learned_offset_ms: Cell<i64>,
    /// When the request at hand was sent.
    pub(super) asked_ms: Cell<f64>,
    /// Since when the app is open over a good network.
    good_since: Cell<Option<f64>>,
    /// The last look for media that nothing owns.
    ownerless: RefCell<String>,
    locked: std::rc::Rc<Cell<bool>>,
    has_locks: bool,
    /// No deaths, no faults: the end of the week.
    pub(super) calm: Cell<bool>,
    /// Another tab is acting just now.
    within: Cell<bool>,
}

impl Clock for Device {
    fn unix_ms(&self) -> i64 {
        self.true_ms() + self.clock_error_ms.get()
    }
    fn monotonic_ms(&self) -> f64 {
        self.now_ms.get()
    }
    async fn pause(&self) {}
}

/// Holds the lock among the tabs.
pub(super) struct Held(Option<std::rc::Rc<Cell<bool>>>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(locked) = &self.0 {
            locked.set(false);
        }
    }
}

impl Tabs for Device {
    type Guard = Held;
    async fn try_lock(&self) -> Option<Held> {
        if !self.has_locks {
            return Some(Held(None));
        }
        if self.locked.replace(true) {
            return None;
        }
        Some(Held(Some(self.locked.clone())))
    }
}

impl Device {
    pub(super) fn true_ms(&self) -> i64 {
        BEGIN_MS + self.now_ms.get() as i64
    }

    /// Lets time pass.
    pub(super) fn pass(&self, ms: f64) {
        self.now_ms.set(self.now_ms.get() + ms);
    }

    pub(super) fn count(&self, f: impl FnOnce(&mut Tally)) {
        f(&mut self.tally.borrow_mut());
    }

    pub(super) fn roll(&self, end: usize) -> usize {
        self.rng.borrow_mut().below(end)
    }

    /// True once in so many times, never for 0 and never at the end of the week.
    pub(super) fn chance(&self, one_in: usize) -> bool {
        one_in > 0 && !self.calm.get() && self.roll(one_in) == 0
    }

    pub(super) fn maybe_die(&self, how: &'static str) {
        if !self.dead.get() && self.chance(self.habits.deaths) {
            self.dead.set(true);
            self.count(|tally| tally.fault(how));
        }
    }

    pub(super) fn new_id(&self) -> Uid {
        let mut random = [0; 10];
        random.fill_with(|| self.roll(256) as u8);
        Uid::new(self.unix_ms() + self.learned_offset_ms.get(), random)
    }

    /// The time that the app reckons with.
    pub(super) fn app_ms(&self) -> i64 {
        self.unix_ms() + self.learned_offset_ms.get()
    }

    /// Another tab does something between two steps of this one.
    pub(super) fn meanwhile(&self) {
        if self.within.get() || self.dead.get() || !self.chance(self.habits.other_tab) {
            return;
        }
        self.within.set(true);
        self.count(|tally| tally.fault("another tab acts at a step"));
        match self.roll(4) {
            0 => drop(run(self.send_once(&Memory::default()))),
            1 => self.sweep(),
            _ => self.act(),
        }
        self.within.set(false);
    }

    async fn send_once(&self, memory: &Memory) -> chava_sync::outbox::Report {
        let new_id = || self.new_id();
        let ports = Ports {
            store: self,
            sender: self,
            clock: self,
            clock_offset_ms: self.learned_offset_ms.get(),
            tabs: self,
            new_id: &new_id,
        };
        send(&ports, memory, &mut |_| self.look()).await
    }

    /// What is on the phone, whatever state the app is in.
    pub(super) fn there(&self) -> BTreeMap<Uid, Entry> {
        run(entries(&self.disk)).unwrap_or_default()
    }

    /// Looks whether anything is shown as received that isn't.
    fn look(&self) {
        for entry in self.there().values() {
            if let Stage::Received(_) = entry.stage
                && !self.endpoint.borrow().has(entry.id(), &entry.sealed.sha256)
            {
                self.count(|tally| {
                    tally.falsely_received += 1;
                    tally.note(self.phone, format!("{} is not at the endpoint", entry.id()));
                });
            }
        }
    }

    /// Ages that this tab says of what was finished in it must be right whatever the clock shows.
    pub(super) fn check_ages(&self) {
        let ages = std::mem::take(&mut self.endpoint.borrow_mut().ages);
        if self.within.get() {
            return;
        }
        for (id, age) in ages {
            let finished_as = Some((id, self.session.get()));
            let messages = self.messages.borrow();
            // What was finished while the request was on its way is another version.
            let known =
                |message: &&Message| message.finished_as == finished_as && message.finished_ms < self.asked_ms.get();
            let Some(message) = messages.iter().find(known) else { continue };
            let truly = (self.asked_ms.get() - message.finished_ms) / 1_000.0;
            if (truly - age as f64).abs() > MOST_ON_THE_WAY_S {
                self.count(|tally| {
                    tally.wrong_age += 1;
                    tally.note(self.phone, format!("{} is {truly} s old, and {age} were said", message.token));
                });
            }
        }
    }

    /// Drops the media that nothing owns, as the app does after its start.
    pub(super) fn sweep(&self) {
        let before = self.ownerless.borrow().clone();
        if let Ok(Some(found)) = run(sweep(self, &before, self.app_ms())) {
            *self.ownerless.borrow_mut() = found;
        }
    }

    /// Opens the app for a while.
    pub(super) fn open(&self, length_ms: f64) {
        self.dead.set(false);
        self.session.set(self.session.get() + 1);
        self.locked.set(false);
        let memory = std::rc::Rc::new(Memory::default());
        *self.memory.borrow_mut() = memory.clone();
        let mut pace = Pace::default();
        let end = self.now_ms.get() + length_ms;
        let mut timer = None;
        let mut why = Some(Why::Start);
        self.good_since.set(None);
        self.reconcile();
        self.sweep();
        while self.now_ms.get() < end && !self.dead.get() {
            let good = self.weather.get() == Weather::Good && self.room.get().is_none();
            if !good {
                self.good_since.set(None);
            } else if self.good_since.get().is_none() {
                self.good_since.set(Some(self.now_ms.get()));
                // As a sync over a good network does.
                self.learned_offset_ms.set(-self.clock_error_ms.get());
            }
            if let Some(why) = why.take()
                && pace.wake(why, self.now_ms.get())
            {
                let report = run(self.send_once(&memory));
                let random = self.roll(1_000) as f64 / 1_000.0;
                timer = pace.ended(&report, self.now_ms.get(), random).map(|wait| self.now_ms.get() + wait + 20.0);
                self.look();
            }
            self.watch_waiting();
            let quiet = self.now_ms.get() + (1 + self.roll(90)) as f64 * 1_000.0;
            let next = timer.filter(|at| *at <= quiet).map_or(quiet, |at| at.max(self.now_ms.get()));
            self.now_ms.set(next.min(end));
            if timer.is_some_and(|at| at <= self.now_ms.get()) {
                timer = None;
                why = Some(Why::Timer);
            } else if !self.calm.get() {
                why = self.something_happens();
            }
        }
    }

    /// The person, the network or the clock does something.
    fn something_happens(&self) -> Option<Why> {
        match self.roll(12) {
            0..3 => {
                self.act();
                Some(Why::Saved)
            }
            3..5 => {
                self.change_weather();
                (self.roll(2) == 0).then_some(Why::Online)
            }
            5 => Some([Why::Tap, Why::Focus][self.roll(2)]),
            6 if self.chance(self.habits.wrong_clock) => {
                self.set_clock();
                None
            }
            _ => None,
        }
    }

    pub(super) fn change_weather(&self) {
        // Half of the time the network is good.
        let weather = if self.roll(2) == 0 { Weather::Good } else { Weather::ALL[self.roll(Weather::ALL.len())] };
        self.weather.set(weather);
    }

    fn set_clock(&self) {
        self.count(|tally| tally.fault("clock set wrong by up to ten years"));
        let share = self.roll(2_001) as i64 - 1_000;
        self.clock_error_ms.set(TEN_YEARS_MS / 1_000 * share);
    }

    /// Nothing may wait for long while the app is open and the network is good.
    fn watch_waiting(&self) {
        let Some(since) = self.good_since.get() else { return };
        let now = self.now_ms.get();
        for entry in self.there().values().filter(|entry| entry.waits() && !entry.withdraw) {
            let mut messages = self.messages.borrow_mut();
            let Some(message) = messages.iter_mut().find(|message| message.is(entry)) else { continue };
            let waited = now - since.max(message.finished_ms);
            if message.poison.is_none() && waited > 0.0 {
                self.count(|tally| {
                    tally.longest_wait_ms = tally.longest_wait_ms.max(waited as u64);
                    if waited > STUCK_MS && !message.stuck {
                        tally.stuck += 1;
                        tally.note(self.phone, format!("{} waits since {waited} ms", message.token));
                        message.stuck = true;
                    }
                });
            }
        }
    }
}

/// Lets one phone live for a week.
pub(super) fn live(mut rng: Rng, phone: u64, habits: Habits, tally: &mut Tally) {
    let has_locks = rng.below(10) > 0;
    let device = Device {
        phone,
        habits,
        disk: MemoryStore::default(),
        endpoint: RefCell::default(),
        weather: Cell::new(Weather::Good),
        dead: Cell::new(false),
        room: Cell::new(None),
        has_derived: Cell::new(true),
        messages: RefCell::default(),
        session: Cell::new(0),
        memory: RefCell::default(),
        rng: RefCell::new(rng),
        tally: RefCell::new(std::mem::take(tally)),
        now_ms: Cell::new(0.0),
        clock_error_ms: Cell::new(0),
        learned_offset_ms: Cell::new(0),
        asked_ms: Cell::new(0.0),
        good_since: Cell::new(None),
        ownerless: RefCell::default(),
        locked: std::rc::Rc::default(),
        has_locks,
        calm: Cell::new(false),
        within: Cell::new(false),
    };
    device.endpoint.borrow_mut().busy_for = [0, 0, 0, 7][device.roll(4)];
    for day in 0..DAYS_OF_A_PHONE {
        device.now_ms.set(device.now_ms.get().max(f64::from(day) * DAY_MS));
        for _ in 0..1 + device.roll(3) {
            if device.chance(habits.wrong_clock) {
                device.set_clock();
            }
            device.room.set(device.chance(habits.full).then_some(device.roll(3) as u32));
            device.change_weather();
            device.open((1 + device.roll(12)) as f64 * MINUTE_MS);
            device.pass((1 + device.roll(240)) as f64 * MINUTE_MS);
        }
        device.count(|tally| tally.days += 1);
    }
    device.reckon();
    *tally = device.tally.into_inner();
}
