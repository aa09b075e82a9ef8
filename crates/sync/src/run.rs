//! One sync from beginning to end: what to ask, what to apply, when to take the snapshot again.

use std::sync::Arc;

use chava_catalogue::catalogue::Version;
use chava_catalogue::digest::Digester;
use chava_catalogue::live::LiveSet;

use crate::clock::ClockReading;
use crate::feed::{self, Page};
use crate::load::{load, split};
use crate::outcome::{Ending, Outcome, Progress, Trouble};
use crate::ports::{Api, ApiError, Clock, Held, Slices, Store, StoreError, Tabs};
use chava_catalogue::instant::unix_ms_from_rfc3339;

/// After how many pages a sync gives up on a feed: a lying one could go on for ever.
const MAX_PAGES: usize = 2000;

/// How many rows are hashed between two looks at the clock.
const ROWS_PER_LOOK: usize = 512;

/// The world, as a sync sees it.
#[derive(Debug)]
pub struct Ports<'a, S, A, C, T> {
    /// Where the catalogue is kept.
    pub store: &'a S,
    /// The endpoint.
    pub api: &'a A,
    /// The device's clock.
    pub clock: &'a C,
    /// The other tabs.
    pub tabs: &'a T,
}

/// Syncs once. `live` is what the caller has in memory, none at the very first start.
///
/// Never touches what belongs to the person, and changes what is stored only by whole steps that were checked.
pub async fn sync_once<S: Store, A: Api, C: Clock, T: Tabs>(
    ports: &Ports<'_, S, A, C, T>,
    live: Option<&LiveSet>,
    progress: &mut dyn FnMut(Progress),
) -> Outcome {
    let Some(_guard) = ports.tabs.try_lock().await else {
        return Outcome { ending: Ending::Busy, live: None, changes: Vec::new(), clock: None };
    };
    let mut run = Run { ports, progress, held: None, live: live.cloned(), clock: None };
    let ending = match run.whole().await {
        Ok(()) => Ending::Fresh,
        Err(trouble) => trouble.into(),
    };
    let new = run.live.filter(|new| live.is_none_or(|old| old.version() != new.version()));
    let changes = match (live, &new) {
        (Some(old), Some(new)) => old.changes_to(new),
        _ => Vec::new(),
    };
    Outcome { ending, live: new, changes, clock: run.clock }
}

/// Whether the feed led to the end.
enum Followed {
    ToTheEnd,
    SnapshotNeeded,
}

struct Run<'a, 'p, S, A, C, T> {
    ports: &'a Ports<'p, S, A, C, T>,
    progress: &'a mut dyn FnMut(Progress),
    held: Option<Held>,
    live: Option<LiveSet>,
    clock: Option<ClockReading>,
}

impl<S: Store, A: Api, C: Clock, T: Tabs> Run<'_, '_, S, A, C, T> {
    async fn whole(&mut self) -> Result<(), Trouble> {
        (self.progress)(Progress::Asking);
        self.held = self.ports.store.held().await?;
        if let Some(held) = self.held.clone()
            && self.catch_up(&held).await?
        {
            match self.follow().await? {
                Followed::ToTheEnd => return Ok(()),
                Followed::SnapshotNeeded => {}
            }
        }
        self.take_snapshot().await
    }

    /// Brings the memory to what the store holds: another tab may have gone on. False: only a snapshot helps.
    async fn catch_up(&mut self, held: &Held) -> Result<bool, Trouble> {
        if self.live.as_ref().is_some_and(|live| *live.version() == held.version) {
            return Ok(true);
        }
        match load(self.ports.store, self.ports.clock).await {
            Ok(Some(opened)) => {
                self.held = Some(opened.held);
                self.live = Some(opened.live);
                Ok(true)
            }
            Ok(None) | Err(StoreError::Corrupt(_)) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Follows the feed from the cursor to its end, a transaction a page.
    async fn follow(&mut self) -> Result<Followed, Trouble> {
        for _ in 0..MAX_PAGES {
            let (Some(held), Some(live)) = (self.held.clone(), self.live.clone()) else {
                return Ok(Followed::SnapshotNeeded);
            };
            let asked = self.now();
            let body = match self.ports.api.feed(held.version.change).await {
                Ok(body) => body,
                // A static host has no feed; and one that forgot this cursor says so like this.
                Err(ApiError::Status { code: 400 | 404 | 410, .. }) => return Ok(Followed::SnapshotNeeded),
                Err(error) => return Err(error.into()),
            };
            let read = feed::read_page(&body)?;
            self.learn_time(read.server_time.as_deref(), asked);
            if read.epoch != held.version.epoch || held.version.change < read.oldest_change {
                return Ok(Followed::SnapshotNeeded);
            }
            match read.check(held.version.change)? {
                Page::Changes { log, next } => {
                    (self.progress)(Progress::Storing);
                    self.apply(&held, &live, &log, next).await?;
                }
                Page::Last { digest } => return self.conclude(held, live, &digest).await,
            }
        }
        Err(Trouble::Astray("the feed has no end"))
    }

    async fn apply(&mut self, held: &Held, live: &LiveSet, log: &[u8], next: u64) -> Result<(), Trouble> {
        let version = Version { epoch: held.version.epoch.clone(), change: next, digest: Box::default() };
        let newer = live.apply(version.clone(), log).map_err(|_| Trouble::Garbage("a change"))?;
        let now_held = Held { version, base: held.base };
        self.ports.store.append(held, &now_held, log).await?;
        self.held = Some(now_held);
        self.live = Some(newer);
        Ok(())
    }

    /// Compares with the endpoint's digest and, where it is the first time, keeps that it was equal.
    async fn conclude(&mut self, held: Held, live: LiveSet, digest: &str) -> Result<Followed, Trouble> {
        if *held.version.digest == *digest {
            return Ok(Followed::ToTheEnd);
        }
        if self.digest(&live).await != digest {
            return Ok(Followed::SnapshotNeeded);
        }
        let version = Version { digest: digest.into(), ..held.version.clone() };
        let now_held = Held { version: version.clone(), base: held.base };
        self.ports.store.append(&held, &now_held, &[]).await?;
        self.held = Some(now_held);
        self.live = Some(live.with_version(version));
        Ok(Followed::ToTheEnd)
    }

    /// Takes the whole catalogue: at the first start, or when the feed can't lead from here to there.
    async fn take_snapshot(&mut self) -> Result<(), Trouble> {
        let asked = self.now();
        let pointer = feed::read_pointer(&self.ports.api.pointer().await?)?;
        self.learn_time(pointer.server_time.as_deref(), asked);
        let version = Version { epoch: pointer.epoch.clone(), change: pointer.change, digest: pointer.digest.clone() };
        if self.live.as_ref().is_some_and(|live| *live.version() == version) && self.held.is_some() {
            return Ok(());
        }
        let total = pointer.snapshot.bytes;
        (self.progress)(Progress::Downloading { received: 0, total });
        let progress = &mut *self.progress;
        let download = self
            .ports
            .api
            .snapshot(&pointer.snapshot, &mut |received| progress(Progress::Downloading { received, total }))
            .await?;
        (self.progress)(Progress::Storing);
        if download.sha256 != pointer.snapshot.sha256 {
            let html = download.bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<');
            return Err(if html { Trouble::Portal } else { Trouble::WrongHash });
        }
        let base = split(download.bytes, self.ports.clock).await.map_err(|_| Trouble::Garbage("the snapshot"))?;
        let live = LiveSet::new(version.clone(), Arc::new(base), Arc::default()).on_base(version.change);
        if *self.digest(&live).await != *version.digest {
            return Err(Trouble::WrongDigest);
        }
        let held = Held { base: version.change, version };
        self.ports.store.replace(self.held.as_ref(), &held, live.base().text()).await?;
        self.held = Some(held);
        self.live = Some(live);
        Ok(())
    }

    async fn digest(&self, live: &LiveSet) -> String {
        let mut slices = Slices::new(self.ports.clock);
        let mut digester = Digester::default();
        for (n, (layer, row)) in live.walk().enumerate() {
            let segment = live.segment(layer);
            digester.push(segment.kind_str(row), segment.id(row), segment.modified(row));
            if n % ROWS_PER_LOOK == 0 {
                slices.breathe().await;
            }
        }
        digester.finish()
    }

    fn now(&self) -> (i64, f64) {
        (self.ports.clock.unix_ms(), self.ports.clock.monotonic_ms())
    }

    /// The endpoint read its clock somewhere between question and answer.
    fn learn_time(&mut self, server_time: Option<&str>, (asked_unix, asked): (i64, f64)) {
        if let Some(server) = server_time.and_then(unix_ms_from_rfc3339) {
            let half = ((self.ports.clock.monotonic_ms() - asked) / 2.0) as i64;
            self.clock = Some(ClockReading { offset_ms: server - asked_unix - half, uncertain_ms: half });
        }
    }
}
