//! What this tab knows of the person's drafts and contributions, and what pages see of them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chava_contribution::Uid;
use chava_contribution::receipt;
use chava_sync::outbox::{Draft, Entry, MediumState, Stage};

use crate::platform::connection;
use crate::state::contributions::{Answer, Content, Contribution, Contributions, Medium, Refusal, State};

/// What this tab knows; the store is the truth, this is what was read of it last.
#[derive(Debug, Default)]
pub struct Book {
    /// What waits or was sent.
    pub entries: BTreeMap<Uid, Entry>,
    /// What isn't finished.
    pub drafts: BTreeMap<Uid, Draft>,
    /// What is on its way now.
    pub sending: BTreeSet<Uid>,
    /// Bytes that travelled for contributions since the phone began to count.
    pub data_used: u64,
}

impl Book {
    /// Reads what the store holds.
    pub fn read(outbox: &[(String, String)], drafts: &[(String, String)], data_used: u64) -> Self {
        let entries = outbox.iter().filter_map(|(_, text)| Entry::read(text));
        let drafts = drafts.iter().filter_map(|(id, text)| Draft::read(id, text));
        Self {
            entries: entries.map(|entry| (entry.id(), entry)).collect(),
            drafts: drafts.map(|draft| (draft.id, draft)).collect(),
            sending: BTreeSet::new(),
            data_used,
        }
    }

    /// What pages see.
    pub fn shown(&self) -> Contributions {
        let entries = self.entries.values().filter(|entry| !entry.superseded);
        let entries = entries.filter_map(|entry| self.shown_entry(entry));
        let all = entries.chain(self.drafts.values().map(shown_draft)).collect();
        let mut shown = Contributions::new(all, self.data_used);
        shown.knows_wifi = connection::can_tell();
        shown
    }

    fn shown_entry(&self, entry: &Entry) -> Option<Contribution> {
        let contribution = entry.contribution()?;
        let standing = entry.standing();
        let described = &contribution.attachments;
        let medium = |(medium, attachment): (&chava_sync::outbox::Medium, &chava_contribution::Attachment)| Medium {
            number: medium.number,
            media_type: attachment.media_type.clone(),
            bytes: attachment.bytes,
        };
        let media: Vec<_> = entry.media.iter().zip(described).map(medium).collect();
        let refusal = match (&entry.stage, standing) {
            (Stage::Refused(refusal), _) => {
                Some(Refusal { code: refusal.code.clone(), message: refusal.message.clone() })
            }
            (_, Some(standing)) if standing.state == receipt::State::Refused => {
                Some(Refusal { code: "".into(), message: standing.reason.clone().unwrap_or_default() })
            }
            _ => None,
        };
        let answer = |reply: &receipt::Reply| Answer { text: reply.text.clone(), at: reply.at.clone() };
        Some(Contribution {
            state: self.state(entry),
            at: entry.created_ms,
            weight: entry.sealed.json.len() as u64 + media.iter().map(|medium| medium.bytes).sum::<u64>(),
            media_left: entry.media.iter().filter(|medium| medium.state == MediumState::Waiting).count(),
            receipt: standing.map(|standing| standing.receipt.code),
            refusal,
            answers: standing.map(|standing| standing.replies.iter().map(answer).collect()).unwrap_or_default(),
            content: Content {
                id: contribution.id,
                body: Rc::new(contribution.body),
                form: (*entry.form).into(),
                media,
            },
        })
    }

    fn state(&self, entry: &Entry) -> State {
        match &entry.stage {
            _ if entry.withdraw => State::Withdrawn,
            Stage::Waiting if self.sending.contains(&entry.id()) => State::Sending,
            Stage::Waiting => State::Waiting,
            Stage::Refused(_) => State::Refused,
            Stage::Withdrawn => State::Withdrawn,
            Stage::Received(standing) => match standing.state {
                receipt::State::Refused => State::Refused,
                receipt::State::Published => State::Published,
                receipt::State::Withdrawn => State::Withdrawn,
                _ => State::Received,
            },
        }
    }
}

fn shown_draft(draft: &Draft) -> Contribution {
    let media: Vec<_> = draft
        .media
        .iter()
        .map(|medium| Medium { number: medium.number, media_type: medium.media_type.clone(), bytes: medium.bytes })
        .collect();
    Contribution {
        state: State::Draft,
        at: draft.saved_ms,
        weight: draft.body.write().len() as u64 + media.iter().map(|medium| medium.bytes).sum::<u64>(),
        media_left: media.len(),
        receipt: None,
        refusal: None,
        answers: Vec::new(),
        content: Content { id: draft.id, body: Rc::new(draft.body.clone()), form: (*draft.form).into(), media },
    }
}
