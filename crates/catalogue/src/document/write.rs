//! The one written form of records and documents, so that equal catalogues are equal bytes.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::{FORMAT, VERSION};
use crate::records::{Kind, Record};

/// Whether records are written with their change numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modified {
    /// As in a snapshot: each record carries `modified`, right after `id`, where a phone finds both without a search.
    Written,
    /// As in a document one edits.
    Omitted,
}

/// Writes a record's fields in canonical form: `id` first, the other keys in byte order, `modified` left out.
pub fn canonical_record(fields: &Map<String, Value>) -> String {
    let mut text = String::new();
    text.push_str("{\"id\":");
    write_value(fields.get("id").unwrap_or(&Value::Null), &mut text);
    for (key, value) in sorted(fields) {
        if key != "id" && key != "modified" {
            text.push(',');
            write_string(key, &mut text);
            text.push(':');
            write_value(value, &mut text);
        }
    }
    text.push('}');
    text
}

/// Writes a document: `records` must lie in the order of the contract's lists, then by id, as [`super::Document`] keeps them.
pub fn write_document<'a>(
    license: &str,
    extra: &Map<String, Value>,
    records: impl IntoIterator<Item = &'a Record>,
    modified: Modified,
    into: &mut String,
) {
    let _ = write!(into, "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"license\":");
    write_string(license, into);
    let mut open: Option<&Kind> = None;
    for record in records {
        let Some(key) = record.kind.list_key() else { continue };
        if open == Some(&record.kind) {
            into.push_str(",\n");
        } else {
            let _ = write!(into, "{},\n\"{key}\":[\n", if open.is_some() { "]" } else { "" });
            open = Some(&record.kind);
        }
        write_record(record, modified, into);
    }
    if open.is_some() {
        into.push(']');
    }
    for (key, value) in sorted(extra) {
        into.push_str(",\n");
        write_string(key, into);
        into.push(':');
        write_value(value, into);
    }
    into.push_str("}\n");
}

fn write_record(record: &Record, modified: Modified, into: &mut String) {
    // A record in canonical form is copied; the few that came from elsewhere are brought into it.
    let canonical;
    let json = if is_canonical(record) {
        &*record.json
    } else {
        canonical = serde_json::from_str(&record.json).map_or_else(|_| String::new(), |f| canonical_record(&f));
        if canonical.is_empty() { &*record.json } else { canonical.as_str() }
    };
    let head = "{\"id\":\"\"".len() + record.id.as_str().len();
    match json.get(head..) {
        Some(tail) if modified == Modified::Written => {
            into.push_str(&json[..head]);
            let _ = write!(into, ",\"modified\":{}", record.modified);
            into.push_str(tail);
        }
        _ => into.push_str(json),
    }
}

fn is_canonical(record: &Record) -> bool {
    record.json.strip_prefix("{\"id\":\"").and_then(|rest| rest.strip_prefix(record.id.as_str())).is_some_and(|rest| {
        rest.starts_with("\",\"") && !rest.contains("\"modified\"") && !rest.starts_with("\",\"id\"") || rest == "\"}"
    })
}

fn write_value(value: &Value, into: &mut String) {
    match value {
        Value::Array(items) => {
            into.push('[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    into.push(',');
                }
                write_value(item, into);
            }
            into.push(']');
        }
        Value::Object(fields) => {
            into.push('{');
            for (n, (key, value)) in sorted(fields).into_iter().enumerate() {
                if n > 0 {
                    into.push(',');
                }
                write_string(key, into);
                into.push(':');
                write_value(value, into);
            }
            into.push('}');
        }
        Value::String(text) => write_string(text, into),
        scalar => {
            let _ = write!(into, "{scalar}");
        }
    }
}

fn write_string(text: &str, into: &mut String) {
    // A string is always written; the default only satisfies the type.
    into.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// The entries by key, whatever map another crate's features give serde_json.
fn sorted(fields: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut entries: Vec<_> = fields.iter().collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    entries
}
