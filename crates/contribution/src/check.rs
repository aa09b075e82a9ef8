//! Whether an item is a contribution: what the endpoint asks before it stores one, and a phone before it seals one.

mod body;

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::instant::unix_ms_from_rfc3339;
use chava_catalogue::json::{Object, Value};

use crate::canonical::hashed_part;
use crate::contribution::Attachment;
use crate::fault::{Fault, FaultCode};
use crate::id::Uid;
use crate::json::number_of;
use crate::kind::Kind;
use crate::limits;

/// An item that may be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Its identifier.
    pub id: Uid,
    /// Its hash, which is that of `json`.
    pub sha256: Box<str>,
    /// The hashed part in its canonical form, whatever this version knows of it.
    pub json: Box<str>,
    /// The version of its form; one that is newer than [`limits::SCHEMA`] was not looked into.
    pub schema: u64,
    /// Its kind.
    pub kind: Kind,
    /// The language of the device's interface.
    pub lang: Box<str>,
    /// When the device says that it was made, as it wrote it.
    pub created_at: Box<str>,
    /// How old the device says it is, where it does.
    pub age_seconds: Option<u64>,
    /// What it announces.
    pub attachments: Vec<Attachment>,
}

/// Checks an item.
///
/// # Errors
/// The first fault that is found.
pub fn check(item: Value<'_>) -> Result<Checked, Fault> {
    let object = item.object().ok_or_else(|| Fault::new(FaultCode::NotAnObject, ""))?;
    if item.raw().len() > limits::ITEM_BYTES {
        return Err(Fault::new(FaultCode::TooLarge, ""));
    }
    if depth(item.raw().as_bytes()) > limits::DEPTH {
        return Err(Fault::new(FaultCode::TooDeep, ""));
    }
    let id = Uid::parse(&required_text(object, "id")?).ok_or_else(|| Fault::new(FaultCode::IllFormedId, "id"))?;
    let (sha256, json) = check_hash(item, object)?;
    let created_at = required_text(object, "createdAt")?;
    unix_ms_from_rfc3339(&created_at).ok_or_else(|| Fault::new(FaultCode::WrongTime, "createdAt"))?;
    let lang = required_text(object, "lang")?;
    word(&lang, "lang")?;
    let schema = match object.get("schema") {
        None => return Err(Fault::new(FaultCode::MissingField, "schema")),
        Some(_) => number_of(object, "schema").ok_or_else(|| Fault::new(FaultCode::WrongType, "schema"))?,
    };
    let kind = Kind::from_code(&required_text(object, "kind")?);
    word(kind.as_str(), "kind")?;
    let attachments = check_attachments(object)?;
    let body = match object.get("body") {
        None => return Err(Fault::new(FaultCode::MissingField, "body")),
        Some(value) => value.object().ok_or_else(|| Fault::new(FaultCode::WrongType, "body"))?,
    };
    if schema <= limits::SCHEMA {
        body::check(&kind, body)?;
    }
    // An age that is no age says nothing; it is no reason to refuse what somebody said.
    let age_seconds = number_of(object, "ageSeconds");
    Ok(Checked { id, sha256, json, schema, kind, lang, created_at, age_seconds, attachments })
}

/// How deep lists and objects stand in one another, whether the text is JSON or not.
pub fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Says whether a text is a lower-case hex SHA-256.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

fn check_hash(item: Value<'_>, object: Object<'_>) -> Result<(Box<str>, Box<str>), Fault> {
    let sha256 = required_text(object, "sha256")?;
    if !is_sha256(&sha256) {
        return Err(Fault::new(FaultCode::IllFormedHash, "sha256"));
    }
    let json = hashed_part(item).map_err(|_| Fault::new(FaultCode::NotCanonical, ""))?;
    if sha256_hex(json.as_bytes()) != *sha256 {
        return Err(Fault::new(FaultCode::WrongHash, "sha256"));
    }
    Ok((sha256, json.into()))
}

fn check_attachments(object: Object<'_>) -> Result<Vec<Attachment>, Fault> {
    let field = "attachments";
    let Some(value) = object.get(field) else { return Ok(Vec::new()) };
    let mut attachments = Vec::new();
    for part in value.list().ok_or_else(|| Fault::new(FaultCode::WrongType, field))? {
        let attachment = Attachment::read(part).ok_or_else(|| Fault::new(FaultCode::WrongType, field))?;
        if !is_sha256(&attachment.sha256) {
            return Err(Fault::new(FaultCode::IllFormedHash, "attachments.sha256"));
        }
        if !(1..=limits::ATTACHMENT_BYTES).contains(&attachment.bytes) {
            return Err(Fault::new(FaultCode::AttachmentSize, "attachments.bytes"));
        }
        word(&attachment.media_type, "attachments.mediaType")?;
        attachments.push(attachment);
    }
    if attachments.len() > limits::ATTACHMENTS {
        return Err(Fault::new(FaultCode::TooMany, field));
    }
    Ok(attachments)
}

/// The text of a field that must be there.
fn required_text(object: Object<'_>, field: &str) -> Result<Box<str>, Fault> {
    let value = object.get(field).ok_or_else(|| Fault::new(FaultCode::MissingField, field))?;
    Ok(value.text().ok_or_else(|| Fault::new(wrong_text(value), field))?.into())
}

/// What is wrong with a value that is no text: half a character within one, or another type.
fn wrong_text(value: Value<'_>) -> FaultCode {
    if value.raw().starts_with('"') { FaultCode::NotCanonical } else { FaultCode::WrongType }
}

fn word(text: &str, field: &str) -> Result<(), Fault> {
    within(text, limits::WORD_CHARS, field)
}

fn within(text: &str, chars: usize, field: &str) -> Result<(), Fault> {
    if text.chars().count() > chars { Err(Fault::new(FaultCode::TextTooLong, field)) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
