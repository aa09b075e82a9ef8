//! What the frame says of the network and of the data.

use chava_catalogue::catalogue::Version;
use chava_catalogue::civil::DateTime;

/// How the data on this phone stand to the endpoint's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SyncStatus {
    /// What the endpoint has is durably stored here, and the digests are equal.
    Fresh,
    /// Not compared with the endpoint since the app started; what a page from the server says too.
    #[default]
    Stale,
    /// Comparing now.
    Syncing,
    /// The endpoint can't be reached.
    Offline,
    /// The endpoint answers, but not as it should.
    Failed,
}

impl SyncStatus {
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

/// The state of network and data, as the frame of every page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// How the data stand.
    pub status: SyncStatus,
    /// Which version of the catalogue is durably stored here; on a page from the server, the one it shows.
    pub held: Version,
    /// When the data were last equal to the endpoint's, local time; none where never.
    pub fresh_at: Option<DateTime>,
    /// How many records the last sync changed, where it changed any and the person hasn't put the message away.
    pub changed: Option<usize>,
    /// How many contributions wait to be received.
    pub outbox: usize,
    /// A new version of the app is ready.
    pub update_ready: bool,
    /// By how many minutes the phone's clock is ahead (less than none: behind), where the person is to be told.
    pub clock_ahead: Option<i64>,
    /// The browser threw the data away since the last visit.
    pub evicted: bool,
}
