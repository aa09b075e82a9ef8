use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value as Any, json};

use super::*;
use crate::records::{Call, Notice, Offer, Organisation, Place, Session, Theme};
use crate::text::Text;
use crate::wire::Pointer;

/// Holds that serde reads the same, or refuses the same.
fn same<T: FromJson + DeserializeOwned + PartialEq + Debug>(json: &str) {
    assert_eq!(read::<T>(json.as_bytes()), serde_json::from_str::<T>(json).ok(), "{json}");
}

fn same_views(json: &str) {
    same::<Theme>(json);
    same::<Organisation>(json);
    same::<Place>(json);
    same::<Offer>(json);
    same::<Session>(json);
    same::<Notice>(json);
    same::<Call>(json);
    same::<Pointer>(json);
}

/// A record that has every field of every kind, so that each is read for one kind or another.
fn everything() -> Any {
    let text = r#"{
        "id": "x", "label": {"fr": "Étiquette", "nl": "Label"}, "workingGroup": 2,
        "topics": ["a"], "name": "Nom \"é\" \ud83d\ude00 \\ /", "title": "T", "text": "Texte", "description": {"ar": "ت"},
        "website": "https://x.be", "phones": [{"number": "071", "type": "mobile"}, {"number": "1"}], "email": "a@b",
        "themes": ["t", "u"], "offers": ["o"], "seeks": [{"fr": "s"}], "placeType": "library",
        "sources": [{"url": "u", "seen": "2026-01-01", "facts": ["name"]}, {}], "organisationId": "o",
        "address": {"street": "Rue", "number": "1", "postalCode": "6000", "section": "gilly"},
        "position": {"lat": 50.4114, "lon": -4.444399, "precision": "address"}, "openingHours": "Mo 08:00-12:00",
        "facilities": ["wifi", "new"], "accessibility": ["step-free"], "transport": "bus", "languages": ["fr"],
        "audiences": ["all"], "cost": {"kind": "free", "note": "n"}, "access": ["booking"],
        "assured": {"at": "2026-01-01", "by": "b"}, "offerType": "course", "placeIds": ["p"], "unesco": ["x"],
        "ageMin": 3, "ageMax": 99, "requiredDocuments": ["id"], "offerId": "o", "placeId": "p",
        "start": "2026-01-01T10:00", "durationMinutes": 90, "timezone": "Europe/Brussels", "rrule": "FREQ=WEEKLY",
        "exdates": ["2026-02-01"], "status": "planned", "booking": "b", "sessionType": "s",
        "about": {"kind": "place", "id": "p"}, "noticeType": "closure", "from": "f", "to": "t", "opens": "o",
        "closes": "c", "contact": "c", "epoch": "e", "change": 12, "feed": "f", "digest": "d", "serverTime": "s",
        "snapshot": {"url": "u", "bytes": 1, "brotliBytes": 2, "sha256": "s"}, "unknown": [1, {"a": [null, true]}]
    }"#;
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_field_is_read_as_serde_reads_it() {
    let whole = everything();
    let mut theme = whole.clone();
    theme["topics"] = json!([{"id": "a", "label": "A"}]);
    for json in [&whole, &theme] {
        same_views(&json.to_string());
        same_views(&serde_json::to_string_pretty(json).unwrap());
    }
    assert!(read::<Place>(whole.to_string().as_bytes()).is_some());
    assert!(read::<Session>(whole.to_string().as_bytes()).is_some());
    assert!(read::<Theme>(theme.to_string().as_bytes()).is_some());
}

#[test]
fn a_field_that_is_absent_or_wrong_means_the_same_as_with_serde() {
    let whole = everything();
    for key in whole.as_object().unwrap().keys() {
        let mut without = whole.clone();
        without.as_object_mut().unwrap().remove(key);
        same_views(&without.to_string());
        for other in
            [json!(null), json!("x"), json!(-1), json!(300), json!(2.5), json!([1]), json!({"x": 1}), json!(true)]
        {
            let mut wrong = whole.clone();
            wrong[key] = other;
            same_views(&wrong.to_string());
        }
    }
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "01",
        "1.",
        ".5",
        "-",
        "1e",
        "+1",
        "tru",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"\n\"",
        "1 2",
        "[1 2]",
        "'a'",
        "\u{feff}{}",
        "[\"a\",\"b\"",
    ] {
        assert!(Document::parse(text.as_bytes()).is_none(), "{text}");
        assert!(serde_json::from_str::<Any>(text).is_err(), "{text}");
    }
    assert!(Document::parse(b"\"\xff\"").is_none());
    assert!(Document::parse("[".repeat(100_000).as_bytes()).is_none());
    for text in ["\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\""] {
        assert_eq!(read::<Box<str>>(text.as_bytes()), None, "{text}");
        assert!(serde_json::from_str::<String>(text).is_err(), "{text}");
    }
    assert_eq!(read::<Box<str>>(br#""\ud83d\ude00\u00e9\n\/\b""#).as_deref(), Some("😀é\n/\u{8}"));
}

proptest! {
    #[test]
    fn any_text_is_read_as_it_was_written(text in "\\PC{0,30}", raw in any::<String>()) {
        for text in [text, raw] {
            let json = serde_json::to_string(&text).unwrap();
            let read_back = read::<Box<str>>(json.as_bytes());
            prop_assert_eq!(read_back.as_deref(), Some(&*text));
            let own = quoted(&text);
            prop_assert_eq!(serde_json::from_str::<String>(&own).unwrap(), text);
        }
    }

    #[test]
    fn any_position_keeps_its_digits(millionths in -180_000_000i64..180_000_000) {
        let json = format!("{}{}.{:06}", if millionths < 0 { "-" } else { "" }, millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
        prop_assert_eq!(read::<f64>(json.as_bytes()), json.parse::<f64>().ok());
    }

    #[test]
    fn noise_never_panics(text in any::<String>(), near in "[\\[\\]{}\",:0-9a-z\\\\ .eE+-]{0,40}") {
        for text in [text, near] {
            let ours = Document::parse(text.as_bytes()).is_some();
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            prop_assert_eq!(ours, theirs, "{}", text);
            let _ = read::<Text>(text.as_bytes());
        }
    }
}
