//! `chava-endpoint hours`, asked as another program asks it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chava_endpoint::import::Mode;
use common::{Endpoint, document};
use serde_json::{Value, json};

/// Places with all kinds of hours, and what was announced about them.
fn city() -> Value {
    let hours = [
        Some("Mo-Fr 09:00-17:00"),
        None,
        Some("tous les jours sauf le lundi"),
        Some("Mo-Su 18:00-02:00"),
        Some("24/7"),
        Some("Mo-Fr 09:00-17:00; PH off"),
        Some("Mo-Fr 09:00-17:00 \"sur rendez-vous\""),
        Some("Mo-Fr 09:00-17:00"),
        Some("Mo-Fr 09:00-17:00"),
    ];
    let mut city = document(hours.len());
    for (n, hours) in hours.iter().enumerate() {
        city["places"][n]["openingHours"] = hours.map_or(Value::Null, Into::into);
        if hours.is_none() {
            city["places"][n].as_object_mut().unwrap().remove("openingHours");
        }
    }
    // The order of names is not the order of ids.
    city["places"][0]["name"] = json!("Zoo");
    let notice = |id: &str, place: &str, kind: &str, from: &str, to: &str| {
        json!({ "id": id, "about": { "kind": "place", "id": place }, "noticeType": kind, "from": from, "to": to,
            "text": "Voir sur place" })
    };
    city["notices"] = json!([
        notice("n1", "lieu-0007", "closure", "2026-11-09", "2026-11-13"),
        notice("n2", "lieu-0008", "message", "2026-11-09", "2026-11-13"),
    ]);
    city
}

fn hours(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chava-endpoint")).arg("hours").args(arguments).output().unwrap()
}

/// The lines as `id state until`, without what all ids begin with.
fn answers(output: &Output) -> Vec<String> {
    let words = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert!(output.status.success(), "{}", words(&output.stderr));
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line.as_object().unwrap().len(), 3, "{line}");
        let id = line["id"].as_str().unwrap().strip_prefix("lieu-000").unwrap();
        format!("{id} {} {}", line["state"].as_str().unwrap(), line["until"].as_str().unwrap_or("-"))
    };
    words(&output.stdout).lines().map(line).collect()
}

fn ask(file: &Path, at: &str) -> Vec<String> {
    answers(&hours(&["--at", at, "--catalogue", file.to_str().unwrap()]))
}

#[test]
fn a_document_is_asked_place_by_place_in_the_order_of_ids() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("ville.json");
    fs::write(&file, city().to_string()).unwrap();
    // The day before Armistice, a Tuesday.
    let tuesday = [
        "0 open 2026-11-10T17:00",
        "1 unknown -",
        "2 unknown -",
        "3 closed 2026-11-10T18:00",
        "4 open -",
        "5 open 2026-11-10T17:00",
        "6 unknown 2026-11-10T17:00",
        "7 closed 2026-11-16T09:00",
        "8 open 2026-11-10T17:00",
    ];
    assert_eq!(ask(&file, "2026-11-10T10:00"), tuesday);
    let armistice = ask(&file, "2026-11-11T01:59");
    assert_eq!(armistice[3], "3 open 2026-11-11T02:00");
    assert_eq!(armistice[5], "5 closed 2026-11-12T09:00");
    // In the night of 25 October 2026 clocks show 02:00 twice.
    assert_eq!(ask(&file, "2026-10-25T01:30")[3], "3 open 2026-10-25T02:00");
}

#[tokio::test]
async fn the_database_answers_as_the_document_does() {
    let endpoint = Endpoint::empty().await;
    endpoint.put(&city(), Mode::Replace).await;
    let file = endpoint.dir.path().join("ville.json");
    fs::write(&file, city().to_string()).unwrap();
    let data = endpoint.dir.path().to_str().unwrap();
    let stored = answers(&hours(&["--at", "2026-11-10T10:00", "--data-dir", data]));
    assert_eq!(stored, ask(&file, "2026-11-10T10:00"));
}

#[test]
fn what_cannot_be_asked_is_said_and_nothing_is_printed() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("absent.json");
    let broken = dir.path().join("casse.json");
    fs::write(&broken, "{").unwrap();
    for (arguments, word) in [
        (["--at", "demain", "--catalogue", "x"], "AAAA-MM-JJTHH:MM"),
        (["--at", "2026-11-10T10:00", "--catalogue", missing.to_str().unwrap()], "absent.json"),
        (["--at", "2026-11-10T10:00", "--catalogue", broken.to_str().unwrap()], "ligne 1"),
    ] {
        let output = hours(&arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && output.stdout.is_empty() && said.contains(word), "{said}");
    }
}

#[tokio::test]
async fn hours_that_cannot_be_read_are_told_at_import_with_their_place() {
    let endpoint = Endpoint::empty().await;
    let mut wrong = document(1);
    wrong["places"][0]["openingHours"] = json!("Mo-Fr 9h-17h");
    let outcome = endpoint.put(&wrong, Mode::Replace).await;
    let warning = outcome.warnings.iter().find(|warning| warning.contains("openingHours")).unwrap();
    assert!(warning.contains("places[0].openingHours") && warning.contains("signe 7"), "{warning}");
}
