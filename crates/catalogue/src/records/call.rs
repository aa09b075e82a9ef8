//! Calls to take part (« appels à participer »).

use serde::{Deserialize, Serialize};

use super::Source;
use crate::id::Id;
use crate::text::Text;

/// A call to take part, with its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The call's slug.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// What is asked, of whom, and how to answer.
    pub text: Text,
    /// Its themes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// The first day, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Box<str>>,
    /// The last day, included, `YYYY-MM-DD`.
    pub closes: Box<str>,
    /// Whom to ask: an address, a number or words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Text>,
    /// Where these facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}
