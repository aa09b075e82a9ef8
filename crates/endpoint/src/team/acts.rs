//! What the team does: each act is one transaction with its line in the log, and what changes in the catalogue goes
//! through the import, so that the feed carries it.

mod needs;
mod records;

use chava_contribution::Uid;
use chava_contribution::receipt::State;
use serde_json::Value;

use crate::clock::Instant;
use crate::import::{Mode, import_within};
use crate::store::{Answer, Store, Write};
use crate::team::error::TeamError;
use crate::team::item::{Item, Scope};
use crate::team::log::{Act, Entry};
use crate::team::session::Member;
use crate::team::templates;
use crate::team::words as w;

pub use needs::{Into, NewNeed, voice_taken_back};

/// A transaction of a member. Dropped without [`Acting::commit`], nothing was done.
pub struct Acting<'a> {
    write: Write,
    member: &'a Member,
    scope: &'a Scope,
    now: Instant,
}

impl<'a> Acting<'a> {
    /// Begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin(store: &Store, member: &'a Member, scope: &'a Scope) -> Result<Self, TeamError> {
        Ok(Self { write: store.write().await?, member, scope, now: Instant::now() })
    }

    /// Makes it all durable.
    ///
    /// # Errors
    /// When the database fails; then nothing was done.
    pub async fn commit(self) -> Result<(), TeamError> {
        Ok(self.write.commit().await?)
    }

    /// Answers one person.
    ///
    /// # Errors
    /// When the contribution is out of reach or the database fails.
    pub async fn answer_person(&mut self, id: Uid, words: &str) -> Result<(), TeamError> {
        self.item(id).await?;
        self.write.add_answer(id, &self.answer(words)).await?;
        self.write.decide(id, &State::Answered, None, self.now).await?;
        self.log(Act::Answer, &id.to_string(), "").await
    }

    /// Refuses with a reason that the person reads.
    ///
    /// # Errors
    /// When there is no such reason, the contribution is out of reach or the database fails.
    pub async fn refuse(&mut self, id: Uid, code: &str, more: &str) -> Result<(), TeamError> {
        let reason = templates::reason(code).ok_or_else(|| TeamError::Unfit(w::REFUSE_REASON.into()))?;
        let item = self.item(id).await?;
        let words = if more.is_empty() { reason.to_owned() } else { format!("{reason} {more}") };
        self.write.decide(id, &State::Refused, Some(&words), self.now).await?;
        if item.need.is_some() {
            self.ungroup(id).await?;
        }
        self.log(Act::Refuse, &id.to_string(), code).await
    }

    /// Asks a colleague.
    ///
    /// # Errors
    /// When there is no such colleague, the contribution is out of reach or the database fails.
    pub async fn ask(&mut self, id: Uid, colleague: &str, note: &str) -> Result<(), TeamError> {
        self.item(id).await?;
        self.write.set_asked(id, colleague, note).await?;
        self.log(Act::Ask, &id.to_string(), colleague).await
    }

    /// Keeps the words without personal data.
    ///
    /// # Errors
    /// When the contribution is out of reach or the database fails.
    pub async fn redact(&mut self, id: Uid, words: &str) -> Result<(), TeamError> {
        self.item(id).await?;
        self.write.set_public_words(id, words).await?;
        self.log(Act::Redact, &id.to_string(), "").await
    }

    /// A contribution with which something can be done.
    async fn item(&mut self, id: Uid) -> Result<Item, TeamError> {
        let item = self.write.item(id, self.scope).await?.ok_or(TeamError::NotFound)?;
        if item.is_there() { Ok(item) } else { Err(TeamError::Unfit(w::CLOSED_ALREADY.into())) }
    }

    fn answer(&self, words: &str) -> Answer {
        Answer { words: words.into(), at: self.now, by: Some(w::TEAM_NAME.into()) }
    }

    async fn import(&mut self, document: Value) -> Result<(), TeamError> {
        import_within(&mut self.write, document, Mode::Merge, self.now).await?;
        Ok(())
    }

    async fn log(&mut self, act: Act, subject: &str, note: &str) -> Result<(), TeamError> {
        let entry = Entry { at: self.now, member: &self.member.name, act, subject, note };
        Ok(self.write.log(entry).await?)
    }
}
