//! What the frame of every page says of the data: fresh, stale, syncing, offline or failed.

use crate::outcome::{Ending, Trouble};

/// After how long without a word from the endpoint fresh data is stale: two slow rounds.
const STALE_AFTER_MS: f64 = 30.0 * 60_000.0;

/// The states of the contract's `sync-state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyncState {
    /// What the endpoint has is durably stored, and the digests are equal.
    Fresh,
    /// Not compared with the endpoint for some time.
    Stale,
    /// A sync is under way.
    Syncing,
    /// The last sync found no network.
    Offline,
    /// The last sync found something wrong.
    Failed,
}

impl SyncState {
    /// The code of the contract's `data-state`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Syncing => "syncing",
            Self::Offline => "offline",
            Self::Failed => "failed",
        }
    }
}

/// What is known of the syncs of this tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    running: bool,
    last: Option<Ending>,
    fresh_at_ms: Option<f64>,
}

impl Status {
    /// A sync begins.
    pub fn started(&mut self) {
        self.running = true;
    }

    /// A sync ended. That another tab is at it says nothing new.
    pub fn ended(&mut self, ending: Ending, now_ms: f64) {
        self.running = false;
        if ending == Ending::Fresh {
            self.fresh_at_ms = Some(now_ms);
        }
        if ending != Ending::Busy {
            self.last = Some(ending);
        }
    }

    /// What the frame says now.
    pub fn state(&self, now_ms: f64) -> SyncState {
        if self.running {
            return SyncState::Syncing;
        }
        match &self.last {
            Some(Ending::Fresh) if self.fresh_at_ms.is_some_and(|at| now_ms - at < STALE_AFTER_MS) => SyncState::Fresh,
            Some(Ending::Offline(_)) => SyncState::Offline,
            Some(Ending::Failed(_)) => SyncState::Failed,
            _ => SyncState::Stale,
        }
    }

    /// What was wrong the last time.
    pub fn trouble(&self) -> Option<&Trouble> {
        match &self.last {
            Some(Ending::Offline(trouble) | Ending::Failed(trouble)) => Some(trouble),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_follows_the_last_word() {
        let mut status = Status::default();
        assert_eq!(status.state(0.0), SyncState::Stale);
        status.started();
        assert_eq!(status.state(0.0), SyncState::Syncing);
        status.ended(Ending::Offline(Trouble::Timeout), 1.0);
        assert_eq!((status.state(2.0), status.trouble()), (SyncState::Offline, Some(&Trouble::Timeout)));
        status.ended(Ending::Fresh, 3.0);
        assert_eq!((status.state(4.0), status.trouble()), (SyncState::Fresh, None));
        status.ended(Ending::Busy, 5.0);
        assert_eq!(status.state(6.0), SyncState::Fresh);
        assert_eq!(status.state(3.0 + STALE_AFTER_MS), SyncState::Stale);
    }
}
