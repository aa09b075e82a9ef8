//! The pieces of WebAssembly's binary format that the build reads and writes.

/// The section of what the module imports.
pub const IMPORTS: u8 = 2;
/// The section of the functions' bodies.
pub const CODE: u8 = 10;
/// A section that the module runs without.
pub const CUSTOM: u8 = 0;
/// How many bytes come before the first section.
pub const MAGIC_BYTES: usize = 8;

/// The sections of a module, in order; none where its bytes make no sense.
pub fn sections(module: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut rest = module.get(MAGIC_BYTES..)?;
    let mut sections = Vec::new();
    while let Some((&id, mut after)) = rest.split_first() {
        let length = number(&mut after)?;
        let (section, next) = after.split_at_checked(length)?;
        sections.push((id, section));
        rest = next;
    }
    Some(sections)
}

/// What is imported: a function, a table, a memory or a global with its type.
pub fn description<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let whole = *rest;
    let (kind, after) = rest.split_first()?;
    *rest = after;
    if matches!(kind, 1 | 3) {
        *rest = rest.get(1..)?;
    }
    match kind {
        0 => drop(number(rest)?),
        1 | 2 => {
            let flags = number(rest)?;
            number(rest)?;
            if flags & 1 == 1 {
                number(rest)?;
            }
        }
        3 => *rest = rest.get(1..)?,
        _ => return None,
    }
    whole.get(..whole.len() - rest.len())
}

/// An unsigned LEB128 number.
pub fn number(rest: &mut &[u8]) -> Option<usize> {
    let mut value = 0u64;
    for shift in (0..35).step_by(7) {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return usize::try_from(value).ok();
        }
    }
    None
}

/// Writes an unsigned LEB128 number.
pub fn push_number(mut number: usize, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

/// A text after its length.
pub fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = number(rest)?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

/// Writes a text after its length.
pub fn push_text(text: &str, into: &mut Vec<u8>) {
    push_number(text.len(), into);
    into.extend_from_slice(text.as_bytes());
}
