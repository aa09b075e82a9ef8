use serde_json::{Value, json};

use super::*;
use crate::catalogue::Version;
use crate::json;

fn today() -> Date {
    Date::parse("2026-11-26").unwrap()
}

fn city(session: Value, notices: Value) -> Catalogue {
    let mut record =
        json!({ "id": "s", "modified": 2, "title": "Atelier", "placeId": "p", "start": "2026-12-02T13:00" });
    record.as_object_mut().unwrap().extend(session.as_object().unwrap().clone());
    let document = json!({
        "places": [{ "id": "p", "modified": 1, "name": "Espace", "placeType": "library", "themes": [],
            "openingHours": "Mo-Fr 09:00-17:00", "address": { "street": "Rue Neuve", "number": "1", "section": "Gilly" } }],
        "sessions": [record],
        "notices": notices,
    });
    Catalogue::from_document(Version::default(), document.to_string().into_bytes()).unwrap()
}

fn of(catalogue: &Catalogue, kind: Kind, id: &str) -> Remembered {
    Remembered::of(catalogue, &RecordRef { kind, id: id.into() }).unwrap()
}

fn session(changed: Value) -> Remembered {
    of(&city(changed, json!([])), Kind::Session, "s")
}

/// What changed since the session was as [`city`] has it, as `fact: before > after`.
fn told(changed: Value) -> Vec<String> {
    let changes = session(json!({})).changes_to(&session(changed), today());
    changes.iter().map(|change| format!("{:?}: {} > {}", change.fact, change.before, change.after)).collect()
}

#[test]
fn what_one_goes_by_is_remembered_and_comes_back_from_the_store() {
    let facts = session(json!({ "rrule": "FREQ=WEEKLY", "status": "full", "cost": { "kind": "free" } }));
    assert_eq!(facts.get(Fact::Name), "Atelier");
    assert_eq!(facts.get(Fact::Time), "2026-12-02T13:00");
    assert_eq!(facts.get(Fact::Place), "Espace, Rue Neuve 1, Gilly");
    assert_eq!((facts.get(Fact::Status), facts.get(Fact::Cost)), ("full", "free"));
    assert_eq!(json::read::<Remembered>(facts.to_json().as_bytes()), Some(facts));
    assert_eq!(json::read::<Remembered>(b"{\"later\":[1]}"), Some(Remembered::default()));
}

#[test]
fn a_move_a_cancellation_and_another_hour_are_told() {
    assert_eq!(told(json!({ "start": "2026-12-02T14:00" })), ["Time: 2026-12-02T13:00 > 2026-12-02T14:00"]);
    assert_eq!(told(json!({ "status": "cancelled" })), ["Status:  > cancelled"]);
    assert_eq!(told(json!({ "placeId": "ailleurs" })), ["Place: Espace, Rue Neuve 1, Gilly > "]);
    assert_eq!(told(json!({ "rrule": "FREQ=WEEKLY", "status": "full" })), ["Status:  > full", "Rule:  > FREQ=WEEKLY"]);
}

#[test]
fn another_name_or_description_is_no_news() {
    assert!(told(json!({ "title": "Grand atelier", "description": "Mieux dit." })).is_empty());
}

#[test]
fn of_dates_and_notices_only_new_ones_that_lie_ahead_are_told() {
    let changed = json!({ "exdates": ["2026-11-25T13:00", "2026-12-09T13:00", "2026-12-16"] });
    assert_eq!(told(changed), ["Exceptions:  > 2026-12-09T13:00,2026-12-16"]);

    let notice = |id: &str, to: &str| {
        json!({ "id": id, "modified": 3, "about": { "kind": "place", "id": "p" }, "noticeType": "closure",
            "from": "2026-11-20", "to": to, "text": "Fermé" })
    };
    let place = |notices: Value| of(&city(json!({}), notices), Kind::Place, "p");
    let (none, old, both) = (
        place(json!([])),
        place(json!([notice("n1", "2026-11-25")])),
        place(json!([notice("n1", "2026-11-25"), notice("n2", "2026-12-01")])),
    );
    assert!(none.changes_to(&old, today()).is_empty() && both.changes_to(&old, today()).is_empty());
    let changes = old.changes_to(&both, today());
    assert_eq!((changes[0].fact, &*changes[0].after), (Fact::Notices, "n2 2026-11-20 2026-12-01"));
    // A closed place concerns whoever saved a session there.
    let session = of(&city(json!({}), json!([notice("n2", "2026-12-01")])), Kind::Session, "s");
    assert_eq!(session.get(Fact::Notices), "n2 2026-11-20 2026-12-01");
}

#[test]
fn what_took_place_is_past_and_what_recurs_is_not() {
    let past = session(json!({ "start": "2026-11-25" }));
    assert!(past.is_past(today()) && !session(json!({ "start": "2026-11-26" })).is_past(today()));
    assert!(!session(json!({ "start": "2020-01-01", "rrule": "FREQ=DAILY" })).is_past(today()));
    assert!(!Remembered::default().is_past(today()));
}

#[test]
fn what_is_not_there_is_not_remembered() {
    let gone = RecordRef { kind: Kind::Session, id: "t".into() };
    assert_eq!(Remembered::of(&city(json!({}), json!([])), &gone), None);
}
