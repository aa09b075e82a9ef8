//! Random rules: the domain's small expander against the crate `rrule`, and that one against python-dateutil.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

use std::fmt::Display;

use chava_catalogue::civil::Date;
use chava_catalogue::records::Session;
use chava_catalogue::recurrence::occurrences;
use chava_endpoint::rare_rules::expand;

const RULES: usize = 10_000;
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A small generator (xorshift): the same rules on every machine.
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    /// A list of up to `most` choices, such as `1,3`.
    fn some<T: Display>(&mut self, most: usize, mut choice: impl FnMut(&mut Self) -> T) -> String {
        let mut list: Vec<_> = (0..1 + self.below(most)).map(|_| choice(self).to_string()).collect();
        list.sort();
        list.dedup();
        list.join(",")
    }
}

fn weekday(rng: &mut Rng) -> &'static str {
    DAYS[rng.below(7)]
}

fn nth_weekday(rng: &mut Rng) -> String {
    // The crate refuses -5 within a month; the table of dateutil has it.
    let nth = [1, 2, 3, 4, 5, -1, -2, -4][rng.below(8)];
    format!("{nth}{}", weekday(rng))
}

fn of_month(rng: &mut Rng) -> i32 {
    let day = 1 + rng.below(31) as i32;
    if rng.percent(30) { -day } else { day }
}

/// The parts of a rule that phones expand, without its end.
fn rule(rng: &mut Rng) -> String {
    let frequency = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][rng.below(4)];
    let mut rule = format!("FREQ={frequency};INTERVAL={}", [1, 1, 1, 2, 3, 5, 13][rng.below(7)]);
    let mut add = |name: &str, list: String| rule = format!("{rule};{name}={list}");
    if rng.percent(30) {
        add("WKST", weekday(rng).to_owned());
    }
    let mut months = frequency == "YEARLY" || rng.percent(20);
    let kind = rng.below(10);
    if matches!(frequency, "DAILY" | "WEEKLY") {
        match kind {
            0..3 if frequency == "DAILY" => add("BYMONTHDAY", rng.some(6, of_month)),
            3..8 => add("BYDAY", rng.some(4, weekday)),
            _ => {}
        }
    } else {
        match kind {
            0..4 => {
                add("BYMONTHDAY", rng.some(4, of_month));
                if months && rng.percent(30) {
                    add("BYDAY", rng.some(4, weekday));
                }
            }
            4..7 => add("BYDAY", rng.some(3, nth_weekday)),
            7..9 => {
                add("BYDAY", rng.some(4, weekday));
                if rng.percent(70) {
                    add("BYSETPOS", rng.some(3, |rng| [1, 2, 3, 5, -1, -2, -4][rng.below(7)]));
                }
            }
            _ => months = rng.percent(50),
        }
    }
    if months {
        add("BYMONTH", rng.some(4, |rng| 1 + rng.below(12)));
    }
    rule
}

fn ours(start: &str, rule: &str, from: Date, to: Date) -> String {
    let session: Session =
        serde_json::from_value(serde_json::json!({ "id": "s", "placeId": "p", "start": start, "rrule": rule }))
            .unwrap();
    let found = occurrences(&session, from, to).unwrap_or_else(|error| panic!("{error}"));
    let words = found.iter().map(|o| o.start().map_or_else(|| o.date.to_string(), |start| start.to_string()));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn ten_thousand_rules_give_the_dates_of_the_crate_rrule() {
    let mut rng = Rng(0x2026_1125);
    let mut occurrences = 0;
    for n in 0..RULES {
        let first = Date::parse("2020-01-01").unwrap().add_days(rng.below(3000) as i32);
        let last = first.add_days(1 << rng.below(11));
        let start = match rng.below(4) {
            0 => first.to_string(),
            // Often within the hours that clock changes skip or repeat.
            _ => format!("{first}T{:02}:{}", [1, 2, 2, 3, 10, 18, 23][rng.below(7)], ["00", "30"][rng.below(2)]),
        };
        let body = rule(&mut rng);
        let ended = format!("{body};UNTIL={}", last.to_string().replace('-', ""));
        let all = expand(&start, &ended).map(|found| found.dates).unwrap_or_default();
        occurrences += all.len();
        let expected = all.join(" ");
        assert_eq!(ours(&start, &ended, first, last.add_days(800)), expected, "{n}: {start} {ended}");
        assert_eq!(ours(&start, &body, first, last), expected, "{n}: {start} {body} until {last}");
        // A count that is used up within what the other has shown.
        let count = 1 + rng.below(40);
        if let Some(counted) = all.get(..count) {
            let rule = format!("{body};COUNT={count}");
            assert_eq!(ours(&start, &rule, first, last.add_days(800)), counted.join(" "), "{n}: {start} {rule}");
        }
    }
    assert!(occurrences > 10 * RULES, "{occurrences} occurrences");
    println!("{RULES} rules, {occurrences} occurrences");
}

/// Checks a table as `recurrence/rare.py` writes it; gives the number of its rows.
fn holds(table: &str) -> usize {
    let mut different = Vec::new();
    for line in table.lines() {
        let [start, rule, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let most = expected.split(' ').count();
        let found = expand(start, rule).map(|found| found.dates).unwrap_or_default();
        // The table has the first dates of ten years, the list has those of twenty.
        let found = found.into_iter().take(most.max(1)).collect::<Vec<_>>().join(" ");
        if found != expected && !(expected.is_empty() && !found.is_empty() && is_late(start, &found)) {
            different.push(format!("{start} {rule}\n  found {found}\n  wants {expected}"));
        }
    }
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different[..different.len().min(10)].join("\n"));
    table.lines().count()
}

/// Says whether the first date found lies beyond the ten years of the table.
fn is_late(start: &str, first: &str) -> bool {
    let year = |text: &str| text[..4].parse::<i32>().unwrap();
    year(first) >= year(start) + 10
}

#[test]
fn rare_rules_give_the_dates_of_dateutil() {
    assert!(holds(include_str!("recurrence/rare.tsv")) >= 400);
}

/// By hand, on another table: see `recurrence/rare.py`.
#[test]
fn so_does_any_other_table_of_rare_rules() {
    if let Some(path) = std::env::var_os("RARE_TABLE") {
        println!("{} rules", holds(&std::fs::read_to_string(path).unwrap()));
    }
}
