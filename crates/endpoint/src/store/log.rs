//! The team's log: lines are added inside the transaction of the act they tell, each hashed with the one before.

use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use super::{Store, StoreError, Write};
use crate::clock::Instant;
use crate::team::log::{BEGINNING, Entry, Line};

/// Lines of the log, in the columns' one order.
macro_rules! lines {
    ($rest:literal) => {
        concat!("SELECT number, at, member, act, subject, note, previous, sha256 FROM team_log ", $rest)
    };
}

impl Store {
    /// A page of the log, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_page(&self, offset: i64, limit: i64) -> Result<Vec<Line>, StoreError> {
        let sql = lines!("ORDER BY number DESC LIMIT $1 OFFSET $2");
        let rows = sqlx::query(sql).bind(limit).bind(offset).fetch_all(self.database.pool()).await?;
        rows.iter().map(line).collect()
    }

    /// The whole log, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log(&self) -> Result<Vec<Line>, StoreError> {
        let rows = sqlx::query(lines!("ORDER BY number")).fetch_all(self.database.pool()).await?;
        rows.iter().map(line).collect()
    }

    /// What was done about something, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_about(&self, subject: &str) -> Result<Vec<Line>, StoreError> {
        let sql = lines!("WHERE subject = $1 ORDER BY number");
        let rows = sqlx::query(sql).bind(subject.to_owned()).fetch_all(self.database.pool()).await?;
        rows.iter().map(line).collect()
    }
}

impl Write {
    /// Adds a line to the log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log(&mut self, entry: Entry<'_>) -> Result<(), StoreError> {
        let last = sqlx::query("SELECT number, sha256 FROM team_log ORDER BY number DESC LIMIT 1")
            .fetch_optional(self.connection())
            .await?;
        let (number, previous) = match last {
            Some(row) => (row.try_get::<i64, _>(0)? + 1, row.try_get::<String, _>(1)?),
            None => (1, BEGINNING.to_owned()),
        };
        let line = entry.into_line(number, &previous);
        sqlx::query(
            "INSERT INTO team_log (number, at, member, act, subject, note, previous, sha256) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(line.number)
        .bind(line.at.0)
        .bind(line.member.into_string())
        .bind(line.act.into_string())
        .bind(line.subject.into_string())
        .bind(line.note.into_string())
        .bind(line.previous.into_string())
        .bind(line.sha256.into_string())
        .execute(self.connection())
        .await?;
        Ok(())
    }
}

fn line(row: &SqliteRow) -> Result<Line, StoreError> {
    Ok(Line {
        number: row.try_get(0)?,
        at: Instant(row.try_get(1)?),
        member: row.try_get::<&str, _>(2)?.into(),
        act: row.try_get::<&str, _>(3)?.into(),
        subject: row.try_get::<&str, _>(4)?.into(),
        note: row.try_get::<&str, _>(5)?.into(),
        previous: row.try_get::<&str, _>(6)?.into(),
        sha256: row.try_get::<&str, _>(7)?.into(),
    })
}
