//! Byte budgets: what a build may weigh on the air, counted in brotli; over one of them the build fails.

use std::path::Path;

use super::compress::{brotli, with_suffix};
use super::{Asset, Built, length};
use crate::error::{Error, Result};
use crate::project::{self, Project};

/// HTML shell with its boot script, style sheet, glue and the module's first part: what the app starts with.
const CODE: u64 = 260_000;
/// Where the code shall arrive.
const CODE_AIM: u64 = 220_000;
/// The module's second part, which follows once the app is there.
const LATER: u64 = 180_000;
/// The starter catalogue.
const CATALOGUE: u64 = 60_000;
/// The residents' words, which search uses as soon as they are there.
const LEXICON: u64 = 45_000;
/// What one must receive to read the home page, before any WebAssembly.
const FIRST_PAGE: u64 = 30_000;

/// Prints the table; the inner result says whether every budget holds, so that a site too heavy can still be looked at.
pub fn measure(project: &Project, site: &Path, built: &Built) -> Result<Result<()>> {
    let mut code = 0;
    println!("\n  {:<44} {:>9} {:>9}", "file", "bytes", "brotli");
    for asset in &built.code {
        let compressed = compressed_length(&asset.path(site))?;
        code += compressed;
        println!("  {:<44} {:>9} {:>9}", asset.url, asset.bytes, compressed);
    }
    let later = built.later.as_ref().map_or(Ok(0), |asset| compressed_length(&asset.path(site)))?;
    let rows = [
        Row { what: format!("code to start with (aim {CODE_AIM})"), brotli: code, most: CODE },
        Row { what: "code that follows".to_owned(), brotli: later, most: LATER },
        Row { what: "starter catalogue".to_owned(), brotli: catalogue_length(project)?, most: CATALOGUE },
        Row { what: "lexicon".to_owned(), brotli: compressed_length(&built.lexicon.path(site))?, most: LEXICON },
        Row {
            what: "first page: HTML and CSS".to_owned(),
            brotli: first_page_length(site, &built.code)?,
            most: FIRST_PAGE,
        },
    ];
    println!("\n  {:<44} {:>9} {:>9}", "budget", "brotli", "at most");
    for row in &rows {
        let mark = if row.holds() { "" } else { "  OVER" };
        println!("  {:<44} {:>9} {:>9}{mark}", row.what, row.brotli, row.most);
    }
    println!();
    let over: Vec<&str> = rows.iter().filter(|row| !row.holds()).map(|row| row.what.as_str()).collect();
    Ok(if over.is_empty() { Ok(()) } else { Err(Error::Rule(format!("over budget: {}", over.join(", ")))) })
}

struct Row {
    what: String,
    brotli: u64,
    most: u64,
}

impl Row {
    fn holds(&self) -> bool {
        self.brotli <= self.most
    }
}

/// The committed catalogue is indented for people; phones get it without the spaces.
fn catalogue_length(project: &Project) -> Result<u64> {
    let path = project.catalogue();
    if !path.is_file() {
        return Ok(0);
    }
    let document: serde_json::Value = serde_json::from_str(&project::read_text(&path)?)
        .map_err(|error| Error::Rule(format!("{}: {error}", path.display())))?;
    Ok(brotli(document.to_string().as_bytes()).map_err(Error::file(&path))?.len() as u64)
}

fn first_page_length(site: &Path, code: &[Asset]) -> Result<u64> {
    let style_sheets = code.iter().filter(|asset| asset.url.ends_with(".css")).map(|asset| asset.path(site));
    let mut sum = 0;
    for path in style_sheets.chain([site.join("index.html")]).filter(|path| path.is_file()) {
        sum += compressed_length(&path)?;
    }
    Ok(sum)
}

/// The compressed length, or the plain one of a file too small to compress.
fn compressed_length(path: &Path) -> Result<u64> {
    let compressed = with_suffix(path, "br");
    length(if compressed.is_file() { &compressed } else { path })
}
