//! How much one address may send: far more than fifty phones behind it do in their busiest minute.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::clock::Instant;

/// How many addresses are remembered before those that have their full measure again are forgotten.
const REMEMBERED: usize = 10_000;

/// Who sends: an IPv4 address, or the /64 of an IPv6 address. Kept in memory only, and not for long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Client([u8; 8]);

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Self {
        let mut bytes = [0; 8];
        match address.to_canonical() {
            IpAddr::V4(address) => bytes[..4].copy_from_slice(&address.octets()),
            IpAddr::V6(address) => bytes.copy_from_slice(&address.octets()[..8]),
        }
        Self(bytes)
    }
}

/// A measure for each address that fills up again with time.
#[derive(Debug)]
pub struct Limiter {
    most: f64,
    per_second: f64,
    spent: Mutex<HashMap<Client, Spent>>,
}

/// What an address has spent of its measure, at an instant.
#[derive(Clone, Copy, Debug)]
struct Spent {
    amount: f64,
    at: Instant,
}

impl Limiter {
    /// A measure of `most` that fills up again within a minute.
    pub fn a_minute(most: u32) -> Self {
        let most = f64::from(most);
        Self { most, per_second: most / 60.0, spent: Mutex::default() }
    }

    /// Spends something of an address's measure.
    ///
    /// # Errors
    /// With the seconds after which there is enough again; then nothing was spent.
    pub fn spend(&self, client: Client, amount: usize, now: Instant) -> Result<(), u64> {
        let mut all = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= REMEMBERED {
            all.retain(|_, spent| self.left(*spent, now) > 0.0);
        }
        let spent = all.get(&client).map_or(0.0, |spent| self.left(*spent, now));
        let wanted = spent + amount as f64;
        // A first request is never too much, however large it is.
        if wanted > self.most && spent > 0.0 {
            return Err(((wanted - self.most) / self.per_second).ceil().clamp(1.0, 60.0) as u64);
        }
        all.insert(client, Spent { amount: wanted, at: now });
        Ok(())
    }

    /// What of the spent amount still counts.
    fn left(&self, spent: Spent, now: Instant) -> f64 {
        let seconds = (now.0 - spent.at.0).max(0) as f64 / 1000.0;
        (spent.amount - seconds * self.per_second).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_fills_up_again() {
        let limiter = Limiter::a_minute(600);
        let (one, other) = (Client::from(IpAddr::from([10, 0, 0, 1])), Client::from(IpAddr::from([10, 0, 0, 2])));
        let spend = |client, amount, ms| limiter.spend(client, amount, Instant(ms));
        assert_eq!(spend(one, 600, 0), Ok(()));
        assert_eq!(spend(one, 10, 0), Err(1));
        assert_eq!(spend(one, 300, 0), Err(30));
        assert_eq!(spend(other, 10, 0), Ok(()));
        assert_eq!(spend(one, 10, 1000), Ok(()));
        assert_eq!(spend(one, 10, 1000), Err(1));
        // A clock that goes back gives nothing and takes nothing.
        assert_eq!(spend(one, 10, -50_000), Err(1));
        assert_eq!(spend(one, 600, 61_000), Ok(()));
    }

    #[test]
    fn phones_of_one_network_count_as_one() {
        let client = |text: &str| Client::from(text.parse::<IpAddr>().unwrap());
        assert_eq!(client("2a02:a03f:1:2::1"), client("2a02:a03f:1:2:3:4:5:6"));
        assert_ne!(client("2a02:a03f:1:2::1"), client("2a02:a03f:1:3::1"));
        assert_eq!(client("::ffff:10.0.0.1"), client("10.0.0.1"));
    }
}
