//! The device's clock and randomness.

use chava_sync::ports::Clock;

use super::timers;

/// The browser's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn unix_ms(&self) -> i64 {
        js_sys::Date::now() as i64
    }

    fn monotonic_ms(&self) -> f64 {
        // A page without a window or its clock still has a date; slices then only get longer or shorter.
        web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |p| p.now())
    }

    async fn pause(&self) {
        timers::pause().await;
    }
}

/// A number from 0 up to 1, for spreading retries; not for secrets.
pub fn random() -> f64 {
    js_sys::Math::random()
}
