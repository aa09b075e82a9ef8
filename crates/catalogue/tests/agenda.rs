//! The agenda by its windows and filters, what comes next, and that the search means the same days.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::query::{AgendaQuery, CostFilter, Query, When, Window};
use chava_catalogue::records::{Kind, Record};
use serde_json::{Value, json};

fn catalogue() -> Catalogue {
    let session = |id: &str, start: &str, rest: Value| {
        let mut session = json!({ "id": id, "title": id, "placeId": "lieu", "start": start, "durationMinutes": 60, "cost": { "kind": "free" } });
        session.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        (Kind::Session, session)
    };
    let records = vec![
        (
            Kind::Place,
            json!({ "id": "lieu", "name": "Lieu", "placeType": "library", "themes": [], "address": { "section": "Gilly" } }),
        ),
        session("matin", "2026-11-26T09:00", json!({ "status": "full" })),
        session("maintenant", "2026-11-26T14:30", json!({ "sessionType": "meeting" })),
        session("sans-duree", "2026-11-26T14:30", json!({ "durationMinutes": null })),
        session("soir", "2026-11-26T17:00", json!({ "cost": { "kind": "paid" } })),
        session("sans-heure", "2026-11-26", json!({ "durationMinutes": null })),
        session("annulee", "2026-11-27T18:00", json!({ "status": "cancelled", "sessionType": "conference" })),
        session("reportee", "2026-11-28T10:00", json!({ "status": "postponed" })),
        session("chaque-lundi", "2026-11-02T19:00", json!({ "rrule": "FREQ=WEEKLY" })),
        session("annulee-hier", "2026-11-25T18:00", json!({ "status": "cancelled" })),
        session("annulee-avant", "2026-11-24T18:00", json!({ "status": "cancelled" })),
        session("intelligence", "2027-05-01T10:00", json!({ "sessionType": "collective-intelligence" })),
    ];
    let records = records
        .into_iter()
        .enumerate()
        .map(|(n, (kind, json))| Record {
            kind,
            id: json["id"].as_str().unwrap().into(),
            modified: n as u64,
            json: json.to_string().into_boxed_str(),
        })
        .collect();
    Catalogue::new(Version { epoch: "e".into(), change: 1, digest: "".into() }, records)
}

/// A Thursday afternoon.
fn now() -> DateTime {
    DateTime::parse("2026-11-26T15:00").unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn ids(catalogue: &Catalogue, query: &AgendaQuery) -> Vec<String> {
    catalogue.agenda_of(query, now()).iter().map(|occurrence| occurrence.session.to_string()).collect()
}

fn at(catalogue: &Catalogue, when: &When) -> Vec<String> {
    ids(catalogue, &AgendaQuery::new(when.window(now()).unwrap(), &Query::default()))
}

#[test]
fn a_moment_means_its_days_and_the_part_of_them() {
    let catalogue = catalogue();
    assert_eq!(at(&catalogue, &When::Now), ["maintenant"]);
    assert_eq!(at(&catalogue, &When::Today), ["sans-heure", "matin", "maintenant", "sans-duree", "soir"]);
    assert_eq!(at(&catalogue, &When::Tonight), ["soir"]);
    assert_eq!(at(&catalogue, &When::Tomorrow), ["annulee"]);
    assert_eq!(at(&catalogue, &When::Weekend), ["reportee"]);
    assert!(When::from_code("hier").window(now()).is_none());
}

#[test]
fn a_cancelled_one_is_there_until_the_day_after() {
    let past = Window::of_days(day("2026-11-24"), day("2026-11-25"));
    assert_eq!(ids(&catalogue(), &AgendaQuery::new(past, &Query::default())), ["annulee-hier"]);
}

#[test]
fn the_search_finds_what_the_agenda_shows_but_for_what_is_cancelled() {
    let catalogue = catalogue();
    for when in When::ALL {
        let mut shown = at(&catalogue, when);
        shown.retain(|id| id != "annulee");
        let query = Query { when: Some(when.clone()), ..Query::default() };
        let found = catalogue.search(&query, now(), 0, 99).hits;
        let mut found: Vec<_> =
            found.into_iter().filter(|hit| hit.kind == Kind::Session).map(|hit| hit.id.to_string()).collect();
        // Where nothing takes place, the search shows what comes nearest.
        if !shown.is_empty() {
            found.sort();
            shown.sort();
            assert_eq!(found, shown, "{}", when.as_str());
        }
    }
}

#[test]
fn what_people_meet_for_is_found_among_the_rest() {
    let year = AgendaQuery::of_days(day("2026-11-26"), day("2027-11-26"));
    let gatherings = AgendaQuery { gatherings: true, ..year };
    assert_eq!(ids(&catalogue(), &gatherings), ["maintenant", "annulee", "intelligence"]);
}

#[test]
fn the_next_one_is_still_to_be_takes_place_and_passes_the_filters() {
    let catalogue = catalogue();
    let next = |when: When, filters: Query| {
        let query = AgendaQuery::new(when.window(now()).unwrap(), &filters);
        let next = catalogue.next_after(&query, now());
        next.map(|next| format!("{} {}", next.session, next.date))
    };
    assert_eq!(next(When::Today, Query::default()).as_deref(), Some("reportee 2026-11-28"), "not the cancelled one");
    assert_eq!(next(When::Weekend, Query::default()).as_deref(), Some("chaque-lundi 2026-11-30"));
    // What isn't tonight for free may still be today.
    let free = Query { cost: Some(CostFilter::Free), ..Query::default() };
    assert_eq!(next(When::Tonight, free).as_deref(), Some("sans-heure 2026-11-26"));
    let elsewhere = Query { section: Some("Roux".into()), ..Query::default() };
    assert_eq!(next(When::Today, elsewhere), None);
}
