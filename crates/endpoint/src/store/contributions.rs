//! What people say: taken once, asked for by its receipt's code, withdrawn, listed.

use std::sync::Arc;

use chava_catalogue::digest::sha256_hex;
use chava_contribution::check::Checked;
use chava_contribution::receipt::{Code, Receipt, Reply, Standing, State};
use chava_contribution::{Body, Contribution, Uid};
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{Store, StoreError, Write};
use crate::clock::Instant;

/// A checked contribution on its way into the store.
#[derive(Clone, Debug)]
pub struct Arriving {
    /// What was checked.
    pub checked: Checked,
    /// What can be read of its body; nothing of a newer form.
    pub body: Option<Body>,
    /// The code of its receipt, should it be new.
    pub code: Code,
    /// Received, or held.
    pub state: State,
    /// Why it is held, in words for who said it.
    pub reason: Option<Box<str>>,
}

impl Arriving {
    /// Its receipt, where it is stored now.
    fn receipt(&self, received_at: &str) -> Receipt {
        Receipt {
            id: self.checked.id,
            sha256: self.checked.sha256.clone(),
            code: self.code,
            received_at: received_at.into(),
        }
    }
}

/// What became of a contribution that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is stored now.
    New(Receipt),
    /// It was stored before, with this receipt.
    Same(Receipt),
    /// Another one was stored under its identifier, which stays as it is.
    Conflict,
}

/// A contribution as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredContribution {
    /// Its receipt.
    pub receipt: Receipt,
    /// Its kind, by its code.
    pub kind: Box<str>,
    /// The hashed part in its canonical form; none where it was withdrawn.
    pub item: Option<Box<str>>,
    /// When its device says that it was made.
    pub created_at: Box<str>,
    /// What became of it.
    pub state: State,
    /// Why it was held or refused.
    pub reason: Option<Box<str>>,
}

impl StoredContribution {
    /// Says whether what is stored is still what was sent.
    pub fn is_whole(&self) -> bool {
        self.item.as_ref().is_none_or(|item| sha256_hex(item.as_bytes()) == *self.receipt.sha256)
    }

    /// What can be read of it; nothing where it was withdrawn.
    pub fn contribution(&self) -> Option<Contribution> {
        Contribution::read_text(self.item.as_deref()?)
    }
}

/// What withdrawing did.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// What the receipt says now.
    pub standing: Standing,
    /// The hashes of files that no contribution claims any more.
    pub unclaimed: Vec<Box<str>>,
}

/// How many rows go into one statement.
const ROWS_AT_ONCE: usize = 100;

impl Write {
    /// Takes contributions in, in their order; each is new, known, or in conflict with one that is known.
    ///
    /// # Errors
    /// When the database fails; then this transaction must not be committed.
    pub async fn take(&mut self, arriving: &[Arriving], now: Instant) -> Result<Vec<Taken>, StoreError> {
        let mut taken = Vec::with_capacity(arriving.len());
        let received_at: Box<str> = now.rfc3339().into();
        for part in arriving.chunks(ROWS_AT_ONCE) {
            // Almost always all are new, and nothing need be asked.
            let all_are_new = insert(self.connection(), part, now).await? == part.len() as u64;
            for item in part {
                let found = if all_are_new { Taken::New(item.receipt(&received_at)) } else { self.known(item).await? };
                if let Taken::New(_) = found {
                    self.announce(&item.checked).await?;
                }
                taken.push(found);
            }
        }
        Ok(taken)
    }

    /// What is stored under an identifier, as it looks to one that has just arrived with it. An item that stands twice in
    /// the batch is new once: its code tells which of both is stored.
    async fn known(&mut self, item: &Arriving) -> Result<Taken, StoreError> {
        let row = sqlx::query("SELECT id, sha256, code, received_at FROM contributions WHERE id = $1")
            .bind(item.checked.id.to_string())
            .fetch_one(self.connection())
            .await?;
        let receipt = receipt(&row)?;
        Ok(match receipt.code == item.code {
            true => Taken::New(receipt),
            false if receipt.sha256 == item.checked.sha256 => Taken::Same(receipt),
            false => Taken::Conflict,
        })
    }

    async fn announce(&mut self, checked: &Checked) -> Result<(), StoreError> {
        for (attachment, position) in checked.attachments.iter().zip(0i64..) {
            sqlx::query(
                "INSERT INTO contribution_attachments (contribution_id, position, sha256, bytes, media_type) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(checked.id.to_string())
            .bind(position)
            .bind(attachment.sha256.to_string())
            .bind(signed(attachment.bytes))
            .bind(attachment.media_type.to_string())
            .execute(self.connection())
            .await?;
        }
        Ok(())
    }

    /// Withdraws the contribution of a code: its words and files are gone afterwards, its receipt stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw(&mut self, code: Code) -> Result<Option<Withdrawn>, StoreError> {
        let connection = self.connection();
        let files: Vec<String> = sqlx::query_scalar(
            "SELECT sha256 FROM contribution_attachments WHERE contribution_id = \
             (SELECT id FROM contributions WHERE code = $1)",
        )
        .bind(signed(code.0))
        .fetch_all(&mut *connection)
        .await?;
        for statement in [
            "DELETE FROM contribution_attachments WHERE contribution_id = (SELECT id FROM contributions WHERE code = $1)",
            "UPDATE contributions SET state = 'withdrawn', reason = NULL, item = NULL WHERE code = $1",
        ] {
            sqlx::query(statement).bind(signed(code.0)).execute(&mut *connection).await?;
        }
        let Some(standing) = standing(connection, code).await? else { return Ok(None) };
        let mut unclaimed = Vec::new();
        for file in files {
            if announced(connection, &file).await?.is_empty() {
                unclaimed.push(file.into());
            }
        }
        Ok(Some(Withdrawn { standing, unclaimed }))
    }
}

impl Store {
    /// What became of the contribution of a code.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standing(&self, code: Code) -> Result<Option<Standing>, StoreError> {
        standing(&mut *self.database.pool().acquire().await?, code).await
    }

    /// The sizes that contributions announce for a file; none where nobody does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn announced(&self, sha256: &str) -> Result<Vec<u64>, StoreError> {
        announced(&mut *self.database.pool().acquire().await?, sha256).await
    }

    /// Contributions in the order of their identifiers, after one of them; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contributions_after(
        &self,
        after: Option<Uid>,
        limit: u32,
    ) -> Result<Vec<StoredContribution>, StoreError> {
        let rows = sqlx::query(
            "SELECT id, sha256, code, received_at, kind, item, created_at, state, reason FROM contributions \
             WHERE id > $1 ORDER BY id LIMIT $2",
        )
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .bind(i64::from(limit))
        .fetch_all(self.database.pool())
        .await?;
        rows.iter().map(stored).collect()
    }
}

/// A text in the one form that the driver takes as it is: any other is copied once more.
fn text(text: &str) -> Arc<str> {
    text.into()
}

/// Inserts what isn't known yet; says how many that were.
async fn insert(connection: &mut SqliteConnection, part: &[Arriving], now: Instant) -> Result<u64, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "INSERT INTO contributions (id, sha256, code, kind, lang, theme, section, item, created_at, age_seconds, \
         received_at, state, reason) ",
    );
    query.push_values(part, |mut row, item| {
        let body = item.body.as_ref();
        row.push_bind(item.checked.id.to_string())
            .push_bind(text(&item.checked.sha256))
            .push_bind(signed(item.code.0))
            .push_bind(text(item.checked.kind.as_str()))
            .push_bind(text(&item.checked.lang))
            .push_bind(body.and_then(|body| body.theme.as_deref()).map(text))
            .push_bind(body.and_then(|body| body.section.as_deref()).map(text))
            .push_bind(text(&item.checked.json))
            .push_bind(text(&item.checked.created_at))
            .push_bind(item.checked.age_seconds.map(signed))
            .push_bind(now.0)
            .push_bind(text(item.state.as_str()))
            .push_bind(item.reason.as_deref().map(text));
    });
    query.push(" ON CONFLICT (id) DO NOTHING");
    Ok(query.build().execute(connection).await?.rows_affected())
}

async fn standing(connection: &mut SqliteConnection, code: Code) -> Result<Option<Standing>, StoreError> {
    let row = sqlx::query("SELECT id, sha256, code, received_at, state, reason FROM contributions WHERE code = $1")
        .bind(signed(code.0))
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let receipt = receipt(&row)?;
    let replies = sqlx::query(
        "SELECT words, answered_at, answered_by FROM contribution_replies WHERE contribution_id = $1 ORDER BY position",
    )
    .bind(receipt.id.to_string())
    .fetch_all(connection)
    .await?;
    let reply = |row: &SqliteRow| {
        Ok(Reply {
            text: row.try_get::<&str, _>(0)?.into(),
            at: Instant(row.try_get(1)?).rfc3339().into(),
            by: row.try_get::<Option<&str>, _>(2)?.map(Into::into),
        })
    };
    Ok(Some(Standing {
        receipt,
        state: State::from_code(row.try_get(4)?),
        reason: row.try_get::<Option<&str>, _>(5)?.map(Into::into),
        replies: replies.iter().map(reply).collect::<Result<_, StoreError>>()?,
    }))
}

async fn announced(connection: &mut SqliteConnection, sha256: &str) -> Result<Vec<u64>, StoreError> {
    let sizes: Vec<i64> = sqlx::query_scalar("SELECT DISTINCT bytes FROM contribution_attachments WHERE sha256 = $1")
        .bind(sha256.to_owned())
        .fetch_all(connection)
        .await?;
    sizes.into_iter().map(|size| u64::try_from(size).map_err(|_| StoreError::Number(size))).collect()
}

fn stored(row: &SqliteRow) -> Result<StoredContribution, StoreError> {
    Ok(StoredContribution {
        receipt: receipt(row)?,
        kind: row.try_get::<&str, _>(4)?.into(),
        item: row.try_get::<Option<&str>, _>(5)?.map(Into::into),
        created_at: row.try_get::<&str, _>(6)?.into(),
        state: State::from_code(row.try_get(7)?),
        reason: row.try_get::<Option<&str>, _>(8)?.map(Into::into),
    })
}

/// Reads a receipt from the first four columns.
fn receipt(row: &SqliteRow) -> Result<Receipt, StoreError> {
    let id: &str = row.try_get(0)?;
    Ok(Receipt {
        id: Uid::parse(id).ok_or_else(|| StoreError::Identifier(id.into()))?,
        sha256: row.try_get::<&str, _>(1)?.into(),
        code: code(row.try_get(2)?),
        received_at: Instant(row.try_get(3)?).rfc3339().into(),
    })
}

/// The same 64 bits as the signed number that databases know.
fn signed(bits: u64) -> i64 {
    i64::from_be_bytes(bits.to_be_bytes())
}

fn code(stored: i64) -> Code {
    Code(u64::from_be_bytes(stored.to_be_bytes()))
}
