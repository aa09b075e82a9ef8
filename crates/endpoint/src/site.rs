//! The built site, held in memory: hashed files for ever, the service worker never stale, nothing outside `dist/`.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use thiserror::Error;

use crate::answer::{Answer, IMMUTABLE, REVALIDATE, tag_of};
use crate::coding::Coded;

/// The page that every page is made of.
pub const SHELL: &str = "shell.html";

/// What may be kept for an hour: icons and the like, which have fixed names.
const HOUR: &str = "public, max-age=3600";

/// The deepest folder of the site that is looked into.
const MAX_DEPTH: usize = 8;

/// Why the site can't be served.
#[derive(Debug, Error)]
#[error("le site ne peut pas être lu dans {path} : {source}")]
pub struct SiteError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// A file of the site.
#[derive(Debug)]
struct Asset {
    content_type: &'static str,
    cache_control: &'static str,
    tag: String,
    body: Coded,
}

/// The site's files by address. Read once, so that a deployment that is being copied is never served half.
#[derive(Debug, Default)]
pub struct Site {
    assets: HashMap<Box<str>, Asset>,
    shell: Option<String>,
}

impl Site {
    /// Reads the site; a folder that isn't there is an empty site.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn load(folder: &Path) -> Result<Self, SiteError> {
        let mut site = Self::default();
        if folder.is_dir() {
            site.read_folder(folder, "", 0)?;
            site.heed_kill_switch();
        }
        Ok(site)
    }

    /// Takes the service worker back from every phone while a file `kill-switch` lies in the site.
    fn heed_kill_switch(&mut self) {
        if self.assets.contains_key("/kill-switch")
            && let Some(kill) = self.assets.remove("/service-worker-kill.js")
        {
            self.assets.insert("/service-worker.js".into(), Asset { cache_control: REVALIDATE, ..kill });
        }
    }

    /// The page that every page is made of, where the site was built.
    pub fn shell(&self) -> Option<&str> {
        self.shell.as_deref()
    }

    /// Answers with the file at an address, if there is one.
    pub fn answer(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let Asset { content_type, cache_control, tag, body } = self.assets.get(path)?;
        Some(Answer { status: StatusCode::OK, content_type, cache_control, tag, body }.to(request))
    }

    fn read_folder(&mut self, folder: &Path, address: &str, depth: usize) -> Result<(), SiteError> {
        let failed = |path: &Path| {
            let path = path.to_path_buf();
            move |source| SiteError { path, source }
        };
        for entry in fs::read_dir(folder).map_err(failed(folder))? {
            let entry = entry.map_err(failed(folder))?;
            let path = entry.path();
            let Ok(name) = entry.file_name().into_string() else { continue };
            // A link could lead out of the folder; a hidden file was never meant to be read.
            let kind = entry.file_type().map_err(failed(&path))?;
            if kind.is_symlink() || name.starts_with('.') {
                continue;
            }
            let address = format!("{address}/{name}");
            if kind.is_dir() && depth < MAX_DEPTH && !is_made_live(&address) {
                self.read_folder(&path, &address, depth + 1)?;
            } else if kind.is_file() && is_asset(&address) {
                let asset = Asset::read(&path, &address).map_err(failed(&path))?;
                if address.strip_prefix('/') == Some(SHELL) {
                    self.shell = String::from_utf8(asset.body.identity.to_vec()).ok();
                }
                self.assets.insert(address.into(), asset);
            }
        }
        Ok(())
    }
}

/// The folders that a static build fills with what the endpoint makes by itself.
fn is_made_live(address: &str) -> bool {
    matches!(address, "/api" | "/donnees")
}

/// Codings are read with their file; pages are rendered, so of the HTML only the shell is a file.
fn is_asset(address: &str) -> bool {
    let coded = address.ends_with(".br") || address.ends_with(".gz");
    let page = address.ends_with(".html") && address.strip_prefix('/') != Some(SHELL);
    let written_live = matches!(address, "/sitemap.xml" | "/robots.txt");
    !coded && !page && !written_live
}

impl Asset {
    fn read(path: &Path, address: &str) -> io::Result<Self> {
        let coded = |suffix: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            match fs::read(PathBuf::from(name)) {
                Ok(bytes) => Ok(Some(Bytes::from(bytes))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(error),
            }
        };
        let identity = Bytes::from(fs::read(path)?);
        Ok(Self {
            content_type: content_type(address),
            cache_control: cache_control(address),
            tag: tag_of(&identity),
            body: Coded { identity, brotli: coded(".br")?, gzip: coded(".gz")? },
        })
    }
}

fn cache_control(address: &str) -> &'static str {
    let name = address.rsplit('/').next().unwrap_or_default();
    if name == "service-worker.js" || name.ends_with(".html") {
        REVALIDATE
    } else if address.split('/').any(has_hash) {
        IMMUTABLE
    } else {
        HOUR
    }
}

/// Says whether a part of an address carries a hash: eight or more hex digits, one of them no letter, set apart.
fn has_hash(part: &str) -> bool {
    let pieces = part.split(|c: char| !c.is_ascii_alphanumeric());
    let is_hash = |piece: &str| {
        piece.len() >= 8
            && piece.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
            && piece.bytes().any(|b| b.is_ascii_digit())
    };
    pieces.skip(1).any(is_hash)
}

fn content_type(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_carries_a_hash_is_kept_for_ever() {
        for hashed in
            ["/chava-1a2b3c4d5e6f7a8b.js", "/chava-1a2b3c4d5e6f7a8b_bg.wasm", "/snippets/x-00ff00ff00ff/inline0.js"]
        {
            assert_eq!(cache_control(hashed), IMMUTABLE, "{hashed}");
        }
        for plain in ["/icon-192.png", "/manifest.webmanifest", "/deadbeef", "/a-facade.js"] {
            assert_eq!(cache_control(plain), HOUR, "{plain}");
        }
        assert_eq!(cache_control("/service-worker.js"), REVALIDATE);
        assert_eq!(cache_control("/shell.html"), REVALIDATE);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_the_folder_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let dist = dir.path().join("dist");
        fs::create_dir_all(dist.join("lieux/x")).unwrap();
        fs::write(dir.path().join("secret.txt"), "secret").unwrap();
        std::os::unix::fs::symlink(dir.path().join("secret.txt"), dist.join("secret.txt")).unwrap();
        for (name, text) in [("shell.html", "<html>"), ("a.js", "1"), ("a.js.br", "x"), ("lieux/x/index.html", "p")] {
            fs::write(dist.join(name), text).unwrap();
        }
        let site = Site::load(&dist).unwrap();
        let mut addresses: Vec<_> = site.assets.keys().map(|key| &**key).collect();
        addresses.sort_unstable();
        assert_eq!(addresses, ["/a.js", "/shell.html"]);
        assert_eq!(site.shell(), Some("<html>"));
    }
}
