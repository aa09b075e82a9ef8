//! What the outbox remembers between two runs, as long as the app is open. Losing it costs only time.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use chava_contribution::Uid;
use chava_contribution::limits;

use super::settle::Heard;

/// What the endpoint allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) batch_bytes: usize,
    pub(super) batch_items: usize,
    pub(super) attachment_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            batch_bytes: limits::BATCH_BYTES,
            batch_items: limits::BATCH_ITEMS,
            attachment_bytes: limits::ATTACHMENT_BYTES,
        }
    }
}

/// What the outbox remembers between two runs.
#[derive(Debug, Default)]
pub struct Memory {
    /// What the endpoint allows, once it has said so.
    pub(super) limits: Cell<Option<Limits>>,
    /// How many items a batch may have after what happened to the last ones; 0 for as many as are allowed.
    pub(super) cap: Cell<usize>,
    /// When entries were finished in this session, by the clock that never goes back.
    pub(super) born: RefCell<BTreeMap<Uid, f64>>,
    /// How often an entry alone failed while the network was good.
    pub(super) faults: RefCell<BTreeMap<Uid, u32>>,
    /// When an entry's receipt is to be asked for again.
    pub(super) ask_at: RefCell<BTreeMap<Uid, f64>>,
    /// What was heard of entries and could not be stored yet.
    pub(super) unsaved: RefCell<Vec<Heard>>,
    /// Bytes sent and received since it was last asked.
    pub(super) used: Cell<u64>,
}

impl Memory {
    /// Remembers when an entry was finished.
    pub fn finished(&self, id: Uid, monotonic_ms: f64) {
        self.born.borrow_mut().insert(id, monotonic_ms);
    }

    /// Lets the receipts be asked for in the next run, however lately they were.
    pub fn ask_soon(&self) {
        self.ask_at.borrow_mut().clear();
    }

    /// Takes the count of bytes that were sent and received.
    pub fn take_used(&self) -> u64 {
        self.used.take()
    }
}
