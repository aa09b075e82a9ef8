//! When to sync next: soon after trouble, seldom when all is well, at once when somebody asks.

use crate::outcome::Ending;

/// The first ceiling after trouble, in milliseconds.
const FIRST_MS: f64 = 2_000.0;
/// The highest ceiling after trouble.
const HIGHEST_MS: f64 = 5.0 * 60_000.0;
/// The pace when all is well.
const SLOW_MS: f64 = 15.0 * 60_000.0;
/// How long to leave the work to another tab.
const BUSY_MS: f64 = 10_000.0;
/// For how long an answer is good enough not to ask again on a mere glance: the pointer's own max-age.
const JUST_NOW_MS: f64 = 8_000.0;

/// What may start a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// The person tapped « sync ».
    Tap,
    /// The app starts.
    Start,
    /// The browser says that there is a network again; only a hint.
    Online,
    /// The person came back to the app.
    Focus,
    /// The time that the schedule gave has passed.
    Timer,
}

/// The schedule; times are milliseconds of any clock that never goes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedule {
    failures: u32,
    due_ms: f64,
    asked_to_wait_until_ms: f64,
    fresh_at_ms: Option<f64>,
}

impl Schedule {
    /// Says whether a trigger starts a sync now. A person's tap always does; it, a network and a glance
    /// also bring the waiting times back to their shortest.
    pub fn wake(&mut self, trigger: Trigger, now_ms: f64) -> bool {
        if trigger != Trigger::Timer {
            self.failures = 0;
        }
        match trigger {
            Trigger::Tap | Trigger::Start => true,
            _ if now_ms < self.asked_to_wait_until_ms => false,
            Trigger::Online => true,
            Trigger::Focus => self.fresh_at_ms.is_none_or(|at| now_ms - at >= JUST_NOW_MS),
            Trigger::Timer => now_ms >= self.due_ms,
        }
    }

    /// Takes in how a sync ended, and returns after how many milliseconds the next one is due.
    ///
    /// `random` is from 0 to 1 and spreads the phones that lost the endpoint together (full jitter).
    pub fn ended(&mut self, ending: &Ending, now_ms: f64, random: f64) -> f64 {
        let wait = match ending {
            Ending::Fresh => {
                self.failures = 0;
                self.fresh_at_ms = Some(now_ms);
                SLOW_MS * (0.9 + 0.2 * random)
            }
            Ending::Busy => BUSY_MS * (0.5 + random),
            Ending::Offline(trouble) | Ending::Failed(trouble) => {
                let ceiling = (FIRST_MS * 2f64.powi(self.failures.min(30) as i32)).min(HIGHEST_MS);
                self.failures = self.failures.saturating_add(1);
                let asked = trouble.retry_after_ms().unwrap_or(0) as f64;
                self.asked_to_wait_until_ms = now_ms + asked;
                asked + ceiling * random
            }
        };
        self.due_ms = now_ms + wait;
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Trouble;

    fn offline() -> Ending {
        Ending::Offline(Trouble::Unreachable)
    }

    #[test]
    fn waiting_grows_from_two_seconds_to_five_minutes() {
        let mut schedule = Schedule::default();
        let waits: Vec<_> = (0..10).map(|_| schedule.ended(&offline(), 0.0, 1.0) / 1000.0).collect();
        assert_eq!(waits, [2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 300.0, 300.0]);
        assert_eq!(schedule.ended(&offline(), 0.0, 0.0), 0.0);
        assert!(schedule.wake(Trigger::Focus, 1.0));
        assert_eq!(schedule.ended(&offline(), 0.0, 1.0), 2_000.0);
    }

    #[test]
    fn the_endpoint_may_ask_for_time_but_not_of_a_person() {
        let mut schedule = Schedule::default();
        let asked = Ending::Failed(Trouble::Status { code: 503, retry_after_ms: Some(60_000) });
        assert_eq!(schedule.ended(&asked, 1_000.0, 0.5), 61_000.0);
        for trigger in [Trigger::Focus, Trigger::Online, Trigger::Timer] {
            assert!(!schedule.wake(trigger, 60_999.0), "{trigger:?}");
        }
        assert!(schedule.wake(Trigger::Tap, 2_000.0));
        assert!(schedule.wake(Trigger::Timer, 62_000.0));
    }

    #[test]
    fn all_well_is_asked_every_quarter_of_an_hour() {
        let mut schedule = Schedule::default();
        assert_eq!(schedule.ended(&Ending::Fresh, 0.0, 0.5), SLOW_MS);
        assert!(!schedule.wake(Trigger::Focus, 7_999.0) && !schedule.wake(Trigger::Timer, SLOW_MS - 1.0));
        assert!(schedule.wake(Trigger::Focus, 8_000.0) && schedule.wake(Trigger::Timer, SLOW_MS));
    }
}
