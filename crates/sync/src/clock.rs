//! How far a device's clock is from the endpoint's, and what to make of it.

/// From how many milliseconds on a device's clock is called wrong: five minutes.
pub const WRONG_CLOCK_MS: i64 = 5 * 60 * 1000;

/// From how many milliseconds on the endpoint's clock is taken instead of the device's: what a minute can show.
const NOTICEABLE_MS: i64 = 60 * 1000;

/// How far the device's clock is from the endpoint's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// What to add to the device's clock to get the endpoint's, in milliseconds.
    pub offset_ms: i64,
    /// By how much that may be wrong: half of the time the answer took.
    pub uncertain_ms: i64,
}

impl ClockReading {
    /// What to add to the device's clock to reckon right, in milliseconds; 0 where it is right for all that shows.
    pub fn correction_ms(self) -> i64 {
        if self.offset_ms.abs() - self.uncertain_ms > NOTICEABLE_MS { self.offset_ms } else { 0 }
    }

    /// Says whether the device's clock is so wrong that the person should be told.
    pub fn is_wrong(self) -> bool {
        self.offset_ms.abs() - self.uncertain_ms > WRONG_CLOCK_MS
    }
}

/// What to add to the device's clock at a start, before the endpoint was asked.
///
/// `kept_ms` was learnt at the last sync, which ended at `last_ms` by the endpoint's clock. Time doesn't go back: where it
/// seems to, the clock was put right since, or it was lost, as in a phone whose battery was empty.
pub fn correction_at_start(device_ms: i64, kept_ms: i64, last_ms: Option<i64>) -> i64 {
    match last_ms {
        Some(last) if device_ms.saturating_add(kept_ms) < last - NOTICEABLE_MS => (last - device_ms).max(0),
        _ => kept_ms,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 60 * NOTICEABLE_MS;
    const SYNC: i64 = 1_795_000_000_000;

    fn reading(offset_ms: i64, uncertain_ms: i64) -> ClockReading {
        ClockReading { offset_ms, uncertain_ms }
    }

    #[test]
    fn only_what_shows_is_corrected_and_only_what_is_certain() {
        assert_eq!(reading(-3 * HOUR, 40).correction_ms(), -3 * HOUR);
        assert_eq!(reading(2 * NOTICEABLE_MS, 500).correction_ms(), 2 * NOTICEABLE_MS);
        assert_eq!(reading(30_000, 0).correction_ms(), 0);
        assert_eq!(reading(2 * NOTICEABLE_MS, 90_000).correction_ms(), 0);
        assert!(reading(-3 * HOUR, 40).is_wrong() && !reading(2 * NOTICEABLE_MS, 0).is_wrong());
    }

    #[test]
    fn a_start_without_a_network_reckons_as_the_last_sync_did() {
        assert_eq!(correction_at_start(SYNC + 5 * HOUR, -3 * HOUR, Some(SYNC)), -3 * HOUR);
        assert_eq!(correction_at_start(SYNC + 2 * HOUR, 0, Some(SYNC)), 0);
        assert_eq!(correction_at_start(5, 7, None), 7);
    }

    #[test]
    fn a_clock_that_was_put_right_since_is_believed() {
        // It was three hours ahead; now it isn't, and with the old correction time would have gone back.
        assert_eq!(correction_at_start(SYNC + HOUR, -3 * HOUR, Some(SYNC)), 0);
    }

    #[test]
    fn a_clock_that_was_lost_stands_at_the_last_sync_at_least() {
        let year_2015 = 1_420_000_000_000;
        assert_eq!(year_2015 + correction_at_start(year_2015, 0, Some(SYNC)), SYNC);
    }
}
