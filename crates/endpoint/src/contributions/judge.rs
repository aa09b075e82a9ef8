//! A verdict for each item of a batch.

use chava_catalogue::json::Document;
use chava_contribution::Uid;
use chava_contribution::check::{Checked, check};
use chava_contribution::fault::{Fault, FaultCode};
use chava_contribution::receipt::{Code, State};
use chava_contribution::verdict::{ItemResult, Verdict};

use super::hold::{Hold, look};
use super::inbox::{Inbox, NotTaken};
use crate::store::{Arriving, Taken};

/// The longest identifier that is told back for an item that has no good one.
const LONGEST_ID: usize = 64;

/// A batch after its check: what is refused has its verdict, what isn't can be stored.
#[derive(Debug)]
pub struct Judged {
    results: Vec<Option<ItemResult>>,
    holds: Vec<Option<Hold>>,
    arriving: Vec<Arriving>,
}

/// Checks the items of a batch.
///
/// # Errors
/// When the system gives no randomness for the receipts' codes.
pub fn judge(items: &[&str]) -> Result<Judged, getrandom::Error> {
    let mut judged = Judged { results: Vec::with_capacity(items.len()), holds: Vec::new(), arriving: Vec::new() };
    for item in items {
        judged.results.push(match read(item) {
            Err((id, fault)) => Some(ItemResult::rejected(id.as_deref(), &fault)),
            Ok(checked) => {
                let (arriving, hold) = arriving(checked)?;
                judged.holds.push(hold);
                judged.arriving.push(arriving);
                None
            }
        });
    }
    Ok(judged)
}

/// A checked contribution with a new code for its receipt, and why it is held.
///
/// # Errors
/// When the system gives no randomness.
pub fn arriving(checked: Checked) -> Result<(Arriving, Option<Hold>), getrandom::Error> {
    let mut bits = [0; 8];
    getrandom::fill(&mut bits)?;
    let (body, hold) = look(&checked);
    let state = if hold.is_some() { State::Held } else { State::Received };
    let reason = hold.map(|hold| hold.reason().into());
    Ok((Arriving { checked, body, code: Code(u64::from_be_bytes(bits)), state, reason }, hold))
}

/// Reads an item; of one that isn't good, its identifier and what is wrong with it.
pub fn read(item: &str) -> Result<Checked, (Option<Box<str>>, Fault)> {
    let document = Document::parse(item.as_bytes()).ok_or((None, Fault::new(FaultCode::NotJson, "")))?;
    check(document.root()).map_err(|fault| {
        let id = document.root().object().and_then(|item| item.get("id")?.text());
        (id.filter(|id| id.len() <= LONGEST_ID).map(Into::into), fault)
    })
}

impl Judged {
    /// Stores what can be stored; gives a verdict for each item, in the order of the items.
    pub async fn store(self, inbox: &Inbox) -> Vec<ItemResult> {
        let ids: Vec<_> = self.arriving.iter().map(|item| item.checked.id).collect();
        let taken = if self.arriving.is_empty() { Ok(Vec::new()) } else { inbox.take(self.arriving).await };
        let stored: Vec<ItemResult> = match taken {
            Ok(taken) => {
                taken.into_iter().zip(self.holds).zip(&ids).map(|((taken, hold), id)| told(taken, hold, *id)).collect()
            }
            Err(why) => ids.iter().map(|id| again(*id, &why)).collect(),
        };
        let mut stored = stored.into_iter();
        self.results.into_iter().filter_map(|refused| refused.or_else(|| stored.next())).collect()
    }
}

fn told(taken: Taken, hold: Option<Hold>, id: Uid) -> ItemResult {
    match (taken, hold) {
        (Taken::New(receipt), None) => ItemResult::stored(Verdict::Accepted, receipt),
        (Taken::New(receipt), Some(hold)) => ItemResult {
            code: Some(hold.code().into()),
            message: Some(hold.reason().into()),
            ..ItemResult::stored(Verdict::Held, receipt)
        },
        (Taken::Same(receipt), _) => ItemResult::stored(Verdict::Duplicate, receipt),
        (Taken::Conflict, _) => ItemResult::rejected(Some(&id.to_string()), &Fault::new(FaultCode::Conflict, "id")),
    }
}

fn again(id: Uid, why: &NotTaken) -> ItemResult {
    ItemResult {
        id: Some(id.to_string().into()),
        verdict: Verdict::Retry,
        code: Some(why.code().into()),
        field: None,
        message: Some(
            "Le serveur n’a pas pu enregistrer ce message. Il reste sur votre téléphone et repartira tout seul.".into(),
        ),
        receipt: None,
    }
}
