//! Each broken document of `fixtures/catalogue` has its findings beside it, word for word, warnings with a tilde.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::*;
use crate::records::Record;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/catalogue")
}

fn found(bytes: &[u8]) -> String {
    let faults = match read_json(bytes) {
        Ok(value) => validate(&value, &Known::default()),
        Err(fault) => vec![*fault],
    };
    faults.iter().map(|fault| format!("{}{fault}\n", if fault.blocks() { "" } else { "~ " })).collect()
}

#[test]
fn broken_documents_are_told_all_their_faults() {
    let mut documents = 0;
    for entry in std::fs::read_dir(fixtures()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "json") {
            let expected = std::fs::read_to_string(path.with_extension("faults.txt")).unwrap();
            assert_eq!(found(&std::fs::read(&path).unwrap()), expected, "{}", path.display());
            documents += 1;
        }
    }
    assert!(documents >= 19, "{documents} documents");
}

#[test]
fn a_good_document_has_no_faults_and_reads_whole() {
    let bytes = std::fs::read(fixtures().join("small-and-good.json")).unwrap();
    let value = read_json(&bytes).unwrap();
    assert_eq!(validate(&value, &Known::default()), []);
    let document = crate::document::Document::from_value(value).unwrap();
    assert_eq!(document.records.len(), Kind::ALL.len());
    let snapshot = read_json(document.write(crate::document::Modified::Written).as_bytes()).unwrap();
    assert_eq!(validate(&snapshot, &Known::default()), [], "a snapshot is a document");
}

#[test]
fn a_merge_may_point_to_what_is_there() {
    let merge = json!({
        "format": "chava-catalogue", "version": 1, "license": "x",
        "places": [{ "id": "a", "name": "A", "placeType": "library", "themes": ["t"], "topics": ["s"], "address": {} }],
    });
    let codes = |known: &Known| validate(&merge, known).iter().map(|f| f.code).collect::<Vec<_>>();
    assert_eq!(codes(&Known::default()), [FaultCode::DanglingReference, FaultCode::DanglingReference]);
    let theme = Record {
        kind: Kind::Theme,
        id: "t".into(),
        modified: 1,
        json: r#"{"id":"t","label":"T","topics":[{"id":"s","label":"S"}]}"#.into(),
    };
    assert_eq!(codes(&Known::of_records([&theme])), []);
    let mut known = Known::default();
    known.add(&Kind::Theme, "t");
    known.add_topic("s");
    assert_eq!(codes(&known), []);
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    assert!(read_json(b"\xef\xbb\xbf{}").is_ok());
}
