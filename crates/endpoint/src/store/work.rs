//! What the team does to contributions, each step inside the transaction of its act.

use chava_catalogue::records::Kind as RecordKind;
use chava_contribution::Uid;
use chava_contribution::receipt::State;
use sqlx::Row as _;

use super::{Store, StoreError, Write};
use crate::clock::Instant;

/// An answer on a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its words.
    pub words: Box<str>,
    /// When.
    pub at: Instant,
    /// Who, as the person reads it.
    pub by: Option<Box<str>>,
}

/// What the numbers are reckoned from: of each message only what doesn't tell who wrote it.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Its kind, by its code.
    pub kind: Box<str>,
    /// Its theme.
    pub theme: Option<Box<str>>,
    /// Its section.
    pub section: Option<Box<str>>,
    /// What became of it.
    pub state: State,
    /// When it was received.
    pub received_at: Instant,
    /// When it was answered, refused or published.
    pub decided_at: Option<Instant>,
}

impl Store {
    /// The answers to a contribution, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answers(&self, id: Uid) -> Result<Vec<Answer>, StoreError> {
        let rows = sqlx::query(
            "SELECT words, answered_at, answered_by FROM contribution_replies \
             WHERE contribution_id = $1 ORDER BY position",
        )
        .bind(id.to_string())
        .fetch_all(self.database.pool())
        .await?;
        let answer = |row: &sqlx::sqlite::SqliteRow| {
            Ok(Answer {
                words: row.try_get::<&str, _>(0)?.into(),
                at: Instant(row.try_get(1)?),
                by: row.try_get::<Option<&str>, _>(2)?.map(Into::into),
            })
        };
        rows.iter().map(answer).collect()
    }

    /// Every message, for the numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counted(&self) -> Result<Vec<Counted>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.kind, c.theme, c.section, c.state, c.received_at, w.decided_at FROM contributions c \
             LEFT JOIN team_work w ON w.contribution_id = c.id ORDER BY c.received_at, c.id",
        )
        .fetch_all(self.database.pool())
        .await?;
        let counted = |row: &sqlx::sqlite::SqliteRow| {
            Ok(Counted {
                kind: row.try_get::<&str, _>(0)?.into(),
                theme: row.try_get::<Option<&str>, _>(1)?.map(Into::into),
                section: row.try_get::<Option<&str>, _>(2)?.map(Into::into),
                state: State::from_code(row.try_get(3)?),
                received_at: Instant(row.try_get(4)?),
                decided_at: row.try_get::<Option<i64>, _>(5)?.map(Instant),
            })
        };
        rows.iter().map(counted).collect()
    }

    /// How many messages each need holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages_by_need(&self) -> Result<Vec<(Box<str>, u32)>, StoreError> {
        let rows = sqlx::query(
            "SELECT w.need_id, COUNT(*) FROM team_work w JOIN contributions c ON c.id = w.contribution_id \
             WHERE w.need_id IS NOT NULL AND c.state <> 'withdrawn' GROUP BY w.need_id",
        )
        .fetch_all(self.database.pool())
        .await?;
        let counted = |row: &sqlx::sqlite::SqliteRow| {
            let count: i64 = row.try_get(1)?;
            Ok((row.try_get::<&str, _>(0)?.into(), u32::try_from(count).map_err(|_| StoreError::Number(count))?))
        };
        rows.iter().map(counted).collect()
    }
}

impl Write {
    /// Says what became of a contribution; one that was withdrawn stays so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide(
        &mut self,
        id: Uid,
        state: &State,
        reason: Option<&str>,
        now: Instant,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE contributions SET state = $2, reason = $3 WHERE id = $1 AND state <> 'withdrawn'")
            .bind(id.to_string())
            .bind(state.as_str().to_owned())
            .bind(reason.map(str::to_owned))
            .execute(self.connection())
            .await?;
        sqlx::query(
            "INSERT INTO team_work (contribution_id, decided_at) VALUES ($1, $2) ON CONFLICT (contribution_id) \
             DO UPDATE SET decided_at = COALESCE(team_work.decided_at, excluded.decided_at)",
        )
        .bind(id.to_string())
        .bind(now.0)
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Adds an answer to a contribution's receipt.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_answer(&mut self, id: Uid, answer: &Answer) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO contribution_replies (contribution_id, position, answered_at, answered_by, words) \
             SELECT $1, COALESCE(MAX(position) + 1, 0), $2, $3, $4 FROM contribution_replies \
             WHERE contribution_id = $1",
        )
        .bind(id.to_string())
        .bind(answer.at.0)
        .bind(answer.by.as_deref().map(str::to_owned))
        .bind(answer.words.to_string())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Makes a contribution a voice of a need, or of none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_need(&mut self, id: Uid, need: Option<&str>) -> Result<(), StoreError> {
        self.set_work("need_id", id, need).await
    }

    /// Asks a colleague about a contribution.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_asked(&mut self, id: Uid, member: &str, question: &str) -> Result<(), StoreError> {
        self.set_work("asked", id, Some(member)).await?;
        self.set_work("question", id, Some(question).filter(|question| !question.is_empty())).await
    }

    /// Keeps the words of a contribution without personal data.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_public_words(&mut self, id: Uid, words: &str) -> Result<(), StoreError> {
        self.set_work("public_words", id, Some(words)).await
    }

    async fn set_work(&mut self, column: &'static str, id: Uid, value: Option<&str>) -> Result<(), StoreError> {
        let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new("INSERT INTO team_work (contribution_id, ");
        query.push(column).push(") VALUES (").push_bind(id.to_string()).push(", ");
        query.push_bind(value.map(str::to_owned)).push(") ON CONFLICT (contribution_id) DO UPDATE SET ");
        query.push(column).push(" = excluded.").push(column);
        query.build().execute(self.connection()).await?;
        Ok(())
    }

    /// The need that a contribution is a voice of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn need_of(&mut self, id: Uid) -> Result<Option<Box<str>>, StoreError> {
        let need: Option<Option<String>> =
            sqlx::query_scalar("SELECT need_id FROM team_work WHERE contribution_id = $1")
                .bind(id.to_string())
                .fetch_optional(self.connection())
                .await?;
        Ok(need.flatten().map(Into::into))
    }

    /// The voices of a need: contributions in it, and those that were counted elsewhere before; `published` is what
    /// its record says now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn voices(&mut self, need: &str, published: u32) -> Result<u32, StoreError> {
        sqlx::query("INSERT INTO team_needs (need_id, other_voices) VALUES ($1, $2) ON CONFLICT (need_id) DO NOTHING")
            .bind(need.to_owned())
            .bind(i64::from(published))
            .execute(self.connection())
            .await?;
        let voices: i64 = sqlx::query_scalar(
            "SELECT other_voices + (SELECT COUNT(*) FROM team_work w JOIN contributions c ON c.id = w.contribution_id \
             WHERE w.need_id = $1 AND c.state <> 'withdrawn') FROM team_needs WHERE need_id = $1",
        )
        .bind(need.to_owned())
        .fetch_one(self.connection())
        .await?;
        u32::try_from(voices).map_err(|_| StoreError::Number(voices))
    }

    /// The JSON of a live record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&mut self, kind: &RecordKind, id: &str) -> Result<Option<Box<str>>, StoreError> {
        let json: Option<Option<String>> = sqlx::query_scalar("SELECT data FROM records WHERE kind = $1 AND id = $2")
            .bind(kind.as_str().to_owned())
            .bind(id.to_owned())
            .fetch_optional(self.connection())
            .await?;
        Ok(json.flatten().map(Into::into))
    }
}
