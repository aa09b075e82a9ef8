//! What the body of each kind must have, and how large its parts may be.

use chava_catalogue::id::Id;
use chava_catalogue::json::{Object, Value};

use super::{within, wrong_text};
use crate::fault::{Fault, FaultCode};
use crate::kind::Kind;
use crate::limits;

/// What kind of text a field holds.
#[derive(Clone, Copy)]
enum Shape {
    /// What a person writes.
    Words,
    /// A name, a code or an identifier.
    Word,
}

pub(super) fn check(kind: &Kind, body: Object<'_>) -> Result<(), Fault> {
    for (field, shape) in [
        ("theme", Shape::Word),
        ("topic", Shape::Word),
        ("section", Shape::Word),
        ("text", Shape::Words),
        ("contact", Shape::Word),
        ("verdict", Shape::Word),
        ("direction", Shape::Word),
        ("organisationId", Shape::Word),
        ("language", Shape::Word),
        ("helped", Shape::Word),
    ] {
        text(body, field, shape)?;
    }
    let obstacles = list(body, "obstacles")?;
    list(body, "needs")?;
    about(body)?;
    let has_record = record(body)?;
    changes(body)?;
    match kind {
        Kind::Obstacle => (obstacles > 0).then_some(()).ok_or_else(|| missing("obstacles")),
        Kind::Idea => said(body, "text"),
        Kind::Proposal if has_record => Ok(()),
        Kind::Proposal => said(body, "text"),
        Kind::Correction => present(body, "about"),
        Kind::Confirmation => present(body, "about").and_then(|()| said(body, "verdict")),
        Kind::Collaboration => said(body, "direction").and_then(|()| said(body, "text")),
        Kind::Encounter => Ok(()),
        Kind::Other(_) => Err(Fault::new(FaultCode::UnknownKind, "kind")),
    }
}

/// The value of a field; null says as much as no field.
fn get<'a>(body: Object<'a>, field: &str) -> Option<Value<'a>> {
    body.get(field).filter(|value| value.raw() != "null")
}

fn path(field: &str) -> String {
    ["body.", field].concat()
}

fn fault(code: FaultCode, field: &str) -> Fault {
    Fault::new(code, &path(field))
}

fn missing(field: &str) -> Fault {
    fault(FaultCode::MissingField, field)
}

/// A field that must be there and say something.
fn said(body: Object<'_>, field: &str) -> Result<(), Fault> {
    let text = get(body, field).and_then(Value::text);
    if text.is_some_and(|text| !text.trim().is_empty()) { Ok(()) } else { Err(missing(field)) }
}

fn present(body: Object<'_>, field: &str) -> Result<(), Fault> {
    get(body, field).map(|_| ()).ok_or_else(|| missing(field))
}

fn text(body: Object<'_>, field: &str, shape: Shape) -> Result<(), Fault> {
    let Some(value) = get(body, field) else { return Ok(()) };
    let text = value.text().ok_or_else(|| fault(wrong_text(value), field))?;
    within(&text, if matches!(shape, Shape::Words) { limits::TEXT_CHARS } else { limits::WORD_CHARS }, &path(field))
}

/// A list of codes; gives how many there are.
fn list(body: Object<'_>, field: &str) -> Result<usize, Fault> {
    let Some(value) = get(body, field) else { return Ok(0) };
    let mut count = 0;
    for part in value.list().ok_or_else(|| fault(FaultCode::WrongType, field))? {
        let text = part.text().ok_or_else(|| fault(wrong_text(part), field))?;
        within(&text, limits::WORD_CHARS, &path(field))?;
        count += 1;
    }
    if count > limits::LIST_ENTRIES { Err(fault(FaultCode::TooMany, field)) } else { Ok(count) }
}

fn about(body: Object<'_>) -> Result<(), Fault> {
    let Some(value) = get(body, "about") else { return Ok(()) };
    let about = crate::body::About::read(value).ok_or_else(|| fault(FaultCode::WrongType, "about"))?;
    within(&about.kind, limits::WORD_CHARS, "body.about.kind")?;
    if Id::is_well_formed(&about.id) { Ok(()) } else { Err(fault(FaultCode::IllFormedId, "about.id")) }
}

/// A proposed record; says whether there is one.
fn record(body: Object<'_>) -> Result<bool, Fault> {
    let Some(value) = get(body, "record") else { return Ok(false) };
    let wrong = |field| move || fault(FaultCode::WrongType, field);
    let record = value.object().ok_or_else(wrong("record"))?;
    let kind = record.get("kind").ok_or_else(|| missing("record.kind"))?;
    let kind = kind.text().ok_or_else(wrong("record.kind"))?;
    within(&kind, limits::WORD_CHARS, "body.record.kind")?;
    record.get("data").ok_or_else(|| missing("record.data"))?.object().ok_or_else(wrong("record.data"))?;
    Ok(true)
}

fn changes(body: Object<'_>) -> Result<(), Fault> {
    let Some(value) = get(body, "changes") else { return Ok(()) };
    let changes = value.object().ok_or_else(|| fault(FaultCode::WrongType, "changes"))?;
    if changes.entries().count() > limits::LIST_ENTRIES {
        return Err(fault(FaultCode::TooMany, "changes"));
    }
    Ok(())
}
