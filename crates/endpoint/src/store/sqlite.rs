//! SQLite behind the store's operations. Statements are plain enough to hold for PostgreSQL too.

use std::path::Path;
use std::time::Duration;

use chava_catalogue::id::Id;
use chava_catalogue::records::Kind;
use chava_catalogue::wire::CATALOGUE_LICENSE;
use sqlx::Row as _;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Sqlite as Driver, SqliteConnection, Transaction};

use super::{Beside, Changes, Dataset, Row, StoreError};
use crate::clock::Instant;

/// The steps from an empty database to today's tables, in order. A step that was released never changes.
const MIGRATIONS: [&str; 3] = [
    include_str!("migrations/0001_catalogue.sql"),
    include_str!("migrations/0002_contributions.sql"),
    include_str!("migrations/0003_team.sql"),
];

/// After how many pages (of 4 KiB) the log is worked into the database.
const LOG_PAGES: &str = "4000";

/// What a connection keeps of the database in memory; SQLite writes kibibytes as a number below zero.
const CACHE_KIB: &str = "-16000";

/// How long a writer waits for another one.
const BUSY: Duration = Duration::from_secs(20);

#[derive(Clone, Debug)]
pub(super) struct Sqlite {
    pool: SqlitePool,
}

impl Sqlite {
    pub(super) async fn open(file: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { path: folder.into(), source })?;
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A contribution that was acknowledged must survive a power cut.
            .synchronous(SqliteSynchronous::Full)
            // The codes of receipts are random: many pages change again and again before the log is worked in.
            .pragma("wal_autocheckpoint", LOG_PAGES)
            .pragma("cache_size", CACHE_KIB)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new().max_connections(4).acquire_timeout(BUSY).connect_with(options).await?;
        Ok(Self { pool })
    }

    pub(super) async fn migrate(&self, first_epoch: &str) -> Result<(), StoreError> {
        let known = MIGRATIONS.len() as i64;
        let mut tx = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)")
            .execute(&mut *tx)
            .await?;
        let found: i64 =
            sqlx::query_scalar("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetch_one(&mut *tx).await?;
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        for (step, version) in MIGRATIONS.into_iter().zip(1..).skip(usize::try_from(found).unwrap_or(0)) {
            sqlx::raw_sql(step).execute(&mut *tx).await?;
            sqlx::query("INSERT INTO schema_version (version) VALUES ($1)")
                .bind::<i64>(version)
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query(
            "INSERT INTO dataset (singleton, epoch, change_number, oldest_change, license, extra) \
             VALUES (1, $1, 0, 0, $2, '{}') ON CONFLICT (singleton) DO NOTHING",
        )
        .bind(first_epoch.to_owned())
        .bind(CATALOGUE_LICENSE)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    pub(super) async fn dataset(&self) -> Result<Dataset, StoreError> {
        dataset(&mut *self.pool.acquire().await?).await
    }

    pub(super) async fn changes_after(&self, change: u64) -> Result<Changes, StoreError> {
        let mut tx = self.pool.begin().await?;
        let changes = changes_after(&mut tx, change).await?;
        tx.commit().await?;
        Ok(changes)
    }

    pub(super) async fn write(&self) -> Result<Write, StoreError> {
        Ok(Write { tx: self.pool.begin_with("BEGIN IMMEDIATE").await? })
    }

    pub(super) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    pub(super) async fn close(&self) {
        self.pool.close().await;
    }
}

/// A transaction that writes. Dropped without [`Write::commit`], it never was.
#[derive(Debug)]
pub struct Write {
    tx: Transaction<'static, Driver>,
}

impl Write {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.tx
    }

    /// Where the dataset is, inside this transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dataset(&mut self) -> Result<Dataset, StoreError> {
        dataset(&mut self.tx).await
    }

    /// Everything, tombstones too, in order of change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&mut self) -> Result<Changes, StoreError> {
        changes_after(&mut self.tx, 0).await
    }

    /// Says what stands beside the records from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_beside(&mut self, beside: &Beside) -> Result<(), StoreError> {
        sqlx::query("UPDATE dataset SET license = $1, extra = $2 WHERE singleton = 1")
            .bind(beside.license.to_string())
            .bind(serde_json::to_string(&beside.extra)?)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Writes a record, or with no JSON its tombstone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put(&mut self, row: &Row, now: Instant) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO records (kind, id, modified, data, deleted_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (kind, id) DO UPDATE SET \
             modified = excluded.modified, data = excluded.data, deleted_at = excluded.deleted_at",
        )
        .bind(row.kind.as_str().to_owned())
        .bind(row.id.as_str().to_owned())
        .bind(row.modified as i64)
        .bind(row.json.as_deref().map(str::to_owned))
        .bind(row.json.is_none().then_some(now.0))
        .execute(&mut *self.tx)
        .await?;
        Ok(())
    }

    /// Forgets the tombstones of what went before `before`; gives the highest change number among them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_tombstones(&mut self, before: Instant) -> Result<Option<u64>, StoreError> {
        let highest: Option<i64> = sqlx::query_scalar("SELECT MAX(modified) FROM records WHERE deleted_at < $1")
            .bind(before.0)
            .fetch_one(&mut *self.tx)
            .await?;
        let Some(highest) = highest else { return Ok(None) };
        sqlx::query("DELETE FROM records WHERE deleted_at < $1").bind(before.0).execute(&mut *self.tx).await?;
        number(highest).map(Some)
    }

    /// Says where the dataset is from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_dataset(&mut self, dataset: &Dataset) -> Result<(), StoreError> {
        sqlx::query("UPDATE dataset SET epoch = $1, change_number = $2, oldest_change = $3 WHERE singleton = 1")
            .bind(dataset.epoch.to_string())
            .bind(dataset.change as i64)
            .bind(dataset.oldest_change as i64)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Makes everything written durable and visible at once.
    ///
    /// # Errors
    /// When the database fails; then nothing was written.
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.tx.commit().await?)
    }
}

async fn dataset(connection: &mut SqliteConnection) -> Result<Dataset, StoreError> {
    let row = sqlx::query("SELECT epoch, change_number, oldest_change FROM dataset WHERE singleton = 1")
        .fetch_one(connection)
        .await?;
    Ok(Dataset {
        epoch: row.try_get::<String, _>(0)?.into(),
        change: number(row.try_get(1)?)?,
        oldest_change: number(row.try_get(2)?)?,
    })
}

async fn changes_after(connection: &mut SqliteConnection, change: u64) -> Result<Changes, StoreError> {
    let beside =
        sqlx::query("SELECT license, extra FROM dataset WHERE singleton = 1").fetch_one(&mut *connection).await?;
    Ok(Changes {
        dataset: dataset(connection).await?,
        beside: Beside {
            license: beside.try_get::<&str, _>(0)?.into(),
            extra: serde_json::from_str(beside.try_get(1)?)?,
        },
        rows: rows_after(connection, change).await?,
    })
}

async fn rows_after(connection: &mut SqliteConnection, change: u64) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query("SELECT kind, id, modified, data FROM records WHERE modified > $1 ORDER BY modified")
        .bind(change as i64)
        .fetch_all(connection)
        .await?;
    rows.iter().map(read).collect()
}

fn read(row: &SqliteRow) -> Result<Row, StoreError> {
    Ok(Row {
        kind: Kind::from_code(row.try_get::<&str, _>(0)?),
        id: Id::from(row.try_get::<&str, _>(1)?),
        modified: number(row.try_get(2)?)?,
        json: row.try_get::<Option<&str>, _>(3)?.map(Into::into),
    })
}

fn number(stored: i64) -> Result<u64, StoreError> {
    u64::try_from(stored).map_err(|_| StoreError::Number(stored))
}
