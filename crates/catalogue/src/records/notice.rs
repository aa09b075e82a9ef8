//! Notices: dated exceptions that win over the habit.

use serde::{Deserialize, Serialize};

use super::RecordRef;
use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::NoticeType;

/// A closure, other hours or a message about another record, for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// The notice's slug.
    pub id: Id,
    /// What it is about.
    pub about: RecordRef,
    /// What it announces.
    pub notice_type: NoticeType,
    /// First day or moment, local, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`.
    pub from: Box<str>,
    /// Last day or moment, included; absent while it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Box<str>>,
    /// What to know.
    pub text: Text,
}
