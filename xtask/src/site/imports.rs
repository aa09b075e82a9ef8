//! Shortens the names between the module and wasm-bindgen's glue: each ends with a hash that no compression helps.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::error::{Error, Result};

const IMPORTS: u8 = 2;
const HASH_DIGITS: usize = 16;

/// Renames what the module imports from the glue, in both.
pub fn shorten(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut names = HashMap::new();
    let module = rename(module, &mut names).ok_or_else(|| Error::Rule("the module can't be read".to_owned()))?;
    let mut renamed = 0;
    let mut short = String::with_capacity(glue.len());
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = glue;
    while let Some(start) = rest.find(is_of_name) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|c| !is_of_name(c)).unwrap_or(from.len()));
        short.push_str(before);
        match names.get(name) {
            Some(new) => {
                renamed += 1;
                short.push_str(new);
            }
            None => short.push_str(name),
        }
        rest = after;
    }
    short.push_str(rest);
    if renamed != names.len() {
        let all = names.len();
        return Err(Error::Rule(format!("the glue names {renamed} of the module's {all} imports, each once")));
    }
    Ok((module, short))
}

/// The module with its hashed imports renamed; notes the new names by the old ones.
fn rename(module: &[u8], names: &mut HashMap<String, String>) -> Option<Vec<u8>> {
    let (magic, mut rest) = module.split_at_checked(8)?;
    let mut renamed = magic.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let mut after = after;
        let length = number(&mut after)?;
        let (section, next) = after.split_at_checked(length)?;
        let section = if id == IMPORTS { imports(section, names)? } else { section.to_vec() };
        renamed.push(id);
        push_number(section.len(), &mut renamed);
        renamed.extend(section);
        rest = next;
    }
    Some(renamed)
}

fn imports(section: &[u8], names: &mut HashMap<String, String>) -> Option<Vec<u8>> {
    let mut rest = section;
    let count = number(&mut rest)?;
    let mut renamed = Vec::with_capacity(section.len());
    push_number(count, &mut renamed);
    for _ in 0..count {
        push_text(text(&mut rest)?, &mut renamed);
        let name = text(&mut rest)?;
        if is_hashed(name) {
            let next = names.len();
            let new = names.entry(name.to_owned()).or_insert_with(|| {
                let mut new = String::from("_");
                let _ = write!(new, "{next}");
                new
            });
            push_text(new, &mut renamed);
        } else {
            push_text(name, &mut renamed);
        }
        let kind = description(&mut rest)?;
        renamed.extend_from_slice(kind);
    }
    rest.is_empty().then_some(renamed)
}

fn is_hashed(name: &str) -> bool {
    let hash = name.strip_prefix("__wb").and_then(|rest| rest.rsplit_once('_')).map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What is imported: a function, a table, a memory or a global with its type.
fn description<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
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
fn number(rest: &mut &[u8]) -> Option<usize> {
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

fn push_number(mut number: usize, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let length = number(rest)?;
    let (text, after) = rest.split_at_checked(length)?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

fn push_text(text: &str, into: &mut Vec<u8>) {
    push_number(text.len(), into);
    into.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "__wbg_now_0123456789abcdef";

    /// A module that imports a memory and two functions, with a section of another kind after them.
    fn module() -> Vec<u8> {
        let mut section = vec![3];
        for (name, kind) in [("memory", &[2, 1, 1, 2][..]), (NAME, &[0, 0]), ("__wbindgen_init", &[0, 0])] {
            push_text("./chava_bg.js", &mut section);
            push_text(name, &mut section);
            section.extend_from_slice(kind);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.push(IMPORTS);
        push_number(section.len(), &mut module);
        module.extend(section);
        module.extend([0, 3, 1, b'x', 9]);
        module
    }

    #[test]
    fn hashed_names_become_short_in_both() {
        let glue = format!("const a={{{NAME}:()=>0,__wbindgen_init(){{}}}};wasm.{NAME}_free;");
        let (short, glue) = shorten(&module(), &glue).unwrap();
        assert_eq!(glue, format!("const a={{_0:()=>0,__wbindgen_init(){{}}}};wasm.{NAME}_free;"));
        assert_eq!(short.len(), module().len() - NAME.len() + 2);
        assert!(short.ends_with(&[0, 3, 1, b'x', 9]));
        let mut names = HashMap::new();
        assert_eq!(rename(&short, &mut names).unwrap(), short);
        assert!(names.is_empty());
    }

    #[test]
    fn a_glue_that_does_not_fit_is_refused() {
        assert!(shorten(&module(), "nothing").is_err());
        assert!(shorten(&module()[..20], "").is_err());
    }
}
