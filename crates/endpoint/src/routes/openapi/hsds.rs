//! The description of the lists after HSDS; their objects are described by the specification itself.

use serde_json::{Map, Value, json};

use super::{path_parameter, read, reference, with_parameters};
use crate::hsds::MAX_PER_PAGE;

/// Where the specification keeps the schemas of its objects.
const SCHEMAS: &str = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema";

const PAGE: [&str; 4] = ["search", "page", "per_page", "format"];
const OF_SERVICES: [&str; 4] = ["taxonomy_term_id", "taxonomy_id", "organization_id", "full"];

/// A list: its name, what it is, the parameters beside those of every list, the schemas of an object in the list and alone.
type List = (&'static str, &'static str, &'static [&'static str], &'static str, &'static str);

const LISTS: [List; 6] = [
    ("services", "Ce qu’on peut apprendre", &["minimal"], "compiled/service_list.json", "compiled/service.json"),
    (
        "service_at_locations",
        "Ce qu’on peut apprendre, et où",
        &["postcode"],
        "compiled/service_at_location_list.json",
        "compiled/service_at_location.json",
    ),
    (
        "organizations",
        "Les organisations",
        &["full", "full_service"],
        "compiled/organization_list.json",
        "compiled/organization.json",
    ),
    ("locations", "Tous les lieux", &["full"], "location.json", "location.json"),
    ("taxonomies", "Les vocabulaires", &[], "taxonomy.json", "taxonomy.json"),
    (
        "taxonomy_terms",
        "Leurs termes",
        &["taxonomy_id", "top_only", "parent_id"],
        "taxonomy_term.json",
        "taxonomy_term.json",
    ),
];

/// The addresses below `/api/hsds/`.
pub(super) fn paths() -> Value {
    let mut paths = Map::new();
    let about = read("Cette interface selon HSDS 3.0 (Open Referral)", "application/json", reference("HsdsAbout"));
    paths.insert("/api/hsds/".to_owned(), about);
    for (name, summary, more, in_list, alone) in LISTS {
        let of_services: &[&str] = if name.starts_with("service") { &OF_SERVICES } else { &[] };
        let parameters: Vec<_> = [&PAGE[..], of_services, more].concat().into_iter().map(query_parameter).collect();
        let page = json!({ "allOf": [reference("HsdsPage")], "properties": {
            "contents": { "type": "array", "items": outside(in_list) },
        } });
        let list = with_parameters(read(summary, "application/json", page), json!(parameters));
        paths.insert(format!("/api/hsds/{name}"), list);
        let mut parameters = vec![path_parameter("id", "string")];
        if name == "organizations" {
            parameters.push(query_parameter("full_service"));
        }
        let one = read(&format!("{summary} : un seul, en entier"), "application/json", outside(alone));
        paths.insert(format!("/api/hsds/{name}/{{id}}"), with_parameters(one, json!(parameters)));
    }
    Value::Object(paths)
}

fn outside(schema: &str) -> Value {
    json!({ "$ref": format!("{SCHEMAS}/{schema}") })
}

fn query_parameter(name: &str) -> Value {
    let schema = match name {
        "page" => json!({ "type": "integer", "minimum": 1 }),
        "per_page" => json!({ "type": "integer", "minimum": 1, "maximum": MAX_PER_PAGE }),
        "format" => json!({ "enum": ["json", "ndjson"] }),
        "full" | "full_service" | "minimal" | "top_only" => json!({ "type": "boolean" }),
        _ => json!({ "type": "string" }),
    };
    json!({ "name": name, "in": "query", "schema": schema })
}

/// What the addresses refer to here.
pub(super) fn schemas() -> Value {
    let whole = || json!({ "type": "integer", "minimum": 0 });
    let switch = || json!({ "type": "boolean" });
    let uri = || json!({ "type": "string", "format": "uri" });
    json!({
        "HsdsAbout": super::object(json!({ "version": { "type": "string" }, "profile": uri(), "openapi_url": uri() })),
        "HsdsPage": super::object(json!({
            "total_items": whole(), "total_pages": whole(), "page_number": whole(), "size": whole(),
            "first_page": switch(), "last_page": switch(), "empty": switch(), "contents": { "type": "array" },
        })),
    })
}
