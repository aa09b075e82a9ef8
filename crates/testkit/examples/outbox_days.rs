//! Lets phones live through days of bad networks and prints what happened:
//! `cargo run --release -p chava-testkit --features days --example outbox_days -- --days 1000000 --seed 1`;
//! `--phone 17` instead of `--days` lives the week of one phone again.
#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::process::ExitCode;
use std::time::Instant;

use chava_testkit::days::{Habits, Tally, live, live_one};

fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

fn main() -> ExitCode {
    let seed = argument("--seed").unwrap_or(1);
    let start = Instant::now();
    let tally = match argument("--phone") {
        Some(phone) => {
            let mut tally = Tally::default();
            live_one(phone, seed, Habits::default(), &mut tally);
            tally
        }
        None => live(argument("--days").unwrap_or(10_000), seed, Habits::default()),
    };
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    println!("seed {seed}\n{tally}");
    println!("{:.0} days of phones a minute", tally.days as f64 / minutes);
    if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
