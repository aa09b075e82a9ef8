//! What HSDS 3.0 requires of its objects, in short: the fields that must be there, the values of closed lists, the form of
//! identifiers and addresses. Written from the specification's schemas, against which the answers were checked once.

use serde_json::Value;

/// An object of HSDS: its name, its required fields, and its fields that hold other objects.
type Shape = (&'static str, &'static [&'static str], &'static [(&'static str, &'static str)]);

const SHAPES: &[Shape] = &[
    (
        "service",
        &["id", "name", "status"],
        &[
            ("organization", "organization"),
            ("schedules", "schedule"),
            ("service_at_locations", "service_at_location"),
            ("languages", "language"),
            ("cost_options", "cost_option"),
            ("required_documents", "required_document"),
            ("attributes", "attribute"),
        ],
    ),
    ("service_at_location", &["id"], &[("location", "location"), ("service", "service"), ("schedules", "schedule")]),
    (
        "location",
        &["id", "location_type"],
        &[
            ("languages", "language"),
            ("addresses", "address"),
            ("contacts", "contact"),
            ("accessibility", "accessibility"),
            ("phones", "phone"),
            ("schedules", "schedule"),
            ("attributes", "attribute"),
        ],
    ),
    (
        "organization",
        &["id", "name", "description"],
        &[
            ("phones", "phone"),
            ("locations", "location"),
            ("services", "service"),
            ("organization_identifiers", "organization_identifier"),
            ("attributes", "attribute"),
        ],
    ),
    ("schedule", &["id"], &[("attributes", "attribute")]),
    ("address", &["id", "address_1", "city", "state_province", "postal_code", "country", "address_type"], &[]),
    ("phone", &["id", "number"], &[]),
    ("contact", &["id"], &[]),
    ("accessibility", &["id"], &[]),
    ("language", &["id"], &[]),
    ("cost_option", &["id"], &[]),
    ("required_document", &["id"], &[]),
    ("organization_identifier", &["id", "identifier_type", "identifier"], &[]),
    ("attribute", &["id"], &[("taxonomy_term", "taxonomy_term")]),
    ("taxonomy", &["id", "name", "description"], &[]),
    ("taxonomy_term", &["id", "name", "description"], &[("taxonomy_detail", "taxonomy")]),
];

/// Fields whose values are a closed list.
const CLOSED: &[(&str, &str, &[&str])] = &[
    ("service", "status", &["active", "inactive", "defunct", "temporarily closed"]),
    ("location", "location_type", &["physical", "postal", "virtual"]),
    ("address", "address_type", &["physical", "postal", "virtual"]),
    ("schedule", "freq", &["WEEKLY", "MONTHLY"]),
    ("schedule", "wkst", &["MO", "TU", "WE", "TH", "FR", "SA", "SU"]),
];

/// Fields that are numbers; what isn't named here or above, and no identifier or address, is text.
const NUMBERS: &[&str] =
    &["minimum_age", "maximum_age", "latitude", "longitude", "timezone", "count", "interval", "amount"];

const URIS: &[&str] = &["url", "uri", "website", "schedule_link", "term_uri"];

/// Checks an object and all it holds; gives a line for each fault.
pub fn faults(name: &str, object: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(name, object, &mut found);
    found
}

fn look(name: &str, object: &Value, found: &mut Vec<String>) {
    let Some((_, required, nested)) = SHAPES.iter().find(|(known, ..)| *known == name) else {
        return found.push(format!("{name} is no object of HSDS"));
    };
    let Some(fields) = object.as_object() else {
        return found.push(format!("{name}: {object} is no object"));
    };
    found.extend(required.iter().filter(|f| !fields.contains_key(**f)).map(|f| format!("{name} without {f}")));
    for (field, value) in fields {
        match nested.iter().find(|(known, _)| known == field) {
            Some((_, of)) if value.is_array() => {
                value.as_array().iter().copied().flatten().for_each(|v| look(of, v, found))
            }
            Some((_, of)) => look(of, value, found),
            None if !is_well_formed(name, field, value) => found.push(format!("{name}.{field} is {value}")),
            None => {}
        }
    }
}

fn is_well_formed(name: &str, field: &str, value: &Value) -> bool {
    if NUMBERS.contains(&field) {
        return value.is_number();
    }
    let Some(text) = value.as_str() else { return false };
    let closed = CLOSED.iter().find(|(of, known, _)| *of == name && *known == field);
    match closed {
        Some((_, _, values)) => values.contains(&text),
        None if field == "id" || field.ends_with("_id") => is_uuid(text),
        None if URIS.contains(&field) => text.starts_with("http://") || text.starts_with("https://"),
        None if field == "email" => text.contains('@'),
        None => !text.is_empty(),
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<_> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[test]
fn a_fault_is_found_wherever_it_is() {
    let id = "77eb440e-b23a-466d-a47e-148d0a01906c";
    let good = serde_json::json!({ "id": id, "name": "x", "status": "active", "schedules": [{ "id": id }] });
    assert!(faults("service", &good).is_empty());
    for (pointer, value) in [
        ("/id", serde_json::json!("slug")),
        ("/status", serde_json::json!("open")),
        ("/name", serde_json::json!("")),
        ("/schedules/0", serde_json::json!({ "id": id, "freq": "DAILY" })),
        ("/schedules/0", serde_json::json!({})),
    ] {
        let mut bad = good.clone();
        if let Some(field) = bad.pointer_mut(pointer) {
            *field = value;
        }
        assert_eq!(faults("service", &bad).len(), 1, "{pointer}");
    }
}
