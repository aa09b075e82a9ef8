//! The parts that several kinds of records share.

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::CostKind;

/// What something costs (HSDS `cost_option`, simplified).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    /// Free, free under conditions, or paid.
    pub kind: CostKind,
    /// The price or the conditions in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Phone {
    /// The number in international form, such as `+32 71 86 00 00`.
    pub number: Box<str>,
    /// What it is for: `voice`, `text`, `fax` or a word of the source (HSDS `phone.type`).
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub phone_type: Option<Box<str>>,
}

/// Who last confirmed a record, and when (HSDS `assured_date`, `assurer_email`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assured {
    /// The day of the confirmation, `YYYY-MM-DD`.
    pub at: Box<str>,
    /// Who confirmed it, by role or name.
    pub by: Box<str>,
}

/// Where facts of a record come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The page or document; absent where the fact is general knowledge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    /// When it was seen: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; absent where not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Box<str>>,
    /// Which fields or facts it supports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Box<str>>,
}

/// A pointer from one record to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordRef {
    /// The kind of the record meant.
    pub kind: Kind,
    /// Its identifier.
    pub id: Id,
}
