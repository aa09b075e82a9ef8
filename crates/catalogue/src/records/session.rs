//! Sessions: when and where something takes place, once or again and again.

use serde::{Deserialize, Serialize};

use super::{Assured, Cost, Source};
use crate::id::Id;
use crate::text::Text;
use crate::vocabulary::{SessionStatus, SessionType};

/// A session (schema.org `Event`, HSDS `schedule`), of an offer or standing alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The session's slug.
    pub id: Id,
    /// The offer it belongs to; a session has this or a title of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_id: Option<Id>,
    /// Its own title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Where it takes place.
    pub place_id: Id,
    /// Local start, `YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD` where the hour is not known.
    pub start: Box<str>,
    /// Duration in minutes; absent where not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<u32>,
    /// The IANA time zone of `start`; Europe/Brussels where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<Box<str>>,
    /// The recurrence rule of RFC 5545, without `RRULE:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rrule: Option<Box<str>>,
    /// Occurrences that don't take place, written as `start` is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exdates: Vec<Box<str>>,
    /// Further occurrences beside those of the rule, written as `start` is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rdates: Vec<Box<str>>,
    /// What the endpoint made, at import, of a rule that phones don't expand: the rule's dates, written as `start` is.
    /// Who reads `rrule` needs it not; it is made anew at each import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expanded_dates: Vec<Box<str>>,
    /// Whether it takes place; scheduled where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<SessionStatus>,
    /// How to book, in words or as an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking: Option<Text>,
    /// What happens, where it has no offer or differs from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// What it costs, where it has no offer or differs from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// Its themes, where it has no offer or differs from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Id>,
    /// Its topics, where it has no offer or differs from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Id>,
    /// What form it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_type: Option<SessionType>,
    /// Who last confirmed it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assured: Option<Assured>,
    /// Where these facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}
