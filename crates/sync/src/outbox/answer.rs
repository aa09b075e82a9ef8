//! What the endpoint's answers mean: pure, and believing nothing that the endpoint didn't say itself.

use chava_catalogue::json::{Document, Value};
use chava_contribution::Uid;
use chava_contribution::json::{number_of, text_of};
use chava_contribution::receipt::{Standing, State};
use chava_contribution::verdict::{ItemResult, Verdict};

use super::entry::Refusal;
use super::memory::Limits;
use super::ports::Reply;
use super::settle::News;
use super::upload::refused;
use crate::outcome::Trouble;

/// Why a batch got no verdicts.
pub(super) struct Failure {
    pub(super) trouble: Trouble,
    /// What the endpoint itself finds wrong with it.
    pub(super) problem: Option<Refusal>,
}

/// What the verdict on an entry means; none where it is to be sent again.
pub(super) fn news(id: Uid, sha256: &str, result: &ItemResult) -> Option<News> {
    match (result.verdict, &result.receipt) {
        (Verdict::Accepted | Verdict::Duplicate | Verdict::Held, Some(receipt)) if receipt.fits(id, sha256) => {
            let state = if result.verdict == Verdict::Held { State::Held } else { State::Received };
            Some(News::Stored(receipt.clone(), state))
        }
        (Verdict::Rejected, _) if result.code.as_deref() == Some("conflict") => Some(News::Conflict),
        (Verdict::Rejected, _) => Some(News::Refused(Refusal {
            code: result.code.clone().unwrap_or_default(),
            message: result.message.clone().unwrap_or_default(),
        })),
        _ => None,
    }
}

/// What the endpoint says of a request that it refuses (RFC 9457), where it is the endpoint that speaks of this request.
pub(super) fn problem(reply: &Reply) -> Option<Refusal> {
    if !matches!(reply.status, 400 | 413 | 415 | 422) {
        return None;
    }
    let document = Document::parse(&reply.body)?;
    let object = document.root().object()?;
    (number_of(object, "status")? == u64::from(reply.status)).then_some(())?;
    let code = ["http-", &reply.status.to_string()].concat().into();
    Some(Refusal { code, message: text_of(object, "detail").unwrap_or_default() })
}

/// What the endpoint's description of itself allows; what it doesn't say is as usual.
pub(super) fn limits(body: &[u8]) -> Option<Limits> {
    let document = Document::parse(body)?;
    let object = document.root().object()?;
    object.get("epoch")?;
    let usual = Limits::default();
    let said = object.get("limits").and_then(Value::object);
    let size = |key: &str, usual: u64| said.and_then(|said| number_of(said, key)).filter(|n| *n > 0).unwrap_or(usual);
    let small = |key: &str, usual: usize| usize::try_from(size(key, usual as u64)).unwrap_or(usual);
    Some(Limits {
        batch_bytes: small("batchBytes", usual.batch_bytes),
        batch_items: small("batchItems", usual.batch_items),
        attachment_bytes: size("attachmentBytes", usual.attachment_bytes),
    })
}

/// What the endpoint says of a receipt; none where it doesn't know it.
pub(super) fn standing_of(reply: &Reply) -> Result<Option<Standing>, Trouble> {
    let document = Document::parse(&reply.body);
    match (reply.status, document.as_ref().and_then(|document| document.root().object())) {
        (200, _) => {
            let standing = document.as_ref().and_then(|document| Standing::read(document.root()));
            standing.map(Some).ok_or(Trouble::Garbage("a receipt"))
        }
        (404, Some(_)) => Ok(None),
        _ => Err(refused(reply)),
    }
}
