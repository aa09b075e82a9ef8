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

// 2026-11-22 is a Sunday; 2026-11-11 (a Wednesday) and 2026-12-25 (a Friday) are holidays.
const GOLDEN: &[(&str, &str, &str)] = &[
    ("Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "2026-11-22T09:59", "closed 2026-11-22T10:00"),
    ("Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "2026-11-22T10:00", "open 2026-11-22T18:00"),
    ("Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "2026-11-22T18:00", "closed 2026-11-24T09:00"),
    ("Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "2026-11-11T09:30", "closed 2026-11-11T10:00"),
    ("Tu-Fr 09:00-17:00; Sa-Su,PH 10:00-18:00", "2026-04-06T11:00", "open 2026-04-06T18:00"),
    ("We,Fr 15:00-19:00", "2026-11-23T12:00", "closed 2026-11-25T15:00"),
    ("Mo-Su 15:00-18:00", "2026-11-22T17:59", "open 2026-11-22T18:00"),
    ("mo-fr 9:00-17:00", "2026-11-23T09:00", "open 2026-11-23T17:00"),
    ("Mo–Fr 09:00–17:00", "2026-11-23T09:00", "open 2026-11-23T17:00"),
    // Holidays: a weekday rule holds on them unless the hours say otherwise.
    ("Mo-Fr 09:00-17:00", "2026-11-11T10:00", "open 2026-11-11T17:00"),
    ("Mo-Fr 09:00-17:00; PH off", "2026-11-11T10:00", "closed 2026-11-12T09:00"),
    ("PH off; Mo-Fr 09:00-17:00", "2026-11-11T10:00", "open 2026-11-11T17:00"),
    ("PH Mo-Fr 10:00-12:00", "2026-11-01T11:00", "closed 2026-11-11T10:00"),
    ("PH 10:00-12:00", "2026-11-22T11:00", "closed 2026-12-25T10:00"),
    // Lists, wrap-around, several spans.
    ("Sa-Tu 10:00-12:00", "2026-11-23T11:00", "open 2026-11-23T12:00"),
    ("Sa-Tu 10:00-12:00", "2026-11-24T12:00", "closed 2026-11-28T10:00"),
    ("Mo,We,Fr 09:00-12:00,13:00-16:00", "2026-11-23T12:30", "closed 2026-11-23T13:00"),
    ("Mo 09:00-12:00,12:00-16:00", "2026-11-23T11:00", "open 2026-11-23T16:00"),
    ("09:00-12:00", "2026-11-22T12:00", "closed 2026-11-23T09:00"),
    // Over midnight.
    ("Fr 22:00-02:00", "2026-11-21T01:59", "open 2026-11-21T02:00"),
    ("Fr 22:00-02:00", "2026-11-20T23:00", "open 2026-11-21T02:00"),
    ("Fr 22:00-26:00", "2026-11-21T02:00", "closed 2026-11-27T22:00"),
    ("Sa 18:00-24:00; Su 00:00-03:00", "2026-11-21T20:00", "open 2026-11-22T03:00"),
    ("Sa 20:00-03:00; Su 10:00-12:00", "2026-11-22T01:00", "open 2026-11-22T03:00"),
    ("24/7", "2026-11-22T03:00", "open -"),
    ("24/7; PH off", "2026-12-24T12:00", "open 2026-12-25T00:00"),
    ("24/7 closed", "2026-11-22T03:00", "closed -"),
    ("off", "2026-11-22T03:00", "closed -"),
    // A later rule takes the place of an earlier one on its days; « off » for hours cuts them out.
    ("Mo-Fr 09:00-17:00; We 13:00-15:00", "2026-11-25T10:00", "closed 2026-11-25T13:00"),
    ("Mo-Fr 09:00-17:00, We 19:00-21:00", "2026-11-25T17:00", "closed 2026-11-25T19:00"),
    ("Mo-Fr 09:00-17:00; We 12:00-14:00 off", "2026-11-25T10:00", "open 2026-11-25T12:00"),
    ("Mo-Fr 09:00-17:00; We 12:00-14:00 off", "2026-11-25T12:00", "closed 2026-11-25T14:00"),
    ("Mo-Fr 09:00-17:00; We off;", "2026-11-24T17:00", "closed 2026-11-26T09:00"),
    // Seasons, dates, years, weeks.
    ("Apr-Oct Sa-Su 10:00-18:00", "2026-11-22T11:00", "closed 2027-04-03T10:00"),
    ("Apr-Oct: Sa-Su 10:00-18:00; Nov-Mar: Su 13:00-16:00", "2026-11-22T11:00", "closed 2026-11-22T13:00"),
    ("Nov-Feb 10:00-16:00", "2027-01-31T12:00", "open 2027-01-31T16:00"),
    ("Mo-Fr 09:00-17:00; Dec 24-Jan 2 off", "2026-12-23T17:00", "closed 2027-01-04T09:00"),
    ("Mo-Fr 09:00-17:00; Dec 24,31 09:00-12:00", "2026-12-31T10:00", "open 2026-12-31T12:00"),
    ("Mo-Fr 09:00-17:00; 2026 Dec 24-Jan 3 off", "2026-12-28T10:00", "closed 2027-01-04T09:00"),
    ("Mo-Fr 09:00-17:00; 2026 Dec 24-Jan 3 off", "2027-12-28T10:00", "open 2027-12-28T17:00"),
    ("2027 Mo-Fr 09:00-17:00", "2026-12-31T10:00", "closed 2027-01-01T09:00"),
    ("2025+ Mo 09:00-17:00", "2026-11-23T10:00", "open 2026-11-23T17:00"),
    ("Jul 15-Aug 15 off", "2026-07-20T10:00", "closed -"),
    ("week 1-53/2 We 14:00-16:00", "2026-11-22T10:00", "closed 2026-12-02T14:00"),
    ("week 47 Su 10:00-12:00", "2026-11-22T10:00", "open 2026-11-22T12:00"),
    ("Sa[1] 10:00-12:00", "2026-11-22T10:00", "closed 2026-12-05T10:00"),
    ("Sa[-1] 10:00-12:00", "2026-11-22T10:00", "closed 2026-11-28T10:00"),
    ("Sa[1,3] 10:00-12:00", "2026-11-07T12:00", "closed 2026-11-21T10:00"),
    // What can't be worked out is unknown, at just those times.
    ("Mo-Fr 09:00-17:00 \"sur rendez-vous\"", "2026-11-23T10:00", "unknown 2026-11-23T17:00"),
    ("Mo-Fr 09:00-17:00 \"sur rendez-vous\"", "2026-11-22T10:00", "closed 2026-11-23T09:00?"),
    ("Mo-Fr 09:00-17:00 open \"entrée par la cour\"", "2026-11-23T10:00", "open 2026-11-23T17:00"),
    ("\"sur rendez-vous\"", "2026-11-23T10:00", "unknown -"),
    ("unknown", "2026-11-23T10:00", "unknown -"),
    ("Mo-Fr", "2026-11-23T10:00", "unknown 2026-11-28T00:00"),
    ("Mo-Fr 09:00+", "2026-11-23T10:00", "unknown 2026-11-24T00:00"),
    ("Mo-Fr 09:00-17:00+", "2026-11-23T10:00", "open 2026-11-23T17:00?"),
    ("sunrise-sunset", "2026-11-23T10:00", "unknown -"),
    ("Mo 10:00-sunset", "2026-11-23T09:00", "closed 2026-11-23T10:00?"),
    ("(sunrise+01:00)-18:00", "2026-11-23T19:00", "closed 2026-11-24T00:00?"),
    ("Mo-Fr 09:00-17:00; SH off", "2026-11-23T10:00", "unknown 2026-11-23T17:00"),
    ("Mo-Fr 09:00-17:00; SH off", "2026-11-22T10:00", "closed 2026-11-23T09:00?"),
    ("Mo-Fr 09:00-17:00; SH 10:00-16:00", "2026-11-23T10:00", "open 2026-11-23T16:00?"),
    ("Mo-Fr 09:00-12:00 || \"téléphoner\"", "2026-11-23T10:00", "open 2026-11-23T12:00?"),
    ("Mo-Fr 09:00-12:00 || \"téléphoner\"", "2026-11-22T10:00", "unknown 2026-11-23T09:00"),
    ("Mo-Fr 09:00-12:00; PH off || unknown", "2026-11-11T10:00", "closed 2026-11-12T00:00?"),
];

#[test]
fn hours_say_what_openstreetmap_means() {
    for (hours, now, expected) in GOLDEN {
        assert_eq!(said(hours, now), *expected, "{hours} at {now}");
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
        ("Mo-Fr 10:00-10:00", 18),
        ("Lu-Ve 09:00-17:00", 1),
        ("Mo-Xx 09:00-17:00", 4),
        ("Mo 09:00-17:00; nonsense", 17),
        ("Mo 09:00-17:00 \"ouvert", 16),
        ("Mo[6] 09:00-17:00", 4),
        ("Mo-Fr[1] 09:00-17:00", 6),
        ("Feb 30 off", 5),
        ("Dec 24-Jan off", 12),
        ("Mo 09:00-17:00 & Tu", 16),
        ("easter off", 1),
        ("Su[-1] +1 day off", 8),
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

#[test]
fn a_week_shows_each_day_as_it_is() {
    let hours = Hours::parse("Tu-Fr 09:00-12:00,13:00-17:00; PH off; Sa 10:00-13:00 \"sur rendez-vous\"").unwrap();
    let week = hours.week(Date::parse("2026-11-09").unwrap());
    let shown: Vec<_> = week
        .iter()
        .map(|day| {
            let spans: Vec<_> =
                day.spans.iter().map(|s| format!("{}-{} {}", s.start, s.end, s.state.as_str())).collect();
            format!("{} {}", day.holiday.unwrap_or("."), spans.join(", "))
        })
        .collect();
    let usual = ". 540-720 open, 780-1020 open";
    assert_eq!(shown, [". ", usual, "Armistice ", usual, usual, ". 600-780 unknown", ". "]);
    assert_eq!(week[6].weekday, Weekday::Sunday);
}

fn any_hours() -> impl Strategy<Value = String> {
    let days =
        prop::sample::select(vec!["", "Mo-Fr ", "Sa-Tu ", "We ", "Mo,We,Fr ", "PH ", "SH ", "Apr-Oct Su ", "Sa[1] "]);
    let times = prop::sample::select(vec![
        "09:00-12:00",
        "22:00-03:00",
        "09:00-12:00,13:00-17:00",
        "00:00-24:00",
        "14:00-18:00+",
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
    fn no_text_makes_it_panic(text in "\\PC{0,40}", odd in "[MoTuWeFrSaPH0-9:;,|+\\[\\]\\- \"()]{0,40}") {
        for text in [text, odd] {
            if let Ok(hours) = Hours::parse(&text) {
                hours.at(DateTime { date: Date::from_days(20_779), minute: 600 });
            }
        }
    }
}
