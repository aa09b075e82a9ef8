//! An endpoint in memory: contract section 4, the write side, by the acceptance rules of the real one.

use std::collections::BTreeMap;

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::instant::{rfc3339_from_unix_ms, unix_ms_from_rfc3339};
use chava_catalogue::json::{Document, Value};
use chava_contribution::check::check;
use chava_contribution::fault::{Fault, FaultCode};
use chava_contribution::receipt::{Code, Receipt, Standing, State};
use chava_contribution::verdict::{BatchAnswer, ItemResult, Verdict};
use chava_contribution::{Contribution, Uid, limits};
use chava_sync::outbox::{Method, Reply, Request};

/// Words that make the endpoint fail whatever it does: a fault in it that only this contribution finds.
pub(super) const POISON: &str = "poison-500";
/// Words that make something between phone and endpoint cut the connection.
pub(super) const CUTTER: &str = "poison-cut";

/// A contribution at the endpoint.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) receipt: Receipt,
    pub(super) state: State,
    pub(super) words: String,
    pub(super) attachments: Vec<(Box<str>, u64)>,
}

/// The endpoint.
#[derive(Debug, Default)]
pub(super) struct Endpoint {
    pub(super) taken: BTreeMap<Uid, Taken>,
    codes: BTreeMap<u64, Uid>,
    /// Bytes by their hash, and how many there are to be.
    uploads: BTreeMap<Box<str>, (Vec<u8>, u64)>,
    /// The age that was said of the items that came last, by id, in seconds.
    pub(super) ages: BTreeMap<Uid, u64>,
    /// Answers « retry » to one item in so many; 0 for none.
    pub(super) busy_for: u32,
    asked: u32,
}

impl Endpoint {
    /// Whether it has this contribution with this hash.
    pub(super) fn has(&self, id: Uid, sha256: &str) -> bool {
        self.taken.get(&id).is_some_and(|taken| *taken.receipt.sha256 == *sha256)
    }

    /// Answers a request.
    pub(super) fn answer(&mut self, request: &Request<'_>, now_ms: i64) -> Reply {
        let path = request.path;
        match (request.method, path.split('/').nth(1).unwrap_or_default()) {
            (Method::Get, "") => self.describe(),
            (Method::Post, "contributions") => self.take(request.body, now_ms),
            (Method::Head | Method::Patch, "attachments") => self.attach(request),
            (Method::Get | Method::Delete, "receipts") => self.receipt(request),
            _ => status(404),
        }
    }

    fn describe(&self) -> Reply {
        let text = r#"{"name":"ChaVa","epoch":"e","limits":{"batchBytes":262144,"batchItems":200,"itemBytes":32768,"attachmentBytes":1048576}}"#;
        Reply { status: 200, body: text.as_bytes().to_vec(), ..Reply::default() }
    }

    fn take(&mut self, body: &[u8], now_ms: i64) -> Reply {
        let Some(document) = Document::parse(body) else { return problem(400) };
        let Some(items) = document.root().object().and_then(|object| object.get("items")?.list()) else {
            return problem(422);
        };
        if document.root().raw().contains(POISON) {
            return status(500);
        }
        let results = items.map(|item| self.take_one(item, now_ms)).collect();
        let answer = BatchAnswer { server_time: rfc3339_from_unix_ms(now_ms).into(), results };
        Reply { status: 200, body: answer.write().into_bytes(), ..Reply::default() }
    }

    fn take_one(&mut self, item: Value<'_>, now_ms: i64) -> ItemResult {
        let checked = match check(item) {
            Ok(checked) => checked,
            Err(fault) => {
                let id = item.object().and_then(|object| object.get("id")?.text());
                return ItemResult::rejected(id.as_deref(), &fault);
            }
        };
        debug_assert!(unix_ms_from_rfc3339(&checked.created_at).is_some());
        self.asked = self.asked.wrapping_add(1);
        if self.busy_for > 0 && self.asked.is_multiple_of(self.busy_for) {
            return ItemResult {
                id: Some(checked.id.to_string().into()),
                verdict: Verdict::Retry,
                code: None,
                field: None,
                message: None,
                receipt: None,
            };
        }
        if let Some(age) = checked.age_seconds {
            self.ages.insert(checked.id, age);
        }
        if let Some(known) = self.taken.get(&checked.id) {
            if known.receipt.sha256 != checked.sha256 {
                let id = checked.id.to_string();
                return ItemResult::rejected(Some(&id), &Fault::new(FaultCode::Conflict, "id"));
            }
            return ItemResult::stored(Verdict::Duplicate, known.receipt.clone());
        }
        // Any code will do that differs from all others.
        let code = u64::from_str_radix(checked.sha256.get(..16).unwrap_or("0"), 16).unwrap_or(0);
        let receipt = Receipt {
            id: checked.id,
            sha256: checked.sha256,
            code: Code(code),
            received_at: rfc3339_from_unix_ms(now_ms).into(),
        };
        let contribution = Contribution::read_text(&checked.json);
        let words = contribution.and_then(|contribution| contribution.body.text).unwrap_or_default();
        let held = self.asked.is_multiple_of(11);
        let taken = Taken {
            receipt: receipt.clone(),
            state: if held { State::Held } else { State::Received },
            words: words.into(),
            attachments: checked.attachments.into_iter().map(|one| (one.sha256, one.bytes)).collect(),
        };
        self.codes.insert(code, checked.id);
        self.taken.insert(checked.id, taken);
        ItemResult::stored(if held { Verdict::Held } else { Verdict::Accepted }, receipt)
    }

    fn attach(&mut self, request: &Request<'_>) -> Reply {
        let sha256: Box<str> = request.path.rsplit('/').next().unwrap_or_default().into();
        let at = |offset: usize, status: u16| Reply { status, upload_offset: Some(offset as u64), ..Reply::default() };
        if request.method == Method::Head {
            return match self.uploads.get(&sha256) {
                Some((bytes, _)) => at(bytes.len(), 200),
                None if self.announced(&sha256) => at(0, 200),
                None => status(404),
            };
        }
        let Some((offset, total)) = request.upload else { return problem(400) };
        if total > limits::ATTACHMENT_BYTES {
            return problem(413);
        }
        let (bytes, whole) = self.uploads.entry(sha256.clone()).or_default();
        *whole = total;
        if bytes.len() as u64 != offset {
            return at(bytes.len(), 409);
        }
        bytes.extend_from_slice(request.body);
        if bytes.len() as u64 >= total && sha256_hex(bytes) != *sha256 {
            bytes.clear();
            return at(0, 422);
        }
        at(bytes.len(), 204)
    }

    fn announced(&self, sha256: &str) -> bool {
        self.taken.values().any(|taken| taken.attachments.iter().any(|(known, _)| **known == *sha256))
    }

    fn receipt(&mut self, request: &Request<'_>) -> Reply {
        let code = request.path.rsplit('/').next().and_then(Code::parse);
        let Some(taken) = code.and_then(|code| self.taken.get_mut(self.codes.get(&code.0)?)) else {
            return problem(404);
        };
        if request.method == Method::Delete {
            taken.state = State::Withdrawn;
        }
        let standing =
            Standing { receipt: taken.receipt.clone(), state: taken.state.clone(), reason: None, replies: Vec::new() };
        Reply { status: 200, body: standing.write().into_bytes(), ..Reply::default() }
    }

    /// Whether it has all bytes of an attachment.
    pub(super) fn has_whole(&self, sha256: &str) -> bool {
        self.uploads.get(sha256).is_some_and(|(bytes, total)| bytes.len() as u64 == *total)
    }

    /// The process dies and comes back: the last bytes of an upload that isn't whole may be gone.
    pub(super) fn restart(&mut self) {
        for (bytes, _) in self.uploads.values_mut().filter(|(bytes, total)| bytes.len() as u64 != *total) {
            bytes.truncate(bytes.len() / 1000 * 1000);
        }
    }
}

fn status(status: u16) -> Reply {
    Reply { status, ..Reply::default() }
}

fn problem(status: u16) -> Reply {
    let body = format!(r#"{{"type":"about:blank","title":"x","status":{status},"detail":"x"}}"#).into_bytes();
    Reply { status, body, ..Reply::default() }
}
