//! The endpoint's answer to a batch: a verdict for each item, in the order of the items.

use chava_catalogue::json::{Document, Value};

use crate::fault::Fault;
use crate::json::{Writer, text_of};
use crate::receipt::Receipt;

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Stored now.
    Accepted,
    /// Stored before; the receipt is that of then.
    Duplicate,
    /// Stored now, and a person must look at it before it counts.
    Held,
    /// Not stored, and sending it again as it is won't help.
    Rejected,
    /// Not stored this time; it is to be sent again.
    Retry,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 5] = [Self::Accepted, Self::Duplicate, Self::Held, Self::Rejected, Self::Retry];

    /// The code as it travels.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Duplicate => "duplicate",
            Self::Held => "held",
            Self::Rejected => "rejected",
            Self::Retry => "retry",
        }
    }

    /// Reads a code. One that this version doesn't know promises nothing, so the item is to be sent again.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == code).unwrap_or(Self::Retry)
    }
}

/// The verdict on one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemResult {
    /// The item's identifier as it came, none where it had none.
    pub id: Option<Box<str>>,
    /// What became of it.
    pub verdict: Verdict,
    /// Why, for programs; absent where there is nothing to say.
    pub code: Option<Box<str>>,
    /// Where in the item.
    pub field: Option<Box<str>>,
    /// Why, in French.
    pub message: Option<Box<str>>,
    /// The receipt, where the endpoint has the item.
    pub receipt: Option<Receipt>,
}

impl ItemResult {
    /// An item that the endpoint has.
    pub fn stored(verdict: Verdict, receipt: Receipt) -> Self {
        let id = Some(receipt.id.to_string().into());
        Self { id, verdict, code: None, field: None, message: None, receipt: Some(receipt) }
    }

    /// An item that the endpoint refuses.
    pub fn rejected(id: Option<&str>, fault: &Fault) -> Self {
        let field = (!fault.field.is_empty()).then(|| fault.field.clone());
        Self {
            id: id.map(Into::into),
            verdict: Verdict::Rejected,
            code: Some(fault.code.as_str().into()),
            field,
            message: Some(fault.message().into()),
            receipt: None,
        }
    }

    fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self {
            id: text_of(object, "id"),
            verdict: Verdict::from_code(&text_of(object, "verdict")?),
            code: text_of(object, "code"),
            field: text_of(object, "field"),
            message: text_of(object, "message"),
            receipt: object.get("receipt").and_then(Receipt::read),
        })
    }

    fn write(&self) -> String {
        let mut out = Writer::new();
        match &self.id {
            Some(id) => out.text("id", id),
            None => out.raw("id", "null"),
        }
        out.text("verdict", self.verdict.as_str());
        for (key, text) in [("code", &self.code), ("field", &self.field), ("message", &self.message)] {
            out.some(key, text.as_deref());
        }
        if let Some(receipt) = &self.receipt {
            out.raw("receipt", &receipt.write());
        }
        out.finish()
    }
}

/// The answer to a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchAnswer {
    /// The endpoint's clock, RFC 3339 in UTC.
    pub server_time: Box<str>,
    /// A verdict for each item, in the order of the items.
    pub results: Vec<ItemResult>,
}

impl BatchAnswer {
    /// Reads an answer, none where it is none: a captive portal's page, half an answer, garbage.
    pub fn read(json: &[u8]) -> Option<Self> {
        let document = Document::parse(json)?;
        let object = document.root().object()?;
        Some(Self {
            server_time: text_of(object, "serverTime")?,
            results: object.get("results")?.list()?.map(ItemResult::read).collect::<Option<_>>()?,
        })
    }

    /// Writes the answer as JSON.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        out.text("serverTime", &self.server_time);
        let results: Vec<_> = self.results.iter().map(ItemResult::write).collect();
        out.raw("results", &["[", &results.join(","), "]"].concat());
        out.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::FaultCode;
    use crate::id::Uid;
    use crate::receipt::Code;

    #[test]
    fn an_answer_survives_its_way() {
        let receipt = Receipt { id: Uid::new(1, [2; 10]), sha256: "c".into(), code: Code(3), received_at: "4".into() };
        let fault = Fault::new(FaultCode::MissingField, "body.text");
        let answer = BatchAnswer {
            server_time: "2026-11-26T19:00:00.000Z".into(),
            results: vec![
                ItemResult::stored(Verdict::Accepted, receipt),
                ItemResult::rejected(None, &fault),
                ItemResult::rejected(Some("x\"y"), &fault),
            ],
        };
        assert_eq!(BatchAnswer::read(answer.write().as_bytes()), Some(answer));
    }

    #[test]
    fn what_is_no_answer_is_not_taken_for_one() {
        for text in
            ["", "<html>Connectez-vous</html>", "{}", r#"{"serverTime":"x"}"#, r#"{"serverTime":"x","results":[7]}"#]
        {
            assert_eq!(BatchAnswer::read(text.as_bytes()), None, "{text}");
        }
        let strange = r#"{"serverTime":"x","results":[{"id":"a","verdict":"splendid"}]}"#;
        assert_eq!(BatchAnswer::read(strange.as_bytes()).unwrap().results[0].verdict, Verdict::Retry);
    }
}
