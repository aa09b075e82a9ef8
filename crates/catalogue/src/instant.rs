//! Instants as they travel: milliseconds since the Unix epoch, and RFC 3339.

use crate::civil::{Date, DateTime};

const MS_PER_DAY: i64 = 86_400_000;

/// An instant as RFC 3339 in UTC, to the millisecond.
pub fn rfc3339_from_unix_ms(unix_ms: i64) -> String {
    let date = Date::from_days(i32::try_from(unix_ms.div_euclid(MS_PER_DAY)).unwrap_or(i32::MAX));
    let ms = unix_ms.rem_euclid(MS_PER_DAY);
    let (seconds, ms) = (ms / 1000, ms % 1000);
    format!("{date}T{:02}:{:02}:{:02}.{ms:03}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Milliseconds since the Unix epoch from an RFC 3339 time such as `2026-11-22T10:15:30.250Z`.
pub fn unix_ms_from_rfc3339(text: &str) -> Option<i64> {
    let minute = DateTime::parse(text.get(..16)?)?;
    let rest = text.get(16..)?.strip_prefix(':')?;
    let seconds: i64 = rest.get(..2)?.parse().ok().filter(|s| (0..=60).contains(s))?;
    let rest = rest.get(2..)?;
    let (millis, zone) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let fraction = format!("{:0<3}", rest.get(..digits.min(3)).filter(|d| !d.is_empty())?);
            (fraction.parse().ok()?, rest.get(digits..)?)
        }
    };
    Some((minute.wall_minutes() - offset_minutes(zone)?) * 60_000 + seconds * 1000 + millis)
}

fn offset_minutes(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match zone.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    // The offset is written as a time of the day; any day will do.
    let time = DateTime::parse(&format!("{}T{}", Date::from_days(0), zone.get(1..)?))?;
    Some(sign * i64::from(time.minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_utc() {
        for (unix_ms, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_792_890_061_007, "2026-10-25T01:01:01.007Z"),
            (-86_400_000, "1969-12-31T00:00:00.000Z"),
        ] {
            assert_eq!(rfc3339_from_unix_ms(unix_ms), text);
            assert_eq!(unix_ms_from_rfc3339(text), Some(unix_ms));
        }
    }

    #[test]
    fn instants_are_read_whatever_their_zone() {
        for (text, expected) in [
            ("1970-01-01T00:00:01Z", Some(1000)),
            ("2026-11-22T10:15:30.250Z", Some(1_795_342_530_250)),
            ("2026-11-22T11:15:30.25+01:00", Some(1_795_342_530_250)),
            ("2026-11-22T05:15:30.250123-05:00", Some(1_795_342_530_250)),
            ("2026-11-22T10:15:30", None),
            ("2026-11-22 10:15:30Z", None),
            ("2026-11-22T10:15:30.Z", None),
            ("demain", None),
            ("2026-11-22T10:15:30+25:00", None),
        ] {
            assert_eq!(unix_ms_from_rfc3339(text), expected, "{text}");
        }
    }
}
