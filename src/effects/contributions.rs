//! What a person does with their contributions: keep, finish, edit, take back, delete, carry away.

use chava_catalogue::language::Language;
use chava_catalogue::records::RecordRef;
use chava_contribution::body::Said;
use chava_contribution::kind::Observation;
use chava_contribution::{Body, Uid};
use chava_sync::outbox::{self, Draft, DraftMedium, NotKept as Reason, Why};
use chava_sync::ports::{Clock as _, StoreError};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::navigation;
use super::outbox as sending;
use super::runtime::Runtime;
use crate::context::Ask;
use crate::pages::participate::draft_href;
use crate::platform::clock::BrowserClock;
use crate::platform::{crypto, files, persist};
use crate::state::contributions::{Content, NotKept, about};
use crate::state::model::Action;

/// The name of the file in which all that waits is carried away.
const RESCUE_FILE: &str = "chava-contributions.json";

/// Does what pages ask for.
pub fn answer(runtime: &Runtime, ask: Ask) {
    if let Ask::NewId(called_back) = ask {
        called_back.emit(new_id(runtime));
        return;
    }
    let runtime = runtime.clone();
    spawn_local(async move { work(&runtime, ask).await });
}

/// A new id, by the endpoint's clock as far as it is known.
pub(super) fn new_id(runtime: &Runtime) -> Uid {
    Uid::new(runtime.unix_ms(), crypto::random_bytes())
}

async fn work(runtime: &Runtime, ask: Ask) {
    match ask {
        Ask::KeepDraft(content) => keep_draft(runtime, content).await,
        Ask::DropDraft(id) => done(runtime, outbox::discard(runtime.database(), id).await).await,
        Ask::Contribute(content, called_back) => contribute(runtime, content, called_back).await,
        Ask::Confirm(record, observation) => confirm(runtime, &record, observation).await,
        Ask::EditContribution(id) => edit(runtime, id).await,
        Ask::Withdraw(id) => done(runtime, outbox::withdraw(runtime.database(), id).await.map(drop)).await,
        Ask::RemoveContribution(id) => done(runtime, outbox::remove(runtime.database(), id).await).await,
        Ask::SendNow => {
            runtime.outbox().memory.ask_soon();
            sending::wake(runtime, Why::Tap);
        }
        Ask::ExportRescue => export(runtime).await,
        Ask::ImportRescue(file) => import(runtime, &file).await,
        // All others are answered elsewhere.
        _ => {}
    }
}

/// Keeps a draft, and shows that.
pub(super) async fn keep_draft(runtime: &Runtime, content: Content) {
    let draft = draft_of(content, runtime.unix_ms());
    match outbox::keep(runtime.database(), draft).await {
        Ok(Some(draft)) => {
            runtime.with_book(|book| book.drafts.insert(draft.id, draft));
            told(runtime, None);
        }
        Ok(None) => {}
        Err(reason) => told(runtime, Some(not_kept(reason))),
    }
}

fn draft_of(content: Content, now_ms: i64) -> Draft {
    let media = content.media.into_iter();
    Draft {
        id: content.id,
        body: (*content.body).clone(),
        form: (*content.form).into(),
        media: media
            .map(|medium| DraftMedium { number: medium.number, media_type: medium.media_type, bytes: medium.bytes })
            .collect(),
        saved_ms: now_ms,
        older: Vec::new(),
    }
}

async fn contribute(runtime: &Runtime, content: Content, called_back: Callback<Result<(), NotKept>>) {
    let outcome = finish(runtime, content).await;
    told(runtime, outcome.err());
    called_back.emit(outcome);
}

/// Finishes a contribution; it is durably stored when this returns.
async fn finish(runtime: &Runtime, content: Content) -> Result<(), NotKept> {
    let first = runtime.with_book(|book| book.entries.is_empty());
    let language = runtime.model().map_or(Language::French, |model| model.settings.language.clone());
    let now = runtime.unix_ms();
    let (drafted, make) = (content.id, || new_id(runtime));
    let finished = outbox::finish(runtime.database(), draft_of(content, now), language.as_str(), now, &make).await;
    let finished = finished.map_err(not_kept)?;
    let id = finished.entry.id();
    runtime.outbox().memory.finished(id, BrowserClock.monotonic_ms());
    runtime.with_book(|book| {
        book.drafts.remove(&drafted);
        book.entries.insert(id, finished.entry);
    });
    sending::announce(runtime);
    sending::wake(runtime, Why::Saved);
    if first {
        // The first thing that can't be had again: the moment to ask the browser not to throw it away.
        persist::ask_to_keep().await;
    }
    if finished.without_media { Err(NotKept::WithoutMedia) } else { Ok(()) }
}

async fn confirm(runtime: &Runtime, record: &RecordRef, verdict: Observation) {
    let body = Body { about: Some(about(record)), ..Body::new(Said::Confirmation { verdict }) };
    let content = Content { id: new_id(runtime), body: body.into(), form: "".into(), media: Vec::new() };
    let outcome = finish(runtime, content).await;
    told(runtime, outcome.err());
}

async fn edit(runtime: &Runtime, id: Uid) {
    let draft = runtime.with_book(|book| book.drafts.get(&id).map(form_address));
    if let Some(href) = draft {
        navigation::open(runtime, &href);
        return;
    }
    let make = || new_id(runtime);
    match outbox::edit(runtime.database(), id, runtime.unix_ms(), &make).await {
        Ok(Some(draft)) => {
            let href = form_address(&draft);
            runtime.with_book(|book| {
                book.entries.remove(&id);
                book.drafts.insert(draft.id, draft);
            });
            told(runtime, None);
            sending::announce(runtime);
            navigation::open(runtime, &href);
        }
        // It has been received meanwhile: what is shown says so.
        Ok(None) => sending::reload(runtime).await,
        Err(reason) => told(runtime, Some(not_kept(reason))),
    }
}

/// Where a draft is gone on with.
fn form_address(draft: &Draft) -> String {
    draft_href(&draft.body, &draft.form, draft.id)
}

async fn export(runtime: &Runtime) {
    match outbox::export(runtime.database()).await {
        // Closing the sheet is an answer too.
        Ok(text) => drop(files::give(RESCUE_FILE, "application/json", &text).await),
        Err(error) => told(runtime, Some(not_kept(error.into()))),
    }
}

async fn import(runtime: &Runtime, file: &web_sys::File) {
    let Ok(text) = files::text(file).await else { return told(runtime, Some(NotKept::NoRescueFile)) };
    let outcome = outbox::import(runtime.database(), text.as_bytes(), runtime.unix_ms()).await;
    sending::reload(runtime).await;
    match outcome {
        Ok(_) => {
            told(runtime, None);
            sending::announce(runtime);
            sending::wake(runtime, Why::Saved);
        }
        Err(outbox::RescueError::NotOne) => told(runtime, Some(NotKept::NoRescueFile)),
        Err(outbox::RescueError::Storage(error)) => told(runtime, Some(not_kept(error.into()))),
    }
}

/// After a change that the store made by itself: shows what is there now, tells the other tabs, and sends.
async fn done(runtime: &Runtime, outcome: Result<(), Reason>) {
    match outcome {
        Ok(()) => {
            sending::reload(runtime).await;
            told(runtime, None);
            sending::announce(runtime);
            sending::wake(runtime, Why::Saved);
        }
        Err(reason) => told(runtime, Some(not_kept(reason))),
    }
}

/// Shows what is known, and what could not be kept.
fn told(runtime: &Runtime, trouble: Option<NotKept>) {
    runtime.dispatch(Action::SetNotKept(trouble));
    sending::show(runtime);
}

fn not_kept(reason: Reason) -> NotKept {
    match reason {
        Reason::Full | Reason::Broken(StoreError::Full) => NotKept::Full,
        Reason::Broken(_) | Reason::Unwritable => NotKept::Broken,
    }
}
