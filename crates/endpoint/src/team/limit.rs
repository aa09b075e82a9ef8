//! How often one may try to sign in: per name and address, per address, and per name.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::Instant;
use crate::contributions::limiter::Client;

/// How long a failed attempt counts.
const WINDOW_MS: i64 = 15 * 60 * 1000;
/// How many attempts are remembered at most; beyond that the oldest are forgotten.
const REMEMBERED: usize = 20_000;

/// What is counted. The pair is strict; a name alone is generous, so that nobody can lock somebody else out cheaply.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    Pair(Box<str>, Client),
    Address(Client),
    Name(Box<str>),
}

impl Counted {
    fn of(name: &str, address: Client) -> [Self; 3] {
        [Self::Pair(name.into(), address), Self::Address(address), Self::Name(name.into())]
    }

    fn allowed(&self) -> usize {
        match self {
            Self::Pair(..) => 5,
            Self::Address(_) => 20,
            Self::Name(_) => 50,
        }
    }
}

/// Failed attempts of the last quarter of an hour.
#[derive(Debug, Default)]
pub struct SignInLimit(Mutex<HashMap<Counted, Vec<i64>>>);

impl SignInLimit {
    /// In how many seconds one may try again; none when one may try now. An attempt counts until it is forgiven, so
    /// that many at the same time count too.
    pub fn attempt(&self, name: &str, address: Client, now: Instant) -> Option<u64> {
        let mut attempts = self.attempts();
        let from = now.0 - WINDOW_MS;
        let mut wait = None;
        for counted in Counted::of(name, address) {
            let times = attempts.entry(counted.clone()).or_default();
            times.retain(|at| *at > from);
            if let Some(oldest) = times.len().checked_sub(counted.allowed()).and_then(|first| times.get(first)) {
                wait = wait.max(Some(u64::try_from(oldest - from).unwrap_or(0).div_ceil(1000).max(1)));
            }
        }
        if wait.is_none() {
            for counted in Counted::of(name, address) {
                attempts.entry(counted).or_default().push(now.0);
            }
        }
        if attempts.len() > REMEMBERED {
            attempts.retain(|_, times| times.last().is_some_and(|at| *at > from));
        }
        wait
    }

    /// Forgets the attempts of who signed in.
    pub fn forgive(&self, name: &str, address: Client) {
        let mut attempts = self.attempts();
        for counted in Counted::of(name, address) {
            attempts.remove(&counted);
        }
    }

    fn attempts(&self) -> MutexGuard<'_, HashMap<Counted, Vec<i64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_800_000_000_000);

    fn from(last: u8) -> Client {
        Client::from(std::net::IpAddr::from([10, 0, 0, last]))
    }

    fn later(minutes: i64) -> Instant {
        Instant(NOW.0 + minutes * 60_000)
    }

    #[test]
    fn the_sixth_failure_of_a_name_at_an_address_waits_a_quarter_of_an_hour() {
        let limit = SignInLimit::default();
        for minute in 0..5 {
            assert_eq!(limit.attempt("ana", from(1), later(minute)), None);
        }
        assert_eq!(limit.attempt("ana", from(1), later(5)), Some(600));
        assert_eq!(limit.attempt("ana", from(2), later(5)), None, "she may still sign in from elsewhere");
        assert_eq!(limit.attempt("ben", from(1), later(5)), None, "and others from there");
        assert_eq!(limit.attempt("ana", from(1), later(15)), None);
    }

    #[test]
    fn an_address_that_tries_many_names_is_stopped_too() {
        let limit = SignInLimit::default();
        for n in 0..20 {
            assert_eq!(limit.attempt(&format!("nom{n}"), from(1), NOW), None);
        }
        assert!(limit.attempt("ana", from(1), NOW).is_some());
    }

    #[test]
    fn who_signed_in_begins_anew() {
        let limit = SignInLimit::default();
        for _ in 0..5 {
            limit.attempt("ana", from(1), NOW);
        }
        limit.forgive("ana", from(1));
        assert_eq!(limit.attempt("ana", from(1), NOW), None);
    }
}
