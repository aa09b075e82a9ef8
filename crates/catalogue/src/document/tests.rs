use super::*;

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
