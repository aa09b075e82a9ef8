//! Makes the message keys out of the French message file, so that a missing text is a compile error.

// A build script reports a fault by panicking; cargo shows it to whoever builds.
#![allow(clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=assets/messages");
    let text = fs::read_to_string("assets/messages/fr.json").expect("assets/messages/fr.json can be read");
    let messages: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).expect("assets/messages/fr.json is a JSON object");
    let (plurals, plain): (Vec<_>, Vec<_>) = messages.iter().partition(|(_, message)| message.is_object());

    let mut code = String::new();
    enumeration(&mut code, "Key", "A text of the interface.", plain.iter().map(|(key, _)| key.as_str()));
    enumeration(
        &mut code,
        "Plural",
        "A text of the interface that depends on a number.",
        plurals.iter().map(|(key, _)| key.as_str()),
    );
    // One text each for all keys and all messages: hundreds of pointers would weigh more than what they point to saves.
    let french = plain.iter().map(|(key, message)| {
        message.as_str().unwrap_or_else(|| panic!("{key} is a text or an object of plural forms"))
    });
    let _ = writeln!(code, "pub(super) static FRENCH: &str = {:?};", joined(french));
    let _ = writeln!(code, "pub(super) static FRENCH_PLURALS: &[[&str; 2]] = &[");
    for (key, forms) in &plurals {
        let form = |name: &str| {
            forms.get(name).and_then(|f| f.as_str()).unwrap_or_else(|| panic!("{key} has a form `{name}`"))
        };
        let _ = writeln!(code, "[{:?}, {:?}],", form("one"), form("other"));
    }
    code.push_str("];\n");
    translations(&mut code);
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("keys.rs");
    fs::write(target, code).expect("the keys can be written");
}

/// Every message file, for the server; a phone loads the one it needs.
fn translations(code: &mut String) {
    let folder =
        Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR")).join("assets/messages");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("assets/messages can be listed")
        .map(|entry| entry.expect("assets/messages can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    code.push_str("#[cfg(feature = \"ssr\")]\npub(crate) static TRANSLATIONS: &[(&str, &str)] = &[");
    for file in files {
        let tag = file.file_stem().and_then(|stem| stem.to_str()).expect("message files have plain names");
        let _ = writeln!(code, "({tag:?}, include_str!({file:?})),");
    }
    code.push_str("];\n");
}

/// Texts with the separator between them that `messages.rs` cuts at.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<_> = texts.collect();
    assert!(texts.iter().all(|text| !text.contains('\u{1f}')), "no text has a unit separator");
    texts.join("\u{1f}")
}

fn enumeration<'a>(code: &mut String, name: &str, doc: &str, keys: impl Iterator<Item = &'a str>) {
    let keys: Vec<_> = keys.collect();
    let _ = writeln!(
        code,
        "/// {doc}\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\n#[repr(u16)]\n#[allow(missing_docs)]\npub enum {name} {{"
    );
    for key in &keys {
        let _ = writeln!(code, "    {},", camel(key));
    }
    let _ = writeln!(
        code,
        "}}\nimpl {name} {{\n    const JOINED: &'static str = {:?};\n\n    /// Every key's name in the message files.\n    pub fn names() -> impl Iterator<Item = &'static str> {{\n        Self::JOINED.split('\\u{{1f}}')\n    }}\n}}",
        joined(keys.into_iter())
    );
}

fn camel(key: &str) -> String {
    key.split(['_', '-', '.'])
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
        })
        .collect()
}
