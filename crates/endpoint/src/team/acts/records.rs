//! What contributions bring into the catalogue: proposals and corrections after editing, and confirmations.

use chava_catalogue::civil::Date;
use chava_catalogue::id::Id;
use chava_catalogue::records::Kind;
use chava_contribution::Uid;
use chava_contribution::body::Said;
use chava_contribution::kind::Observation;
use chava_contribution::receipt::State;
use serde_json::{Value, json};

use super::Acting;
use crate::team::error::TeamError;
use crate::team::log::Act;
use crate::team::publish::{Draft, document, object};
use crate::team::words as w;

impl Acting<'_> {
    /// Brings an edited record into the catalogue; gives its identifier.
    ///
    /// # Errors
    /// When the record has faults, was changed by somebody else meanwhile, or the database fails.
    pub async fn publish(&mut self, id: Uid, draft: Draft, verified: bool) -> Result<Id, TeamError> {
        self.item(id).await?;
        let kind = draft.kind.clone();
        let changes = self.write.all().await?;
        let row = |id: &str| changes.rows.iter().find(|row| row.kind == kind && row.id.as_str() == id);
        if let Some((id, from)) = &draft.changes
            && row(id.as_str()).is_none_or(|row| row.modified != *from || row.json.is_none())
        {
            return Err(TeamError::Unfit(w::CHANGED_MEANWHILE.into()));
        }
        let today = self.now.in_brussels().date;
        let (record, document) = draft.document(verified.then_some(today), today, |id| row(id).is_none());
        self.import(document).await?;
        self.write.decide(id, &State::Published, None, self.now).await?;
        let subject = format!("{}/{record}", kind.as_str());
        self.log(Act::Publish, &id.to_string(), &subject).await?;
        self.log(Act::Publish, &subject, &id.to_string()).await?;
        Ok(record)
    }

    /// Notes on the record that a person who was there found it right.
    ///
    /// # Errors
    /// When the contribution is no such confirmation, its record is gone, or the database fails.
    pub async fn confirm(&mut self, id: Uid) -> Result<(), TeamError> {
        let item = self.item(id).await?;
        let unfit = || TeamError::Unfit(w::NOT_A_CONFIRMATION.into());
        let body = item.said.as_ref().map(|said| &said.body).ok_or_else(unfit)?;
        let is_right = matches!(&body.said, Said::Confirmation { verdict: Observation::Right });
        let about = body.about.as_ref().filter(|_| is_right).ok_or_else(unfit)?;
        let kind = Kind::from_code(&about.kind);
        if !matches!(kind, Kind::Place | Kind::Offer | Kind::Session) {
            return Err(unfit());
        }
        let json = self.write.record(&kind, &about.id).await?;
        let mut fields = object(&json.ok_or_else(|| TeamError::Unfit(w::ABOUT_GONE.into()))?);
        let seen = item.received_at.in_brussels().date;
        let known = fields.get("assured").and_then(|assured| Date::parse_partial(assured.get("at")?.as_str()?));
        if known.is_none_or(|known| known < seen) {
            fields.insert("assured".into(), json!({ "at": seen.to_string(), "by": w::CONFIRMED_BY }));
            self.import(document([(&kind, Value::Object(fields))])).await?;
        }
        self.write.decide(id, &State::Published, None, self.now).await?;
        self.log(Act::Confirm, &id.to_string(), &format!("{}/{}", kind.as_str(), about.id)).await
    }
}
