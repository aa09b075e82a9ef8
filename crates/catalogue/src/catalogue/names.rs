//! Reads the name of a record without the rest of it.

use crate::collate::{CollationKey, collation_key};
use crate::json::Document;
use crate::language::Language;
use crate::text::Text;

/// The name, title or label in French.
pub(super) fn of(json: Option<&[u8]>) -> Option<String> {
    let document = Document::parse(json?)?;
    let record = document.root().object()?;
    if let Some(name) = record.field::<Option<Box<str>>>("name")? {
        return Some(name.into());
    }
    let text: Text = record.field::<Option<Text>>("title")?.or(record.field("label")?)?;
    Some(text.get(&Language::French).to_owned()).filter(|name| !name.is_empty())
}

/// What a record is ordered by: its own name or, where it has none, its identifier.
pub(super) fn key(json: Option<&[u8]>, id: &str) -> CollationKey {
    collation_key(of(json).as_deref().unwrap_or(id))
}

/// The section of a place.
pub(super) fn section_of(json: Option<&[u8]>) -> Option<Box<str>> {
    let document = Document::parse(json?)?;
    let address = document.root().object()?.get("address")?.object()?;
    address.field("section")?
}
