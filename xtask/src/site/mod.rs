//! From Trunk's output to the deployable site: names by content, shell, precache list, compression, budgets.
//!
//! Everything under `/assets/` is named by the hash of its final bytes and never changes; everything else is
//! asked again by a browser. The whole shell of a build is thus named by its hashes, and builds cannot mix.

mod binary;
mod budgets;
mod compress;
mod imports;
mod order;
mod precache;
mod shell;
mod split;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};

use chava_catalogue::geo;
use chava_catalogue::search::Lexicon;
use precache::Keep;
use texts::Keys;

pub use budgets::measure;
pub use compress::compress;
pub use shell::check_inline_scripts;

use sha2::{Digest, Sha256};

use crate::build::Pace;
use crate::error::{Error, Result};
use crate::project::{self, Project};

/// How many characters of a file's hash its name carries.
const NAME_HASH: usize = 16;

/// The language of which every phone keeps the texts.
const FRENCH: &str = "fr";

/// One file of the site.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The path a browser asks for, `/assets/chava-0123456789abcdef.wasm`.
    pub url: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How long it is.
    pub bytes: usize,
}

impl Asset {
    /// Where it lies below a directory.
    pub fn path(&self, site: &Path) -> PathBuf {
        site.join(self.url.trim_start_matches('/'))
    }
}

/// What a build consists of.
#[derive(Debug)]
pub struct Built {
    /// The build's name: a hash over everything a phone keeps of it.
    pub version: String,
    /// HTML shell with its boot script, style sheet, glue and the module's first part: what the app starts with.
    pub code: Vec<Asset>,
    /// The boot script, as every page carries it.
    pub boot: String,
    /// The module's second part, where it was split.
    pub later: Option<Asset>,
    /// The residents' words for search.
    pub lexicon: Asset,
}

/// Where Trunk puts its result.
pub fn trunk_output(project: &Project) -> PathBuf {
    project.target.join("trunk")
}

/// Puts the site together in an empty directory.
pub fn assemble(project: &Project, site: &Path, pace: Pace) -> Result<Built> {
    let from = trunk_output(project);
    let source = project::read_text(project.root.join("index.html"))?;

    let css = add(site, "app", "css", &shell::merge_style_sheets(&source, &from)?)?;
    let (first, later) = parts(project, &project::read(from.join("chava_bg.wasm"))?, pace)?;
    let (first, glue) = imports::shorten(&first, &project::read_text(from.join("chava.js"))?)?;
    let module = add(site, "chava", "wasm", &first)?;
    let later = later.map(|later| add(site, "later", "wasm", &later)).transpose()?;
    let glue = add(site, "chava", "js", glue.as_bytes())?;
    let boot = project::read_text(project.root.join("assets").join("boot.js"))?;
    let boot = shell::boot_script(&boot, &glue, &module, later.as_ref())?;
    let lexicon = add(site, "lexicon", "bin", &lexicon(project)?)?;
    let geography = add(site, "geography", "txt", geography(project)?.as_bytes())?;
    let messages = messages(project, site)?;
    let parts = shell::Parts {
        css: &css,
        boot: &boot,
        glue: &glue,
        module: &module,
        lexicon: &lexicon,
        geography: &geography,
        messages: &messages,
    };
    let html = shell::render(&source, &parts)?;
    let html = add_named(site, "/shell.html", html.as_bytes())?;

    let code = vec![html, css, glue, module];
    let mut kept: Vec<(Asset, Keep)> = code.iter().map(|asset| (asset.clone(), Keep::FromTheStart)).collect();
    kept.extend([Some(&lexicon), later.as_ref()].into_iter().flatten().map(|file| (file.clone(), Keep::FromTheStart)));
    kept.push((geography, Keep::FromTheStart));
    for (language, texts) in messages {
        kept.push((texts, if language == FRENCH { Keep::FromTheStart } else { Keep::OnceNeeded }));
    }
    for (url, file) in precache::fixed_files(project)? {
        let asset = add_named(site, &url, &project::read(&file)?)?;
        if precache::is_kept(&url) {
            kept.push((asset, Keep::FromTheStart));
        }
    }
    let version = precache::write_worker(project, site, &kept)?;
    Ok(Built { version, code, boot, later, lexicon })
}

/// The module as it travels: in two parts where time was taken for it.
fn parts(project: &Project, module: &[u8], pace: Pace) -> Result<(Vec<u8>, Option<Vec<u8>>)> {
    if pace == Pace::Quick {
        return Ok((module.to_vec(), None));
    }
    let split::Parts { first, later } = split::split(module)?;
    Ok((order::by_likeness(project, &first)?, Some(order::by_likeness(project, &later)?)))
}

/// The synonym file in the form that a phone opens at once.
fn lexicon(project: &Project) -> Result<Vec<u8>> {
    let path = project.root.join("assets").join("search").join("synonymes.txt");
    let lexicon = Lexicon::parse(&project::read_text(&path)?).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Error::Rule(format!("{}: {}", path.display(), faults.join("; ")))
    })?;
    Ok(lexicon.to_bytes())
}

/// The geography of the city with only what is drawn and measured.
fn geography(project: &Project) -> Result<String> {
    let path = project.root.join("assets").join("geo").join("charleroi.json");
    geo::compact(&project::read_text(&path)?).map_err(|fault| Error::Rule(format!("{}: {fault}", path.display())))
}

/// The texts of the interface, a file for each language.
fn messages(project: &Project, site: &Path) -> Result<Vec<(String, Asset)>> {
    let folder = project.root.join("assets").join("messages");
    let at = |name: &str| folder.join(name);
    let rule = |error| Error::Rule(format!("{}: {error}", folder.display()));
    let keys = Keys::read(&project::read_text(at("fr.json"))?, &project::read_text(at("groups.txt"))?).map_err(rule)?;
    let mut messages = Vec::new();
    for path in project::walk(&folder, &|_| true)? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if path.extension().is_some_and(|extension| extension == "json") {
            let texts = keys.positional(&project::read_text(&path)?).map_err(rule)?;
            let asset = add(site, &format!("messages-{stem}"), "txt", texts.as_bytes())?;
            messages.push((stem, asset));
        }
    }
    Ok(messages)
}

/// Adds a file that is named by its content.
fn add(site: &Path, stem: &str, extension: &str, bytes: &[u8]) -> Result<Asset> {
    let sha256 = sha256(bytes);
    let url = format!("/assets/{stem}-{}.{extension}", &sha256[..NAME_HASH]);
    let asset = Asset { url, sha256, bytes: bytes.len() };
    project::write(asset.path(site), bytes)?;
    Ok(asset)
}

/// Adds a file under a name that others know.
fn add_named(site: &Path, url: &str, bytes: &[u8]) -> Result<Asset> {
    let asset = Asset { url: url.to_owned(), sha256: sha256(bytes), bytes: bytes.len() };
    project::write(asset.path(site), bytes)?;
    Ok(asset)
}

/// SHA-256 in lower-case hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The length of a file.
fn length(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path).map_err(Error::file(path))?.len())
}
