//! Reading contributions for the team: oldest first, filtered.

use chava_catalogue::fold::fold;
use chava_contribution::kind::Kind;
use chava_contribution::receipt::{Code, State};
use chava_contribution::{Contribution, Uid};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::{Store, StoreError, Write};
use crate::clock::Instant;
use crate::team::item::{Filter, Item, Pick, Scope, States};

const ITEMS: &str = "SELECT c.id, c.code, c.kind, c.state, c.reason, c.received_at, c.item, \
     w.need_id, w.asked, w.question, w.public_words \
     FROM contributions c LEFT JOIN team_work w ON w.contribution_id = c.id WHERE ";

/// A part of a list.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// How many are passed over.
    pub offset: i64,
    /// How many are given at most.
    pub limit: i64,
}

impl Store {
    /// Contributions, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn items(&self, filter: &Filter, slice: Slice) -> Result<Vec<Item>, StoreError> {
        items(&mut *self.database.pool().acquire().await?, filter, slice).await
    }

    /// The newest contributions within a scope that can be read, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest(&self, scope: &Scope, limit: i64) -> Result<Vec<Item>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(ITEMS);
        push_scope(&mut query, scope);
        query.push(" AND c.item IS NOT NULL ORDER BY c.received_at DESC, c.id DESC LIMIT ").push_bind(limit);
        query.build().fetch_all(self.database.pool()).await?.iter().map(read).collect()
    }

    /// One contribution within a scope.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn item(&self, id: Uid, scope: &Scope) -> Result<Option<Item>, StoreError> {
        one(&mut *self.database.pool().acquire().await?, id, scope).await
    }

    /// The media type of a file that a contribution within a scope announces.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attachment_type(&self, sha256: &str, scope: &Scope) -> Result<Option<Box<str>>, StoreError> {
        let mut query = QueryBuilder::<Sqlite>::new(
            "SELECT a.media_type FROM contribution_attachments a \
             JOIN contributions c ON c.id = a.contribution_id \
             LEFT JOIN team_work w ON w.contribution_id = c.id WHERE a.sha256 = ",
        );
        query.push_bind(sha256.to_owned()).push(" AND ");
        push_scope(&mut query, scope);
        query.push(" LIMIT 1");
        let found: Option<String> = query.build_query_scalar().fetch_optional(self.database.pool()).await?;
        Ok(found.map(Into::into))
    }
}

impl Write {
    /// One contribution within a scope, inside this transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn item(&mut self, id: Uid, scope: &Scope) -> Result<Option<Item>, StoreError> {
        one(self.connection(), id, scope).await
    }

    /// Contributions inside this transaction, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn items(&mut self, filter: &Filter) -> Result<Vec<Item>, StoreError> {
        items(self.connection(), filter, Slice { offset: 0, limit: -1 }).await
    }
}

async fn one(connection: &mut SqliteConnection, id: Uid, scope: &Scope) -> Result<Option<Item>, StoreError> {
    let mut query = QueryBuilder::<Sqlite>::new(ITEMS);
    query.push("c.id = ").push_bind(id.to_string()).push(" AND ");
    push_scope(&mut query, scope);
    query.build().fetch_optional(connection).await?.as_ref().map(read).transpose()
}

async fn items(connection: &mut SqliteConnection, filter: &Filter, slice: Slice) -> Result<Vec<Item>, StoreError> {
    let words: Vec<String> = filter.words.split_whitespace().map(fold).collect();
    let mut query = QueryBuilder::<Sqlite>::new(ITEMS);
    push_filter(&mut query, filter);
    query.push(" ORDER BY c.received_at, c.id");
    if words.is_empty() {
        query.push(" LIMIT ").push_bind(slice.limit).push(" OFFSET ").push_bind(slice.offset);
    }
    let rows = query.build().fetch_all(connection).await?;
    if words.is_empty() {
        return rows.iter().map(read).collect();
    }
    // Accents and capitals don't count for people; the database knows nothing of that.
    let mut found = Vec::new();
    for row in &rows {
        let text = fold(row.try_get::<Option<&str>, _>(6)?.unwrap_or_default());
        if words.iter().all(|word| text.contains(word.as_str())) {
            found.push(read(row)?);
        }
    }
    let limit = usize::try_from(slice.limit).unwrap_or(usize::MAX);
    Ok(found.into_iter().skip(usize::try_from(slice.offset).unwrap_or(0)).take(limit).collect())
}

fn push_filter(query: &mut QueryBuilder<Sqlite>, filter: &Filter) {
    push_scope(query, &filter.scope);
    if let Some(themes) = &filter.group {
        query.push(" AND (c.theme IS NULL OR c.theme IN ");
        push_list(query, themes.iter().map(|theme| &**theme));
        query.push(")");
    }
    if let Some(kind) = &filter.kind {
        query.push(" AND c.kind = ").push_bind(kind.as_str().to_owned());
    }
    push_pick(query, "c.theme", &filter.theme);
    push_pick(query, "c.section", &filter.section);
    match &filter.states {
        States::All => {}
        States::Open => {
            query.push(" AND c.state IN ");
            push_list(query, [State::Received.as_str(), State::Held.as_str()].into_iter());
        }
        States::One(state) => {
            query.push(" AND c.state = ").push_bind(state.as_str().to_owned());
        }
    }
    if let Some(until) = filter.until {
        query.push(" AND c.received_at <= ").push_bind(until.0);
    }
    for (column, wanted) in [("w.asked", &filter.asked), ("w.need_id", &filter.need)] {
        if let Some(wanted) = wanted {
            query.push(" AND ").push(column).push(" = ").push_bind(wanted.to_string());
        }
    }
}

fn push_scope(query: &mut QueryBuilder<Sqlite>, scope: &Scope) {
    match scope {
        Scope::All => {
            query.push("1 = 1");
        }
        Scope::NotThemes(others, member) => {
            query.push("(c.theme IS NULL OR c.theme NOT IN ");
            push_list(query, others.iter().map(|theme| &**theme));
            query.push(" OR w.asked = ").push_bind(member.to_string()).push(")");
        }
        Scope::Kinds(kinds, member) => {
            query.push("(c.kind IN ");
            push_list(query, kinds.iter().map(Kind::as_str));
            query.push(" OR w.asked = ").push_bind(member.to_string()).push(")");
        }
    }
}

fn push_pick(query: &mut QueryBuilder<Sqlite>, column: &str, pick: &Pick) {
    match pick {
        Pick::Any => {}
        Pick::Without => {
            query.push(" AND ").push(column).push(" IS NULL");
        }
        Pick::One(value) => {
            query.push(" AND ").push(column).push(" = ").push_bind(value.to_string());
        }
    }
}

/// A list in brackets. An empty one is no SQL elsewhere than in SQLite, so it holds a value that nothing has.
fn push_list<'a>(query: &mut QueryBuilder<Sqlite>, values: impl Iterator<Item = &'a str>) {
    query.push("(");
    let mut list = query.separated(", ");
    list.push_bind(String::new());
    for value in values {
        list.push_bind(value.to_owned());
    }
    query.push(")");
}

fn read(row: &SqliteRow) -> Result<Item, StoreError> {
    let id: &str = row.try_get(0)?;
    let text = |column: usize| Ok::<_, StoreError>(row.try_get::<Option<&str>, _>(column)?.map(Box::<str>::from));
    Ok(Item {
        id: Uid::parse(id).ok_or_else(|| StoreError::Identifier(id.into()))?,
        code: Code(u64::from_be_bytes(row.try_get::<i64, _>(1)?.to_be_bytes())),
        kind: Kind::from_code(row.try_get(2)?),
        state: State::from_code(row.try_get(3)?),
        reason: text(4)?,
        received_at: Instant(row.try_get(5)?),
        said: text(6)?.and_then(|item| Contribution::read_text(&item)),
        need: text(7)?,
        asked: text(8)?,
        question: text(9)?,
        public_words: text(10)?,
    })
}
