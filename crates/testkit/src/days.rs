//! Phones live through days of bad networks, deaths and full disks with the outbox that real phones have, against an
//! endpoint in memory that accepts by the rules of the real one (`chava_contribution::check`).
//!
//! A day of a phone is simulated in microseconds, so that a million of them fit in a coffee break. What is counted:
//! lost, doubled, shown as received that the endpoint doesn't have, stuck on a good network. The same seed lives the same days.

mod device;
mod endpoint;
mod network;
mod person;
mod reckoning;
mod store;
mod tally;

pub use device::Habits;
pub use tally::Tally;

use crate::Rng;

/// How many days a phone is followed.
pub const DAYS_OF_A_PHONE: u32 = 7;

/// Lets phones live through about so many days in all, each phone for a week, and tells what happened.
pub fn live(days: u64, seed: u64, habits: Habits) -> Tally {
    let mut tally = Tally::default();
    for phone in 0..days.div_ceil(u64::from(DAYS_OF_A_PHONE)) {
        live_one(phone, seed, habits, &mut tally);
    }
    tally
}

/// Lets one phone live through its week again: the one that has this number in a note.
pub fn live_one(phone: u64, seed: u64, habits: Habits, tally: &mut Tally) {
    device::live(Rng::new(seed).fork(phone + 1), phone, habits, tally);
}
