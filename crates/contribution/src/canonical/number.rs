//! Numbers as ECMAScript writes them (ECMA-262, Number::toString).
//!
//! Up to fifteen significant digits a decimal survives the way through a 64-bit float, so its digits are those
//! that ECMAScript writes, and no float is needed. Longer numbers, and those near the ends of the floats' range, need one.

/// The digits that a float keeps whatever they are.
const EXACT_DIGITS: usize = 15;

/// The powers of ten within which a float has all of its digits.
const EXACT_POWERS: std::ops::Range<i32> = -290..290;

/// Writes a well-formed JSON number, none where it is out of range.
pub(super) fn write(raw: &str, out: &mut String) -> Option<()> {
    let (negative, unsigned) = raw.strip_prefix('-').map_or((false, raw), |rest| (true, rest));
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, power(exponent)),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let leading = digits.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        out.push('0');
        return Some(());
    }
    // The value is 0.DIGITS times ten to this power.
    let point = exponent.saturating_add(i32::try_from(whole.len()).ok()?).saturating_sub(i32::try_from(leading).ok()?);
    if significant.len() <= EXACT_DIGITS && EXACT_POWERS.contains(&point) {
        write_decimal(negative, significant, point, out);
        return Some(());
    }
    write_float(raw, out)
}

/// An exponent; one that is beyond all floats is all the same.
fn power(text: &str) -> i32 {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => (-1, &text[1..]),
        Some(b'+') => (1, &text[1..]),
        _ => (1, text),
    };
    digits.bytes().fold(0i32, |power, digit| (power * 10 + i32::from(digit - b'0')).min(100_000)) * sign
}

/// Writes 0.DIGITS times ten to the power of `point`.
fn write_decimal(negative: bool, digits: &str, point: i32, out: &mut String) {
    let zeros = |n: i32, out: &mut String| out.extend(std::iter::repeat_n('0', usize::try_from(n).unwrap_or(0)));
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    if negative {
        out.push('-');
    }
    if (count..=21).contains(&point) {
        out.push_str(digits);
        zeros(point - count, out);
    } else if (1..=21).contains(&point) {
        let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
        out.extend([whole, ".", fraction]);
    } else if (-5..=0).contains(&point) {
        out.push_str("0.");
        zeros(-point, out);
        out.push_str(digits);
    } else {
        let (first, rest) = digits.split_at(1);
        out.push_str(first);
        if !rest.is_empty() {
            out.extend([".", rest]);
        }
        out.push_str(if point > 0 { "e+" } else { "e-" });
        out.push_str(&(point - 1).unsigned_abs().to_string());
    }
}

/// Writes a number that needs a float, by the shortest digits that mean the same float.
#[cfg(feature = "server")]
fn write_float(raw: &str, out: &mut String) -> Option<()> {
    let value: f64 = raw.parse().ok().filter(|value: &f64| value.is_finite())?;
    if value == 0.0 {
        out.push('0');
        return Some(());
    }
    let shortest = format!("{:e}", value.abs());
    let (mantissa, exponent) = shortest.split_once('e')?;
    let digits = to_even(value.abs(), mantissa.replace('.', ""));
    write_decimal(value < 0.0, &digits, exponent.parse::<i32>().ok()? + 1, out);
    Some(())
}

/// Of two shortest forms that are equally near ECMAScript takes the even one, Rust the larger one.
#[cfg(feature = "server")]
fn to_even(value: f64, digits: String) -> String {
    let (rest, last) = digits.split_at(digits.len() - 1);
    let Some(odd) = last.bytes().next().filter(|digit| digit % 2 == 1) else { return digits };
    let even = format!("{rest}{}", char::from(odd - 1));
    // A tie has one digit more; forty show that no other follows.
    let exact = format!("{value:.40e}");
    let exact = exact.split_once('e').map_or("", |(mantissa, _)| mantissa).replace('.', "");
    if exact.trim_end_matches('0') == format!("{even}5") { even } else { digits }
}

/// A phone writes no such number, and refuses one from elsewhere rather than carry a table of powers.
#[cfg(not(feature = "server"))]
fn write_float(_: &str, _: &mut String) -> Option<()> {
    None
}
