use chava_catalogue::json::Document;
use proptest::prelude::*;
use serde_json::{Value as Any, json};

use super::*;
use crate::body::{About, Body, ProposedRecord, Said};
use crate::contribution::{Attachment, Contribution};
use crate::kind::{Direction, Helped, Observation, Obstacle};

fn parsed(item: &str) -> Result<Checked, Fault> {
    check(Document::parse(item.as_bytes()).unwrap().root())
}

/// An item with its right hash.
fn item(kind: &str, body: &Any) -> Any {
    sealed(json!({"id": "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "schema": 1, "kind": kind, "lang": "fr", "body": body}))
}

fn sealed(mut item: Any) -> Any {
    let text = item.to_string();
    let hash = crate::canonical::hash(Document::parse(text.as_bytes()).unwrap().root()).unwrap();
    item["sha256"] = hash.into();
    item["createdAt"] = "2026-11-26T10:00:00+01:00".into();
    item
}

fn code(item: &Any) -> Option<(&'static str, String)> {
    parsed(&item.to_string()).err().map(|fault| (fault.code.as_str(), fault.field.into()))
}

#[test]
fn each_kind_has_what_it_must_have() {
    let about = json!({"kind": "place", "id": "bibliotheque"});
    for (kind, body) in [
        ("obstacle", json!({"obstacles": ["transport", "a-new-one"]})),
        ("idea", json!({"text": "x", "about": about, "theme": "t", "topic": null, "unknown": [1, {"a": 2.5}]})),
        ("proposal", json!({"text": "x"})),
        ("proposal", json!({"record": {"kind": "place", "data": {"name": "Lieu"}}})),
        ("correction", json!({"about": about})),
        ("correction", json!({"about": about, "changes": {"website": "https://x.be"}, "text": "x"})),
        ("confirmation", json!({"about": about, "verdict": "right"})),
        ("collaboration", json!({"direction": "offers", "text": "x"})),
        ("encounter", json!({"needs": ["lire"], "helped": "yes"})),
    ] {
        assert_eq!(code(&item(kind, &body)), None, "{kind} {body}");
    }
    for (kind, body, expected) in [
        ("obstacle", json!({"text": "x"}), "body.obstacles"),
        ("obstacle", json!({"obstacles": []}), "body.obstacles"),
        ("idea", json!({}), "body.text"),
        ("idea", json!({"text": " \n"}), "body.text"),
        ("proposal", json!({}), "body.text"),
        ("correction", json!({"text": "x"}), "body.about"),
        ("confirmation", json!({"about": about}), "body.verdict"),
        ("confirmation", json!({"verdict": "right"}), "body.about"),
        ("collaboration", json!({"text": "x"}), "body.direction"),
        ("collaboration", json!({"direction": "seeks"}), "body.text"),
    ] {
        assert_eq!(code(&item(kind, &body)), Some(("missing-field", expected.to_owned())), "{kind} {body}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let fine = item("idea", &json!({"text": "x"}));
    let with = |key: &str, value: Any| {
        let mut item = fine.clone();
        item[key] = value;
        item
    };
    let without = |key: &str| {
        let mut item = fine.clone();
        item.as_object_mut().unwrap().remove(key);
        item
    };
    let resealed = |key: &str, value: Any| sealed(with(key, value));
    let deep = (0..20).fold(json!(1), |inner, _| json!([inner]));
    for (item, code_of, field) in [
        (json!(5), "not-an-object", ""),
        (json!(null), "not-an-object", ""),
        (without("id"), "missing-field", "id"),
        (with("id", json!(7)), "wrong-type", "id"),
        (resealed("id", json!("x'; DROP TABLE")), "ill-formed-id", "id"),
        (without("sha256"), "missing-field", "sha256"),
        (with("sha256", json!("A".repeat(64))), "ill-formed-hash", "sha256"),
        (with("sha256", json!("a".repeat(64))), "wrong-hash", "sha256"),
        (with("lang", json!("nl")), "wrong-hash", "sha256"),
        (with("createdAt", json!("2026-11-26T10:00:00")), "wrong-time", "createdAt"),
        (resealed("kind", json!("nonsense")), "unknown-kind", "kind"),
        (resealed("schema", json!("1")), "wrong-type", "schema"),
        (resealed("schema", json!(-1)), "wrong-type", "schema"),
        (resealed("body", json!(null)), "wrong-type", "body"),
        (resealed("body", json!({"text": 5})), "wrong-type", "body.text"),
        (resealed("body", json!({"text": "é".repeat(4001)})), "text-too-long", "body.text"),
        (resealed("body", json!({"text": "x".repeat(40_000)})), "too-large", ""),
        (resealed("body", json!({"text": "x", "deep": deep})), "too-deep", ""),
        (resealed("body", json!({"text": "x", "needs": vec!["y"; 51]})), "too-many", "body.needs"),
        (resealed("body", json!({"text": "x", "about": {"kind": "place"}})), "wrong-type", "body.about"),
        (
            resealed("body", json!({"text": "x", "about": {"kind": "place", "id": "../x"}})),
            "ill-formed-id",
            "body.about.id",
        ),
        (resealed("attachments", json!("x")), "wrong-type", "attachments"),
        (
            resealed("attachments", json!([{"sha256": "../x", "bytes": 1, "mediaType": "image/png"}])),
            "ill-formed-hash",
            "attachments.sha256",
        ),
        (
            resealed("attachments", json!([{"sha256": "b".repeat(64), "bytes": 0, "mediaType": "image/png"}])),
            "attachment-size",
            "attachments.bytes",
        ),
        (
            resealed("attachments", json!([{"sha256": "b".repeat(64), "bytes": -1, "mediaType": "image/png"}])),
            "wrong-type",
            "attachments",
        ),
    ] {
        assert_eq!(code(&item), Some((code_of, field.to_owned())), "{item}");
    }
}

#[test]
fn a_newer_form_is_not_looked_into() {
    let item = sealed(
        json!({"id": "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "schema": 2, "kind": "dream", "lang": "fr", "body": {}}),
    );
    let checked = parsed(&item.to_string()).unwrap();
    assert_eq!((checked.schema, checked.kind.as_str()), (2, "dream"));
}

#[test]
fn an_age_that_is_none_is_no_reason_to_refuse() {
    let mut item = item("idea", &json!({"text": "x"}));
    for (age, expected) in [(json!(12), Some(12)), (json!(-3), None), (json!("x"), None), (json!(1e30), None)] {
        item["ageSeconds"] = age;
        assert_eq!(parsed(&item.to_string()).unwrap().age_seconds, expected);
    }
}

#[test]
fn every_fault_speaks() {
    for code in FaultCode::ALL {
        assert!(Fault::new(*code, "body.text").message().chars().count() > 20, "{code:?}");
    }
}

fn any_text() -> impl Strategy<Value = Box<str>> {
    "[a-z\u{e9}\u{1f600}\"\\\\\n\u{1}\u{2028} ]{1,20}x".prop_map(Into::into)
}

fn any_said() -> impl Strategy<Value = Said> {
    let obstacle = any_text().prop_map(|code| Obstacle::from_code(&code));
    let obstacle = prop_oneof![prop::sample::select(Obstacle::ALL), obstacle];
    let record = (any_text(), any_text()).prop_map(|(kind, name)| {
        let data = json!({"name": &*name, "ageMin": 12}).to_string().into();
        ProposedRecord { kind, data }
    });
    prop_oneof![
        prop::collection::vec(obstacle, 1..5).prop_map(|obstacles| Said::Obstacle { obstacles }),
        Just(Said::Idea),
        prop::option::of(record).prop_map(|record| Said::Proposal { record }),
        any_text().prop_map(|value| Said::Correction {
            changes: vec![("website".into(), serde_json::to_string(&*value).unwrap().into())]
        }),
        prop::sample::select(Observation::ALL).prop_map(|verdict| Said::Confirmation { verdict }),
        (prop::sample::select(Direction::ALL), prop::option::of(any_text()))
            .prop_map(|(direction, organisation)| Said::Collaboration { direction, organisation }),
        (prop::collection::vec(any_text(), 0..4), prop::option::of(prop::sample::select(Helped::ALL)))
            .prop_map(|(needs, helped)| Said::Encounter { needs, language: Some("ar".into()), helped }),
    ]
}

proptest! {
    #[test]
    fn what_a_phone_seals_is_believed_and_read_again(
        said in any_said(), text in any_text(), contact in prop::option::of(any_text()),
        random in any::<[u8; 10]>(), age in prop::option::of(0..u64::MAX), photo in any::<bool>(),
    ) {
        let about = About { kind: "place".into(), id: "a-1".into() };
        let body = Body { about: Some(about), text: Some(text), contact, theme: Some("t".into()), ..Body::new(said) };
        let attachments = if photo {
            vec![Attachment { sha256: "b".repeat(64).into(), bytes: 5, media_type: "image/jpeg".into() }]
        } else {
            Vec::new()
        };
        let contribution = Contribution { id: Uid::new(1_790_000_000_000, random), lang: "fr".into(), body, attachments };
        let sealed = contribution.seal().unwrap();
        let item = sealed.item("2026-11-26T10:00:00Z", age);
        let checked = parsed(&item).unwrap();
        prop_assert_eq!(&checked.json, &sealed.json);
        prop_assert_eq!(&checked.sha256, &sealed.sha256);
        prop_assert_eq!(checked.age_seconds, age);
        prop_assert_eq!(&checked.attachments, &contribution.attachments);
        prop_assert_eq!(Contribution::read_text(&item), Some(contribution.clone()));
        prop_assert_eq!(Contribution::read_text(&sealed.json), Some(contribution));
        let batch: Any = serde_json::from_str(&crate::contribution::batch(&[item.clone(), item])).unwrap();
        prop_assert_eq!(batch["items"].as_array().unwrap().len(), 2);
    }
}
