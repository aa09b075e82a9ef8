use proptest::prelude::*;

use super::*;
use crate::civil::Weekday;

fn session(start: &str, rrule: &str, exdates: &[&str]) -> Session {
    serde_json::from_value(serde_json::json!({
        "id": "s", "title": "S", "placeId": "p", "start": start, "exdates": exdates,
        "rrule": (!rrule.is_empty()).then_some(rrule),
    }))
    .unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn days(start: &str, rrule: &str, exdates: &[&str], from: &str, to: &str) -> String {
    let found = occurrences(&session(start, rrule, exdates), day(from), day(to)).unwrap();
    found.iter().map(|o| o.date.to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_give_their_days() {
    // start, rule, window, days; several are RFC 5545's own examples.
    for (start, rule, from, to, expected) in [
        ("2026-11-22", "", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-11-22", "", "2026-11-23", "2026-11-30", ""),
        (
            "2026-11-04T18:00",
            "FREQ=WEEKLY;BYDAY=WE,SA",
            "2026-11-05",
            "2026-11-18",
            "2026-11-07 2026-11-11 2026-11-14 2026-11-18",
        ),
        ("2016-01-06", "FREQ=WEEKLY", "2026-11-22", "2026-12-05", "2026-11-25 2026-12-02"),
        (
            "2026-11-04",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=3",
            "2026-11-01",
            "2027-11-01",
            "2026-11-04 2026-11-18 2026-12-02",
        ),
        (
            "1997-08-05T09:00",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "1997-01-01",
            "1998-01-01",
            "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
        ),
        (
            "1997-08-05T09:00",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "1997-01-01",
            "1998-01-01",
            "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
        ),
        (
            "1997-09-05T09:00",
            "FREQ=MONTHLY;COUNT=3;BYDAY=1FR",
            "1997-01-01",
            "1998-01-01",
            "1997-09-05 1997-10-03 1997-11-07",
        ),
        (
            "1997-09-22T09:00",
            "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO",
            "1997-01-01",
            "1998-01-01",
            "1997-09-22 1997-10-20 1997-11-17",
        ),
        ("1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-01", "1997-12-01", "1997-09-28 1997-10-29 1997-11-28"),
        ("2026-01-31", "FREQ=MONTHLY", "2026-01-01", "2026-06-30", "2026-01-31 2026-03-31 2026-05-31"),
        (
            "1997-09-02",
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "1997-09-02",
            "1999-01-01",
            "1998-02-13 1998-03-13 1998-11-13",
        ),
        (
            "1997-09-04",
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
            "1997-01-01",
            "1998-01-01",
            "1997-09-04 1997-10-07 1997-11-06",
        ),
        (
            "1997-09-29",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
            "1997-09-01",
            "1997-12-31",
            "1997-09-29 1997-10-30 1997-11-27 1997-12-30",
        ),
        ("2024-02-29", "FREQ=YEARLY", "2024-01-01", "2032-12-31", "2024-02-29 2028-02-29 2032-02-29"),
        (
            "1996-11-05",
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
            "1996-01-01",
            "2005-01-01",
            "1996-11-05 2000-11-07 2004-11-02",
        ),
        (
            "1997-06-10",
            "FREQ=YEARLY;COUNT=4;BYMONTH=6,7",
            "1997-01-01",
            "2000-01-01",
            "1997-06-10 1997-07-10 1998-06-10 1998-07-10",
        ),
        ("2026-11-20", "FREQ=DAILY;INTERVAL=3", "2026-11-22", "2026-11-30", "2026-11-23 2026-11-26 2026-11-29"),
        (
            "2026-11-20",
            "FREQ=DAILY;BYDAY=SA,SU;BYMONTH=11",
            "2026-11-01",
            "2027-01-01",
            "2026-11-21 2026-11-22 2026-11-28 2026-11-29",
        ),
        // The end is included; an hour after the end's hour is not.
        (
            "2026-11-20T18:00",
            "FREQ=DAILY;UNTIL=20261122",
            "2026-11-01",
            "2027-01-01",
            "2026-11-20 2026-11-21 2026-11-22",
        ),
        (
            "2026-11-20T18:00",
            "FREQ=DAILY;UNTIL=20261122T170000Z",
            "2026-11-01",
            "2027-01-01",
            "2026-11-20 2026-11-21 2026-11-22",
        ),
        ("2026-11-20T18:00", "FREQ=DAILY;UNTIL=20261122T165900Z", "2026-11-01", "2027-01-01", "2026-11-20 2026-11-21"),
        (
            "2026-06-20T18:00",
            "FREQ=DAILY;UNTIL=20260622T160000Z",
            "2026-06-01",
            "2027-01-01",
            "2026-06-20 2026-06-21 2026-06-22",
        ),
        // A start that the rule doesn't hit is no occurrence.
        ("2026-11-02", "FREQ=WEEKLY;BYDAY=WE;COUNT=2", "2026-11-01", "2027-01-01", "2026-11-04 2026-11-11"),
        ("2026-02-01", "RRULE:freq=monthly;bymonthday=31;bymonth=2", "2026-01-01", "2126-01-01", ""),
    ] {
        assert_eq!(days(start, rule, &[], from, to), expected, "{start} {rule}");
    }
}

#[test]
fn what_is_excluded_is_left_out_but_counted() {
    let rule = "FREQ=WEEKLY;COUNT=3";
    let window = ("2026-11-01", "2027-01-01");
    assert_eq!(days("2026-11-04T18:00", rule, &["2026-11-11T18:00"], window.0, window.1), "2026-11-04 2026-11-18");
    assert_eq!(
        days("2026-11-04T18:00", rule, &["2026-11-11T19:00"], window.0, window.1),
        "2026-11-04 2026-11-11 2026-11-18"
    );
    assert_eq!(days("2026-11-04T18:00", rule, &["2026-11-11"], window.0, window.1), "2026-11-04 2026-11-18");
    assert_eq!(days("2026-11-04", rule, &["2026-11-18"], window.0, window.1), "2026-11-04 2026-11-11");
}

#[test]
fn an_occurrence_carries_what_the_session_says() {
    let mut session = session("2026-11-04T18:30", "", &[]);
    session.duration_minutes = Some(90);
    session.status = Some(SessionStatus::Cancelled);
    let found = occurrences(&session, day("2026-11-04"), day("2026-11-04")).unwrap();
    assert_eq!((found[0].minute, found[0].duration_minutes), (Some(18 * 60 + 30), Some(90)));
    assert_eq!(found[0].status, SessionStatus::Cancelled);
    session.start = "2026-11-04".into();
    assert_eq!(occurrences(&session, day("2026-11-04"), day("2026-11-04")).unwrap()[0].minute, None);
}

#[test]
fn what_cannot_be_read_is_said_not_guessed() {
    let trouble =
        |start: &str, rule: &str| occurrences(&session(start, rule, &[]), day("2026-01-01"), day("2026-12-31"));
    assert!(matches!(trouble("demain", ""), Err(RecurrenceError::Start(_))));
    for rule in [
        "chaque mercredi",
        "FREQ=WEEKLY;BYDAY=XX",
        "INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=2;UNTIL=20260101",
        "FREQ=DAILY;UNTIL=hier",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=WEEKLY;BYDAY=É",
        "FREQ=DAILY;BYMONTH=",
        "FREQ=DAILY;;COUNT=1",
        "FREQ=DAILY;NONSENSE=1",
        "",
    ] {
        assert!(matches!(check_rule(rule), Err(RecurrenceError::Malformed { .. })), "{rule}");
    }
    for rule in [
        "FREQ=HOURLY",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=WEEKLY;BYDAY=1MO",
    ] {
        assert!(matches!(trouble("2026-01-05", rule), Err(RecurrenceError::Unsupported { .. })), "{rule}");
    }
    let mut abroad = session("2026-01-05T10:00", "", &[]);
    abroad.timezone = Some("America/New_York".into());
    assert!(matches!(occurrences(&abroad, day("2026-01-01"), day("2026-12-31")), Err(RecurrenceError::TimeZone(_))));
    abroad.timezone = Some("Europe/Paris".into());
    assert_eq!(occurrences(&abroad, day("2026-01-01"), day("2026-12-31")).unwrap().len(), 1);
}

fn any_rule() -> impl Strategy<Value = String> {
    let weekdays = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..=3);
    let ends = prop_oneof![Just(String::new()), (1..40u32).prop_map(|n| format!(";COUNT={n}"))];
    let kinds = prop_oneof![
        Just("FREQ=DAILY"),
        Just("FREQ=WEEKLY"),
        Just("FREQ=MONTHLY"),
        Just("FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        Just("FREQ=YEARLY;BYMONTH=3,10"),
    ];
    (kinds, 1..5u32, weekdays, ends).prop_map(|(kind, interval, weekdays, end)| {
        let by_day = if weekdays.is_empty() { String::new() } else { format!(";BYDAY={}", weekdays.join(",")) };
        format!("{kind};INTERVAL={interval}{by_day}{end}")
    })
}

proptest! {
    #[test]
    fn a_window_in_two_halves_is_the_window(rule in any_rule(), start in 18_000..21_000i32, before in 0..900i32, length in 0..500i32) {
        let session = session(&Date::from_days(start).to_string(), &rule, &[]);
        let from = Date::from_days(start + before - 100);
        let (middle, to) = (from.add_days(length / 2), from.add_days(length));
        let whole = occurrences(&session, from, to).unwrap();
        let mut halves = occurrences(&session, from, middle).unwrap();
        halves.extend(occurrences(&session, middle.add_days(1), to).unwrap());
        prop_assert_eq!(&whole, &halves);
        prop_assert!(whole.windows(2).all(|pair| pair[0].date < pair[1].date));
        prop_assert!(whole.iter().all(|o| o.date >= from && o.date <= to && o.date.days() >= start));
    }

    #[test]
    fn a_weekly_rule_is_what_a_calendar_says(start in 18_000..21_000i32, interval in 1..6i32, mask in 1..128u32) {
        let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
        let chosen: Vec<_> = (0..7).filter(|n| mask & (1 << n) != 0).map(|n| codes[n]).collect();
        let rule = format!("FREQ=WEEKLY;INTERVAL={interval};BYDAY={}", chosen.join(","));
        let start = Date::from_days(start);
        let monday = start.add_days(-(start.weekday().index() as i32));
        let expected: Vec<_> = (0..400)
            .map(|n| start.add_days(n))
            .filter(|d| mask & (1 << d.weekday().index()) != 0 && ((d.days() - monday.days()) / 7) % interval == 0)
            .collect();
        let found = occurrences(&session(&start.to_string(), &rule, &[]), start, start.add_days(399)).unwrap();
        prop_assert_eq!(found.iter().map(|o| o.date).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn no_text_makes_it_panic(rule in "\\PC{0,40}", tail in "[A-Z0-9=;,-]{0,40}") {
        let _ = check_rule(&rule);
        let session = session("2026-11-22T10:00", &format!("FREQ=MONTHLY;{tail}"), &[]);
        let _ = occurrences(&session, Date::from_days(0), Date::from_days(40_000));
    }
}

#[test]
fn a_rule_that_began_long_ago_is_quick() {
    // A daily rule from year 1 over one week: jumping takes a handful of steps, walking would take 740 000.
    let session = session("0001-01-01", "FREQ=DAILY", &[]);
    let found = occurrences(&session, day("2026-11-16"), day("2026-11-22")).unwrap();
    assert_eq!(found.len(), 7);
    assert_eq!(found[6].date.weekday(), Weekday::Sunday);
}
