//! A file of all that waits, to keep or to hand on: its items are those of a batch, its attachments stand in it whole.

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::instant::rfc3339_from_unix_ms;
use chava_catalogue::json::{Document, Object, Value};
use chava_contribution::check::check;
use chava_contribution::json::{Writer, text_of};
use chava_contribution::{Attachment, Sealed};
use thiserror::Error;

use super::entry::{Entry, Medium, MediumState, parts};
use super::shelf::entries;
use crate::ports::{ItemChange, Media, Shelf, Store, StoreError};

/// The word by which such a file is known.
const FORMAT: &str = "chava-rescue";

/// Why a file can't be taken in.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RescueError {
    /// It is no such file.
    #[error("this is no rescue file")]
    NotOne,
    /// The store refuses; nothing of the item at hand was kept, those before it are.
    #[error(transparent)]
    Storage(#[from] StoreError),
}

/// Writes all that hasn't wholly arrived, as a JSON text.
///
/// # Errors
/// When the store can't be read.
pub async fn export<S: Store + Media>(store: &S) -> Result<String, StoreError> {
    let (mut items, mut attachments) = (Vec::new(), Vec::new());
    for entry in entries(store).await?.into_values() {
        let lacks_media = entry.media.iter().any(|medium| medium.state == MediumState::Waiting);
        if entry.withdraw || !(entry.waits() || lacks_media && entry.standing().is_some()) {
            continue;
        }
        items.push(entry.sealed.item(&rfc3339_from_unix_ms(entry.created_ms), None));
        let described = entry.contribution().map(|contribution| contribution.attachments).unwrap_or_default();
        for (medium, attachment) in entry.media.iter().zip(described) {
            if let Some(bytes) = store.medium((&entry.id().to_string(), medium.number)).await? {
                let mut out = Writer::new();
                out.text("sha256", &attachment.sha256);
                out.text("mediaType", &attachment.media_type);
                out.text("base64", &to_base64(&bytes));
                attachments.push(out.finish());
            }
        }
    }
    let mut out = Writer::new();
    out.text("format", FORMAT);
    out.number("version", 1);
    out.raw("items", &["[", &items.join(","), "]"].concat());
    out.list("attachments", &attachments);
    Ok(out.finish())
}

/// Takes in such a file; what is on this phone already stays as it is. Says how many entries were new.
///
/// # Errors
/// When it is no such file, or the store refuses.
pub async fn import<S: Store + Media>(store: &S, text: &[u8], now_ms: i64) -> Result<usize, RescueError> {
    let document = Document::parse(text).ok_or(RescueError::NotOne)?;
    let object = document.root().object().ok_or(RescueError::NotOne)?;
    if text_of(object, "format").as_deref() != Some(FORMAT) {
        return Err(RescueError::NotOne);
    }
    let mut new = 0;
    for item in parts(object, "items") {
        // An item that was damaged on the way, or that somebody made up, is left out.
        let Ok(checked) = check(item) else { continue };
        let sealed = Sealed { id: checked.id, sha256: checked.sha256, json: checked.json };
        let key = sealed.id.to_string();
        let known = |shelf| store.item(shelf, &key);
        if known(Shelf::Outbox).await?.is_some() || known(Shelf::Drafts).await?.is_some() {
            continue;
        }
        let media = take_media(store, &key, &checked.attachments, object).await?;
        // The other phone may have sent it.
        let entry = Entry { tried: true, media, ..Entry::new(sealed, now_ms) };
        let put = ItemChange::new(Shelf::Outbox, &key, Some(entry.write())).after(None);
        match store.change_items(&[put]).await {
            Ok(()) => new += 1,
            Err(StoreError::Moved) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(new)
}

async fn take_media<S: Media>(
    store: &S,
    owner: &str,
    described: &[Attachment],
    file: Object<'_>,
) -> Result<Vec<Medium>, StoreError> {
    let mut media = Vec::new();
    for (number, attachment) in (0..).zip(described) {
        let bytes = parts(file, "attachments").find_map(|part| bytes_of(part, &attachment.sha256));
        let state = match bytes {
            Some(bytes) => match store.put_piece((owner, number), 0, &bytes).await {
                Ok(()) => MediumState::Waiting,
                // The words come before the pictures.
                Err(StoreError::Full) => MediumState::Lost,
                Err(error) => return Err(error),
            },
            None => MediumState::Lost,
        };
        media.push(Medium { number, state });
    }
    Ok(media)
}

fn bytes_of(part: Value<'_>, sha256: &str) -> Option<Vec<u8>> {
    let object = part.object()?;
    (*text_of(object, "sha256")? == *sha256).then_some(())?;
    from_base64(&text_of(object, "base64")?).filter(|bytes| sha256_hex(bytes) == sha256)
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at)) as usize & 63];
            text.push(if at > three.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | DIGITS.iter().position(|known| *known == digit)? as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use chava_contribution::Contribution;

    use super::super::entry::tests::idea;
    use super::*;
    use crate::memory::MemoryStore;
    use crate::ready::run;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(to_base64(bytes.as_bytes()), text);
            assert_eq!(from_base64(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(from_base64("Zm9*"), None);
    }

    #[test]
    fn what_is_carried_away_comes_back_once() {
        let (from, to) = (MemoryStore::default(), MemoryStore::default());
        let bytes: Vec<u8> = (0..=255).cycle().take(70_001).collect();
        let attachment =
            Attachment { sha256: sha256_hex(&bytes).into(), bytes: 70_001, media_type: "image/jpeg".into() };
        let mut contribution = Contribution::read_text(&idea(1, "« é »").json).unwrap();
        contribution.attachments.push(attachment);
        let entry = Entry {
            media: vec![Medium { number: 5, state: MediumState::Waiting }],
            ..Entry::new(contribution.seal().unwrap(), 0)
        };
        run(from.put_item(Shelf::Outbox, &entry.id().to_string(), &entry.write())).unwrap();
        run(from.put_piece((&entry.id().to_string(), 5), 0, &bytes)).unwrap();
        let file = run(export(&from)).unwrap();
        assert_eq!(run(import(&to, file.as_bytes(), 9)), Ok(1));
        assert_eq!(run(import(&to, file.as_bytes(), 9)), Ok(0));
        let there = run(entries(&to)).unwrap();
        assert_eq!(there[&entry.id()].contribution(), Some(contribution));
        assert_eq!(run(to.medium((&entry.id().to_string(), 0))).unwrap(), Some(bytes));
        assert_eq!(run(import(&to, b"{}", 0)), Err(RescueError::NotOne));
    }
}
