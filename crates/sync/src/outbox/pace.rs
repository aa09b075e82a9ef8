//! When to send next: at once when there is a reason to, ever less often while it fails, and for ever.

use super::run::Report;

/// The first ceiling after trouble, in milliseconds.
const FIRST_MS: f64 = 2_000.0;
/// The highest ceiling: whoever has a good network again waits no longer than this.
const HIGHEST_MS: f64 = 3.0 * 60_000.0;
/// How often to ask for answers while the app is open.
const ASK_MS: f64 = 15.0 * 60_000.0;
/// How long to leave the work to another tab.
const BUSY_MS: f64 = 4_000.0;

/// Why a run might start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person asks for it.
    Tap,
    /// The app starts.
    Start,
    /// Something was finished or taken back.
    Saved,
    /// The browser says that there is a network again; only a hint.
    Online,
    /// The person came back to the app.
    Focus,
    /// The time that was given has passed.
    Timer,
}

/// When to send next; times are milliseconds of a clock that never goes back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pace {
    failures: u32,
    /// The last run met trouble: the endpoint wasn't heard to the end.
    troubled: bool,
    due_ms: f64,
    asked_to_wait_until_ms: f64,
    done_at_ms: Option<f64>,
}

impl Pace {
    /// Says whether to run now. Only a person's tap comes before the time that the endpoint asked for.
    pub fn wake(&mut self, why: Why, now_ms: f64) -> bool {
        if matches!(why, Why::Tap | Why::Online | Why::Focus) {
            self.failures = 0;
        }
        match why {
            Why::Tap => true,
            _ if now_ms < self.asked_to_wait_until_ms => false,
            Why::Start | Why::Saved | Why::Online => true,
            Why::Focus => self.done_at_ms.is_none_or(|at| now_ms - at >= ASK_MS),
            Why::Timer => now_ms >= self.due_ms,
        }
    }

    /// Takes in how a run ended; returns after how many milliseconds the next one is due, none where nothing is left.
    ///
    /// `random` is from 0 to 1 and spreads the phones that lost the endpoint together (full jitter).
    pub fn ended(&mut self, report: &Report, now_ms: f64, random: f64) -> Option<f64> {
        self.done_at_ms = None;
        let wait = if report.busy {
            BUSY_MS * (0.5 + random)
        } else if report.trouble.is_some() || report.left > 0 {
            // Where the endpoint was heard again and only asks for something once more, the network is good again.
            if report.received > 0 || self.troubled && report.trouble.is_none() {
                self.failures = 0;
            }
            self.troubled = report.trouble.is_some();
            let ceiling = (FIRST_MS * 2f64.powi(self.failures.min(30) as i32)).min(HIGHEST_MS);
            self.failures = self.failures.saturating_add(1);
            let asked = report.trouble.as_ref().and_then(|trouble| trouble.retry_after_ms()).unwrap_or(0) as f64;
            self.asked_to_wait_until_ms = now_ms + asked;
            asked + ceiling * random
        } else {
            self.failures = 0;
            self.troubled = false;
            self.done_at_ms = Some(now_ms);
            if !report.awaits_answers {
                return None;
            }
            ASK_MS * (0.9 + 0.2 * random)
        };
        self.due_ms = now_ms + wait;
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Trouble;

    fn failed(trouble: Trouble) -> Report {
        Report { left: 1, trouble: Some(trouble), ..Report::default() }
    }

    #[test]
    fn waiting_grows_to_three_minutes_and_never_ends() {
        let mut pace = Pace::default();
        let waits: Vec<_> = (0..1000).map(|_| pace.ended(&failed(Trouble::Unreachable), 0.0, 1.0).unwrap()).collect();
        assert_eq!(waits[..3], [2_000.0, 4_000.0, 8_000.0]);
        assert_eq!(waits[999], HIGHEST_MS);
        assert!(pace.wake(Why::Online, 1.0));
        assert_eq!(pace.ended(&failed(Trouble::Unreachable), 0.0, 1.0), Some(2_000.0));
    }

    #[test]
    fn an_endpoint_that_is_heard_again_is_asked_again_soon_and_then_less_often() {
        let mut pace = Pace::default();
        for _ in 0..20 {
            pace.ended(&failed(Trouble::Unreachable), 0.0, 1.0);
        }
        let once_more = Report { left: 1, ..Report::default() };
        let waits: Vec<_> = (0..3).map(|_| pace.ended(&once_more, 0.0, 1.0).unwrap()).collect();
        assert_eq!(waits, [2_000.0, 4_000.0, 8_000.0]);
    }

    #[test]
    fn the_endpoint_may_ask_for_time_but_not_of_a_person() {
        let mut pace = Pace::default();
        let asked = failed(Trouble::Status { code: 429, retry_after_ms: Some(60_000) });
        assert_eq!(pace.ended(&asked, 1_000.0, 0.5), Some(61_000.0 + 1_000.0 - 1_000.0));
        for why in [Why::Saved, Why::Focus, Why::Online, Why::Timer] {
            assert!(!pace.wake(why, 60_999.0), "{why:?}");
        }
        assert!(pace.wake(Why::Tap, 2_000.0) && pace.wake(Why::Timer, 62_000.0));
    }

    #[test]
    fn nothing_left_needs_no_timer() {
        let mut pace = Pace::default();
        assert_eq!(pace.ended(&Report::default(), 0.0, 0.5), None);
        assert_eq!(pace.ended(&Report { awaits_answers: true, ..Report::default() }, 0.0, 0.5), Some(ASK_MS));
        assert!(!pace.wake(Why::Focus, 1_000.0) && pace.wake(Why::Saved, 1_000.0));
    }
}
