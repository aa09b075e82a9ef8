use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::wire::MAX_CHANGE;

const SMALL: &str = r#"{"version":1,"format":"chava-catalogue","license":"x","later":{"b":1,"a":[2]},
  "places":[{"name":"B","id":"b","themes":[]},{"zeta":1,"id":"a","modified":7,"alpha":{"y":1,"x":2}}],
  "themes":[{"id":"t","label":"T"}]}"#;

#[test]
fn a_document_has_one_written_form() {
    let document = Document::parse(SMALL).unwrap();
    let written = document.write(Modified::Written);
    assert_eq!(
        written,
        concat!(
            "{\"format\":\"chava-catalogue\",\"version\":1,\"license\":\"x\",\n\"themes\":[\n",
            "{\"id\":\"t\",\"modified\":0,\"label\":\"T\"}],\n\"places\":[\n",
            "{\"id\":\"a\",\"modified\":7,\"alpha\":{\"x\":2,\"y\":1},\"zeta\":1},\n",
            "{\"id\":\"b\",\"modified\":0,\"name\":\"B\",\"themes\":[]}],\n",
            "\"later\":{\"a\":[2],\"b\":1}}\n",
        )
    );
    assert_eq!(Document::parse(&written).unwrap(), document);
    assert!(!document.write(Modified::Omitted).contains("modified"));
}

#[test]
fn a_record_from_elsewhere_is_brought_into_form() {
    let record = Record {
        kind: Kind::Place,
        id: Id::from("a"),
        modified: 9,
        json: r#"{"name":"A","modified":3,"id":"a"}"#.into(),
    };
    let text = Document::of_records(vec![record]).write(Modified::Written);
    assert!(text.contains(r#"{"id":"a","modified":9,"name":"A"}"#), "{text}");
}

#[test]
fn a_snapshot_splits_into_the_records_of_the_document() {
    let document = Document::parse(SMALL).unwrap();
    for text in [SMALL.to_owned(), document.write(Modified::Written), document.write(Modified::Omitted)] {
        let mut split: Vec<_> =
            snapshot_records(text.as_bytes()).unwrap().into_iter().map(|r| (r.kind, r.id.to_string())).collect();
        split.sort();
        let expected: Vec<_> = document.records.iter().map(|r| (r.kind.clone(), r.id.to_string())).collect();
        assert_eq!(split, expected);
    }
    let split = snapshot_records(SMALL.as_bytes()).unwrap();
    assert_eq!((split[1].modified, split[1].json), (7, r#"{"zeta":1,"id":"a","modified":7,"alpha":{"y":1,"x":2}}"#));
    let odd = br#"{"format":"chava-catalogue","version":1,"places":[{"id":"\u0061","modified":2}]}"#;
    let split = snapshot_records(odd).unwrap();
    assert_eq!((&*split[0].id, split[0].modified), ("a", 2));
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    let refused = |text: &str| snapshot_records(text.as_bytes()).unwrap_err();
    assert!(matches!(refused("<html>"), DocumentError::Syntax { line: 1, column: 1, .. }));
    assert!(matches!(refused("{\"format\":\n"), DocumentError::Syntax { .. }));
    assert_eq!(refused("[]"), DocumentError::NotAnObject);
    assert_eq!(refused("{}"), DocumentError::OtherFormat);
    assert!(matches!(refused("{\"places\":{}}"), DocumentError::Syntax { .. }));
    let no_id = r#"{"format":"chava-catalogue","version":1,"places":[{"id":"a"},{"name":"x"}]}"#;
    assert!(matches!(refused(no_id), DocumentError::NotARecord { index: 1, .. }));
    assert!(matches!(Document::parse(no_id).unwrap_err(), DocumentError::NotARecord { index: 1, .. }));
    assert_eq!(snapshot_records(b"{\"a\":\"\xff\"}"), Err(DocumentError::NotUtf8 { valid_up_to: 6 }));
    // A body that was cut anywhere is never a smaller catalogue.
    let whole = Document::parse(SMALL).unwrap().write(Modified::Written);
    for cut in (0..whole.trim_end().len()).filter(|&n| whole.is_char_boundary(n)) {
        assert!(snapshot_records(&whole.as_bytes()[..cut]).is_err(), "{cut}");
    }
}

/// Any JSON that a newer version may put beside what this one knows.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |n| n.is_finite()).prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,6}", inner, 0..4).prop_map(|m| Value::Object(m.into_iter().collect())),
        ]
    })
}

fn any_document() -> impl Strategy<Value = Value> {
    let id = "[a-z0-9][a-z0-9-]{0,10}";
    let unknown = || prop::collection::btree_map("[a-zA-Zé\"]{1,8}", any_json(), 0..4);
    let list = prop::collection::btree_map(id, (0..MAX_CHANGE, unknown()), 0..4);
    (prop::collection::vec(list, Kind::ALL.len()), unknown()).prop_map(|(lists, extra)| {
        let mut top = json!({ "format": FORMAT, "version": VERSION, "license": "x" });
        for (key, value) in extra {
            top[format!("x{key}")] = value;
        }
        for (kind, list) in Kind::ALL.iter().zip(lists) {
            let records = list.into_iter().map(|(id, (modified, mut fields))| {
                fields.insert("id".into(), json!(id));
                fields.insert("modified".into(), json!(modified));
                Value::Object(fields.into_iter().collect())
            });
            top[kind.list_key().unwrap()] = records.collect();
        }
        top
    })
}

proptest! {
    #[test]
    fn nothing_of_a_document_is_lost_on_its_way(value in any_document()) {
        let document = Document::from_value(value.clone()).unwrap();
        let written = document.write(Modified::Written);
        let back = Document::parse(&written).unwrap();
        prop_assert_eq!(&back, &document);
        prop_assert_eq!(back.write(Modified::Written), written.clone());
        let mut read: Value = serde_json::from_str(&written).unwrap();
        for key in Kind::ALL.iter().filter_map(Kind::list_key) {
            // Empty lists are left out; to a reader an absent key is an empty list.
            if read.get(key).is_none() {
                read[key] = json!([]);
            }
        }
        prop_assert_eq!(read, value);
        let split = snapshot_records(written.as_bytes()).unwrap();
        prop_assert_eq!(split.len(), document.records.len());
        for (raw, record) in split.iter().zip(&document.records) {
            prop_assert_eq!((&raw.kind, &*raw.id, raw.modified), (&record.kind, record.id.as_str(), record.modified));
        }
    }
}
