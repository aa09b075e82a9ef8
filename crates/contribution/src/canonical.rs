//! The canonical form of JSON (RFC 8785, JCS), and the hash of a contribution over it.

mod number;

use chava_catalogue::digest::sha256_hex;
use chava_catalogue::json::{Document, Value};

/// What the hash of an item leaves out: itself, and what changes from one sending to the next.
pub const NOT_HASHED: [&str; 3] = ["sha256", "ageSeconds", "createdAt"];

/// Why a text has no canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCanonical {
    /// It is no JSON, or nested too deep.
    Syntax,
    /// Half of a surrogate pair stands alone.
    Unicode,
    /// A key stands twice in an object.
    Key,
    /// A number is larger than any 64-bit float, or longer than a phone reads.
    Number,
}

/// The canonical form of a JSON text.
///
/// # Errors
/// When the text has none.
pub fn canonical(json: &[u8]) -> Result<String, NotCanonical> {
    let document = Document::parse(json).ok_or(NotCanonical::Syntax)?;
    canonical_of(document.root())
}

/// The canonical form of a value.
///
/// # Errors
/// When the value has none.
pub fn canonical_of(value: Value<'_>) -> Result<String, NotCanonical> {
    let mut out = String::with_capacity(value.raw().len());
    write_value(value, &[], &mut out)?;
    Ok(out)
}

/// The part of an item that is hashed, in its canonical form.
///
/// # Errors
/// When the item has none.
pub fn hashed_part(item: Value<'_>) -> Result<String, NotCanonical> {
    let mut out = String::with_capacity(item.raw().len());
    write_value(item, &NOT_HASHED, &mut out)?;
    Ok(out)
}

/// The hash of an item.
///
/// # Errors
/// When the item has no canonical form.
pub fn hash(item: Value<'_>) -> Result<String, NotCanonical> {
    Ok(sha256_hex(hashed_part(item)?.as_bytes()))
}

fn write_value(value: Value<'_>, left_out: &[&str], out: &mut String) -> Result<(), NotCanonical> {
    let raw = value.raw();
    match raw.as_bytes().first() {
        Some(b'"') => write_string(&value.text().ok_or(NotCanonical::Unicode)?, out),
        Some(b'{') => write_object(value, left_out, out)?,
        Some(b'[') => {
            out.push('[');
            for (at, part) in value.list().into_iter().flatten().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write_value(part, &[], out)?;
            }
            out.push(']');
        }
        Some(b'-' | b'0'..=b'9') => number::write(raw, out).ok_or(NotCanonical::Number)?,
        _ => out.push_str(raw),
    }
    Ok(())
}

fn write_object(value: Value<'_>, left_out: &[&str], out: &mut String) -> Result<(), NotCanonical> {
    let mut entries = Vec::new();
    for (key, value) in value.object().into_iter().flat_map(|object| object.entries()) {
        entries.push((key.ok_or(NotCanonical::Unicode)?, value));
    }
    entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    if entries.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(NotCanonical::Key);
    }
    entries.retain(|(key, _)| !left_out.contains(&key.as_ref()));
    out.push('{');
    for (at, (key, value)) in entries.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_string(&key, out);
        out.push(':');
        write_value(value, &[], out)?;
    }
    out.push('}');
    Ok(())
}

/// Writes a text as a canonical JSON string.
pub fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        let short = match c {
            '"' | '\\' => c,
            '\u{8}' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\u{c}' => 'f',
            '\r' => 'r',
            '\0'..'\u{20}' => {
                out.push_str("\\u00");
                out.extend([u32::from(c) >> 4, u32::from(c) & 15].iter().filter_map(|d| char::from_digit(*d, 16)));
                continue;
            }
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
    }
    out.push('"');
}

#[cfg(test)]
mod tests;
