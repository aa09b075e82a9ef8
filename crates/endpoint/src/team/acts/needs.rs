//! Needs: grouping contributions into one, counting its voices, answering all of them at once.

use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Reply, VOICES_SHOWN_FROM};
use chava_catalogue::vocabulary::NeedStatus;
use chava_contribution::Uid;
use chava_contribution::receipt::State;
use serde_json::{Map, Value, json};

use super::Acting;
use crate::clock::Instant;
use crate::import::{Mode, import_within};
use crate::store::{Store, Write};
use crate::team::error::TeamError;
use crate::team::item::{Filter, Scope};
use crate::team::log::Act;
use crate::team::publish::{document, new_id, object};
use crate::team::words as w;

/// A need that isn't there yet.
#[derive(Clone, Debug)]
pub struct NewNeed<'a> {
    /// What is needed, fit to be public.
    pub title: &'a str,
    /// Its theme.
    pub theme: &'a str,
    /// Its topic.
    pub topic: Option<&'a str>,
    /// The section it is about.
    pub section: Option<&'a str>,
}

/// The need into which contributions go.
#[derive(Clone, Debug)]
pub enum Into<'a> {
    /// One that is there.
    Existing(&'a str),
    /// A new one.
    New(NewNeed<'a>),
}

impl Acting<'_> {
    /// Makes contributions voices of a need; gives its identifier. Where the need was answered already, they are told.
    ///
    /// # Errors
    /// When the need or a contribution isn't there or out of reach, or the catalogue refuses the need.
    pub async fn group(&mut self, ids: &[Uid], into: Into<'_>) -> Result<Id, TeamError> {
        let (need, mut fields) = match into {
            Into::Existing(id) => (Id::from(id), self.need(id).await?),
            Into::New(new) => self.new_need(&new).await?,
        };
        let mut left = Vec::new();
        for id in ids {
            let item = self.item(*id).await?;
            left.extend(item.need.filter(|old| **old != *need.as_str()));
            self.write.set_need(*id, Some(need.as_str())).await?;
            self.log(Act::Group, &id.to_string(), need.as_str()).await?;
        }
        count(&mut self.write, need.as_str(), &mut fields).await?;
        self.import(document([(&Kind::Need, Value::Object(fields))])).await?;
        for old in left {
            recount(&mut self.write, &old, self.now).await?;
        }
        self.tell_what_was_answered(&need, ids).await?;
        Ok(need)
    }

    /// Takes a contribution out of its need.
    ///
    /// # Errors
    /// When the contribution is out of reach or the database fails.
    pub async fn ungroup(&mut self, id: Uid) -> Result<(), TeamError> {
        let Some(need) = self.item(id).await?.need else { return Ok(()) };
        self.write.set_need(id, None).await?;
        self.log(Act::Ungroup, &id.to_string(), &need).await?;
        recount(&mut self.write, &need, self.now).await
    }

    /// Answers a need: a public record, and an answer on the receipt of each person who spoke.
    ///
    /// # Errors
    /// When the need isn't there, or the catalogue refuses the answer.
    pub async fn answer_need(&mut self, need: &str, words: &str, status: &NeedStatus) -> Result<Id, TeamError> {
        let mut fields = self.need(need).await?;
        fields.insert("status".into(), json!(status.as_str()));
        let today = self.now.in_brussels().date.to_string();
        let mut number = 1u32;
        let reply = loop {
            let id = Id::new(format!("reponse-{today}-{number}"));
            if self.write.record(&Kind::Reply, id.as_str()).await?.is_none() {
                break id;
            }
            number += 1;
        };
        let record = json!({ "id": reply.as_str(), "needId": need, "text": words, "at": today, "by": w::TEAM_NAME });
        self.import(document([(&Kind::Need, Value::Object(fields)), (&Kind::Reply, record)])).await?;
        let everyone = Filter { need: Some(need.into()), ..Filter::all(Scope::All) };
        for item in self.write.items(&everyone).await? {
            if item.is_there() {
                self.write.add_answer(item.id, &self.answer(words)).await?;
                self.write.decide(item.id, &State::Answered, None, self.now).await?;
                self.log(Act::Answer, &item.id.to_string(), reply.as_str()).await?;
            }
        }
        self.log(Act::Answer, &format!("need/{need}"), reply.as_str()).await?;
        Ok(reply)
    }

    async fn need(&mut self, id: &str) -> Result<Map<String, Value>, TeamError> {
        let json = self.write.record(&Kind::Need, id).await?.ok_or(TeamError::NotFound)?;
        Ok(object(&json))
    }

    async fn new_need(&mut self, new: &NewNeed<'_>) -> Result<(Id, Map<String, Value>), TeamError> {
        // As many as there are, so that one of these identifiers is free.
        let mut taken = Vec::new();
        let id = loop {
            let id = new_id(new.title, &Kind::Need, |id| !taken.iter().any(|known| known == id));
            if self.write.record(&Kind::Need, id.as_str()).await?.is_none() {
                break id;
            }
            taken.push(id.as_str().to_owned());
        };
        let since = self.now.in_brussels().date.to_string();
        let mut fields = object("{}");
        for (key, value) in [
            ("id", Some(id.as_str())),
            ("theme", Some(new.theme)),
            ("topic", new.topic),
            ("section", new.section),
            ("title", Some(new.title)),
            ("status", Some(NeedStatus::Heard.as_str())),
            ("since", Some(since.as_str())),
        ] {
            if let Some(value) = value {
                fields.insert(key.into(), json!(value));
            }
        }
        Ok((id, fields))
    }

    /// Tells those who came later what was answered before.
    async fn tell_what_was_answered(&mut self, need: &Id, ids: &[Uid]) -> Result<(), TeamError> {
        let changes = self.write.all().await?;
        let records = crate::import::live_records(&changes.rows);
        let replies = records.iter().filter(|record| record.kind == Kind::Reply);
        let mut replies: Vec<Reply> =
            replies.filter_map(|record| record.view().ok()).filter(|reply: &Reply| reply.need_id == *need).collect();
        replies.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        let Some(newest) = replies.last() else { return Ok(()) };
        let words = newest.text.get(&chava_catalogue::language::Language::French);
        for id in ids {
            self.write.add_answer(*id, &self.answer(words)).await?;
            self.write.decide(*id, &State::Answered, None, self.now).await?;
            self.log(Act::Answer, &id.to_string(), newest.id.as_str()).await?;
        }
        Ok(())
    }
}

/// Counts the voices of a need anew; a need that is gone has none.
///
/// # Errors
/// When the catalogue refuses the need or the database fails; then the transaction must not be committed.
pub async fn recount(write: &mut Write, need: &str, now: Instant) -> Result<(), TeamError> {
    let Some(json) = write.record(&Kind::Need, need).await? else { return Ok(()) };
    let mut fields = object(&json);
    count(write, need, &mut fields).await?;
    import_within(write, document([(&Kind::Need, Value::Object(fields))]), Mode::Merge, now).await?;
    Ok(())
}

/// Counts a need anew after one of its voices was taken back.
///
/// # Errors
/// As [`recount`].
pub async fn voice_taken_back(store: &Store, id: Uid) -> Result<(), TeamError> {
    let mut write = store.write().await?;
    if let Some(need) = write.need_of(id).await? {
        recount(&mut write, &need, Instant::now()).await?;
        write.commit().await?;
    }
    Ok(())
}

/// Writes the voices into a need. Few voices could be known by their neighbours, so they are not told.
async fn count(write: &mut Write, need: &str, fields: &mut Map<String, Value>) -> Result<(), TeamError> {
    let published = fields.get("voices").and_then(Value::as_u64).and_then(|voices| u32::try_from(voices).ok());
    let voices = write.voices(need, published.unwrap_or(0)).await?;
    if voices >= VOICES_SHOWN_FROM {
        fields.insert("voices".into(), json!(voices));
    } else {
        fields.remove("voices");
    }
    Ok(())
}
