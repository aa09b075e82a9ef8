//! Lets phones live through days of bad networks and prints what happened:
//! `cargo run --release -p chava-testkit --features days --example outbox_days -- --days 1000000 --seed 1`.
#![allow(clippy::print_stdout, reason = "an example that prints")]

use std::process::ExitCode;
use std::time::Instant;

use chava_testkit::days::{Habits, live};

fn argument(name: &str, usual: u64) -> u64 {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1).and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn main() -> ExitCode {
    let (days, seed) = (argument("--days", 10_000), argument("--seed", 1));
    let start = Instant::now();
    let tally = live(days, seed, Habits::default());
    let minutes = start.elapsed().as_secs_f64() / 60.0;
    println!("seed {seed}\n{tally}");
    println!("{:.0} days of phones a minute", tally.days as f64 / minutes);
    if tally.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
