//! What a person does with drafts and entries; each step is one transaction, and a step that is too late does nothing.

use std::collections::BTreeMap;

use chava_catalogue::digest::sha256_hex;
use chava_contribution::{Attachment, Body, Contribution, Uid, limits};

use super::draft::{Draft, DraftMedium};
use super::entry::{Entry, Medium, MediumState, Stage};
use super::settle::Becomes;
use crate::ports::{ItemChange, Media, Shelf, Store, StoreError};

/// How often a change is worked out again because another tab was quicker.
const MOST_TRIES: usize = 30;

/// Why something a person wrote could not be kept. What was kept before still is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The phone is full.
    Full,
    /// The store does not answer as it should.
    Broken(StoreError),
    /// It can't be written down, for a value in it is no JSON.
    Unwritable,
}

impl From<StoreError> for NotKept {
    fn from(error: StoreError) -> Self {
        if error == StoreError::Full { Self::Full } else { Self::Broken(error) }
    }
}

/// A contribution that was finished and is durably stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// It.
    pub entry: Entry,
    /// A photo or recording had to give way.
    pub without_media: bool,
}

/// All entries, by id. What this version can't read stays where it is.
///
/// # Errors
/// When the store can't be read.
pub async fn entries<S: Store>(store: &S) -> Result<BTreeMap<Uid, Entry>, StoreError> {
    let items = store.items(Shelf::Outbox).await?;
    Ok(items.iter().filter_map(|(_, text)| Entry::read(text)).map(|entry| (entry.id(), entry)).collect())
}

/// All drafts, by id.
///
/// # Errors
/// When the store can't be read.
pub async fn drafts<S: Store>(store: &S) -> Result<Vec<Draft>, StoreError> {
    let items = store.items(Shelf::Drafts).await?;
    Ok(items.iter().filter_map(|(id, text)| Draft::read(id, text)).collect())
}

/// Keeps a draft as it is now; none where it was finished meanwhile, and stays so.
///
/// # Errors
/// When the store refuses; the draft is there as it was kept before.
pub async fn keep<S: Store>(store: &S, mut draft: Draft) -> Result<Option<Draft>, NotKept> {
    let id = draft.id.to_string();
    let before = store.item(Shelf::Drafts, &id).await?;
    if let Some(known) = before.as_deref().and_then(|text| Draft::read(&id, text)) {
        draft.older = known.older;
    }
    let unfinished = ItemChange::new(Shelf::Outbox, &id, None).after(None);
    let kept = ItemChange::new(Shelf::Drafts, &id, Some(draft.write()));
    let changes = [unfinished, kept];
    let mut done = store.change_items(&changes).await;
    if done == Err(StoreError::Full) {
        store.make_room().await?;
        done = store.change_items(&changes).await;
    }
    match done {
        Ok(()) => Ok(Some(draft)),
        Err(StoreError::Moved) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Finishes a draft: in one step it goes, and an entry waits to be sent.
///
/// On a full phone what can be worked out again makes room, then photos and recordings give way to the words. Where
/// another tab has sent other words of this draft or thrown it away meanwhile, these go under an id of their own.
///
/// # Errors
/// When not even the words can be kept; the draft is there as it was kept before.
pub async fn finish<S: Store + Media>(
    store: &S,
    draft: Draft,
    lang: &str,
    now_ms: i64,
    new_id: &dyn Fn() -> Uid,
) -> Result<Finished, NotKept> {
    if let Some(finished) = finish_as(store, &draft, lang, now_ms).await? {
        return Ok(finished);
    }
    let mut apart = Draft { id: new_id(), older: Vec::new(), ..draft.clone() };
    let copied = copy_media(store, draft.id, apart.id, draft.media.iter().map(|medium| medium.number)).await;
    if !copied {
        apart.media.clear();
    }
    let finished = finish_as(store, &apart, lang, now_ms).await?.ok_or(NotKept::Broken(StoreError::Moved))?;
    Ok(Finished { without_media: !copied || finished.without_media, ..finished })
}

/// Finishes a draft under its own id; none where that stands for something else by now.
async fn finish_as<S: Store + Media>(
    store: &S,
    draft: &Draft,
    lang: &str,
    now_ms: i64,
) -> Result<Option<Finished>, NotKept> {
    let attachments = attachments(store, draft).await;
    let whole = attachments.len() == draft.media.len();
    let told = |entry: Option<Entry>, without_media| entry.map(|entry| Finished { entry, without_media });
    match put(store, draft, attachments, lang, now_ms).await {
        Err(NotKept::Full) => {}
        other => return Ok(told(other?, !whole)),
    }
    store.make_room().await?;
    let id = draft.id.to_string();
    let lighter = !draft.media.is_empty() && store.drop_media(&id).await.is_ok();
    Ok(told(put(store, draft, Vec::new(), lang, now_ms).await?, lighter))
}

/// The photos and recordings of a draft that are whole and not too large, each with its number.
async fn attachments<S: Media>(store: &S, draft: &Draft) -> Vec<(u32, Attachment)> {
    let id = draft.id.to_string();
    let mut found = Vec::new();
    for DraftMedium { number, media_type, .. } in &draft.media {
        let Ok(Some(bytes)) = store.medium((&id, *number)).await else { continue };
        let size = bytes.len() as u64;
        if (1..=limits::ATTACHMENT_BYTES).contains(&size) && found.len() < limits::ATTACHMENTS {
            let sha256 = sha256_hex(&bytes).into();
            found.push((*number, Attachment { sha256, bytes: size, media_type: media_type.clone() }));
        }
    }
    found
}

/// Puts an entry in the place of a draft; none where its id stands for something else by now.
async fn put<S: Store>(
    store: &S,
    draft: &Draft,
    attachments: Vec<(u32, Attachment)>,
    lang: &str,
    now_ms: i64,
) -> Result<Option<Entry>, NotKept> {
    let key = draft.id.to_string();
    let media = attachments.iter().map(|(number, _)| Medium { number: *number, state: MediumState::Waiting }).collect();
    let attachments = attachments.into_iter().map(|(_, attachment)| attachment).collect();
    let contribution = Contribution { id: draft.id, lang: lang.into(), body: draft.body.clone(), attachments };
    let sealed = contribution.seal().map_err(|_| NotKept::Unwritable)?;
    let mut entry = Entry { media, form: draft.form.clone(), ..Entry::new(sealed, now_ms) };
    for _ in 0..MOST_TRIES {
        let stored = store.item(Shelf::Drafts, &key).await?;
        let known = stored.as_deref().and_then(|text| Draft::read(&key, text));
        entry.older = known.map(|known| known.older).unwrap_or_default();
        let changes = [
            ItemChange::new(Shelf::Outbox, &key, Some(entry.write())).after(None),
            ItemChange::new(Shelf::Drafts, &key, None).after(stored),
        ];
        match store.change_items(&changes).await {
            Ok(()) => return Ok(Some(entry)),
            Err(StoreError::Moved) => {}
            Err(error) => return Err(error.into()),
        }
        // A second tap on the same button, or another tab's: what is finished is finished. Else the draft was kept
        // once more meanwhile.
        if let Some(there) = store.item(Shelf::Outbox, &key).await?.as_deref().and_then(Entry::read) {
            return Ok(Some(there).filter(|there| says(there, &draft.body)));
        }
    }
    Err(NotKept::Broken(StoreError::Moved))
}

/// Says whether an entry brings these words to the city.
fn says(entry: &Entry, body: &Body) -> bool {
    !entry.withdraw && entry.stage != Stage::Withdrawn && entry.contribution().is_some_and(|there| there.body == *body)
}

/// Makes a draft again of an entry that hasn't been received; none where it is too late for that.
///
/// # Errors
/// When the store refuses; nothing has changed then.
pub async fn edit<S: Store + Media>(
    store: &S,
    id: Uid,
    now_ms: i64,
    new_id: &dyn Fn() -> Uid,
) -> Result<Option<Draft>, NotKept> {
    let key = id.to_string();
    let stored = store.item(Shelf::Outbox, &key).await?;
    let Some(mut entry) = stored.as_deref().and_then(Entry::read) else { return Ok(None) };
    let conflict = match &entry.stage {
        Stage::Waiting if !entry.withdraw => false,
        Stage::Refused(refusal) => &*refusal.code == "conflict",
        _ => return Ok(None),
    };
    let Some(contribution) = entry.contribution() else { return Ok(None) };
    let numbers = entry.media.iter().filter(|medium| medium.state != MediumState::Lost).map(|medium| medium.number);
    let media = numbers.zip(&contribution.attachments).map(|(number, attachment)| DraftMedium {
        number,
        media_type: attachment.media_type.clone(),
        bytes: attachment.bytes,
    });
    let mut draft = Draft {
        id,
        body: contribution.body.clone(),
        form: entry.form.clone(),
        media: media.collect(),
        saved_ms: now_ms,
        older: std::mem::take(&mut entry.older),
    };
    if conflict {
        // Something else has this id at the endpoint: the words go on under another.
        draft.id = new_id();
        copy_media(store, id, draft.id, draft.media.iter().map(|medium| medium.number)).await;
        draft.older.clear();
    } else if entry.tried && entry.waits() {
        draft.older.push(entry.sealed);
    }
    let changes = [
        ItemChange::new(Shelf::Outbox, &key, None).after(stored),
        ItemChange::new(Shelf::Drafts, &draft.id.to_string(), Some(draft.write())),
    ];
    match store.change_items(&changes).await {
        Ok(()) => Ok(Some(draft)),
        Err(StoreError::Moved) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Throws a draft away. Where an older version of it may have left the phone, that is taken back.
///
/// # Errors
/// When the store refuses; nothing has changed then.
pub async fn discard<S: Store + Media>(store: &S, id: Uid) -> Result<(), NotKept> {
    let key = id.to_string();
    let stored = store.item(Shelf::Drafts, &key).await?;
    let mut older = stored.as_deref().and_then(|text| Draft::read(&key, text)).map(|d| d.older).unwrap_or_default();
    let mut changes = vec![ItemChange::new(Shelf::Drafts, &key, None).after(stored)];
    if let Some(sealed) = older.pop() {
        let entry = Entry { tried: true, withdraw: true, superseded: true, older, ..Entry::new(sealed, id.unix_ms()) };
        changes.push(ItemChange::new(Shelf::Outbox, &key, Some(entry.write())));
    }
    store.change_items(&changes).await?;
    Ok(store.drop_media(&key).await?)
}

/// Takes an entry back: at once where it never left the phone, else as soon as the endpoint has heard of it. Says whether
/// there was such an entry.
///
/// # Errors
/// When the store refuses; nothing has changed then.
pub async fn withdraw<S: Store + Media>(store: &S, id: Uid) -> Result<bool, NotKept> {
    let mut change = |entry: &Entry| {
        if entry.id() != id || entry.withdraw || entry.stage == Stage::Withdrawn {
            return None;
        }
        let mut next = entry.clone();
        match entry.stage {
            Stage::Waiting | Stage::Refused(_) if !entry.may_have_left() => next.stage = Stage::Withdrawn,
            Stage::Refused(_) if entry.older.is_empty() => next.stage = Stage::Withdrawn,
            Stage::Refused(_) => {
                next.stage = Stage::Waiting;
                next.withdraw = true;
            }
            _ => next.withdraw = true,
        }
        Some(vec![next])
    };
    Ok(amend(store, &mut change).await?.contains_key(&id))
}

/// Deletes an entry from this phone. One that must still be taken back is hidden until the endpoint has heard of it;
/// one that waits and may have left stays.
///
/// # Errors
/// When the store refuses; nothing has changed then.
pub async fn remove<S: Store + Media>(store: &S, id: Uid) -> Result<(), NotKept> {
    let mut goes = false;
    amend(store, &mut |entry| {
        if entry.id() != id {
            return None;
        }
        goes = false;
        if entry.withdraw {
            return Some(vec![Entry { superseded: true, ..entry.clone() }]);
        }
        goes = !entry.waits() || !entry.may_have_left();
        goes.then(Vec::new)
    })
    .await?;
    if goes {
        store.drop_media(&id.to_string()).await?;
    }
    Ok(())
}

/// Changes entries as they are now, all in one step, and gives what is there then.
pub(super) async fn amend<S: Store + Media>(
    store: &S,
    change: &mut dyn FnMut(&Entry) -> Becomes,
) -> Result<BTreeMap<Uid, Entry>, StoreError> {
    for _ in 0..MOST_TRIES {
        let mut there = BTreeMap::new();
        let mut changes = Vec::new();
        for (key, text) in store.items(Shelf::Outbox).await? {
            let Some(entry) = Entry::read(&text) else { continue };
            let Some(mut becomes) = change(&entry) else {
                there.insert(entry.id(), entry);
                continue;
            };
            let stays = becomes.iter().find(|next| next.id() == entry.id()).map(Entry::write);
            changes.push(ItemChange::new(Shelf::Outbox, &key, stays).after(Some(text.clone())));
            for new in becomes.iter_mut().filter(|next| next.id() != entry.id()) {
                let numbers = new.media.iter().map(|medium| medium.number);
                if !copy_media(store, entry.id(), new.id(), numbers).await {
                    new.media.iter_mut().for_each(|medium| medium.state = MediumState::Lost);
                }
                changes.push(ItemChange::new(Shelf::Outbox, &new.id().to_string(), Some(new.write())).after(None));
            }
            there.extend(becomes.into_iter().map(|next| (next.id(), next)));
        }
        if changes.is_empty() {
            return Ok(there);
        }
        match store.change_items(&changes).await {
            Ok(()) => return Ok(there),
            Err(StoreError::Moved) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Moved)
}

/// Copies photos and recordings to another owner; says whether it could.
async fn copy_media<S: Media>(store: &S, from: Uid, to: Uid, numbers: impl Iterator<Item = u32>) -> bool {
    let (from, to) = (from.to_string(), to.to_string());
    for number in numbers {
        let Ok(Some(bytes)) = store.medium((&from, number)).await else { return false };
        if store.put_piece((&to, number), 0, &bytes).await.is_err() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests;
