//! `GET /api/openapi.json`: the description of this API for programs (OpenAPI 3.1).

mod hsds;
mod write;

use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::answer::{Answer, JSON, tag_of};
use crate::coding::Coded;

static DESCRIPTION: LazyLock<(Coded, String)> = LazyLock::new(|| {
    let text = description().to_string();
    let tag = tag_of(text.as_bytes());
    (Coded::plain(text), tag)
});

pub(super) async fn openapi(request: HeaderMap) -> Response {
    let (body, tag) = &*DESCRIPTION;
    Answer { status: StatusCode::OK, content_type: JSON, cache_control: "public, max-age=3600", tag, body }.to(&request)
}

fn description() -> Value {
    let mut description = read_side();
    extend(&mut description["paths"], hsds::paths());
    extend(&mut description["components"]["schemas"], hsds::schemas());
    extend(&mut description["paths"], write::paths());
    extend(&mut description["components"]["schemas"], write::schemas());
    description
}

fn extend(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

fn read_side() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "ChaVa",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Le catalogue de Charleroi, ville apprenante, en données ouvertes.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "paths": {
            "/api": read("Ce que ce serveur contient et où", "application/json", reference("Service")),
            "/api/catalogue": read("L’adresse de la version actuelle du catalogue", "application/json", reference("Pointer")),
            "/api/catalogue/{epoch}-{change}.json": with_parameters(
                read("Le catalogue à un changement donné, immuable", "application/json",
                    json!({ "$ref": "/api/schema/catalogue.json" })),
                json!([path_parameter("epoch", "string"), path_parameter("change", "integer")]),
            ),
            "/api/feed": with_parameters(
                read("Les changements, par pages (OpenActive RPDE 1.0)", "application/json", reference("FeedPage")),
                json!([{ "name": "afterChangeNumber", "in": "query", "schema": change_number() }]),
            ),
            "/api/schema/catalogue.json":
                read("Le schéma JSON du catalogue", "application/schema+json", json!({ "type": "object" })),
            "/api/openapi.json": read("Cette description", "application/json", json!({ "type": "object" })),
            "/api/agenda.ics":
                read("L’agenda, pour un calendrier (RFC 5545)", "text/calendar", json!({ "type": "string" })),
            "/api/lieux/{id}.ics": with_parameters(
                read("L’agenda d’un lieu", "text/calendar", json!({ "type": "string" })),
                json!([path_parameter("id", "string")]),
            ),
            "/api/themes/{slug}.ics": with_parameters(
                read("L’agenda d’un thème", "text/calendar", json!({ "type": "string" })),
                json!([path_parameter("slug", "string")]),
            ),
            "/api/seances/{id}.ics": with_parameters(
                read("Un rendez-vous, avec un rappel", "text/calendar", json!({ "type": "string" })),
                json!([path_parameter("id", "string")]),
            ),
            "/api/export/catalogue.json":
                read("Tout le catalogue en un fichier", "application/json", json!({ "$ref": "/api/schema/catalogue.json" })),
            "/api/export/lieux.csv": read("Les lieux, pour un tableur", "text/csv", json!({ "type": "string" })),
            "/api/export/places.geojson":
                read("Les lieux, pour une carte", "application/geo+json", json!({ "type": "object" })),
        },
        "components": { "schemas": schemas() },
    })
}

fn read(summary: &str, media_type: &str, schema: Value) -> Value {
    json!({ "get": {
        "summary": summary,
        "responses": {
            "200": { "description": "La réponse", "content": { media_type: { "schema": schema } } },
            "304": { "description": "Inchangé depuis l’ETag donné" },
            "default": {
                "description": "Un refus expliqué (RFC 9457)",
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            },
        },
    } })
}

fn with_parameters(mut path: Value, parameters: Value) -> Value {
    path["get"]["parameters"] = parameters;
    path
}

fn path_parameter(name: &str, json_type: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": json_type } })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn change_number() -> Value {
    json!({ "type": "integer", "minimum": 0, "maximum": chava_catalogue::wire::MAX_CHANGE })
}

fn object(properties: Value) -> Value {
    let required: Vec<_> = properties.as_object().into_iter().flat_map(|map| map.keys().cloned()).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let whole = || json!({ "type": "integer", "minimum": 1 });
    let hash = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let time = || json!({ "type": "string", "format": "date-time" });
    let mut page = object(json!({
        "next": { "type": "string", "format": "uri" },
        "items": { "type": "array", "items": reference("FeedItem") },
        "license": text(),
        "epoch": text(),
        "oldestChange": change_number(),
    }));
    page["properties"]["digest"] = hash();
    page["properties"]["serverTime"] = time();
    let mut item = object(json!({
        "state": { "enum": ["updated", "deleted"] },
        "kind": text(),
        "id": text(),
        "modified": change_number(),
    }));
    item["properties"]["data"] = json!({ "type": "object" });
    json!({
        "Service": object(json!({
            "name": text(), "version": text(), "epoch": text(), "change": change_number(), "serverTime": time(),
            "links": { "type": "object", "additionalProperties": text() },
            "limits": object(json!({
                "batchBytes": whole(), "batchItems": whole(), "itemBytes": whole(), "attachmentBytes": whole(),
            })),
        })),
        "Pointer": object(json!({
            "epoch": text(), "change": change_number(), "feed": text(), "digest": hash(), "serverTime": time(),
            "snapshot": object(json!({ "url": text(), "bytes": whole(), "brotliBytes": whole(), "sha256": hash() })),
        })),
        "FeedPage": page,
        "FeedItem": item,
        "Problem": object(json!({
            "type": text(), "title": text(), "status": whole(), "code": text(), "detail": text(),
        })),
    })
}
