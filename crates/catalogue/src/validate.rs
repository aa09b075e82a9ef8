//! Every fault of a catalogue document, each with its path and words that say what is expected.

mod check;
mod fault;
mod fields;
mod known;
mod relations;
mod values;

use serde_json::Value;

use crate::document::{FORMAT, VERSION};
use crate::records::Kind;

pub use fault::{Fault, FaultCode, Severity};
pub use known::Known;

use check::Checker;

/// Reads a document's JSON; a text that isn't JSON is one fault with its line and column.
///
/// # Errors
/// The fault, where the bytes aren't JSON in UTF-8.
pub fn read_json(bytes: &[u8]) -> Result<Value, Box<Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| Box::new(Fault::not_utf8(bytes, error.valid_up_to())))?;
    serde_json::from_str(text).map_err(|error| Box::new(Fault::not_json(&error)))
}

/// Lists all faults and warnings of a document, in the order in which they lie there.
///
/// `known` holds what stands in the catalogue already when the document is merged into it; it is empty when the
/// document is the whole truth. Only faults keep a document from being imported, warnings never do.
pub fn validate(document: &Value, known: &Known) -> Vec<Fault> {
    let mut checker = Checker::default();
    let Value::Object(top) = document else {
        checker.fault(
            FaultCode::NotAnObject,
            "le document doit être un objet JSON : { \"format\": \"chava-catalogue\", … }.".into(),
        );
        return checker.finish();
    };
    checker.at_key("format", |c| match top.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        _ => c.fault(
            FaultCode::WrongFormat,
            format!("« format » doit valoir \"{FORMAT}\" : ce fichier n’est pas un catalogue de ChaVa."),
        ),
    });
    checker.at_key("version", |c| {
        if top.get("version").and_then(Value::as_u64) != Some(VERSION) {
            c.fault(
                FaultCode::WrongVersion,
                format!("« version » doit valoir {VERSION}, la seule que ce programme sait lire."),
            );
        }
    });
    checker.at_key("license", |c| match top.get("license") {
        Some(Value::String(license)) if !license.trim().is_empty() => {}
        None => c.warning(FaultCode::MissingField, "la licence manque ; le catalogue est sous CC BY 4.0.".into()),
        Some(other) => c.wrong_type(other, "l’adresse de la licence, entre guillemets"),
    });
    let present = Known::of_document(top);
    for kind in Kind::ALL {
        let Some(key) = kind.list_key() else { continue };
        checker.at_key(key, |c| match top.get(key) {
            None => {}
            Some(Value::Array(list)) => check_list(c, kind, list, &[&present, known]),
            Some(other) => c.wrong_type(other, "une liste de fiches : [ … ]"),
        });
    }
    checker.finish()
}

fn check_list(checker: &mut Checker, kind: &Kind, list: &[Value], known: &[&Known]) {
    let mut first_at = std::collections::BTreeMap::new();
    for (index, value) in list.iter().enumerate() {
        checker.at_index(index, |c| {
            let Value::Object(fields) = value else {
                return c.wrong_type(value, "une fiche : { \"id\": …, … }");
            };
            let id = fields.get("id").and_then(Value::as_str);
            c.in_record(kind, id, |c| {
                let before = c.fault_count();
                c.check_extent(value);
                c.check_fields(fields, fields::of(kind), known);
                relations::check(c, kind, fields);
                if c.fault_count() == before {
                    relations::check_readable(c, kind, value);
                }
                if let Some(first) = id.and_then(|id| first_at.insert(id, index)) {
                    c.at_key("id", |c| {
                        c.fault(
                            FaultCode::DuplicateId,
                            format!("cet identifiant est déjà celui de l’entrée [{first}] ; chacun doit être unique."),
                        );
                    });
                }
            });
        });
    }
}

#[cfg(test)]
mod tests;
