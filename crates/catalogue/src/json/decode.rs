//! The words of JSON strings and the value of JSON numbers.

use std::borrow::Cow;

/// The words between the quotes of a well-formed string, none where half of a surrogate pair stands alone.
pub(super) fn text(inside: &str) -> Option<Cow<'_, str>> {
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let mut words = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('\\') {
        words.push_str(before);
        let mut after = after.chars();
        words.push(match after.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (c, left) = unicode(after.as_str())?;
                after = left.chars();
                c
            }
            other => other,
        });
        rest = after.as_str();
    }
    words.push_str(rest);
    Some(Cow::Owned(words))
}

/// The character of the digits after `\u`, and what comes after it.
fn unicode(digits: &str) -> Option<(char, &str)> {
    let unit = |text: &str| u32::from_str_radix(text.get(..4)?, 16).ok();
    let (first, rest) = (unit(digits)?, digits.get(4..)?);
    if !(0xd800..0xdc00).contains(&first) {
        return Some((char::from_u32(first)?, rest));
    }
    let second = rest.strip_prefix("\\u")?;
    let low = unit(second)?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x10000 + ((first - 0xd800) << 10) + low)?, second.get(4..)?))
}

/// The value of a number: exact for up to fifteen digits, which is more than a position has.
pub(super) fn decimal(number: &str) -> Option<f64> {
    let (digits, exponent) = match number.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?),
        None => (number, 0),
    };
    let (sign, digits) = digits.strip_prefix('-').map_or((1.0, digits), |rest| (-1.0, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut value = 0.0;
    for byte in whole.bytes().chain(fraction.bytes()) {
        value = value * 10.0 + f64::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs().min(400) {
        power *= 10.0;
    }
    let value = if exponent < 0 { value / power } else { value * power };
    (!digits.is_empty() && value.is_finite()).then_some(sign * value)
}

/// A text as a JSON string, quotes included.
pub fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            '\0'..' ' => {
                json.push_str("\\u00");
                json.extend([u32::from(c) >> 4, u32::from(c) & 15].iter().filter_map(|d| char::from_digit(*d, 16)));
            }
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}
