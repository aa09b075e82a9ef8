use proptest::prelude::*;

use super::*;

fn notice(kind: &str, from: &str, to: Option<&str>) -> Notice {
    serde_json::from_value(serde_json::json!({
        "id": "n", "about": { "kind": "place", "id": "p" }, "noticeType": kind, "from": from, "to": to, "text": "T",
    }))
    .unwrap()
}

/// State and next change, such as `open 2026-11-24T17:00`; what it changes into is added where it is the unknown.
fn said(hours: &str, now: &str) -> String {
    let moment = Hours::parse(hours).unwrap_or_else(|e| panic!("{hours}: {e}")).at(DateTime::parse(now).unwrap());
    let next = match moment.next {
        None => "-".to_owned(),
        Some((time, State::Unknown)) => format!("{time}?"),
        Some((time, _)) => time.to_string(),
    };
    format!("{} {next}", moment.state.as_str())
}

// What a change leads into; the many other rows are in tests/hours/golden.tsv.
const INTO_THE_UNKNOWN: &[(&str, &str, &str)] = &[
    ("Mo-Fr 09:00-17:00 \"sur rendez-vous\"", "2026-11-23T10:00", "unknown 2026-11-23T17:00"),
    ("Mo-Fr 09:00-17:00 \"sur rendez-vous\"", "2026-11-22T10:00", "closed 2026-11-23T09:00?"),
    ("Mo-Fr 09:00-17:00 open \"entrée par la cour\"", "2026-11-23T10:00", "open 2026-11-23T17:00"),
    ("Mo-Fr 09:00-17:00+", "2026-11-23T10:00", "open 2026-11-23T17:00?"),
    ("Mo-Fr 09:00+", "2026-11-22T10:00", "closed 2026-11-23T09:00?"),
    ("Mo 10:00-sunset", "2026-11-23T12:00", "open 2026-11-23T16:44?"),
    ("sunrise-sunset", "2026-11-23T03:00", "closed 2026-11-23T08:02?"),
    ("Mo-Fr 09:00-17:00; SH off", "2027-08-29T10:00", "closed 2027-08-30T09:00?"),
    ("Mo-Fr 09:00-17:00; SH 10:00-16:00", "2028-07-19T11:00", "open 2028-07-19T16:00?"),
    ("Mo-Fr 09:00-12:00 || \"téléphoner\"", "2026-11-23T10:00", "open 2026-11-23T12:00?"),
    ("Mo-Fr 09:00-12:00; PH off || unknown", "2026-11-10T11:00", "open 2026-11-10T12:00?"),
];

#[test]
fn a_change_can_lead_into_the_unknown() {
    for (hours, now, expected) in INTO_THE_UNKNOWN {
        assert_eq!(said(hours, now), *expected, "{hours} at {now}");
    }
}

#[test]
fn a_plain_week_is_told_by_its_weekdays() {
    let week = |hours: &str| {
        let week = Hours::parse(hours).unwrap().weekly()?;
        let day =
            |spans: Vec<Span>| spans.iter().map(|s| format!("{}-{}", s.start, s.end)).collect::<Vec<_>>().join(",");
        Some(week.map(day).join(" "))
    };
    assert_eq!(week("Mo,We 09:00-12:00,13:00-17:00").as_deref(), Some("540-720,780-1020  540-720,780-1020    "));
    assert_eq!(week("Sa 20:00-02:00").as_deref(), Some("     1200-1560 "));
    assert_eq!(week("24/7").as_deref(), Some(&*["0-1440"; 7].join(" ")));
    for unlike in [
        "Tu-Fr 09:00-17:00; PH off",
        "Mo-Fr 09:00-17:00; SH off",
        "Apr-Oct Mo-Fr 09:00-17:00",
        "Mo[1] 09:00-17:00",
        "week 1-53/2 Mo 09:00-17:00",
        "Mo 09:00-sunset",
        "Mo 09:00+",
        "Mo-Fr 09:00-17:00 \"sur rendez-vous\"",
        "Mo unknown",
    ] {
        assert_eq!(week(unlike), None, "{unlike}");
    }
}

#[test]
fn what_cannot_be_read_has_a_place_and_is_unknown() {
    for (hours, position) in [
        ("", 1),
        ("tous les jours", 1),
        ("Mo-Fr 9h-17h", 7),
        ("Mo-Fr 09:00", 12),
        ("Mo-Fr 09:00-", 13),
        ("Mo-Fr 09:00-17", 13),
        ("Mo-Fr 09:00-17:60", 13),
        ("Mo-Fr 31:00-32:00", 7),
        ("Mo-Fr 24:00-26:00", 7),
        ("Lu-Ve 09:00-17:00", 1),
        ("Mo-Xx 09:00-17:00", 4),
        ("Mo 09:00-17:00; nonsense", 17),
        ("Mo 09:00-17:00 \"ouvert", 16),
        ("Mo[6] 09:00-17:00", 4),
        ("Mo-Fr[1] 09:00-17:00", 6),
        ("Feb 30 off", 5),
        ("Dec 24-Jan off", 12),
        ("Mo 09:00-17:00 & Tu", 16),
        ("Mo-Fr,09:00-17:00", 6),
        ("Jan 15+ off", 7),
        ("week 50-2/2 off", 10),
        ("2027-2026 off", 6),
        ("Jul 15-10 off", 8),
        ("Mo-Fr Sa 09:00-17:00", 7),
        ("(noon+01:00)-18:00", 2),
        ("(sunset-01:00-18:00", 14),
        ("Mo 09:00-17:00 Tu 10:00-12:00", 16),
        ("Mo 09:00-17:00/90", 15),
        ("Mo 09:00-17:00;; Tu", 16),
    ] {
        let error = Hours::parse(hours).unwrap_err();
        assert_eq!(error.position, position, "{hours}: {error}");
        assert_eq!(open_state(Some(hours), &[], DateTime::parse("2026-11-23T10:00").unwrap()), OpenState::Unknown);
    }
}

#[test]
fn a_closure_wins_and_other_hours_are_unknown() {
    let at = |hours: Option<&str>, notices: &[Notice], now: &str| {
        let hours = hours.map(|h| Hours::parse(h).unwrap());
        let moment = moment(hours.as_ref(), notices, DateTime::parse(now).unwrap());
        format!("{} {}", moment.state.as_str(), moment.next.map_or("-".to_owned(), |(time, _)| time.to_string()))
    };
    let usual = Some("Mo-Fr 09:00-17:00");
    let closure = [notice("closure", "2026-11-23", Some("2026-11-25"))];
    assert_eq!(at(usual, &closure, "2026-11-20T10:00"), "open 2026-11-20T17:00");
    assert_eq!(at(usual, &closure, "2026-11-22T10:00"), "closed 2026-11-26T09:00");
    assert_eq!(at(usual, &closure, "2026-11-25T23:59"), "closed 2026-11-26T09:00");
    assert_eq!(at(None, &closure, "2026-11-24T10:00"), "closed 2026-11-26T00:00");
    assert_eq!(at(None, &closure, "2026-11-22T10:00"), "unknown 2026-11-23T00:00");
    assert_eq!(at(Some("24/7"), &[notice("closure", "2026-11-01", None)], "2026-11-22T10:00"), "closed -");
    let morning = [notice("closure", "2026-11-23T09:00", Some("2026-11-23T12:00"))];
    assert_eq!(at(usual, &morning, "2026-11-23T08:00"), "closed 2026-11-23T12:00");
    assert_eq!(at(usual, &morning, "2026-11-23T13:00"), "open 2026-11-23T17:00");
    let other = [notice("hours", "2026-11-23", Some("2026-11-23"))];
    assert_eq!(at(usual, &other, "2026-11-23T10:00"), "unknown 2026-11-24T00:00");
    let both = [other[0].clone(), notice("closure", "2026-11-23T14:00", None)];
    assert_eq!(at(usual, &both, "2026-11-23T15:00"), "closed -");
    let without_effect = [
        notice("message", "2026-11-01", None),
        notice("strike", "2026-11-01", None),
        notice("closure", "bientôt", None),
    ];
    assert_eq!(at(usual, &without_effect, "2026-11-23T10:00"), "open 2026-11-23T17:00");
}

#[test]
fn a_card_promises_nothing_it_does_not_know() {
    let card = |hours: &str, now: &str| open_state(Some(hours), &[], DateTime::parse(now).unwrap());
    let time = |text: &str| DateTime::parse(text).unwrap();
    let usual = "Mo-Fr 09:00-17:00";
    assert_eq!(card(usual, "2026-11-23T10:00"), OpenState::Open { until: Some(time("2026-11-23T17:00")) });
    assert_eq!(card(usual, "2026-11-23T15:59"), OpenState::Open { until: Some(time("2026-11-23T17:00")) });
    assert_eq!(card(usual, "2026-11-23T16:00"), OpenState::ClosingSoon { until: time("2026-11-23T17:00") });
    assert_eq!(card(usual, "2026-11-23T17:00"), OpenState::Closed { opens: Some(time("2026-11-24T09:00")) });
    assert_eq!(card("24/7", "2026-11-23T17:00"), OpenState::Open { until: None });
    assert_eq!(card("Mo 09:00-17:00+", "2026-11-23T16:30"), OpenState::Open { until: None });
    assert_eq!(card("Mo 09:00-17:00 \"sur rendez-vous\"", "2026-11-22T16:30"), OpenState::Closed { opens: None });
    assert_eq!(open_state(None, &[], time("2026-11-23T10:00")), OpenState::Unknown);
}

/// A day as a table shows it.
fn shown(day: &DayHours) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let span = |s: &Span| {
        let words = s.comment.as_deref().map_or(String::new(), |words| format!(" « {words} »"));
        format!("{}-{} {}{words}", clock(s.start), clock(s.end), s.state.as_str())
    };
    let spans: Vec<_> = day.spans.iter().map(span).collect();
    format!("{} {}", day.holiday.unwrap_or("."), spans.join(", "))
}

#[test]
fn a_week_shows_each_day_as_it_is() {
    let hours = Hours::parse("Tu-Fr 09:00-12:00,13:00-17:00; PH off; Sa 10:00-13:00 \"sur rendez-vous\"").unwrap();
    let week = hours.week(Date::parse("2026-11-09").unwrap(), &[]);
    let usual = ". 09:00-12:00 open, 13:00-17:00 open";
    let saturday = ". 10:00-13:00 unknown « sur rendez-vous »";
    let expected = [". ", usual, "Armistice ", usual, usual, saturday, ". "];
    assert_eq!(week.iter().map(shown).collect::<Vec<_>>(), expected);
    assert_eq!(week[6].weekday, Weekday::Sunday);
}

#[test]
fn a_week_knows_what_was_announced() {
    let hours = Hours::parse("Mo-Fr 09:00-17:00; Fr 09:00-12:00 \"sur rendez-vous\"").unwrap();
    let notices = [
        notice("closure", "2026-11-23T14:00", Some("2026-11-24")),
        notice("hours", "2026-11-25", Some("2026-11-25")),
        notice("closure", "2026-11-27T11:00", None),
    ];
    let week = hours.week(Date::parse("2026-11-23").unwrap(), &notices);
    let expected = [
        ". 09:00-14:00 open",
        ". ",
        ". 00:00-24:00 unknown",
        ". 09:00-17:00 open",
        ". 09:00-11:00 unknown « sur rendez-vous »",
        ". ",
        ". ",
    ];
    assert_eq!(week.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn a_night_is_shown_on_the_day_it_begins() {
    let day = |hours: &str, date: &str| shown(&Hours::parse(hours).unwrap().day(Date::parse(date).unwrap()));
    assert_eq!(day("Fr-Sa 20:00-02:00", "2026-11-20"), ". 20:00-26:00 open");
    assert_eq!(day("Fr-Sa 20:00-02:00", "2026-11-22"), ". ");
    assert_eq!(day("24/7", "2026-11-22"), ". 00:00-24:00 open");
    // A rule of the next day takes the place of what was left of the night.
    assert_eq!(day("Fr 20:00-02:00; Sa 10:00-12:00", "2026-11-20"), ". 20:00-24:00 open");
    assert_eq!(day("Fr 20:00-02:00, Sa 10:00-12:00", "2026-11-20"), ". 20:00-26:00 open");
    assert_eq!(day("Mo-Su 18:00-24:00", "2026-11-20"), ". 18:00-24:00 open");
    assert_eq!(day("Mo 18:00-20:00+", "2026-11-23"), ". 18:00-20:00 open, 20:00-30:00 unknown");
}

fn any_hours() -> impl Strategy<Value = String> {
    let days = prop::sample::select(vec![
        "",
        "Mo-Fr ",
        "Sa-Tu ",
        "We ",
        "Mo,We,Fr ",
        "PH ",
        "SH ",
        "Apr-Oct Su ",
        "Sa[1] ",
        "easter ",
    ]);
    let times = prop::sample::select(vec![
        "09:00-12:00",
        "22:00-03:00",
        "09:00-12:00,13:00-17:00",
        "00:00-24:00",
        "14:00-18:00+",
        "19:00+",
        "sunset-01:00",
    ]);
    let ends = prop::sample::select(vec!["", " off", " \"x\"", " open"]);
    let rule = (days, times, ends).prop_map(|(days, times, end)| format!("{days}{times}{end}"));
    (prop::collection::vec((rule, prop::sample::select(vec!["; ", ", ", " || "])), 1..4)).prop_map(|rules| {
        let mut text = String::new();
        for (n, (rule, join)) in rules.iter().enumerate() {
            text.push_str(if n == 0 { "" } else { join });
            text.push_str(rule);
        }
        text
    })
}

proptest! {
    #[test]
    fn the_next_change_is_the_first_one(hours in any_hours(), day in 20_700..21_100i32, minute in 0..1440u16) {
        let hours = Hours::parse(&hours).unwrap();
        let now = DateTime { date: Date::from_days(day), minute };
        let moment = hours.at(now);
        let last = moment.next.map_or(1440, |(time, _)| (time.wall_minutes() - now.wall_minutes()).min(1440));
        for minutes in (0..last).step_by(47) {
            prop_assert_eq!(hours.at(now.add_minutes(minutes)).state, moment.state);
        }
        if let Some((time, state)) = moment.next {
            prop_assert!(state != moment.state && time > now);
            prop_assert_eq!(hours.at(time).state, state);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}", odd in "([MTWFSPHJD][aoeucnr]|[ewk]|easter|sunset|[0-9]{1,4}|[:;,|+\\[\\]\\- \"()/]){0,24}") {
        for text in [text, odd] {
            if let Ok(hours) = Hours::parse(&text) {
                hours.at(DateTime { date: Date::from_days(20_779), minute: 600 });
            }
        }
    }
}
