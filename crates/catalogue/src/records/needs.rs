//! Needs that residents expressed, and the city's replies.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::NeedStatus;

/// From how many voices on a need's count is shown.
pub const VOICES_SHOWN_FROM: u32 = 5;

/// A need that several residents expressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Need {
    /// The need's slug.
    pub id: Id,
    /// Its theme.
    pub theme: Id,
    /// Its topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Id>,
    /// The section it was expressed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Box<str>>,
    /// What is needed.
    pub title: Text,
    /// How many people said it; shown from [`VOICES_SHOWN_FROM`] on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voices: Option<u32>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<NeedStatus>,
    /// Since when, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Box<str>>,
}

/// The city's answer to a need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// The reply's slug.
    pub id: Id,
    /// The need it answers.
    pub need_id: Id,
    /// The answer.
    pub text: Text,
    /// When, `YYYY-MM-DD` or RFC 3339.
    pub at: Box<str>,
    /// Who answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Box<str>>,
}
