//! `chava-endpoint quality`, asked as another program asks it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use std::fs;
use std::process::Command;

use common::document;
use serde_json::{Value, json};

#[test]
fn the_worst_record_comes_first_and_each_says_what_it_lacks() {
    let mut city = document(2);
    let whole = json!({
        "position": { "lat": 50.4, "lon": 4.4, "precision": "exact" }, "phones": [{ "number": "+3271000000" }],
        "openingHours": "Mo-Fr 09:00-17:00", "cost": { "kind": "free" }, "accessibility": ["step-free"],
        "languages": ["fr"], "audiences": ["everyone"], "assured": { "at": "2026-11-20", "by": "équipe" },
        "description": "Une bibliothèque où l’on apprend, lit, joue et rencontre du monde, chaque jour.",
    });
    city["places"][0].as_object_mut().unwrap().extend(whole.as_object().unwrap().clone());
    city["places"][1].as_object_mut().unwrap().remove("openingHours");
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("city.json");
    fs::write(&file, city.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_chava-endpoint"));
    let output = command.args(["quality", "--on", "2026-11-25", "--catalogue"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let (worst, best) = (&lines[0], &lines[1]);
    assert_eq!((worst["kind"].as_str(), worst["id"].as_str()), (Some("place"), Some("lieu-0001")));
    assert!(worst["score"].as_u64() < best["score"].as_u64());
    let missing = worst["missing"].as_array().unwrap();
    assert!(missing.contains(&json!("hours")) && missing.contains(&json!("confirmation")), "{worst}");
    assert!(!best["missing"].as_array().unwrap().contains(&json!("hours")), "{best}");
}
