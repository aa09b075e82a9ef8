//! Which records and topics exist, so that references can be followed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::records::{Kind, Record, Theme};

/// The identifiers that references may point to.
#[derive(Clone, Debug, Default)]
pub struct Known {
    records: BTreeMap<Kind, BTreeSet<Box<str>>>,
    topics: BTreeSet<Box<str>>,
}

impl Known {
    /// What exists in a catalogue, topics included.
    pub fn of_records<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut known = Self::default();
        for record in records {
            known.add(&record.kind, record.id.as_str());
            if record.kind == Kind::Theme
                && let Ok(theme) = record.view::<Theme>()
            {
                known.topics.extend(theme.topics.iter().map(|topic| topic.id.as_str().into()));
            }
        }
        known
    }

    pub(super) fn of_document(top: &Map<String, Value>) -> Self {
        let mut known = Self::default();
        let id = |value: &Value| value.get("id").and_then(Value::as_str).map(Box::<str>::from);
        for kind in Kind::ALL {
            let list = kind.list_key().and_then(|key| top.get(key)).and_then(Value::as_array);
            known.records.insert(kind.clone(), list.into_iter().flatten().filter_map(id).collect());
            if *kind == Kind::Theme {
                let topics = list.into_iter().flatten().filter_map(|theme| theme.get("topics")?.as_array());
                known.topics.extend(topics.flatten().filter_map(id));
            }
        }
        known
    }

    /// Adds a record.
    pub fn add(&mut self, kind: &Kind, id: &str) {
        self.records.entry(kind.clone()).or_default().insert(id.into());
    }

    /// Adds a topic of a theme.
    pub fn add_topic(&mut self, id: &str) {
        self.topics.insert(id.into());
    }

    pub(super) fn has(&self, kind: &Kind, id: &str) -> bool {
        self.records.get(kind).is_some_and(|ids| ids.contains(id))
    }

    pub(super) fn has_topic(&self, id: &str) -> bool {
        self.topics.contains(id)
    }
}
