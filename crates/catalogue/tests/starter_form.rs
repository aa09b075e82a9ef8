//! How the committed documents are written: French as it is spelled, one record a line.
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind, Need, Offer, Place};
use chava_catalogue::text::Text;
use serde::Deserialize;
use serde_json::Value;

const DOCUMENT: &str = include_str!("../../../assets/catalogue/charleroi.json");
const LEARNING_CITY: &str = include_str!("../../../assets/catalogue/ville-apprenante.json");
const GEOGRAPHY: &str = include_str!("../../../assets/geo/charleroi.json");

#[derive(Deserialize)]
struct Titled {
    places: Vec<Place>,
    offers: Vec<Offer>,
    needs: Vec<Need>,
}

/// Calls `check` with every text of a document, beneath the keys that hold words for readers.
fn each_text(value: &Value, check: &mut impl FnMut(&str)) {
    const MACHINE: [&str; 6] = ["url", "website", "email", "openingHours", "rrule", "contact"];
    match value {
        Value::String(text) => check(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, check)),
        Value::Object(fields) => {
            fields.iter().filter(|(key, _)| !MACHINE.contains(&key.as_str())).for_each(|(_, v)| each_text(v, check));
        }
        _ => {}
    }
}

#[test]
fn french_is_written_as_french_is() {
    for document in [DOCUMENT, LEARNING_CITY, GEOGRAPHY] {
        each_text(&serde_json::from_str(document).unwrap(), &mut |text| {
            assert!(!text.contains('\''), "a typewriter's apostrophe: {text}");
            assert!(!text.contains("  ") && text.trim() == text && !text.is_empty(), "stray blanks: {text:?}");
            for mark in [" :", " ;", " ?", " !", " »", "« ", " %", " €"] {
                assert!(!text.contains(mark), "a breakable space in {mark:?}: {text}");
            }
        });
    }
    let titled: Titled = serde_json::from_str(DOCUMENT).unwrap();
    let titles = titled.offers.iter().map(|offer| &offer.title);
    for title in titles.chain(titled.needs.iter().map(|need| &need.title)) {
        let words = title.get(&Language::French);
        assert!(words.starts_with(|c: char| !c.is_lowercase()), "{words}");
    }
    let descriptions = titled.places.iter().map(|place| (&place.id, place.description.as_ref()));
    for (id, description) in descriptions {
        let words = description.map(|text: &Text| text.get(&Language::French)).unwrap_or_default();
        assert!(words.ends_with(['.', '!', '?']), "{id}: {words:?}");
    }
}

#[test]
fn a_change_of_one_record_is_a_change_of_one_line() {
    let value: Value = serde_json::from_str(DOCUMENT).unwrap();
    for kind in Kind::ALL {
        let key = kind.list_key().unwrap();
        let records = value[key].as_array().unwrap();
        if records.is_empty() {
            continue;
        }
        let opening = format!("\"{key}\":[\n");
        let list = DOCUMENT.split_once(&opening).unwrap().1.split_once("\n]").unwrap().0;
        let lines: Vec<Value> =
            list.lines().map(|line| serde_json::from_str(line.trim_end_matches(',')).unwrap()).collect();
        assert_eq!(&lines, records, "{key}");
        let ids: Vec<_> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
        // Themes stand in the order of their working groups.
        assert!(*kind == Kind::Theme || ids.is_sorted(), "{key} is not in the order of ids");
    }
}
