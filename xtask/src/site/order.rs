//! Puts functions that look alike beside one another, so that compression finds them: 2 kB of the module on the air.
//!
//! How alike two functions are is estimated by MinHash over their bytes. A chain leads from each to the most alike of those
//! left; wasm-opt, which knows how to renumber functions, then sorts by names that say the place in the chain.

use std::fs;

use super::binary::{CODE, CUSTOM, IMPORTS, description, number, push_number, push_text, sections, text};
use crate::error::{Error, Result};
use crate::process;
use crate::project::{self, Project};

/// How many bytes in a row are one word of a function.
const WORD: usize = 4;
/// How many minima a function is known by.
const MINIMA: usize = 32;
/// What a function twice as long loses, in parts of its likeness.
const LENGTH_WEIGHT: f64 = 0.025;
/// The section with the names, and its part with those of the functions.
const NAMES: &str = "name";
const FUNCTION_NAMES: u8 = 1;
/// How many digits a name has.
const DIGITS: usize = 6;

/// The module without its names and what nobody uses, with its functions in an order that compresses well.
pub fn by_likeness(project: &Project, module: &[u8]) -> Result<Vec<u8>> {
    let module = optimise(project, module, &["--remove-unused-module-elements"])?;
    let named = named(&module).ok_or_else(|| Error::Rule("the module's functions can't be read".to_owned()))?;
    optimise(project, &named, &["--reorder-functions-by-name"])
}

/// Runs passes of wasm-opt, and drops the names afterwards.
fn optimise(project: &Project, module: &[u8], passes: &[&str]) -> Result<Vec<u8>> {
    let (from, to) = (project.target.join("before.wasm"), project.target.join("after.wasm"));
    project::write(&from, module)?;
    let mut optimise = process::command(project, "wasm-opt");
    optimise.arg(&from).arg("-o").arg(&to).args(passes).arg("--strip-debug");
    process::run("wasm-opt", optimise)?;
    let optimised = project::read(&to)?;
    for path in [from, to] {
        fs::remove_file(&path).map_err(Error::file(&path))?;
    }
    Ok(optimised)
}

/// The module with each function named by its place.
fn named(module: &[u8]) -> Option<Vec<u8>> {
    let sections = sections(module)?;
    let section = |wanted| sections.iter().find(|(id, _)| *id == wanted).map(|(_, section)| *section);
    let imported = imported_functions(section(IMPORTS)?)?;
    let bodies = bodies(section(CODE)?)?;
    let mut places = vec![0; bodies.len()];
    for (place, function) in chain(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = Vec::new();
    push_number(places.len(), &mut names);
    for (function, place) in places.iter().enumerate() {
        push_number(imported + function, &mut names);
        push_text(&format!("{place:0DIGITS$}"), &mut names);
    }
    let mut section = Vec::new();
    push_text(NAMES, &mut section);
    section.push(FUNCTION_NAMES);
    push_number(names.len(), &mut section);
    section.extend(names);
    let mut named = module.to_vec();
    named.push(CUSTOM);
    push_number(section.len(), &mut named);
    named.extend(section);
    Some(named)
}

fn imported_functions(section: &[u8]) -> Option<usize> {
    let mut rest = section;
    let mut functions = 0;
    for _ in 0..number(&mut rest)? {
        text(&mut rest)?;
        text(&mut rest)?;
        functions += usize::from(description(&mut rest)?.first() == Some(&0));
    }
    Some(functions)
}

fn bodies(section: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = section;
    let mut bodies = Vec::new();
    for _ in 0..number(&mut rest)? {
        let length = number(&mut rest)?;
        let (body, after) = rest.split_at_checked(length)?;
        bodies.push(body);
        rest = after;
    }
    Some(bodies)
}

/// All functions, from the longest on, each followed by the most alike of those left.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let minima: Vec<[u64; MINIMA]> = bodies.iter().map(|body| minima(body)).collect();
    let likeness = |a: usize, b: usize| {
        let same = minima[a].iter().zip(&minima[b]).filter(|(a, b)| a == b).count();
        let longer = (bodies[a].len() as f64 / bodies[b].len() as f64).ln().abs();
        same as f64 / MINIMA as f64 - longer * LENGTH_WEIGHT
    };
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut chain = Vec::with_capacity(left.len());
    let mut next = (0..left.len()).max_by_key(|at| bodies[left[*at]].len());
    while let Some(at) = next {
        let function = left.remove(at);
        chain.push(function);
        next = (0..left.len())
            .max_by(|a, b| likeness(function, left[*a]).total_cmp(&likeness(function, left[*b])).then(b.cmp(a)));
    }
    chain
}

/// The least value of each of some hashes over all words of a function.
fn minima(body: &[u8]) -> [u64; MINIMA] {
    let mut minima = [u64::MAX; MINIMA];
    for word in body.windows(WORD.min(body.len()).max(1)) {
        let hash = word
            .iter()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
        let mut mixed = hash ^ (hash >> 29);
        for least in &mut minima {
            mixed = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31);
            *least = (*least).min(mixed);
        }
    }
    minima
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_stands_together_and_nothing_is_lost() {
        let alike: Vec<u8> = (0..200).collect();
        let mut changed = alike.clone();
        changed[100] = 7;
        let other: Vec<u8> = (0..210).map(|n: u8| n.wrapping_mul(37)).collect();
        assert_eq!(chain(&[&alike, &other, &changed, &[1, 2]]), [1, 0, 2, 3]);
        assert!(chain(&[]).is_empty());
    }

    #[test]
    fn each_function_gets_a_name() {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        // One imported function, then two of its own.
        module.extend([IMPORTS, 7, 1, 1, b'a', 1, b'b', 0, 0]);
        module.extend([CODE, 8, 2, 3, 0, 1, 11, 2, 0, 11]);
        let named = named(&module).unwrap();
        let names = sections(&named).unwrap().last().unwrap().1;
        assert_eq!(names[..5], [4, b'n', b'a', b'm', b'e']);
        assert_eq!(names[5..8], [FUNCTION_NAMES, 17, 2]);
        assert_eq!(names[8..], [b"\x01\x06000000", &b"\x02\x06000001"[..]].concat());
    }
}
