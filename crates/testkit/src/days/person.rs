//! The person at the phone: writes, edits, takes back, tidies up, and remembers what they were told.

use chava_catalogue::digest::sha256_hex;
use chava_contribution::body::Said;
use chava_contribution::{Body, Uid};
use chava_sync::outbox::{
    Draft, DraftMedium, Entry, MediumState, NotKept, Stage, discard, drafts, edit, finish, keep, remove, withdraw,
};
use chava_sync::ports::Media;
use chava_sync::ready::run;

use super::device::Device;
use super::endpoint::{CUTTER, POISON};

/// What the person wants of a message, as far as the app told them that it is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing: the app never said that it has it.
    Untold,
    /// The app said that it keeps it.
    Kept,
    /// The app said that it will be sent.
    Sent,
    /// The app said that it is taken back.
    Withdrawn,
}

/// A message as the person remembers it.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) token: String,
    pub(super) version: u32,
    pub(super) wish: Wish,
    pub(super) finished_ms: f64,
    /// The id under which it was finished, and the session in which.
    pub(super) finished_as: Option<(Uid, u32)>,
    /// The hash of its photo.
    pub(super) medium: Option<String>,
    pub(super) poison: Option<String>,
    pub(super) stuck: bool,
}

impl Message {
    /// Its words now.
    pub(super) fn words(&self) -> String {
        words(&self.token, self.version, self.poison.as_deref())
    }

    /// Whether words are of this message, in any version.
    pub(super) fn is_words(&self, words: &str) -> bool {
        words.strip_prefix(&self.token).is_some_and(|rest| rest.starts_with(" v"))
    }

    pub(super) fn is(&self, entry: &Entry) -> bool {
        entry.sealed.json.contains(&[&self.token, " v"].concat())
    }

    pub(super) fn is_draft(&self, draft: &Draft) -> bool {
        draft.body.text.as_deref().is_some_and(|words| self.is_words(words))
    }
}

fn words(token: &str, version: u32, poison: Option<&str>) -> String {
    format!("{token} v{version} « Ça ira ? »\n{}", poison.unwrap_or_default())
}

fn version_of(words: &str) -> u32 {
    let digits = words.split(" v").nth(1).unwrap_or_default();
    digits.split(' ').next().and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

impl Device {
    /// Does something, as people do.
    pub(super) fn act(&self) {
        match self.roll(10) {
            0..5 => self.write(),
            5..7 => self.edit_one(),
            7 => self.withdraw_one(),
            8 => self.discard_one(),
            _ => self.tidy_up(),
        }
    }

    fn write(&self) {
        let most = self.habits.messages_a_day * super::DAYS_OF_A_PHONE as usize;
        if self.messages.borrow().len() >= most {
            return;
        }
        let id = self.new_id();
        let at = self.messages.borrow().len();
        let token = format!("m{}-{at}", self.phone);
        let poison = self.chance(self.habits.poison).then(|| match self.roll(3) {
            0 => POISON.to_owned(),
            1 => CUTTER.to_owned(),
            // Too long for any endpoint.
            _ => "x".repeat(4_100),
        });
        let message = Message {
            token,
            version: 1,
            wish: Wish::Untold,
            finished_ms: f64::INFINITY,
            finished_as: None,
            medium: None,
            poison,
            stuck: false,
        };
        let mut draft = Draft {
            id,
            body: Body { text: Some(message.words().into()), ..Body::new(Said::Idea) },
            form: "".into(),
            media: Vec::new(),
            saved_ms: self.app_ms(),
            older: Vec::new(),
        };
        let token = message.token.clone();
        self.messages.borrow_mut().push(message);
        if self.roll(5) == 0 {
            let medium = self.take_photo(&mut draft, &token);
            self.messages.borrow_mut()[at].medium = medium;
        }
        if let Ok(Some(_)) = run(keep(self, draft.clone())) {
            self.messages.borrow_mut()[at].wish = Wish::Kept;
        }
        self.finish(at, draft);
    }

    /// Records in pieces, as a voice is.
    fn take_photo(&self, draft: &mut Draft, token: &str) -> Option<String> {
        let size = if self.roll(20) == 0 { 150_000 } else { 50 + self.roll(3_000) };
        let bytes: Vec<u8> = token.bytes().cycle().take(size).collect();
        for (piece, part) in (0..).zip(bytes.chunks(size / 3 + 1)) {
            if run(self.put_piece((&draft.id.to_string(), 0), piece, part)).is_err() {
                return None;
            }
        }
        draft.media.push(DraftMedium { number: 0, media_type: "image/jpeg".into(), bytes: size as u64 });
        Some(sha256_hex(&bytes))
    }

    /// Presses « send », and remembers what the app says.
    fn finish(&self, at: usize, draft: Draft) {
        let new_id = || self.new_id();
        let outcome = run(finish(self, draft.clone(), "fr", self.app_ms(), &new_id));
        let mut messages = self.messages.borrow_mut();
        let message = &mut messages[at];
        match outcome {
            Ok(finished) => {
                if finished.without_media {
                    message.medium = None;
                    self.count(|tally| tally.media_gave_way += 1);
                }
                if message.wish != Wish::Sent {
                    self.count(|tally| tally.finished += 1);
                }
                message.version = version_of(draft.body.text.as_deref().unwrap_or_default());
                message.wish = Wish::Sent;
                message.finished_ms = self.monotonic();
                message.finished_as = Some((finished.entry.id(), self.session.get()));
                if !self.dead.get() {
                    self.memory.borrow().finished(finished.entry.id(), self.monotonic());
                }
            }
            Err(NotKept::Full) => self.count(|tally| tally.refused_by_full_phone += 1),
            // The app died, or its database did: what became of it shows later. What another tab has told of it before
            // holds no more.
            Err(_) if message.wish == Wish::Withdrawn => message.wish = Wish::Untold,
            Err(_) => {}
        }
    }

    fn monotonic(&self) -> f64 {
        use chava_sync::ports::Clock as _;
        self.monotonic_ms()
    }

    /// A message that was sent, with its entry.
    fn any_sent(&self, fits: impl Fn(&Entry) -> bool) -> Option<(usize, Uid)> {
        let there = self.there();
        let messages = self.messages.borrow();
        let found: Vec<_> = messages
            .iter()
            .enumerate()
            .filter(|(_, message)| message.wish == Wish::Sent && message.poison.is_none())
            .filter_map(|(at, message)| {
                let entry = there.values().find(|entry| message.is(entry) && !entry.superseded && fits(entry))?;
                Some((at, entry.id()))
            })
            .collect();
        (!found.is_empty()).then(|| found[self.roll(found.len())])
    }

    fn edit_one(&self) {
        let Some((at, id)) = self.any_sent(|entry| entry.waits() && !entry.withdraw) else { return };
        let new_id = || self.new_id();
        match run(edit(self, id, self.app_ms(), &new_id)) {
            Ok(Some(draft)) => {
                self.messages.borrow_mut()[at].wish = Wish::Kept;
                self.count(|tally| tally.edits += 1);
                self.go_on(at, draft);
            }
            Ok(None) => {}
            // It may be a draft now, or not.
            Err(_) => self.messages.borrow_mut()[at].wish = Wish::Kept,
        }
    }

    /// Changes the words of a draft and sends it.
    fn go_on(&self, at: usize, mut draft: Draft) {
        let words = {
            let messages = self.messages.borrow();
            let version = version_of(draft.body.text.as_deref().unwrap_or_default()) + 1;
            words(&messages[at].token, version, messages[at].poison.as_deref())
        };
        draft.body.text = Some(words.into());
        if draft.media.is_empty() {
            self.messages.borrow_mut()[at].medium = None;
        }
        self.finish(at, draft);
    }

    fn withdraw_one(&self) {
        let Some((at, id)) = self.any_sent(|entry| !entry.withdraw) else { return };
        if run(withdraw(self, id)) == Ok(true) {
            self.messages.borrow_mut()[at].wish = Wish::Withdrawn;
            self.count(|tally| tally.withdrawn += 1);
        }
    }

    fn discard_one(&self) {
        if self.roll(4) > 0 {
            return;
        }
        let Some(draft) = run(drafts(&self.disk)).unwrap_or_default().pop() else { return };
        let at = self.messages.borrow().iter().position(|message| message.is_draft(&draft));
        // What becomes of it when the app dies in the middle, nobody was told.
        let outcome = run(discard(self, draft.id));
        if let Some(at) = at {
            let wish = if outcome.is_ok() { Wish::Withdrawn } else { Wish::Untold };
            self.messages.borrow_mut()[at].wish = wish;
        }
    }

    /// Deletes from the phone what was received with all that belongs to it.
    fn tidy_up(&self) {
        let done = |entry: &Entry| {
            matches!(entry.stage, Stage::Received(_))
                && !entry.withdraw
                && entry.media.iter().all(|medium| medium.state == MediumState::Arrived)
        };
        if let Some((_, id)) = self.any_sent(done) {
            let _ = run(remove(self, id));
        }
    }

    /// Opens the app again and looks at what is there of what the app left open.
    pub(super) fn reconcile(&self) {
        let there = self.there();
        let unfinished = run(drafts(&self.disk)).unwrap_or_default();
        let count = self.messages.borrow().len();
        for at in 0..count {
            let message = self.messages.borrow()[at].clone();
            let entry = there.values().find(|entry| message.is(entry) && !entry.superseded);
            let draft = unfinished.iter().find(|draft| message.is_draft(draft));
            match (message.wish, entry, draft) {
                // The app died in the middle of taking it back.
                (Wish::Sent, Some(entry), _) if entry.withdraw || entry.stage == Stage::Withdrawn => {
                    self.messages.borrow_mut()[at].wish = Wish::Withdrawn;
                }
                (Wish::Kept | Wish::Untold, Some(entry), _) if !entry.withdraw && entry.stage != Stage::Withdrawn => {
                    let mut messages = self.messages.borrow_mut();
                    let contribution = entry.contribution();
                    let text = contribution.as_ref().and_then(|c| c.body.text.clone()).unwrap_or_default();
                    messages[at].version = version_of(&text);
                    messages[at].wish = Wish::Sent;
                    messages[at].finished_ms = self.monotonic();
                    if entry.media.is_empty() {
                        messages[at].medium = None;
                    }
                    self.count(|tally| tally.finished += 1);
                }
                (Wish::Kept | Wish::Untold, None, Some(draft)) => {
                    self.messages.borrow_mut()[at].wish = Wish::Kept;
                    self.go_on(at, draft.clone());
                }
                _ => {}
            }
        }
    }
}
