use super::*;
use crate::catalogue::{Catalogue, Version};
use crate::civil::DateTime;
use crate::language::Language;

fn catalogue(session: &str) -> Catalogue {
    let document = format!(
        r#"{{"places":[{{"id":"p","modified":3,"name":"Biblio, M & C","placeType":"library","themes":[],
            "address":{{"street":"Rue de la Paix","number":"1","postalCode":"6000","section":"Charleroi"}},
            "position":{{"lat":50.41,"lon":4.44,"precision":"exact"}}}}],
            "offers":[{{"id":"o","modified":4,"title":"Écrire; lire","offerType":"course","themes":[],"description":"Un\nbon cours."}}],
            "sessions":[{{"id":"s","modified":7,"placeId":"p",{session}}}]}}"#
    );
    Catalogue::from_document(Version::default(), document.into_bytes()).unwrap()
}

fn event(session: &str) -> String {
    let catalogue = catalogue(session);
    let setting = Setting {
        language: &Language::French,
        origin: "https://chava.example",
        stamp: DateTime::parse("2026-11-25T08:00").unwrap(),
        full: "Complet",
        reminds: true,
    };
    let event = event_of(&catalogue, &catalogue.session("s").unwrap(), &setting).unwrap_or_default();
    assert!(event.split("\r\n").all(|line| line.len() <= 75), "{event}");
    assert!(!event.replace("\r\n", "").contains(['\r', '\n']), "{event}");
    event.replace("\r\n ", "")
}

#[track_caller]
fn has(event: &str, lines: &[&str]) {
    for line in lines {
        assert!(event.split("\r\n").any(|l| l == *line), "{line} is not in\n{event}");
    }
}

#[test]
fn a_session_says_what_its_offer_and_place_say() {
    let event =
        event(r#""offerId":"o","start":"2026-12-02T18:00","durationMinutes":90,"status":"full","booking":"Au 071""#);
    has(
        &event,
        &[
            "UID:s@chava",
            "DTSTAMP:20261125T080000Z",
            "SEQUENCE:7",
            "DTSTART;TZID=Europe/Brussels:20261202T180000",
            "DURATION:PT90M",
            "SUMMARY:Complet : Écrire\\; lire",
            "LOCATION:Biblio\\, M & C\\, Rue de la Paix 1\\, 6000 Charleroi",
            "DESCRIPTION:Un\\nbon cours.\\n\\nAu 071",
            "GEO:50.41000;4.44000",
            "URL:https://chava.example/seances/s",
            "STATUS:CONFIRMED",
        ],
    );
}

#[test]
fn a_series_begins_with_what_its_rule_hits_and_ends_in_the_kind_of_its_start() {
    let timed = event(
        r#""title":"T","start":"2026-06-01T18:00","rrule":"rrule:freq=weekly;until=20261031;byday=we",
           "exdates":["2026-06-10T18:00","2026-06-17T18:00"],"rdates":["2026-06-20T10:00"],"status":"cancelled""#,
    );
    has(
        &timed,
        &[
            "DTSTART;TZID=Europe/Brussels:20260603T180000",
            "RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20261031T225900Z",
            "EXDATE;TZID=Europe/Brussels:20260610T180000,20260617T180000",
            "RDATE;TZID=Europe/Brussels:20260620T100000",
            "STATUS:CANCELLED",
        ],
    );
    let days = event(
        r#""title":"T","start":"2026-06-01","durationMinutes":60,"rrule":"FREQ=DAILY;UNTIL=20260602T220000Z","status":"postponed""#,
    );
    has(&days, &["DTSTART;VALUE=DATE:20260601", "RRULE:FREQ=DAILY;UNTIL=20260603", "STATUS:TENTATIVE"]);
    assert!(!days.contains("DURATION"), "how long is of no use where the hour is not known");
    let rare = r#""title":"T","start":"2026-01-01","rrule":"FREQ=YEARLY;BYYEARDAY=5""#;
    assert_eq!(event(rare), "", "dates that nobody knows are no event");
    let made = event(&format!(r#"{rare},"expandedDates":["2026-01-05"]"#));
    has(&made, &["DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=YEARLY;BYYEARDAY=5"]);
}

#[test]
fn one_is_reminded_an_hour_before_or_in_the_evening_before_the_day() {
    let reminder = |session: &str| {
        let event = event(session);
        event.split("\r\n").find_map(|line| line.strip_prefix("TRIGGER:")).map(str::to_owned)
    };
    assert_eq!(reminder(r#""title":"T","start":"2026-12-02T18:00""#).as_deref(), Some("-PT60M"));
    assert_eq!(reminder(r#""title":"T","start":"2026-12-02""#).as_deref(), Some("-PT360M"));
    assert_eq!(reminder(r#""title":"T","start":"2026-12-02","status":"cancelled""#), None);
}

#[test]
fn long_words_are_folded_between_letters() {
    let title = "é—🙂".repeat(60);
    let event = event(&format!(r#""title":"{title}","start":"2026-12-02""#));
    has(&event, &[&format!("SUMMARY:{title}")]);
}

#[test]
fn a_calendar_knows_its_clock_and_name() {
    let text = calendar("Agenda", &[event(r#""title":"T","start":"2026-12-02""#)]);
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    has(
        &text,
        &["X-WR-CALNAME:Agenda", "TZID:Europe/Brussels", "BEGIN:VEVENT", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"],
    );
}
