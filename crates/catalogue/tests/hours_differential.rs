//! Hours against an independent evaluator, the crate `opening-hours`, over random expressions that both read alike.
//!
//! Where the two are known to part, the generator doesn't go:
//! - a comment alone (`Mo "sur rendez-vous"`), which the crate calls open where OpenStreetMap says unknown;
//! - `||`, which the crate decides by whole days;
//! - open ends (`18:00+`), which it calls open to midnight;
//! - `PH Mo-Fr` with a space, which it joins; steps of weeks over the new year; periods with one year (`2026 Dec 24-Jan 3`);
//! - sunrise and sunset, for which it has fixed hours without a place;
//! - a night that a rule gives to a day which belongs to another rule (`Mo-Su 09:00-12:00; Fr 22:00-04:00` on Saturday
//!   at 02:00): the crate loses it, `opening_hours.js` and we don't. So nights stand in the first rule, or after a comma.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

use std::sync::Arc;

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::hours::{Hours, holiday, is_school_holiday};
use chrono::{NaiveDate, NaiveDateTime};
use compact_calendar::CompactCalendar;
use opening_hours::{Context, ContextHolidays, OpeningHours};

const EXPRESSIONS: u32 = 1_000;
const INSTANTS: u32 = 4;
const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The same numbers in every run (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % u64::from(n)) as u32
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len() as u32) as usize]
    }
}

#[test]
fn both_evaluators_say_the_same() {
    let context = Context::default().with_holidays(holidays());
    let mut random = Random(20_260_329);
    for _ in 0..EXPRESSIONS {
        let text = expression(&mut random);
        let ours = Hours::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let theirs = OpeningHours::parse(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let theirs = theirs.with_context(context.clone());
        for _ in 0..INSTANTS {
            let date = Date::from_days(20_454 + random.below(580) as i32);
            let now = DateTime { date, minute: (random.below(24) * 60 + random.below(4) * 15) as u16 };
            let moment = ours.at(now);
            assert_eq!(moment.state.as_str(), theirs.state(naive(now)).as_str(), "{text} at {now}");
            if let Some(next) = moment.next.map(|(next, _)| next).filter(|next| is_comparable(*next)) {
                let same_until = theirs.state(naive(next.add_minutes(-1))).as_str();
                assert_eq!(same_until, moment.state.as_str(), "{text} at {now}, before {next}");
                assert_ne!(theirs.state(naive(next)).as_str(), moment.state.as_str(), "{text} at {now}, from {next}");
            }
        }
    }
}

/// School holidays end with the last calendar published: what is unknown to us then is closed to the crate. And in the
/// night in which summer time begins we name the first time that clocks show; the crate knows no clocks.
fn is_comparable(next: DateTime) -> bool {
    let is_after_the_gap = next.minute == 180 && ["2026-03-29", "2027-03-28"].contains(&&*next.date.to_string());
    is_school_holiday(next.date).is_some() && !is_after_the_gap
}

fn naive(time: DateTime) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(&time.to_string(), "%Y-%m-%dT%H:%M").unwrap()
}

/// Our calendars, for theirs has Easter Sunday among Belgium's holidays, and no school holidays for Belgium.
fn holidays() -> ContextHolidays {
    let (mut public, mut school) = (CompactCalendar::default(), CompactCalendar::default());
    for date in (20_000..22_000).map(Date::from_days) {
        let (year, month, day) = date.ymd();
        let theirs = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        if holiday(date).is_some() {
            public.insert(theirs);
        }
        if is_school_holiday(date) == Some(true) {
            school.insert(theirs);
        }
    }
    ContextHolidays::new(Arc::new(public), Arc::new(school))
}

fn expression(random: &mut Random) -> String {
    let mut text = rule(random, true);
    for _ in 0..random.below(4) {
        let adds = random.below(4) == 0;
        text.push_str(if adds { ", " } else { "; " });
        text.push_str(&rule(random, adds));
    }
    text
}

/// A rule; it ends with a time or a state, so that a comma after it begins another rule.
fn rule(random: &mut Random, may_be_late: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    if random.below(4) == 0 {
        parts.push(period(random));
    }
    if random.below(6) > 0 {
        parts.push(days(random));
    }
    let has_hours = parts.is_empty() || random.below(5) > 0;
    if has_hours {
        parts.push(hours(random, may_be_late));
    }
    let state = if has_hours {
        ["", "", "", "open", "off", "unknown"]
    } else {
        ["open", "off", "off", "off", "unknown", "open"]
    };
    parts.push(random.pick(&state).to_owned());
    parts.join(" ").trim_end().to_owned()
}

fn period(random: &mut Random) -> String {
    let (month, other) = (random.pick(&MONTHS), random.pick(&MONTHS));
    let (day, later) = (1 + random.below(20), random.below(9));
    match random.below(8) {
        0 => format!("{month}-{other}"),
        1 => month.to_owned(),
        2 => format!("{month} {day:02}-{other} {:02}", 1 + random.below(28)),
        3 => format!("{month} {day:02}-{:02}", day + 1 + later),
        4 => random.pick(&["2025", "2026", "2026-2027", "2026+", "2025-2029/2"]).to_owned(),
        5 => random.pick(&["week 01-53/2", "week 02-52/2", "week 40-50", "week 53", "week 10-20,30-40"]).to_owned(),
        6 => random.pick(&["easter", "easter +1 day", "easter -2 days", "easter +39 days"]).to_owned(),
        _ => format!("{month} {day:02}"),
    }
}

fn days(random: &mut Random) -> String {
    let (day, other) = (random.pick(&WEEKDAYS), random.pick(&WEEKDAYS));
    match random.below(10) {
        0..=2 => format!("{day}-{other}"),
        3 | 4 => day.to_owned(),
        5 => format!("{day},{other}"),
        6 => format!("{day}[{}]", random.pick(&["1", "2", "-1", "1,3", "-2", "5", "2-4"])),
        7 => format!("{day}[{}] {}", random.pick(&["1", "-1"]), random.pick(&["+1 day", "-2 days"])),
        8 => random.pick(&["PH", "SH", "PH,SH", "PH -1 day"]).to_owned(),
        _ => random.pick(&["Mo-Fr,PH", "PH,Sa-Su", "Sa,SH"]).to_owned(),
    }
}

fn hours(random: &mut Random, may_be_late: bool) -> String {
    let (begin, length) = (6 + random.below(9), 1 + random.below(7));
    match random.below(6) {
        0 if may_be_late => format!("{}:00-0{}:30", 18 + random.below(6), random.below(6)),
        1 if may_be_late => format!("{}:30-{}:00", 18 + random.below(6), 25 + random.below(4)),
        2 | 3 => format!("{begin:02}:00-{:02}:30,{:02}:00-{:02}:45", begin + 1, begin + 3, begin + 2 + length),
        _ => format!("{begin:02}:15-{:02}:00", begin + length),
    }
}
