//! Makes the message keys out of the French message file, so that a missing text is a compile error.

// A build script reports a fault by panicking; cargo shows it to whoever builds.
#![allow(clippy::expect_used, clippy::panic)]

#[path = "xtask/src/site/texts.rs"]
mod texts;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use texts::Keys;

fn main() {
    println!("cargo::rerun-if-changed=assets/messages");
    println!("cargo::rerun-if-changed=xtask/src/site/texts.rs");
    let folder =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR")).join("assets/messages");
    let read = |path: &Path| fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let keys = Keys::read(&read(&folder.join("fr.json")), &read(&folder.join("groups.txt")))
        .unwrap_or_else(|error| panic!("assets/messages: {error}"));

    let mut code = String::new();
    enumeration(&mut code, "Key", "A text of the interface.", keys.plain());
    enumeration(&mut code, "Plural", "A text of the interface that depends on a number.", keys.plurals());
    // For the server, and for whoever develops: a released module reads the file of its language.
    code.push_str(
        "#[cfg(any(not(target_arch = \"wasm32\"), debug_assertions))]\nstatic COMPILED_IN: &[(&str, &str)] = &[\n",
    );
    for path in files(&folder) {
        let tag = path.file_stem().and_then(|stem| stem.to_str()).expect("message files have plain names");
        let file = keys.positional(&read(&path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let _ = writeln!(code, "({tag:?}, {file:?}),");
    }
    code.push_str("];\n");
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("keys.rs");
    fs::write(target, code).expect("the keys can be written");
}

/// Every message file.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("assets/messages can be listed")
        .map(|entry| entry.expect("assets/messages can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

fn enumeration<'a>(code: &mut String, name: &str, doc: &str, keys: impl Iterator<Item = &'a str>) {
    let _ = writeln!(
        code,
        "/// {doc}\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\n#[allow(missing_docs)]\npub enum {name} {{"
    );
    let mut count = 0;
    for key in keys {
        let _ = writeln!(code, "    {},", camel(key));
        count += 1;
    }
    let _ = writeln!(code, "}}\nimpl {name} {{\n    const COUNT: usize = {count};\n}}");
}

fn camel(key: &str) -> String {
    key.split(['_', '-', '.'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}
