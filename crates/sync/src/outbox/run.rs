//! One run of the outbox: texts first, then what is taken back, photos and recordings, and the answers.

use std::collections::{BTreeMap, BTreeSet};

use chava_catalogue::instant::rfc3339_from_unix_ms;
use chava_catalogue::json::{Document, Value};
use chava_contribution::Uid;
use chava_contribution::json::{number_of, text_of};
use chava_contribution::receipt::{Standing, State};
use chava_contribution::verdict::{BatchAnswer, ItemResult, Verdict};

use super::batch::{Batch, pick};
use super::entry::{Entry, Medium, MediumState, Refusal};
use super::memory::{Limits, Memory};
use super::ports::{Method, Ports, Reply, Request, Sender};
use super::settle::{Becomes, Heard, News, settle};
use super::shelf::{amend, entries};
use super::upload::{Wire, refused, upload};
use crate::outcome::Trouble;
use crate::ports::{ApiError, Clock, Media, Store, StoreError, Tabs};

/// How many requests of a run may fail while the network is good: enough to find one bad entry among two hundred.
const MOST_BLAMES: u32 = 24;
/// How many receipts a run asks for.
const MOST_ASKED: usize = 8;
/// After how long a receipt is asked for again, in milliseconds.
const ASK_AGAIN_MS: f64 = 14.0 * 60_000.0;
/// The same for one of which little more is expected.
const ASK_SELDOM_MS: f64 = 6.0 * 3_600_000.0;
/// What a request and its answer weigh besides their bodies, in bytes: a guess at their headers.
const HEADER_BYTES: u64 = 900;

/// What a run has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Another tab is at it.
    pub busy: bool,
    /// How many entries were received.
    pub received: usize,
    /// How many things are still to be done.
    pub left: usize,
    /// There are entries of which an answer may come.
    pub awaits_answers: bool,
    /// What went wrong last.
    pub trouble: Option<Trouble>,
}

/// What a run is at.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// These are on their way.
    Sending(&'a [Uid]),
    /// This is what is stored now.
    Stored(&'a BTreeMap<Uid, Entry>),
}

/// Sends what waits. Only one tab does at a time.
pub async fn send<S: Store + Media, N: Sender, C: Clock, T: Tabs>(
    ports: &Ports<'_, S, N, C, T>,
    memory: &Memory,
    step: &mut dyn FnMut(Step<'_>),
) -> Report {
    let Some(_guard) = ports.tabs.try_lock().await else {
        return Report { busy: true, ..Report::default() };
    };
    let mut run = Run { ports, memory, step, skipped: BTreeSet::new(), blames: 0, report: Report::default() };
    if let Err(trouble) = run.whole().await {
        run.report.trouble = Some(trouble);
    }
    let mut report = run.report;
    match entries(ports.store).await {
        Ok(there) => {
            report.left = there.values().filter(|entry| is_unfinished(entry)).count();
            report.awaits_answers = there.values().any(|entry| entry.standing().is_some());
        }
        Err(error) => report.trouble = Some(error.into()),
    }
    report
}

fn is_unfinished(entry: &Entry) -> bool {
    entry.waits() || entry.withdraw || next_medium(entry).is_some()
}

/// The first photo or recording that is still to be sent, with its place in the item.
fn next_medium(entry: &Entry) -> Option<(usize, Medium)> {
    let standing = entry.standing().filter(|_| !entry.withdraw)?;
    if matches!(standing.state, State::Withdrawn | State::Refused) {
        return None;
    }
    entry.media.iter().copied().enumerate().find(|(_, medium)| medium.state == MediumState::Waiting)
}

struct Run<'a, 'p, S, N, C, T> {
    ports: &'a Ports<'p, S, N, C, T>,
    memory: &'a Memory,
    step: &'a mut dyn FnMut(Step<'_>),
    /// What this run is done with, whatever came of it.
    skipped: BTreeSet<Uid>,
    blames: u32,
    report: Report,
}

impl<S: Store + Media, N: Sender, C: Clock, T: Tabs> Wire for Run<'_, '_, S, N, C, T> {
    async fn ask(&self, request: Request<'_>) -> Result<Reply, Trouble> {
        let count = |bytes: usize| self.memory.used.set(self.memory.used.get() + bytes as u64 + HEADER_BYTES / 2);
        count(request.body.len());
        let reply = self.ports.sender.send(request).await.map_err(|error| match error {
            ApiError::Unreachable(_) => Trouble::Unreachable,
            ApiError::Timeout => Trouble::Timeout,
            ApiError::Status { code, retry_after_ms } => Trouble::Status { code, retry_after_ms },
        })?;
        count(reply.body.len());
        if reply.body.trim_ascii_start().starts_with(b"<") {
            return Err(Trouble::Portal);
        }
        Ok(reply)
    }
}

impl<S: Store + Media, N: Sender, C: Clock, T: Tabs> Run<'_, '_, S, N, C, T> {
    async fn whole(&mut self) -> Result<(), Trouble> {
        self.texts().await?;
        self.withdrawals().await?;
        self.media().await?;
        self.answers().await
    }

    async fn texts(&mut self) -> Result<(), Trouble> {
        loop {
            let there = self.save().await?;
            let Some(batch) = self.next_batch(&there).await? else { return Ok(()) };
            let ids: Vec<_> = batch.ids.iter().map(|(id, _)| *id).collect();
            (self.step)(Step::Sending(&ids));
            match self.post(&batch.body).await {
                Ok(answer) => self.hear(&batch, &answer),
                Err(failure) => self.blame(&batch, failure).await?,
            }
        }
    }

    /// The next batch, every entry of which is marked as perhaps having left.
    async fn next_batch(&mut self, there: &BTreeMap<Uid, Entry>) -> Result<Option<Batch>, Trouble> {
        if there.values().all(|entry| !entry.waits() || self.skipped.contains(&entry.id())) {
            return Ok(None);
        }
        let limits = match self.memory.limits.get() {
            Some(limits) => limits,
            None => self.probe().await?,
        };
        let cap = if self.memory.cap.get() == 0 { limits.batch_items } else { self.memory.cap.get() };
        let item = |entry: &Entry| self.item(entry);
        let batch = pick(there, &self.skipped, &self.memory.faults.borrow(), (cap, limits), &item);
        let Some(batch) = batch else { return Ok(None) };
        let sent: BTreeSet<_> = batch.ids.iter().map(|(id, _)| *id).collect();
        if there.values().all(|entry| entry.tried || !sent.contains(&entry.id())) {
            return Ok(Some(batch));
        }
        let mut mark = |entry: &Entry| {
            if entry.tried || !sent.contains(&entry.id()) {
                return Becomes::Same;
            }
            Becomes::Entry(Entry { tried: true, ..entry.clone() })
        };
        match amend(self.ports.store, &mut mark).await {
            // Another tab may have changed one meanwhile: what is sent is what is marked.
            Ok(now) => {
                let still: BTreeMap<_, _> = now.into_iter().filter(|(id, _)| sent.contains(id)).collect();
                Ok(pick(&still, &self.skipped, &self.memory.faults.borrow(), (cap, limits), &item))
            }
            // A full phone must send all the more.
            Err(StoreError::Full) => Ok(Some(batch)),
            Err(error) => Err(error.into()),
        }
    }

    /// The item as it travels now.
    fn item(&self, entry: &Entry) -> String {
        let now = self.ports.clock.unix_ms() + self.ports.clock_offset_ms;
        // By the clock that never goes back where this session knows when it was made; else by the difference of two
        // readings of a clock that may have been set meanwhile.
        let age_ms = match self.memory.born.borrow().get(&entry.id()) {
            Some(born) => (self.ports.clock.monotonic_ms() - born) as i64,
            None => now - entry.created_ms,
        };
        let age = u64::try_from(age_ms / 1000).unwrap_or(0);
        entry.sealed.item(&rfc3339_from_unix_ms(entry.created_ms), Some(age))
    }

    async fn post(&self, body: &str) -> Result<BatchAnswer, Failure> {
        let request = Request { method: Method::Post, path: "/contributions", body: body.as_bytes(), upload: None };
        let reply = self.ask(request).await.map_err(|trouble| Failure { trouble, problem: None })?;
        if reply.status == 200 {
            let answer = BatchAnswer::read(&reply.body);
            return answer.ok_or(Failure { trouble: Trouble::Garbage("the answer to a batch"), problem: None });
        }
        Err(Failure { trouble: refused(&reply), problem: problem(&reply) })
    }

    /// After a batch that failed: is it the network, the endpoint, or something in the batch?
    async fn blame(&mut self, batch: &Batch, failure: Failure) -> Result<(), Trouble> {
        let Failure { trouble, problem } = failure;
        if trouble.retry_after_ms().is_some() || matches!(trouble, Trouble::Status { code: 429, .. }) {
            return Err(trouble);
        }
        // Whoever answers this is the endpoint, and over a network that is good enough.
        self.probe().await?;
        self.blames += 1;
        if self.blames > MOST_BLAMES {
            return Err(trouble);
        }
        if batch.ids.len() > 1 {
            self.memory.cap.set(batch.ids.len().div_ceil(2));
            return Ok(());
        }
        for (id, sha256) in &batch.ids {
            self.put_off(*id, true);
            if let Some(refusal) = problem.clone() {
                self.note(*id, sha256, News::Refused(refusal));
            }
        }
        self.report.trouble = Some(trouble);
        Ok(())
    }

    /// Asks the endpoint for itself: it answers, and says what it allows.
    async fn probe(&self) -> Result<Limits, Trouble> {
        let reply = self.ask(Request::new(Method::Get, "")).await?;
        if reply.status != 200 {
            return Err(refused(&reply));
        }
        let limits = limits(&reply.body).ok_or(Trouble::Garbage("the endpoint's description"))?;
        self.memory.limits.set(Some(limits));
        Ok(limits)
    }

    /// Takes in the verdicts on a batch.
    fn hear(&mut self, batch: &Batch, answer: &BatchAnswer) {
        let by_id: BTreeMap<_, _> =
            answer.results.iter().filter_map(|r| Some((Uid::parse(r.id.as_deref()?)?, r))).collect();
        let mut stored = 0;
        for (id, sha256) in &batch.ids {
            match by_id.get(id).map(|result| news(*id, sha256, result)) {
                Some(Some(news)) => {
                    stored += 1;
                    self.report.received += usize::from(matches!(news, News::Stored(..)));
                    self.memory.faults.borrow_mut().remove(id);
                    self.memory.ask_at.borrow_mut().insert(*id, self.ports.clock.monotonic_ms() + ASK_AGAIN_MS);
                    self.note(*id, sha256, news);
                }
                // The endpoint asks for it again; or it says something that can't be believed.
                Some(None) => self.put_off(*id, false),
                None => self.put_off(*id, true),
            }
        }
        if stored == batch.ids.len() {
            let limits = self.memory.limits.get().unwrap_or_default();
            let cap = self.memory.cap.get().saturating_mul(2);
            self.memory.cap.set(if cap >= limits.batch_items { 0 } else { cap });
        }
    }

    /// Leaves an entry for a later run.
    fn put_off(&mut self, id: Uid, is_its_fault: bool) {
        self.skipped.insert(id);
        if is_its_fault {
            *self.memory.faults.borrow_mut().entry(id).or_default() += 1;
        }
    }

    fn note(&self, id: Uid, sha256: &str, news: News) {
        self.memory.unsaved.borrow_mut().push(Heard { id, sha256: sha256.into(), news });
    }

    /// Stores all that was heard, and gives what is there then. What can't be stored on a full phone is kept in mind,
    /// so that it need not be heard again.
    async fn save(&mut self) -> Result<BTreeMap<Uid, Entry>, Trouble> {
        let heard = self.memory.unsaved.borrow().clone();
        let mut change = |entry: &Entry| {
            let mut becomes = Becomes::Same;
            for one in heard.iter().filter(|one| one.id == entry.id()) {
                let next = match &becomes {
                    Becomes::Same => settle(entry, one, self.ports.new_id),
                    Becomes::Entry(changed) => match settle(changed, one, self.ports.new_id) {
                        Becomes::Same => continue,
                        other => other,
                    },
                    Becomes::Gone | Becomes::Split(..) => break,
                };
                becomes = next;
            }
            becomes
        };
        match amend(self.ports.store, &mut change).await {
            Ok(there) => {
                self.memory.unsaved.borrow_mut().clear();
                if !heard.is_empty() {
                    (self.step)(Step::Stored(&there));
                }
                Ok(there)
            }
            Err(StoreError::Full) => {
                self.report.trouble = Some(StoreError::Full.into());
                self.skipped.extend(heard.iter().map(|one| one.id));
                Ok(entries(self.ports.store).await?)
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn withdrawals(&mut self) -> Result<(), Trouble> {
        let there = entries(self.ports.store).await?;
        for entry in there.values().filter(|entry| entry.withdraw) {
            let Some(standing) = entry.standing() else { continue };
            let path = ["/receipts/", &standing.receipt.code.to_string()].concat();
            let reply = self.ask(Request::new(Method::Delete, &path)).await?;
            let news = match reply.status {
                200..=299 => News::Withdrawn,
                404 if is_json(&reply.body) => News::Forgotten,
                _ => return Err(refused(&reply)),
            };
            self.note(entry.id(), &entry.sealed.sha256, news);
        }
        self.save().await.map(drop)
    }

    async fn media(&mut self) -> Result<(), Trouble> {
        let mut there = entries(self.ports.store).await?;
        let most = self.memory.limits.get().unwrap_or_default().attachment_bytes;
        while let Some((entry, at, medium)) = there
            .values()
            .filter(|entry| !self.skipped.contains(&entry.id()))
            .find_map(|entry| next_medium(entry).map(|(at, medium)| (entry.clone(), at, medium)))
        {
            let attachment = entry.contribution().and_then(|contribution| contribution.attachments.get(at).cloned());
            let bytes = self.ports.store.medium((&entry.id().to_string(), medium.number)).await?;
            let state = match (attachment, bytes) {
                (Some(attachment), Some(bytes))
                    if attachment.bytes == bytes.len() as u64 && attachment.bytes <= most =>
                {
                    upload(self, &attachment, &bytes).await?
                }
                _ => MediumState::Lost,
            };
            self.note(entry.id(), &entry.sealed.sha256, News::Medium(medium.number, state));
            there = self.save().await?;
        }
        Ok(())
    }

    /// Asks what became of those that were received, a few at a time.
    async fn answers(&mut self) -> Result<(), Trouble> {
        let there = entries(self.ports.store).await?;
        let now = self.ports.clock.monotonic_ms();
        let due = |id: &Uid| self.memory.ask_at.borrow().get(id).copied().unwrap_or(0.0);
        let mut asked: Vec<_> =
            there.values().filter(|e| e.standing().is_some() && !e.superseded && due(&e.id()) <= now).collect();
        asked.sort_by(|a, b| due(&a.id()).total_cmp(&due(&b.id())).then_with(|| b.id().cmp(&a.id())));
        for entry in asked.into_iter().take(MOST_ASKED) {
            let Some(standing) = entry.standing() else { continue };
            let path = ["/receipts/", &standing.receipt.code.to_string()].concat();
            let reply = self.ask(Request::new(Method::Get, &path)).await?;
            let news = match reply.status {
                200 => match Document::parse(&reply.body).and_then(|document| Standing::read(document.root())) {
                    Some(standing) => News::Standing(standing),
                    None => return Err(Trouble::Garbage("a receipt")),
                },
                404 if is_json(&reply.body) => News::Forgotten,
                _ => return Err(refused(&reply)),
            };
            let again = match &news {
                News::Standing(standing) if !matches!(standing.state, State::Received | State::Held) => ASK_SELDOM_MS,
                _ => ASK_AGAIN_MS,
            };
            self.memory.ask_at.borrow_mut().insert(entry.id(), now + again);
            self.note(entry.id(), &entry.sealed.sha256, news);
        }
        self.save().await.map(drop)
    }
}

/// Why a batch got no verdicts.
struct Failure {
    trouble: Trouble,
    /// What the endpoint itself finds wrong with it.
    problem: Option<Refusal>,
}

/// What the verdict on an entry means; none where it is to be sent again.
fn news(id: Uid, sha256: &str, result: &ItemResult) -> Option<News> {
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
fn problem(reply: &Reply) -> Option<Refusal> {
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
fn limits(body: &[u8]) -> Option<Limits> {
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

fn is_json(body: &[u8]) -> bool {
    Document::parse(body).is_some_and(|document| document.root().object().is_some())
}
