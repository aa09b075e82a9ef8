//! What is published now: one immutable state that every reader shares, made anew after each change.
//!
//! Architecture invariant: reading never touches SQL; only a change of the dataset does.

use std::collections::HashSet;
use std::io;
use std::sync::Arc;

use arc_swap::ArcSwap;
use bytes::Bytes;
use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::digest::digest;
use chava_catalogue::document::{Modified, write_document};
use chava_catalogue::records::Record;
use chava_catalogue::wire::{Pointer, SnapshotPointer};
use thiserror::Error;

use crate::answer::tag_of;
use crate::clock::Instant;
use crate::feed::Feed;
use crate::hsds::KeptIndex;
use crate::import::live_records;
use crate::made::MadeCache;
use crate::pages::PageCache;
use crate::rare_rules::without_made;
use crate::snapshot::{Effort, Snapshot, SnapshotFolder, SnapshotName};
use crate::store::{Beside, Changes, Dataset, Row};

/// Why a state couldn't be published.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The snapshot couldn't be made or kept.
    #[error("la version publiée du catalogue ne peut pas être écrite : {0}")]
    Snapshot(#[from] io::Error),
}

/// The catalogue at one change, in every form in which it is read.
#[derive(Debug)]
pub struct Published {
    /// The generation and the change.
    pub dataset: Dataset,
    /// The digest of the live set.
    pub digest: Box<str>,
    /// The snapshot; its coding may become denser, its bytes never change.
    pub snapshot: ArcSwap<Snapshot>,
    /// The feed.
    pub feed: Feed,
    /// The catalogue for pages and exports.
    pub catalogue: Arc<Catalogue>,
    /// The pages rendered from it so far.
    pub pages: PageCache,
    /// The files made of it so far.
    pub made: MadeCache,
    /// What of it there is as HSDS has it.
    pub hsds: KeptIndex,
    /// What stands beside the records in the document.
    pub beside: Beside,
    rows: Arc<[Row]>,
}

impl Published {
    /// Makes the state of a dataset from all of its rows.
    ///
    /// # Errors
    /// When a record is broken or the snapshot can't be kept.
    pub fn new(changes: Changes, folder: &SnapshotFolder, effort: Effort) -> Result<Self, PublishError> {
        let (records, digest) = live_set(&changes.rows);
        let name = SnapshotName::of(&changes.dataset);
        let snapshot = folder.publish(name, effort, || snapshot_bytes(&changes.beside, &records))?;
        Ok(Self::with_snapshot(changes, records, digest, snapshot))
    }

    /// Makes the state of a dataset that is kept nowhere, for a static site.
    ///
    /// # Errors
    /// When a record is broken or the snapshot can't be coded.
    pub fn in_memory(changes: Changes) -> Result<Self, PublishError> {
        let (records, digest) = live_set(&changes.rows);
        let bytes = snapshot_bytes(&changes.beside, &records);
        let snapshot = Snapshot::new(SnapshotName::of(&changes.dataset), bytes, Effort::Dense)?;
        Ok(Self::with_snapshot(changes, records, digest, snapshot))
    }

    /// Makes the next state out of this one and what changed since.
    ///
    /// # Errors
    /// As [`Published::new`].
    pub fn next(&self, changes: Changes, folder: &SnapshotFolder) -> Result<Self, PublishError> {
        let changed: HashSet<_> = changes.rows.iter().map(|row| (&row.kind, &row.id)).collect();
        let stays = |row: &&Row| !changed.contains(&(&row.kind, &row.id));
        let rows = self.rows.iter().filter(stays).chain(&changes.rows).cloned().collect();
        Self::new(Changes { rows, ..changes }, folder, Effort::Quick)
    }

    /// Says whether what changed after this state can be put on top of it.
    pub fn continues_to(&self, dataset: &Dataset) -> bool {
        dataset.epoch == self.dataset.epoch
            && dataset.oldest_change == self.dataset.oldest_change
            && dataset.change > self.dataset.change
    }

    fn with_snapshot(changes: Changes, records: Vec<Record>, digest: Box<str>, snapshot: Snapshot) -> Self {
        let Changes { dataset, beside, rows } = changes;
        let rows: Arc<[Row]> = rows.into();
        let version = Version { epoch: dataset.epoch.clone(), change: dataset.change, digest: digest.clone() };
        Self {
            feed: Feed::new(dataset.clone(), &digest, &beside.license, Arc::clone(&rows)),
            catalogue: Arc::new(Catalogue::new(version, records)),
            pages: PageCache::default(),
            made: MadeCache::default(),
            hsds: KeptIndex::default(),
            dataset,
            digest,
            snapshot: ArcSwap::from_pointee(snapshot),
            beside,
            rows,
        }
    }

    /// The pointer for readers under an origin, the snapshot at the address `snapshot_url`.
    pub fn pointer(&self, origin: &str, snapshot_url: &str, now: Instant) -> Pointer {
        let snapshot = self.snapshot.load();
        let body = &snapshot.body;
        Pointer {
            epoch: self.dataset.epoch.clone(),
            change: self.dataset.change,
            snapshot: SnapshotPointer {
                url: snapshot_url.into(),
                bytes: body.identity.len() as u64,
                brotli_bytes: body.brotli.as_ref().map_or(body.identity.len(), Bytes::len) as u64,
                sha256: snapshot.sha256.clone(),
            },
            feed: Feed::address_after(origin, self.dataset.change).into(),
            digest: self.digest.clone(),
            server_time: Some(now.rfc3339().into()),
        }
    }

    /// A validator of everything that is made from this state for readers under an origin, under a name.
    pub fn tag(&self, name: &str, origin: &str) -> String {
        let Dataset { epoch, change, oldest_change } = &self.dataset;
        let snapshot = self.snapshot.load();
        // The pointer tells the size of the coding, which may still shrink.
        let coded = snapshot.body.brotli.as_ref().map_or(0, Bytes::len);
        let made_of = format!("{name}\n{origin}\n{epoch}\n{change}\n{oldest_change}\n{}\n{coded}", snapshot.sha256);
        tag_of(made_of.as_bytes())
    }

    /// The catalogue document, as one edits and imports it.
    pub fn document(&self) -> String {
        edited(&self.beside, &self.rows)
    }
}

/// The catalogue document of some rows, as one edits and imports it.
pub fn document_of(changes: &Changes) -> String {
    edited(&changes.beside, &changes.rows)
}

fn edited(beside: &Beside, rows: &[Row]) -> String {
    let records: Vec<_> = in_list_order(live_records(rows)).into_iter().map(without_made).collect();
    document(beside, &records, Modified::Omitted)
}

/// Writes a catalogue document; `records` are in the order of its lists.
fn document(beside: &Beside, records: &[Record], modified: Modified) -> String {
    let mut text = String::with_capacity(records.iter().map(|r| r.json.len() + 32).sum::<usize>() + 256);
    write_document(&beside.license, &beside.extra, records, modified, &mut text);
    text
}

fn snapshot_bytes(beside: &Beside, records: &[Record]) -> Bytes {
    document(beside, records, Modified::Written).into()
}

/// The live records in the order of the document's lists, and the digest of them.
fn live_set(rows: &[Row]) -> (Vec<Record>, Box<str>) {
    let mut records = live_records(rows);
    records.sort_by(|a, b| (a.kind.as_str(), a.id.as_str()).cmp(&(b.kind.as_str(), b.id.as_str())));
    let digest = digest(records.iter().map(|r| (r.kind.as_str(), r.id.as_str(), r.modified)));
    (in_list_order(records), digest.into())
}

fn in_list_order(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    records
}
