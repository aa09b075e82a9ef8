//! The set of operations on what is stored. SQL lives below this module and nowhere else.
//!
//! Architecture invariant: no SQL outside `store`; every write is one transaction.

mod contributions;
mod log;
mod queue;
mod sqlite;
mod team;
mod work;

use std::path::Path;
use std::sync::Arc;

use chava_catalogue::id::Id;
use chava_catalogue::records::Kind;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::clock::Instant;
use crate::config::DatabaseUrl;

pub use contributions::{Arriving, StoredContribution, Taken, Withdrawn};
pub use queue::Slice;
pub use sqlite::Write;
pub use work::{Answer, Counted};

/// Why the store couldn't do what it was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder of the database can't be made.
    #[error("le dossier {path} ne peut pas être créé : {source}")]
    Folder {
        /// The folder.
        path: Box<Path>,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database was written by a newer version.
    #[error(
        "la base de données est à la version {found}, ce programme connaît jusqu’à {known} ; installez la version plus récente"
    )]
    Newer {
        /// The version of the database.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// A number in the database is not a change number.
    #[error("la base de données contient un numéro de changement impossible : {0}")]
    Number(i64),
    /// A contribution's identifier in the database is none.
    #[error("la base de données contient un identifiant de contribution impossible : {0}")]
    Identifier(Box<str>),
    /// What stands beside the records isn't a JSON object.
    #[error("la base de données contient un en-tête de catalogue illisible : {0}")]
    Beside(#[from] serde_json::Error),
    /// A member has a role that this version doesn't know.
    #[error("la base de données contient un rôle inconnu : {0}")]
    Role(Box<str>),
    /// No randomness for a new generation's name.
    #[error("le système ne donne pas de nombres aléatoires : {0}")]
    Random(String),
    /// The database refused.
    #[error("la base de données ne répond pas comme prévu : {0}")]
    Database(#[from] sqlx::Error),
}

/// The generation of the dataset and where its changes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The generation.
    pub epoch: Box<str>,
    /// The newest change number.
    pub change: u64,
    /// The lowest cursor that still sees every deletion.
    pub oldest_change: u64,
}

/// What stands beside the records in the catalogue document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The licence of the data.
    pub license: Box<str>,
    /// The keys that this version doesn't know, kept as they came.
    pub extra: Map<String, Value>,
}

/// What changed after a cursor, and the dataset it belongs to, read as one.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The dataset.
    pub dataset: Dataset,
    /// What stands beside its records.
    pub beside: Beside,
    /// The changed rows, in order of change.
    pub rows: Vec<Row>,
}

/// A record or its tombstone, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The record's kind.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Id,
    /// The number of its last change.
    pub modified: u64,
    /// Its JSON without `modified`; none for a tombstone.
    pub json: Option<Arc<str>>,
}

/// The open store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    database: sqlite::Sqlite,
}

impl Store {
    /// Opens the database, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// When the database can't be made or read, or is newer than this program.
    pub async fn open(url: &DatabaseUrl) -> Result<Self, StoreError> {
        let database = sqlite::Sqlite::open(&url.file).await?;
        let store = Self { database };
        store.database.migrate(&new_epoch_name()?).await?;
        Ok(store)
    }

    /// Where the dataset is now: one cheap row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dataset(&self) -> Result<Dataset, StoreError> {
        self.database.dataset().await
    }

    /// What changed after `change`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn changes_after(&self, change: u64) -> Result<Changes, StoreError> {
        self.database.changes_after(change).await
    }

    /// Begins to write; nobody else writes until it is committed or dropped, which undoes it.
    ///
    /// # Errors
    /// When another writer doesn't finish in time or the database fails.
    pub async fn write(&self) -> Result<Write, StoreError> {
        self.database.write().await
    }

    /// Starts a new generation of the dataset: its records stay, its tombstones go, the change number rises
    /// so that no address of the old generation is used again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new_epoch(&self) -> Result<Dataset, StoreError> {
        let mut write = self.write().await?;
        let change = write.dataset().await?.change + 1;
        write.drop_tombstones(Instant(i64::MAX)).await?;
        let dataset = Dataset { epoch: new_epoch_name()?, change, oldest_change: change };
        write.set_dataset(&dataset).await?;
        write.commit().await?;
        Ok(dataset)
    }

    /// Closes the database, so that everything is in its main file.
    pub async fn close(&self) {
        self.database.close().await;
    }
}

/// A name that no other generation has.
fn new_epoch_name() -> Result<Box<str>, StoreError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Random(error.to_string()))?;
    Ok(chava_catalogue::digest::hex(&bytes).into())
}
