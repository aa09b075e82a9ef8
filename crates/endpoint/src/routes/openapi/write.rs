//! The write side in the description: contributions, receipts, attachments.

use chava_contribution::fault::FaultCode;
use chava_contribution::kind::{Direction, Helped, Kind, Observation, Obstacle};
use chava_contribution::limits;
use chava_contribution::receipt::State;
use chava_contribution::verdict::Verdict;
use serde_json::{Value, json};

use super::{object, path_parameter, reference};

/// The addresses of the write side.
pub(super) fn paths() -> Value {
    let sha256 = || json!([path_parameter("sha256", "string")]);
    let code = || json!([path_parameter("code", "string")]);
    json!({
        "/api/contributions": { "post": {
            "summary": "Un lot de contributions ; un verdict pour chacune, dans le même ordre",
            "requestBody": { "required": true, "content": { "application/json": { "schema": reference("Batch") } } },
            "responses": answers(&[("200", "Un verdict pour chaque élément", Some("BatchAnswer"))],
                &["400", "413", "415", "422", "429"]),
        } },
        "/api/receipts/{code}": {
            "parameters": code(),
            "get": { "summary": "Ce qu’est devenue une contribution",
                "responses": answers(&[("200", "L’état et les réponses", Some("Standing"))], &["404"]) },
            "delete": { "summary": "Retire une contribution : ses mots et ses fichiers sont effacés",
                "responses": answers(&[("200", "L’état, désormais « withdrawn »", Some("Standing"))], &["404"]) },
        },
        "/api/attachments/{sha256}": {
            "parameters": sha256(),
            "head": { "summary": "Où en est un fichier",
                "responses": answers(&[("200", "Upload-Offset dit combien d’octets sont arrivés", None)], &["404"]) },
            "patch": {
                "summary": "La suite d’un fichier",
                "parameters": [
                    header("Upload-Offset", true, "Où ce morceau commence"),
                    header("Upload-Length", false, "Combien d’octets aura le fichier, au premier morceau"),
                ],
                "requestBody": { "required": true, "content": { "application/offset+octet-stream": {} } },
                "responses": answers(&[("204", "Upload-Offset dit combien d’octets sont arrivés", None)],
                    &["400", "404", "409", "413", "415", "422", "429"]),
            },
        },
    })
}

fn header(name: &str, required: bool, description: &str) -> Value {
    json!({ "name": name, "in": "header", "required": required, "description": description,
        "schema": { "type": "integer", "minimum": 0 } })
}

fn answers(good: &[(&str, &str, Option<&str>)], refusals: &[&str]) -> Value {
    let mut all = serde_json::Map::new();
    for (status, description, schema) in good {
        let mut answer = json!({ "description": description });
        if let Some(schema) = schema {
            answer["content"] = json!({ "application/json": { "schema": reference(schema) } });
        }
        all.insert((*status).to_owned(), answer);
    }
    for status in refusals {
        all.insert(
            (*status).to_owned(),
            json!({
                "description": "Un refus expliqué (RFC 9457)",
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            }),
        );
    }
    Value::Object(all)
}

/// The shapes of the write side.
pub(super) fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let hash = || json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" });
    let time = || json!({ "type": "string", "format": "date-time" });
    let id = || json!({ "type": "string", "format": "uuid", "description": "UUIDv7, en minuscules" });
    let code = || json!({ "type": "string", "examples": ["lusab-babad-gutih-tugad"] });
    let mut item = object(json!({
        "id": id(), "schema": { "const": limits::SCHEMA }, "kind": known(Kind::ALL.iter().map(Kind::as_str)),
        "createdAt": time(), "lang": text(), "body": reference("Body"),
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$",
            "description": "De la forme canonique (RFC 8785) sans sha256, ageSeconds et createdAt" },
    }));
    item["properties"]["ageSeconds"] = json!({ "type": "integer", "minimum": 0 });
    item["properties"]["attachments"] = json!({
        "type": "array", "maxItems": limits::ATTACHMENTS,
        "items": object(json!({ "sha256": hash(), "mediaType": text(),
            "bytes": { "type": "integer", "minimum": 1, "maximum": limits::ATTACHMENT_BYTES } })),
    });
    let receipt = || json!({ "id": id(), "sha256": hash(), "code": code(), "receivedAt": time() });
    let mut standing = receipt();
    standing["state"] = known(State::ALL.iter().map(State::as_str));
    standing["reason"] = json!({ "type": ["string", "null"] });
    let mut reply = object(json!({ "text": text(), "at": time() }));
    reply["properties"]["by"] = text();
    standing["replies"] = json!({ "type": "array", "items": reply });
    let verdicts: Vec<_> = Verdict::ALL.iter().map(|verdict| verdict.as_str()).collect();
    let faults: Vec<_> = FaultCode::ALL.iter().map(|code| code.as_str()).collect();
    json!({
        "Batch": object(json!({
            "items": { "type": "array", "maxItems": limits::BATCH_ITEMS, "items": reference("Item") },
        })),
        "Item": item,
        "Body": body(),
        "BatchAnswer": object(json!({
            "serverTime": time(),
            "results": { "type": "array", "items": {
                "type": "object",
                "required": ["id", "verdict"],
                "properties": {
                    "id": { "type": ["string", "null"] }, "verdict": { "enum": verdicts },
                    "code": { "type": "string", "examples": faults }, "field": text(), "message": text(),
                    "receipt": reference("Receipt"),
                },
            } },
        })),
        "Receipt": object(receipt()),
        "Standing": object(standing),
    })
}

fn body() -> Value {
    let text = || json!({ "type": "string", "maxLength": limits::TEXT_CHARS });
    let word = || json!({ "type": "string", "maxLength": limits::WORD_CHARS });
    let words = || json!({ "type": "array", "items": word(), "maxItems": limits::LIST_ENTRIES });
    let pointer = || object(json!({ "kind": word(), "id": word() }));
    json!({
        "type": "object",
        "description": "obstacle : obstacles. idea : text. proposal : record ou text. correction : about. \
             confirmation : about, verdict. collaboration : direction, text.",
        "properties": {
            "about": pointer(), "theme": word(), "topic": word(), "section": word(), "text": text(), "contact": word(),
            "obstacles": { "type": "array", "items": known(Obstacle::ALL.iter().map(Obstacle::as_str)) },
            "record": object(json!({ "kind": word(), "data": { "type": "object" } })),
            "changes": { "type": "object" },
            "verdict": known(Observation::ALL.iter().map(Observation::as_str)),
            "direction": known(Direction::ALL.iter().map(Direction::as_str)), "organisationId": word(),
            "needs": words(), "language": word(), "helped": known(Helped::ALL.iter().map(Helped::as_str)),
        },
    })
}

/// A list of codes that is open at its end.
fn known<'a>(codes: impl Iterator<Item = &'a str>) -> Value {
    json!({ "type": "string", "examples": codes.collect::<Vec<_>>() })
}
