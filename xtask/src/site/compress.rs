//! Precompression: `.br` and `.gz` beside every file that gains by it, made once per content.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::sha256;
use crate::error::{Error, Result};
use crate::project::{self, Project};

/// What compresses well; images are compressed already.
const EXTENSIONS: [&str; 14] =
    ["html", "css", "js", "wasm", "bin", "json", "svg", "webmanifest", "xml", "txt", "csv", "geojson", "ics", "ftl"];
/// Below this a header of the answer weighs more than the gain.
const LEAST_BYTES: u64 = 200;
const BROTLI_QUALITY: i32 = 11;
const BROTLI_WINDOW: i32 = 24;
/// Small blocks, so that the statistics follow what changes from one part of a module to the next.
const BROTLI_BLOCK: i32 = 16;
const GZIP_LEVEL: u32 = 9;

/// How the work went.
#[derive(Debug, Default)]
pub struct Summary {
    files: AtomicUsize,
    reused: AtomicUsize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (files, reused) = (self.files.load(Ordering::Relaxed), self.reused.load(Ordering::Relaxed));
        write!(f, "{files} files compressed, {reused} of them known from before")
    }
}

/// Compresses a whole site on every core. What was compressed in an earlier build comes from `target/compressed-…/`.
pub fn compress(project: &Project, site: &Path) -> Result<Summary> {
    // What was compressed otherwise is of no use.
    let kept = project.target.join(format!("compressed-{BROTLI_QUALITY}-{BROTLI_WINDOW}-{BROTLI_BLOCK}"));
    fs::create_dir_all(&kept).map_err(Error::file(&kept))?;
    let pending: Vec<PathBuf> = project::walk(site, &|_| false)?.into_iter().filter(|path| gains(path)).collect();
    let summary = Summary::default();
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = pending.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(error) = compress_file(path, &kept, &summary) {
                        if let Ok(mut failure) = failure.lock() {
                            *failure = Some(error);
                        }
                        return;
                    }
                }
            });
        }
    });
    match failure.into_inner() {
        Ok(Some(error)) => Err(error),
        _ => Ok(summary),
    }
}

fn gains(path: &Path) -> bool {
    let known = path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known));
    known && fs::metadata(path).is_ok_and(|file| file.len() > LEAST_BYTES)
}

fn compress_file(path: &Path, kept: &Path, summary: &Summary) -> Result<()> {
    let bytes = project::read(path)?;
    let key = sha256(&bytes);
    summary.files.fetch_add(1, Ordering::Relaxed);
    let mut known = true;
    for (extension, encode) in [("br", brotli as fn(&[u8]) -> std::io::Result<Vec<u8>>), ("gz", gzip)] {
        let kept = kept.join(format!("{key}.{extension}"));
        if !kept.is_file() {
            known = false;
            let compressed = encode(&bytes).map_err(Error::file(path))?;
            // A rename, so that an interrupted build leaves no half of a file behind.
            let partial = kept.with_extension(format!("{extension}.part"));
            project::write(&partial, compressed)?;
            fs::rename(&partial, &kept).map_err(Error::file(&kept))?;
        }
        let beside = with_suffix(path, extension);
        fs::copy(&kept, &beside).map_err(Error::file(&beside))?;
    }
    if known {
        summary.reused.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// The path of a file's compressed form.
pub fn with_suffix(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

/// Brotli at its best.
pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        lgblock: BROTLI_BLOCK,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn both_forms_give_the_bytes_back() {
        let text = "La bibliothèque est ouverte. ".repeat(200).into_bytes();
        let mut back = Vec::new();
        let small = brotli(&text).unwrap();
        brotli::BrotliDecompress(&mut &small[..], &mut back).unwrap();
        assert!(back == text && small.len() < text.len() / 10);
        let small = gzip(&text).unwrap();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&small[..]).read_to_end(&mut back).unwrap();
        assert!(back == text && small.len() < text.len() / 10);
    }

    #[test]
    fn a_suffix_comes_after_the_extension() {
        assert_eq!(with_suffix(Path::new("a/b.js"), "br"), Path::new("a/b.js.br"));
    }
}
