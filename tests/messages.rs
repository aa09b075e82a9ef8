//! The message files: the same keys everywhere, the same placeholders, and every code of the vocabulary named.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;

use chava::messages::{Messages, OFFERED};
use chava_catalogue::query::{AccessFilter, CostFilter, When};
use chava_catalogue::records::Kind;
use chava_catalogue::vocabulary::{
    Access, Accessibility, Audience, CostKind, Facility, NoticeType, OfferType, PlaceType, Precision, SessionStatus,
    SessionType, UnescoCharacteristic,
};
use serde_json::{Map, Value};

fn file(tag: &str) -> Option<Map<String, Value>> {
    let text = fs::read_to_string(format!("{}/assets/messages/{tag}.json", env!("CARGO_MANIFEST_DIR"))).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn placeholders(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}

fn forms(message: &Value) -> Vec<&str> {
    match message {
        Value::String(text) => vec![text],
        Value::Object(forms) => forms.values().filter_map(Value::as_str).collect(),
        _ => vec![],
    }
}

#[test]
fn every_language_has_the_same_keys_and_placeholders() {
    let french = file("fr").unwrap();
    for language in OFFERED {
        let Some(messages) = file(language.as_str()) else { continue };
        let tag = language.as_str();
        assert_eq!(messages.keys().collect::<BTreeSet<_>>(), french.keys().collect::<BTreeSet<_>>(), "{tag}");
        for (key, message) in &messages {
            assert_eq!(message.is_object(), french[key].is_object(), "{tag}: {key}");
            let expected: BTreeSet<String> = forms(&french[key]).into_iter().flat_map(placeholders).collect();
            assert!(!forms(message).is_empty(), "{tag}: {key} is empty");
            for text in forms(message) {
                assert!(!text.trim().is_empty(), "{tag}: {key} is empty");
                // A plural form such as « un lieu » may leave the number out.
                let found = placeholders(text);
                assert!(found.is_subset(&expected), "{tag}: {key} has {found:?}, French has {expected:?}");
                if !message.is_object() {
                    assert_eq!(found, expected, "{tag}: {key}");
                }
            }
        }
        for (list, length) in [("date_months", 12), ("date_weekdays", 7), ("recur_ranks", 5)] {
            assert_eq!(messages[list].as_str().unwrap().split('|').count(), length, "{tag}: {list}");
        }
    }
}

#[test]
fn every_code_of_the_vocabulary_has_words() {
    let t = Messages::french();
    let french = file("fr").unwrap();
    let named = |group: &str, codes: Vec<&str>| {
        for code in codes {
            let key = format!("{group}_{code}");
            let text = french.get(&key).unwrap_or_else(|| panic!("{key}"));
            assert_eq!(Some(t.code(group, code).as_str()), text.as_str(), "assets/messages/groups.txt lacks {group}");
        }
    };
    named("place_type", PlaceType::ALL.iter().map(PlaceType::as_str).collect());
    named("offer_type", OfferType::ALL.iter().map(OfferType::as_str).collect());
    named("session_type", SessionType::ALL.iter().map(SessionType::as_str).collect());
    named("status", SessionStatus::ALL.iter().map(SessionStatus::as_str).collect());
    named("cost", CostKind::ALL.iter().map(CostKind::as_str).collect());
    named("precision", Precision::ALL.iter().map(Precision::as_str).collect());
    named("notice", NoticeType::ALL.iter().map(NoticeType::as_str).collect());
    named("access", Access::ALL.iter().map(Access::as_str).collect());
    named("accessibility", Accessibility::ALL.iter().map(Accessibility::as_str).collect());
    named("facility", Facility::ALL.iter().map(Facility::as_str).collect());
    named("audience", Audience::ALL.iter().map(Audience::as_str).collect());
    named("unesco", UnescoCharacteristic::ALL.iter().map(UnescoCharacteristic::as_str).collect());
    named("when", When::ALL.iter().map(When::as_str).collect());
    named("cost_filter", CostFilter::ALL.iter().map(CostFilter::as_str).collect());
    named("access_filter", AccessFilter::ALL.iter().map(AccessFilter::as_str).collect());
    named("kind", Kind::ALL.iter().map(Kind::as_str).collect());
    assert_eq!(t.code("place_type", "museum"), "Musée");
    assert_eq!(t.code("place_type", "lunar-base"), "autre");
}
