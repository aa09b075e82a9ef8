//! What the protocol needs from the world: a store, an endpoint, a clock, and the other tabs.
#![allow(async_fn_in_trait, reason = "one thread in the browser: the futures need not be Send")]

use chava_catalogue::catalogue::Version;
use chava_catalogue::wire::SnapshotPointer;
use thiserror::Error;

/// What a store holds of the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// The version; its digest is empty while it hasn't been compared with the endpoint's.
    pub version: Version,
    /// The change number of the base that the recent changes lie upon.
    pub base: u64,
}

/// Everything a store holds of the catalogue, as of one moment.
#[derive(Debug)]
pub struct Stored {
    /// What it is.
    pub held: Held,
    /// The text of the base.
    pub base: Vec<u8>,
    /// The log of the changes since.
    pub recent: Vec<u8>,
    /// What was worked out of the base earlier, if it is still there.
    pub derived: Option<Vec<u8>>,
}

/// What belongs to the person and survives every change of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Choices such as the language.
    Settings,
    /// Records the person marked.
    Favourites,
    /// Contributions not yet received.
    Outbox,
    /// Contributions not yet finished.
    Drafts,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Self; 4] = [Self::Settings, Self::Favourites, Self::Outbox, Self::Drafts];
}

/// Why a store couldn't do what was asked. Nothing was changed then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device has no room left for this site.
    #[error("no room left on the device")]
    Full,
    /// The browser has no store, or refuses it (private windows of some browsers).
    #[error("the browser gives no storage: {0}")]
    Unavailable(String),
    /// Another tab has changed meanwhile what was to be changed.
    #[error("another tab changed this meanwhile")]
    Moved,
    /// Another tab with an older version keeps the database busy.
    #[error("another tab with an older version is open")]
    Blocked,
    /// A newer version of the app has used the database.
    #[error("a newer version of the app has used this storage")]
    Newer,
    /// What is stored can't be read.
    #[error("what is stored can't be read: {0}")]
    Corrupt(&'static str),
    /// Anything else, with the browser's name and words for it.
    #[error("{name}: {message}")]
    Other {
        /// The browser's name of the error, such as `AbortError`.
        name: String,
        /// The browser's words.
        message: String,
    },
}

/// Where the catalogue and the person's things are kept. Each method is one transaction: all or nothing.
pub trait Store {
    /// What the store holds of the catalogue.
    async fn held(&self) -> Result<Option<Held>, StoreError>;

    /// All that the store holds of the catalogue.
    async fn load(&self) -> Result<Option<Stored>, StoreError>;

    /// Puts a new base in the place of everything there was of the catalogue.
    ///
    /// Fails with [`StoreError::Moved`] when what is held is not `expected`.
    async fn replace(&self, expected: Option<&Held>, held: &Held, base: &[u8]) -> Result<(), StoreError>;

    /// Appends changes to the log (an empty `log` only moves what is held on).
    ///
    /// Fails with [`StoreError::Moved`] when what is held is not `expected`.
    async fn append(&self, expected: &Held, held: &Held, log: &[u8]) -> Result<(), StoreError>;

    /// Keeps what was worked out of the base, for the next start; forgotten with its base.
    ///
    /// Fails with [`StoreError::Moved`] when epoch and base are not those of `held`.
    async fn put_derived(&self, held: &Held, derived: &[u8]) -> Result<(), StoreError>;

    /// Everything on a shelf, in the order of keys.
    async fn items(&self, shelf: Shelf) -> Result<Vec<(String, String)>, StoreError>;

    /// One thing on a shelf.
    async fn item(&self, shelf: Shelf, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts a thing on a shelf, durably when this returns.
    async fn put_item(&self, shelf: Shelf, key: &str, value: &str) -> Result<(), StoreError>;

    /// Takes a thing off a shelf; it may not have been there.
    async fn remove_item(&self, shelf: Shelf, key: &str) -> Result<(), StoreError>;

    /// Does several such changes in one transaction, durably when this returns.
    ///
    /// Fails with [`StoreError::Moved`] when a thing is not what a change expects.
    async fn change_items(&self, changes: &[ItemChange]) -> Result<(), StoreError>;

    /// Gives up what can be worked out or fetched again, so that what a person wrote fits on a full device.
    async fn make_room(&self) -> Result<(), StoreError>;
}

/// One change of a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// The shelf.
    pub shelf: Shelf,
    /// The thing's key.
    pub key: String,
    /// What must lie there before; where this is none, it doesn't matter.
    pub expected: Option<Option<String>>,
    /// What is put there; none takes it off.
    pub value: Option<String>,
}

impl ItemChange {
    /// Puts a thing there, or takes it off, whatever was there.
    pub fn new(shelf: Shelf, key: &str, value: Option<String>) -> Self {
        Self { shelf, key: key.into(), expected: None, value }
    }

    /// As long as this was there.
    #[must_use]
    pub fn after(mut self, expected: Option<String>) -> Self {
        self.expected = Some(expected);
        self
    }
}

/// A photo or a recording of a contribution: the contribution's id, and the medium's number within it.
pub type MediumKey<'a> = (&'a str, u32);

/// Where photos and recordings are kept, piece by piece, so that one which is being recorded is there up to its last
/// piece whatever happens.
pub trait Media {
    /// Puts the piece with this number, durably when this returns. One that was there is replaced.
    async fn put_piece(&self, medium: MediumKey<'_>, piece: u32, bytes: &[u8]) -> Result<(), StoreError>;

    /// All pieces in the order of their numbers, none where there is none.
    async fn medium(&self, medium: MediumKey<'_>) -> Result<Option<Vec<u8>>, StoreError>;

    /// Drops all pieces of a medium.
    async fn drop_medium(&self, medium: MediumKey<'_>) -> Result<(), StoreError>;

    /// Drops all media of a contribution.
    async fn drop_media(&self, owner: &str) -> Result<(), StoreError>;

    /// Drops the media of those of these contributions that have neither a draft nor an entry in the outbox, and gives
    /// the other contributions of which only media are there. One transaction: none gets a draft in the middle of it.
    async fn drop_ownerless(&self, owners: &[&str]) -> Result<Vec<String>, StoreError>;
}

/// Why the endpoint gave no body.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApiError {
    /// No connection, or it broke.
    #[error("no connection: {0}")]
    Unreachable(String),
    /// Nothing came for too long.
    #[error("nothing came for too long")]
    Timeout,
    /// An answer that is no success.
    #[error("the endpoint answered {code}")]
    Status {
        /// The HTTP status.
        code: u16,
        /// How long the endpoint asks to wait, in milliseconds.
        retry_after_ms: Option<u64>,
    },
}

/// A snapshot as it came.
#[derive(Debug)]
pub struct Download {
    /// The bytes, without content coding.
    pub bytes: Vec<u8>,
    /// Their lower-case hex SHA-256.
    pub sha256: Box<str>,
}

/// The endpoint's read side. Bodies come as bytes: what to believe of them is decided here.
pub trait Api {
    /// `GET /api/catalogue`, never from a cache.
    async fn pointer(&self) -> Result<Vec<u8>, ApiError>;

    /// `GET /api/feed?afterChangeNumber=…`, never from a stale cache.
    async fn feed(&self, after: u64) -> Result<Vec<u8>, ApiError>;

    /// The snapshot, always from the endpoint's own origin; `progress` hears the bytes received so far.
    async fn snapshot(&self, pointer: &SnapshotPointer, progress: &mut dyn FnMut(u64)) -> Result<Download, ApiError>;
}

/// The device's clock, and its event loop.
pub trait Clock {
    /// Milliseconds since the Unix epoch by the device's clock, which may be wrong.
    fn unix_ms(&self) -> i64;

    /// Milliseconds since some moment; never goes back.
    fn monotonic_ms(&self) -> f64;

    /// Lets the browser do what waits: taps, frames, timers.
    async fn pause(&self);
}

/// The other tabs of the same site.
pub trait Tabs {
    /// What is held while this tab alone syncs; the lock ends when it is dropped.
    type Guard;

    /// Asks to be the only tab that syncs; none when another one does.
    async fn try_lock(&self) -> Option<Self::Guard>;
}

/// Cuts long work in slices so that a tap is answered between two of them.
pub struct Slices<'a, C> {
    clock: &'a C,
    since: f64,
}

/// How long a slice of work may take, in milliseconds; on a phone the check itself comes late.
const SLICE_MS: f64 = 6.0;

impl<'a, C: Clock> Slices<'a, C> {
    /// Begins a first slice.
    pub fn new(clock: &'a C) -> Self {
        Self { clock, since: clock.monotonic_ms() }
    }

    /// Pauses if the slice has lasted long enough.
    pub async fn breathe(&mut self) {
        if self.clock.monotonic_ms() - self.since >= SLICE_MS {
            self.clock.pause().await;
            self.since = self.clock.monotonic_ms();
        }
    }
}
