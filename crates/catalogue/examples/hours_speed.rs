//! Measures how long the open state of 1 000 places takes: hours read anew, and hours read before.
//!
//! `cargo run --release -p chava-catalogue --example hours_speed`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool that prints its measurements")]

use std::hint::black_box;
use std::time::Instant;

use chava_catalogue::civil::DateTime;
use chava_catalogue::hours::{Hours, open_state, open_state_of};

const PLACES: usize = 1_000;
const ROUNDS: usize = 50;

/// What stands in catalogues, from the plainest to the rarest.
const HOURS: [&str; 12] = [
    "Mo-Fr 09:00-17:00",
    "Tu-Sa 10:00-18:00",
    "Mo-Fr 08:30-12:00,13:00-16:30",
    "We,Fr 15:00-19:00; Sa 10:00-12:00",
    "Mo-Fr 09:00-17:00; PH off",
    "Mo-Fr 09:00-12:00; SH off; PH off",
    "Mo-Su 18:00-02:00",
    "Apr-Oct: Mo-Su 10:00-18:00; Nov-Mar: Sa,Su 13:00-17:00",
    "Sa[1],Sa[3] 14:00-17:00",
    "Mo-Fr 09:00-17:00 \"sur rendez-vous\"",
    "24/7",
    "Jul 21 10:00-12:00",
];

fn main() {
    let texts: Vec<&str> = HOURS.iter().copied().cycle().take(PLACES).collect();
    let read: Vec<Hours> = texts.iter().map(|text| Hours::parse(text).unwrap()).collect();
    let now = DateTime::parse("2026-11-25T14:30").unwrap();
    println!("{PLACES} places, the best and the median of {ROUNDS} rounds, in milliseconds");
    measure("read and ask", || texts.iter().for_each(|text| _ = black_box(open_state(Some(text), &[], now))));
    measure("ask what was read before", || {
        read.iter().for_each(|hours| _ = black_box(open_state_of(Some(hours), &[], now)));
    });
    for text in HOURS {
        let hours = Hours::parse(text).unwrap();
        measure(text, || (0..PLACES).for_each(|_| _ = black_box(open_state_of(Some(&hours), &[], now))));
    }
}

fn measure(what: &str, work: impl Fn()) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{:8.3} {:8.3}  {what}", times[0], times[ROUNDS / 2]);
}
