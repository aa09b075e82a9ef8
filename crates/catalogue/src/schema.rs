//! The JSON Schema of the catalogue document, generated from the record types.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use crate::document::{FORMAT, VERSION};
use crate::records::{Call, Kind, Need, Notice, Offer, Organisation, Place, Reply, Session, Theme};
use crate::wire::MAX_CHANGE;

const DAY: &str = r"^\d{4}-\d{2}-\d{2}$";
const PARTIAL_DAY: &str = r"^\d{4}(-\d{2}(-\d{2})?)?$";
const DAY_OR_TIME: &str = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$";
const DAY_OR_INSTANT: &str = r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$";
const WEB_ADDRESS: &str = r"^https?://\S+$";

/// What the Rust types can't say: how strings look. Type, field, pattern.
const PATTERNS: &[(&str, &str, &str)] = &[
    ("Session", "start", DAY_OR_TIME),
    ("Notice", "from", DAY_OR_TIME),
    ("Notice", "to", DAY_OR_TIME),
    ("Call", "opens", DAY),
    ("Call", "closes", DAY),
    ("Need", "since", DAY),
    ("Reply", "at", DAY_OR_INSTANT),
    ("Assured", "at", DAY),
    ("Source", "seen", PARTIAL_DAY),
    ("Source", "url", WEB_ADDRESS),
    ("Place", "website", WEB_ADDRESS),
    ("Organisation", "website", WEB_ADDRESS),
    ("Address", "postalCode", r"^[1-9]\d{3}$"),
    ("Phone", "number", r"^\+[0-9 ./\u00a0\u202f-]+$"),
];

/// Numbers with bounds: type, field, lowest, highest.
const BOUNDS: &[(&str, &str, i64, i64)] = &[
    ("Theme", "workingGroup", 1, 3),
    ("Offer", "ageMin", 0, 120),
    ("Offer", "ageMax", 0, 120),
    ("Session", "durationMinutes", 1, 366 * 24 * 60),
    ("Position", "lat", -90, 90),
    ("Position", "lon", -180, 180),
];

/// The schema (JSON Schema 2020-12) of the catalogue document.
///
/// It admits fields it doesn't name, everywhere: a reader keeps them.
pub fn catalogue_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let mut lists = Map::new();
    for kind in Kind::ALL {
        if let (Some(key), Some(record)) = (kind.list_key(), record_schema(kind, &mut generator)) {
            lists.insert(key.to_owned(), json!({ "type": "array", "items": record }));
        }
    }
    let mut definitions = generator.take_definitions(true);
    refine(&mut definitions);
    let mut properties = json!({
        "format": { "const": FORMAT },
        "version": { "const": VERSION },
        "license": { "type": "string", "description": "The licence of the data; CC BY 4.0 where absent." },
    });
    if let Value::Object(properties) = &mut properties {
        properties.extend(lists);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ChaVa catalogue document",
        "description": "What a learning city offers. Unknown fields and unknown enumeration values are kept.",
        "type": "object",
        "required": ["format", "version"],
        "properties": properties,
        "$defs": definitions,
    })
}

fn record_schema(kind: &Kind, generator: &mut SchemaGenerator) -> Option<Schema> {
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(generator.subschema_for::<T>())
    }
    match kind {
        Kind::Theme => of::<Theme>(generator),
        Kind::Organisation => of::<Organisation>(generator),
        Kind::Place => of::<Place>(generator),
        Kind::Offer => of::<Offer>(generator),
        Kind::Session => of::<Session>(generator),
        Kind::Notice => of::<Notice>(generator),
        Kind::Call => of::<Call>(generator),
        Kind::Need => of::<Need>(generator),
        Kind::Reply => of::<Reply>(generator),
        Kind::Other(_) => None,
    }
}

fn refine(definitions: &mut Map<String, Value>) {
    let modified = json!({
        "type": "integer", "minimum": 0, "maximum": MAX_CHANGE,
        "description": "The record's change number, as in a snapshot.",
    });
    for name in ["Theme", "Organisation", "Place", "Offer", "Session", "Notice", "Call", "Need", "Reply"] {
        if let Some(Value::Object(properties)) = definitions.get_mut(name).and_then(|d| d.get_mut("properties")) {
            properties.insert("modified".to_owned(), modified.clone());
        }
    }
    for (name, field, pattern) in PATTERNS {
        set(definitions, name, field, "pattern", json!(pattern));
    }
    for (name, field, low, high) in BOUNDS {
        set(definitions, name, field, "minimum", json!(low));
        set(definitions, name, field, "maximum", json!(high));
    }
    if let Some(Value::Object(session)) = definitions.get_mut("Session") {
        session.insert("anyOf".to_owned(), json!([{ "required": ["offerId"] }, { "required": ["title"] }]));
    }
}

fn set(definitions: &mut Map<String, Value>, name: &str, field: &str, keyword: &str, value: Value) {
    let property = definitions.get_mut(name).and_then(|d| d.pointer_mut(&format!("/properties/{field}")));
    if let Some(Value::Object(property)) = property {
        property.insert(keyword.to_owned(), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn required_fields_are_those_of_the_contract() {
        let schema = catalogue_schema();
        let required = |name: &str| schema["$defs"][name]["required"].clone();
        assert_eq!(required("Theme"), json!(["id", "label"]));
        assert_eq!(required("Organisation"), json!(["id", "name"]));
        assert_eq!(required("Place"), json!(["id", "name", "placeType", "themes", "address"]));
        assert_eq!(required("Offer"), json!(["id", "title", "offerType", "themes"]));
        assert_eq!(required("Session"), json!(["id", "placeId", "start"]));
        assert_eq!(required("Notice"), json!(["id", "about", "noticeType", "from", "text"]));
        assert_eq!(required("Call"), json!(["id", "title", "text", "closes"]));
        assert_eq!(required("Need"), json!(["id", "theme", "title"]));
        assert_eq!(required("Reply"), json!(["id", "needId", "text", "at"]));
    }

    #[test]
    fn every_refinement_meets_its_field() {
        let schema = catalogue_schema();
        let fields = PATTERNS.iter().map(|p| (p.0, p.1, "pattern")).chain(BOUNDS.iter().map(|b| (b.0, b.1, "maximum")));
        for (name, field, keyword) in fields {
            assert!(!schema["$defs"][name]["properties"][field][keyword].is_null(), "{name}.{field}");
        }
        for kind in Kind::ALL {
            let list = &schema["properties"][kind.list_key().unwrap()];
            let name = list["items"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            assert_eq!(schema["$defs"][name]["properties"]["modified"]["type"], "integer", "{name}");
        }
    }

    #[test]
    fn nothing_unknown_is_refused() {
        fn closed(value: &Value) -> bool {
            match value {
                Value::Object(fields) => {
                    fields.get("additionalProperties") == Some(&Value::Bool(false))
                        || fields.contains_key("enum")
                        || fields.values().any(closed)
                }
                Value::Array(items) => items.iter().any(closed),
                _ => false,
            }
        }
        assert!(!closed(&catalogue_schema()));
    }
}
