//! What `/agenda`, `/appels` and a session's page promise, on the server's text.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use chava::ssr::{PageRequest, Shell, render};
use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::DateTime;
use chava_catalogue::records::{Kind, Record};
use serde_json::{Value, json};

fn catalogue(sessions: Value) -> Arc<Catalogue> {
    let place = json!({"id":"lieu","name":"Lieu","placeType":"library","themes":[],"address":{"section":"Gilly"}});
    let sessions = sessions.as_array().unwrap().iter().map(|session| {
        let mut whole = json!({"title": session["id"], "placeId": "lieu"});
        whole.as_object_mut().unwrap().extend(session.as_object().unwrap().clone());
        (Kind::Session, whole)
    });
    let records = std::iter::once((Kind::Place, place)).chain(sessions).enumerate();
    let record = |(n, (kind, json)): (usize, (Kind, Value))| Record {
        kind,
        id: json["id"].as_str().unwrap().into(),
        modified: n as u64,
        json: json.to_string().into_boxed_str(),
    };
    Arc::new(Catalogue::new(Version::default(), records.map(record).collect()))
}

/// The page as it is on a Thursday afternoon.
fn page(catalogue: &Arc<Catalogue>, address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let now = DateTime::parse("2026-11-26T15:00").unwrap();
    let shell = Shell::parse("<html lang=\"fr\" dir=\"ltr\"><!--chava:head--><!--chava:content-->").unwrap();
    render(&PageRequest { path, query, now, origin: "https://chava.example" }, catalogue, &shell).html
}

/// The values of an attribute in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    html.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn each_occurrence_carries_its_local_start_and_stands_below_its_part_of_the_day() {
    let sessions = json!([
        {"id":"matin","start":"2026-11-26T09:00","durationMinutes":60},
        {"id":"midi","start":"2026-11-26T12:00","durationMinutes":240},
        {"id":"soir","start":"2026-11-26T17:00"},
        {"id":"minuit","start":"2026-11-26T23:59"},
        {"id":"sans-heure","start":"2026-11-26"},
    ]);
    let html = page(&catalogue(sessions), "/agenda");
    assert_eq!(
        values(&html, "data-start"),
        ["2026-11-26", "2026-11-26T09:00", "2026-11-26T12:00", "2026-11-26T17:00", "2026-11-26T23:59"]
    );
    assert!(html.contains("data-testid=\"result-count\" data-count=\"5\""), "{html}");
    let today = html.split("<tr class=\"day\">").nth(1).unwrap();
    let cells: Vec<Vec<&str>> = today.split("<td").skip(1).take(4).map(|cell| values(cell, "data-id")).collect();
    assert_eq!(cells, [vec!["sans-heure"], vec!["matin"], vec!["midi"], vec!["soir", "minuit"]]);
    assert_eq!(html.matches("terminé").count(), 1, "the morning's is over: {html}");
    assert_eq!(html.matches("Rien de connu").count(), 6, "the other days of the week say so");
}

#[test]
fn without_a_session_of_unknown_hour_there_is_no_column_for_it() {
    let html = page(&catalogue(json!([{"id":"a","start":"2026-11-26T09:00"}])), "/agenda");
    assert!(html.contains(">Matin</th>") && !html.contains("Heure inconnue"), "{html}");
}

#[test]
fn an_empty_day_says_when_the_next_one_is_and_keeps_the_filters() {
    let html = page(
        &catalogue(json!([{"id":"a","start":"2026-12-01T14:00","durationMinutes":120}])),
        "/agenda?quand=demain&section=Gilly",
    );
    assert!(html.contains("Aucun rendez-vous"), "{html}");
    assert!(html.contains("mardi 1er décembre 14\u{a0}h – 16\u{a0}h, à Gilly"), "{html}");
    assert!(html.contains("href=\"/agenda?du=2026-12-01&amp;au=2026-12-01&amp;section=Gilly\""), "{html}");
    assert!(html.contains("href=\"/agenda?quand=demain\""), "the filter can be taken away: {html}");
}

#[test]
fn what_does_not_take_place_says_so_in_words_and_with_a_sign() {
    let sessions = json!([
        {"id":"annulee","start":"2026-11-26T18:00","status":"cancelled"},
        {"id":"complete","start":"2026-11-26T18:00","status":"full"},
        {"id":"reportee","start":"2026-11-26T18:00","status":"postponed"},
        {"id":"nouvelle","start":"2026-11-26T18:00","status":"moved-online"},
        {"id":"prevue","start":"2026-11-26T18:00"},
    ]);
    let catalogue = catalogue(sessions);
    let html = page(&catalogue, "/agenda?quand=ce-soir");
    for (status, words) in
        [("cancelled", "Annulé"), ("full", "Complet"), ("postponed", "Reporté"), ("moved-online", "autre")]
    {
        let said = html.split(&format!("status-{status}\">")).nth(1).unwrap().split("</strong>").next().unwrap();
        assert!(said.starts_with("<svg") && said.ends_with(words), "{said}");
    }
    assert_eq!(html.matches("<strong class=\"status").count(), 4, "nothing is said of what is as planned");
    let detail = page(&catalogue, "/seances/annulee");
    assert!(
        detail.contains("status-cancelled") && detail.contains("ce soir à 18\u{a0}h, à Gilly · Annulé"),
        "{detail}"
    );
}

#[test]
fn a_long_agenda_comes_in_pages() {
    let sessions: Vec<Value> =
        (0..450).map(|n| json!({"id":format!("s{n:03}"),"start":format!("2026-11-27T{:02}:00", n % 24)})).collect();
    let catalogue = catalogue(json!(sessions));
    let first = page(&catalogue, "/agenda?quand=demain");
    assert_eq!(values(&first, "data-start").len(), 200);
    assert!(first.contains("data-count=\"450\"") && first.contains("href=\"/agenda?quand=demain&amp;page=2\""));
    assert_eq!(values(&page(&catalogue, "/agenda?quand=demain&page=3"), "data-start").len(), 50);
    assert_eq!(values(&page(&catalogue, "/agenda?quand=demain&page=9"), "data-start").len(), 0);
}

#[test]
fn a_booking_can_be_tapped() {
    let catalogue = catalogue(json!([
        {"id":"numero","start":"2026-11-27T18:00","booking":"+32 71 00 00 00"},
        {"id":"courriel","start":"2026-11-27T18:00","booking":"a@example.org"},
        {"id":"mots","start":"2026-11-27T18:00","booking":"Au 0470 ou sur place"},
    ]));
    assert!(page(&catalogue, "/seances/numero").contains("href=\"tel:+3271000000\""));
    assert!(page(&catalogue, "/seances/courriel").contains("href=\"mailto:a@example.org\""));
    let words = page(&catalogue, "/seances/mots");
    assert!(words.contains("Au 0470 ou sur place") && !words.contains("tel:"));
}

#[test]
fn gatherings_stand_beside_the_calls_and_on_home_each_once() {
    let catalogue = catalogue(json!([
        {"id":"groupe","start":"2026-11-02T18:00","durationMinutes":90,"rrule":"FREQ=WEEKLY","sessionType":"meeting"},
        {"id":"atelier","start":"2026-11-30T18:00","sessionType":"workshop"},
        {"id":"finie","start":"2026-11-20T18:00","sessionType":"conference"},
    ]));
    for path in ["/appels", "/"] {
        let html = page(&catalogue, path);
        let (_, gatherings) = html.split_once("Rencontres de la ville apprenante").unwrap();
        assert_eq!(gatherings.matches("href=\"/seances/groupe\"").count(), 1, "{path}");
        assert!(gatherings.contains("Rencontre · lundi 30 novembre 18\u{a0}h – 19\u{a0}h\u{a0}30, à Gilly"), "{html}");
        assert!(!gatherings.contains("/seances/atelier") && !gatherings.contains("/seances/finie"), "{path}");
    }
}
