//! Shortens the names between the module and wasm-bindgen's glue: each ends with a hash that no compression helps.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::binary::{IMPORTS, MAGIC_BYTES, description, number, push_number, push_text, sections, text};
use crate::error::{Error, Result};

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
    let mut renamed = module.get(..MAGIC_BYTES)?.to_vec();
    for (id, section) in sections(module)? {
        let section = if id == IMPORTS { imports(section, names)? } else { section.to_vec() };
        renamed.push(id);
        push_number(section.len(), &mut renamed);
        renamed.extend(section);
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
