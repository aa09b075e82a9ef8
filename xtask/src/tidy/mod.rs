//! `cargo xtask tidy`: the laws of ARCHITECTURE.md that can be read off the source.

mod rules;

use std::path::Path;
use std::process::ExitCode;

use crate::error::Result;
use crate::project::{self, Project};

/// Directories that are not source.
const NOT_SOURCE: [&str; 6] = [".git", ".tools", "data", "dist", "node_modules", "target"];
/// What is read as text.
const TEXTS: [&str; 13] =
    ["rs", "toml", "js", "mjs", "css", "html", "md", "json", "yml", "webmanifest", "sql", "csv", "svg"];

/// A source file.
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

impl Source {
    fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

/// Checks every law, prints what breaks one, and counts the laws kept and broken.
pub fn tidy(project: &Project) -> Result<(u32, u32)> {
    let sources = read_sources(project)?;
    let (mut kept, mut broken) = (0, 0);
    for (law, check) in rules::LAWS {
        let faults = check(&sources);
        if faults.is_empty() {
            kept += 1;
            continue;
        }
        broken += 1;
        println!("{law}:");
        for fault in faults {
            println!("  {fault}");
        }
    }
    println!("tidy: {} files, {kept} laws kept, {broken} broken", sources.len());
    Ok((kept, broken))
}

/// The command of its own.
pub fn command(project: &Project) -> Result<ExitCode> {
    let (_, broken) = tidy(project)?;
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read_sources(project: &Project) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in project::walk(&project.root, &|name| NOT_SOURCE.contains(&name))? {
        if path.extension().is_some_and(|extension| TEXTS.iter().any(|text| extension == *text)) {
            let relative = path.strip_prefix(&project.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            // Some fixtures are broken on purpose, also in their encoding.
            let text = String::from_utf8_lossy(&project::read(&path)?).into_owned();
            sources.push(Source { text, path: relative });
        }
    }
    Ok(sources)
}
