//! The service worker's list: what a phone keeps of a build, and the build's version.

use std::path::{Path, PathBuf};

use super::{Asset, sha256};
use crate::error::{Error, Result};
use crate::project::{self, Project};

/// More files than this are too many round trips for a bad network.
const MOST_FILES: usize = 12;
/// The lines of `service-worker.js` that a build fills in.
const VERSION_LINE: &str = "const VERSION = \"development\";";
const FILES_LINE: &str = "const FILES = [];";

/// When a phone keeps a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// As soon as ChaVa is installed.
    FromTheStart,
    /// Once it was needed.
    OnceNeeded,
}

/// Files whose names others know: the manifest, its icons, screenshots.
pub fn fixed_files(project: &Project) -> Result<Vec<(String, PathBuf)>> {
    let assets = project.root.join("assets");
    let mut files = vec![("/manifest.webmanifest".to_owned(), assets.join("manifest.webmanifest"))];
    for directory in ["launcher", "screenshots"] {
        let path = assets.join(directory);
        if !path.is_dir() {
            continue;
        }
        for file in project::walk(&path, &|_| true)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((format!("/{directory}/{name}"), file));
        }
    }
    Ok(files)
}

/// Whether a phone keeps a fixed file; never those that only the installation on the home screen asks for.
pub fn is_kept(url: &str) -> bool {
    ["/manifest.webmanifest", "/launcher/chava.svg", "/launcher/chava-192.png"].contains(&url)
}

/// Writes both workers and `build.json`, and gives the build's version.
pub fn write_worker(project: &Project, site: &Path, files: &[(Asset, Keep)]) -> Result<String> {
    let at_once: Vec<&str> =
        files.iter().filter(|(_, keep)| *keep == Keep::FromTheStart).map(|(file, _)| file.url.as_str()).collect();
    if at_once.len() > MOST_FILES {
        let (count, names) = (at_once.len(), at_once.join(" "));
        return Err(Error::Rule(format!("{count} files to precache, at most {MOST_FILES}: {names}")));
    }
    let list: Vec<serde_json::Value> = files
        .iter()
        .map(|(file, keep)| match keep {
            Keep::FromTheStart => serde_json::json!([file.url, file.sha256, file.bytes]),
            Keep::OnceNeeded => serde_json::json!([file.url, file.sha256, file.bytes, true]),
        })
        .collect();
    let list = serde_json::Value::from(list).to_string();
    let source = project::read_text(project.root.join("service-worker.js"))?;
    // A change of the worker's own code is a new version too: it may serve the same files in another way.
    let version = sha256(format!("{source}{list}").as_bytes())[..12].to_owned();
    let worker = fill(&source, VERSION_LINE, &format!("const VERSION = \"{version}\";"))
        .and_then(|worker| fill(&worker, FILES_LINE, &format!("const FILES = {list};")))?;
    project::write(site.join("service-worker.js"), worker)?;
    let kill = project::read(project.root.join("service-worker-kill.js"))?;
    project::write(site.join("service-worker-kill.js"), kill)?;
    let build = serde_json::json!({ "version": version, "files": serde_json::from_str::<serde_json::Value>(&list).unwrap_or_default() });
    project::write(site.join("build.json"), build.to_string())?;
    Ok(version)
}

fn fill(source: &str, line: &str, with: &str) -> Result<String> {
    if source.matches(line).count() == 1 {
        Ok(source.replace(line, with))
    } else {
        Err(Error::Rule(format!("service-worker.js must have the line {line} exactly once")))
    }
}

#[cfg(test)]
mod tests {
    use super::{fill, is_kept};

    #[test]
    fn large_icons_are_never_kept() {
        assert!(is_kept("/manifest.webmanifest"));
        assert!(!is_kept("/launcher/chava-512.png"));
    }

    #[test]
    fn a_line_is_filled_once_or_not_at_all() {
        assert_eq!(fill("a\nconst X = 1;\n", "const X = 1;", "const X = 2;").unwrap(), "a\nconst X = 2;\n");
        assert!(fill("a", "b", "c").is_err());
        assert!(fill("b b", "b", "c").is_err());
    }
}
