//! The agenda as calendars, and rules that are expanded at import.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use chava_endpoint::clock::Instant;
use chava_endpoint::import::{ImportError, Mode};
use common::{Endpoint, document};
use serde_json::{Value, json};

fn with_sessions(sessions: Value) -> Value {
    let mut document = document(2);
    document["sessions"] = sessions;
    document
}

fn day(offset: i32) -> String {
    Instant::now().in_brussels().date.add_days(offset).to_string()
}

#[tokio::test]
async fn a_calendar_holds_what_is_not_past() {
    let endpoint = Endpoint::empty().await;
    let sessions = json!([
        { "id": "demain", "title": "Demain", "placeId": "lieu-0000", "start": format!("{}T18:00", day(1)), "durationMinutes": 90 },
        { "id": "hier", "title": "Hier", "placeId": "lieu-0000", "start": format!("{}T18:00", day(-1)), "durationMinutes": 90 },
        { "id": "annulee-hier", "title": "Annulée", "placeId": "lieu-0000", "start": day(-1), "status": "cancelled" },
        { "id": "annulee-avant", "title": "Annulée avant", "placeId": "lieu-0000", "start": day(-2), "status": "cancelled" },
        { "id": "toujours", "title": "Toujours", "placeId": "lieu-0001", "start": day(-300), "rrule": "FREQ=WEEKLY",
          "themes": ["education-numerique"] },
    ]);
    endpoint.put(&with_sessions(sessions), Mode::Replace).await;
    let uids = async |path: &str| {
        let got = endpoint.get(path).await;
        assert_eq!((got.status.as_u16(), got.header("content-type")), (200, "text/calendar; charset=utf-8"), "{path}");
        assert_eq!(got.header("access-control-allow-origin"), "*");
        let text = got.text();
        assert!(text.split("\r\n").all(|line| line.len() <= 75) && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        let uids = text.lines().filter_map(|line| line.strip_prefix("UID:")?.strip_suffix("@chava"));
        uids.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(uids("/api/agenda.ics").await, "annulee-hier demain toujours");
    assert_eq!(uids("/api/lieux/lieu-0000.ics").await, "annulee-hier demain");
    assert_eq!(uids("/api/themes/education-numerique.ics").await, "toujours");

    let got = endpoint.get("/api/agenda.ics").await;
    assert!(got.text().contains("URL:http://chava.example/seances/demain\r\n"));
    let again = endpoint.get_with("/api/agenda.ics", &[("if-none-match", got.header("etag"))]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    // One session as a file reminds of it, also where it is past; one that doesn't take place reminds of nothing.
    assert_eq!(uids("/api/seances/hier.ics").await, "hier");
    assert!(endpoint.get("/api/seances/demain.ics").await.text().contains("\r\nTRIGGER:-PT60M\r\n"));
    assert!(!endpoint.get("/api/seances/annulee-hier.ics").await.text().contains("VALARM"));
    assert!(!endpoint.get("/api/agenda.ics").await.text().contains("VALARM"));
    for path in [
        "/api/lieux/nulle-part.ics",
        "/api/lieux/lieu-0000",
        "/api/themes/rien.ics",
        "/api/seances/jamais.ics",
        "/api/seances/demain",
    ] {
        assert_eq!(endpoint.get(path).await.problem(), "not-found", "{path}");
    }
}

#[tokio::test]
async fn a_rare_rule_is_expanded_for_phones_and_stays_as_it_was_written() {
    let endpoint = Endpoint::empty().await;
    let rare = |rule: &str| {
        with_sessions(json!([
            { "id": "s", "title": "S", "placeId": "lieu-0000", "start": "2026-01-01T10:00", "rrule": rule },
        ]))
    };
    let written = rare("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2");
    endpoint.put(&written, Mode::Replace).await;
    let stored = endpoint.walk().await.pop().unwrap()["data"].clone();
    assert_eq!(stored["expandedDates"], json!(["2026-12-31T10:00", "2027-12-31T10:00"]));
    assert_eq!(stored["rrule"], written["sessions"][0]["rrule"]);
    let exported = endpoint.get("/api/export/catalogue.json").await.json();
    assert_eq!(exported["sessions"], written["sessions"]);
    for same in [&written, &exported] {
        let outcome = endpoint.put(same, Mode::Replace).await;
        assert_eq!((outcome.changed, outcome.warnings.len()), (0, 0), "{:?}", outcome.warnings);
    }
    let Err(ImportError::Faults(faults)) = endpoint.import(&rare("FREQ=YEARLY;BYWEEKNO=60"), Mode::Replace).await
    else {
        panic!("it was imported");
    };
    let fault = faults.iter().find(|fault| fault.blocks()).unwrap();
    assert_eq!((&*fault.path, fault.code.as_str()), ("sessions[0].rrule", "wrong-rule"));
    assert!(fault.message.contains("BYWEEKNO=60"), "{fault}");
    let outcome = endpoint.put(&rare("FREQ=HOURLY"), Mode::Replace).await;
    assert!(outcome.warnings[0].contains("2026-06-17T01:00"), "{:?}", outcome.warnings);
}
