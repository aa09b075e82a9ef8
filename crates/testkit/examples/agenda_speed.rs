//! Measures the agenda over made-up catalogues: `cargo run --release -p chava-testkit --example agenda_speed`.
//!
//! More than half of the sessions recur, as the generator makes them. Of each question the median and the longest of a hundred
//! askings are printed, in milliseconds.
#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::hint::black_box;
use std::time::Instant;

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::query::{AccessFilter, AgendaQuery, CostFilter, DayPart, Window};
use chava_testkit::{ANCHOR, generate};

const TIMES: usize = 100;

fn ask(name: &str, catalogue: &Catalogue, query: &AgendaQuery, now: DateTime) {
    let mut times = Vec::with_capacity(TIMES);
    let mut found = 0;
    for _ in 0..TIMES {
        let start = Instant::now();
        found = black_box(catalogue.agenda_of(black_box(query), now)).len();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let (median, longest) = (times.get(TIMES / 2), times.last());
    println!(
        "  {name:<28} {:>7.2} ms, at most {:>7.2} ms, {found} found",
        median.unwrap_or(&0.),
        longest.unwrap_or(&0.)
    );
}

fn main() {
    let monday = Date::from_days(ANCHOR + 1);
    let now = DateTime { date: monday, minute: 8 * 60 };
    for sessions in [1_000, 10_000, 50_000] {
        let document = generate(1_000, sessions, 2026);
        let start = Instant::now();
        let catalogue = Catalogue::new(Version::default(), document.records);
        println!("{sessions} sessions, taken in after {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
        let week = AgendaQuery::of_days(monday, monday.add_days(6));
        ask("a day", &catalogue, &AgendaQuery::of_days(monday, monday), now);
        ask("a week", &catalogue, &week, now);
        ask(
            "a week ten years later",
            &catalogue,
            &AgendaQuery::of_days(monday.add_days(3650), monday.add_days(3656)),
            now,
        );
        ask("a year", &catalogue, &AgendaQuery::of_days(monday, monday.add_days(365)), now);
        let free = AgendaQuery { cost: Some(CostFilter::Free), ..week.clone() };
        ask("a week, free", &catalogue, &free, now);
        let narrow = AgendaQuery {
            window: Window { part: DayPart::Evening, ..free.window },
            theme: Some("education-numerique".into()),
            section: Some("Gilly".into()),
            access: Some(AccessFilter::StepFree),
            ..free
        };
        ask("a week, all filters", &catalogue, &narrow, now);
    }
}
