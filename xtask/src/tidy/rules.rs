//! The laws, one function each, and the table of who may name what.

use super::Source;

/// A check gives a line for each fault.
type Check = fn(&[Source]) -> Vec<String>;

/// Every law: what it says, and its check.
pub const LAWS: [(&str, Check); 6] = [
    ("a file stays short enough to be read in one go", lengths),
    ("every module says its one reason to exist in its first line (//!)", module_lines),
    ("each outside name is known in one place only", names),
    ("nothing is left for later in the source", leftovers),
    ("no path of somebody's machine is committed", machine_paths),
    ("ARCHITECTURE.md states the laws in greppable lines", stated_laws),
];

const MOST_LINES: usize = 450;
const LEAST_STATED_LAWS: usize = 8;

/// Below `within`, `name` may only be said under one of `allowed`.
struct Name {
    name: &'static str,
    within: &'static str,
    allowed: &'static [&'static str],
}

const NAMES: [Name; 21] = [
    Name { name: "rexie", within: "src/", allowed: &["src/storage"] },
    Name { name: "gloo::net", within: "src/", allowed: &["src/net"] },
    Name { name: "gloo_net", within: "src/", allowed: &["src/net"] },
    Name {
        name: "sqlx",
        within: "crates/",
        allowed: &["crates/endpoint/src/store", "crates/endpoint/tests", "crates/endpoint/examples"],
    },
    Name { name: "web_sys", within: "crates/", allowed: &[] },
    Name { name: "js_sys", within: "crates/", allowed: &[] },
    Name { name: "wasm_bindgen", within: "crates/", allowed: &["crates/sync/tests"] },
    Name { name: "SystemTime", within: "crates/catalogue/src/", allowed: &[] },
    Name { name: "std::time::Instant", within: "crates/catalogue/src/", allowed: &[] },
    Name { name: "std::fs", within: "crates/catalogue/src/", allowed: &[] },
    Name { name: "std::env", within: "crates/catalogue/src/", allowed: &[] },
    Name { name: "std::net", within: "crates/catalogue/src/", allowed: &[] },
    Name { name: "chava_endpoint", within: "src/", allowed: &[] },
    Name { name: "web_sys", within: "src/state", allowed: &[] },
    Name { name: "async fn", within: "src/state", allowed: &[] },
    Name { name: "web_sys", within: "src/pages", allowed: &[] },
    Name { name: "crate::storage", within: "src/pages", allowed: &[] },
    Name { name: "crate::net", within: "src/pages", allowed: &[] },
    Name { name: "crate::effects", within: "src/components", allowed: &[] },
    Name { name: "crate::storage", within: "src/components", allowed: &[] },
    Name { name: "crate::net", within: "src/components", allowed: &[] },
];

fn names(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.has_extension("rs")) {
        for Name { name, within, allowed } in NAMES {
            let exempt = !source.path.starts_with(within) || allowed.iter().any(|place| source.path.starts_with(place));
            if exempt || is_test_module(source) {
                continue;
            }
            for (number, line) in code_lines(&source.text) {
                if says(line, name) {
                    faults.push(format!("{}:{number}: {name} has no place here", source.path));
                }
            }
        }
    }
    faults
}

/// The tests of the module above them: their reason is that module, and they may read fixtures.
fn is_test_module(source: &Source) -> bool {
    source.path.ends_with("/tests.rs")
}

/// Says whether a line names something as a whole word.
fn says(line: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + name.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The lines that are neither a comment nor a file's own tests, which stand at its end and may read fixtures.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    let numbered = numbered.take_while(|(_, line)| *line != "#[cfg(test)]");
    numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn lengths(sources: &[Source]) -> Vec<String> {
    let code = sources.iter().filter(|source| ["rs", "js", "mjs", "css"].iter().any(|kind| source.has_extension(kind)));
    code.map(|source| (source, source.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(source, lines)| format!("{}: {lines} lines, at most {MOST_LINES}", source.path))
        .collect()
}

fn module_lines(sources: &[Source]) -> Vec<String> {
    let rust = sources.iter().filter(|source| source.has_extension("rs"));
    rust.filter(|source| !source.text.starts_with("//! ") && !is_test_module(source))
        .map(|source| source.path.clone())
        .collect()
}

fn leftovers(sources: &[Source]) -> Vec<String> {
    // Put together here, so that this file does not accuse itself.
    let marks =
        [["TO", "DO"], ["FIX", "ME"], ["todo", "!("], ["unimplemented", "!("], ["dbg", "!("]].map(|mark| mark.concat());
    let code = sources
        .iter()
        .filter(|source| ["rs", "js", "mjs", "css", "html", "sql"].iter().any(|kind| source.has_extension(kind)));
    find_lines(code, |line| marks.iter().any(|mark| line.contains(mark.as_str())))
}

fn machine_paths(sources: &[Source]) -> Vec<String> {
    let marks = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/Us", "ers/"], ["arti", "factory"]]
        .map(|mark| mark.concat());
    // In an address the same text follows a host: https://example.org/…
    let begins_path = |line: &str, start: usize| {
        !line[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '~'))
    };
    let is_path = |line: &str, mark: &str| line.match_indices(mark).any(|(start, _)| begins_path(line, start));
    find_lines(sources.iter(), |line| marks.iter().any(|mark| is_path(line, mark)))
}

fn find_lines<'a>(sources: impl Iterator<Item = &'a Source>, is_fault: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for (index, line) in source.text.lines().enumerate() {
            if is_fault(line) {
                let shown: String = line.trim().chars().take(80).collect();
                faults.push(format!("{}:{}: {shown}", source.path, index + 1));
            }
        }
    }
    faults
}

fn stated_laws(sources: &[Source]) -> Vec<String> {
    let stated = sources
        .iter()
        .find(|source| source.path == "ARCHITECTURE.md")
        .map_or(0, |source| source.text.lines().filter(|line| line.contains("Architecture invariant")).count());
    if stated >= LEAST_STATED_LAWS {
        return Vec::new();
    }
    vec![format!("{stated} lines say \"Architecture invariant\", at least {LEAST_STATED_LAWS} should")]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(check: Check, path: &str, text: &str) -> Vec<String> {
        check(&[Source { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn a_name_out_of_place_is_found_with_its_line() {
        let found = faults(names, "src/pages/home.rs", "//! Home.\nuse web_sys::Window;\n// web_sys in a comment\n");
        assert_eq!(found, ["src/pages/home.rs:2: web_sys has no place here"]);
        assert!(faults(names, "src/net.rs", "//! Net.\n#[cfg(test)]\nmod tests { use rexie::Rexie; }").is_empty());
        assert!(faults(names, "src/storage/open.rs", "use rexie::Rexie;").is_empty());
        assert_eq!(faults(names, "src/effects/boot.rs", "use rexie::Rexie;").len(), 1);
    }

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(says("use rexie::Rexie;", "rexie"));
        assert!(!says("let my_rexie2 = 1;", "rexie"));
    }

    #[test]
    fn long_files_and_silent_modules_are_found() {
        assert_eq!(faults(lengths, "a.rs", &"\n".repeat(MOST_LINES + 1)).len(), 1);
        assert!(faults(lengths, "a.rs", &"\n".repeat(MOST_LINES)).is_empty());
        assert_eq!(faults(module_lines, "a.rs", "fn main() {}"), ["a.rs"]);
    }

    #[test]
    fn leftovers_and_machine_paths_are_found() {
        assert_eq!(faults(leftovers, "a.rs", &["// TO", "DO later"].concat()).len(), 1);
        assert_eq!(faults(machine_paths, "a.md", &["see /ho", "me/me/x"].concat()).len(), 1);
        assert!(faults(machine_paths, "a.md", &["https://example.org/ho", "me/x"].concat()).is_empty());
    }

    #[test]
    fn the_laws_must_be_stated() {
        assert_eq!(stated_laws(&[]).len(), 1);
        let text = "Architecture invariant: x\n".repeat(LEAST_STATED_LAWS);
        assert!(faults(stated_laws, "ARCHITECTURE.md", &text).is_empty());
    }
}
