//! Themes of the learning city and their topics.

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::text::Text;

/// One of the three themes, each with its working group (groupe de travail, GT).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// The theme's slug, also its address: `/themes/{id}`.
    pub id: Id,
    /// The theme's name.
    pub label: Text,
    /// The working group behind it: 1, 2 or 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_group: Option<u8>,
    /// The topics of the theme, in the order in which they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Topic>,
}

/// A subject within a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// The topic's slug.
    pub id: Id,
    /// The topic's name.
    pub label: Text,
}
