//! Reads the name of a record without the rest of it.

use std::borrow::Cow;

use serde::Deserialize;

use crate::collate::{CollationKey, collation_key};
use crate::language::Language;
use crate::text::Text;

#[derive(Deserialize)]
struct Named<'a> {
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    title: Option<Text>,
    label: Option<Text>,
}

#[derive(Deserialize)]
struct Placed<'a> {
    #[serde(borrow)]
    address: Option<Addressed<'a>>,
}

#[derive(Deserialize)]
struct Addressed<'a> {
    #[serde(borrow)]
    section: Option<Cow<'a, str>>,
}

/// The name, title or label in French.
pub(super) fn of(json: Option<&[u8]>) -> Option<String> {
    let named: Named<'_> = serde_json::from_slice(json?).ok()?;
    if let Some(name) = named.name {
        return Some(name.into_owned());
    }
    let text = named.title.or(named.label)?;
    Some(text.get(&Language::French).to_owned()).filter(|name| !name.is_empty())
}

/// What a record is ordered by: its own name or, where it has none, its identifier.
pub(super) fn key(json: Option<&[u8]>, id: &str) -> CollationKey {
    collation_key(of(json).as_deref().unwrap_or(id))
}

/// The section of a place.
pub(super) fn section_of(json: Option<&[u8]>) -> Option<Box<str>> {
    let placed: Placed<'_> = serde_json::from_slice(json?).ok()?;
    placed.address?.section.map(|section| section.into())
}
