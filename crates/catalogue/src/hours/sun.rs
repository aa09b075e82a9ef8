//! When the sun rises and sets over Charleroi, well enough to say what is sure and what is not.
//!
//! Twice a month the times were worked out for 50.41° N, 4.44° E with the usual formulae (sun's centre 0.833° below the
//! horizon; civil twilight to 6°), as the mean of 2024 to 2033; in between they are interpolated. Within
//! [`DOUBT_MINUTES`] of the result it is not known whether the sun has risen or set.

use crate::civil::{Date, brussels_offset_minutes};

/// What a time can depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    Dawn,
    Sunrise,
    Sunset,
    Dusk,
}

/// How far from the truth a time may be: 5.1 minutes was the most over ten years.
pub(super) const DOUBT_MINUTES: i32 = 6;

/// Sunrise and sunset in minutes UTC, and the length of twilight in minutes, on the 1st and 16th of each month.
const HALF_MONTHS: [(i16, i16, i16); 24] = [
    (463, 948, 39),
    (456, 967, 37),
    (438, 994, 35),
    (413, 1020, 34),
    (387, 1043, 33),
    (354, 1068, 32),
    (319, 1093, 33),
    (287, 1117, 35),
    (257, 1141, 37),
    (234, 1164, 40),
    (216, 1184, 43),
    (210, 1196, 45),
    (215, 1197, 45),
    (229, 1187, 43),
    (250, 1167, 39),
    (272, 1141, 36),
    (297, 1108, 34),
    (319, 1075, 33),
    (342, 1042, 32),
    (366, 1010, 33),
    (393, 979, 34),
    (418, 956, 36),
    (441, 942, 38),
    (457, 939, 39),
];

/// The minute of the day on Brussels' clocks at which it happens, give or take [`DOUBT_MINUTES`].
pub(super) fn minute(event: Event, date: Date) -> i32 {
    let (_, month, day) = date.ymd();
    let late = day > 15;
    let at = (month as usize - 1) * 2 + usize::from(late);
    let passed = day as i32 - if late { 16 } else { 1 };
    let (one, other) = (HALF_MONTHS[at % 24], HALF_MONTHS[(at + 1) % 24]);
    let between = |a: i16, b: i16| i32::from(a) + (i32::from(b) - i32::from(a)) * passed / if late { 16 } else { 15 };
    let (rises, sets, twilight) = (between(one.0, other.0), between(one.1, other.1), between(one.2, other.2));
    let utc = match event {
        Event::Dawn => rises - twilight,
        Event::Sunrise => rises,
        Event::Sunset => sets,
        Event::Dusk => sets + twilight,
    };
    utc + brussels_offset_minutes(i64::from(date.days()) * 1440 + i64::from(utc)) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sun_is_where_almanacs_say() {
        // Sunrise and sunset at Charleroi, to the minute.
        for (day, rises, sets) in [
            ("2026-06-21", 5 * 60 + 30, 21 * 60 + 57),
            ("2026-12-21", 8 * 60 + 40, 16 * 60 + 40),
            ("2026-11-24", 8 * 60 + 10, 16 * 60 + 47),
        ] {
            let date = Date::parse(day).unwrap();
            assert!((minute(Event::Sunrise, date) - rises).abs() <= DOUBT_MINUTES, "{day}");
            assert!((minute(Event::Sunset, date) - sets).abs() <= DOUBT_MINUTES, "{day}");
            assert!(minute(Event::Dawn, date) < rises && minute(Event::Dusk, date) > sets);
        }
    }
}
