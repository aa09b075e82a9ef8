//! Organisations: who offers learning, and what they look for.

use serde::{Deserialize, Serialize};

use super::{Phone, Source};
use crate::id::Id;
use crate::text::Text;

/// An organisation (HSDS `organization`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Organisation {
    /// The organisation's slug.
    pub id: Id,
    /// Its name.
    pub name: Box<str>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Its web address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Box<str>>,
    /// Its telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// Its e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Box<str>>,
    /// The themes it works on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// What it offers to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Text>,
    /// What it looks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seeks: Vec<Text>,
    /// Where these facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}
