//! Where the project's files lie.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::error::{Error, Result};

/// The project's directories.
#[derive(Debug)]
pub struct Project {
    /// The workspace's root.
    pub root: PathBuf,
    /// Cargo's output.
    pub target: PathBuf,
    /// Compiled tools, kept between runs and out of git.
    pub tools: PathBuf,
    /// The deployable site.
    pub dist: PathBuf,
}

impl Project {
    /// Finds the workspace this program belongs to.
    pub fn find() -> Result<Self> {
        let member = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let start = match member {
            Some(member) => member,
            None => env::current_dir().map_err(Error::file("."))?,
        };
        let root = start
            .ancestors()
            .find(|directory| directory.join("xtask").is_dir() && directory.join("Cargo.lock").is_file())
            .ok_or_else(|| Error::Usage("run this inside ChaVa's directory".to_owned()))?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
        Ok(Self { target, tools: root.join(".tools"), dist: root.join("dist"), root })
    }

    /// The endpoint's release binary.
    pub fn endpoint(&self) -> PathBuf {
        self.binary("release")
    }

    /// The endpoint as it is compiled for a quick look.
    pub fn quick_endpoint(&self) -> PathBuf {
        self.binary("debug")
    }

    fn binary(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("chava-endpoint{}", env::consts::EXE_SUFFIX))
    }

    /// The starter catalogue.
    pub fn catalogue(&self) -> PathBuf {
        self.root.join("assets").join("catalogue").join("charleroi.json")
    }

    /// The directories in which children find their tools before they look elsewhere.
    pub fn tool_directories(&self) -> [PathBuf; 2] {
        [self.tools.join("bin"), self.root.join("node_modules").join(".bin")]
    }
}

/// Reads a text.
pub fn read_text(path: impl AsRef<Path>) -> Result<String> {
    fs::read_to_string(&path).map_err(Error::file(&path))
}

/// Reads bytes.
pub fn read(path: impl AsRef<Path>) -> Result<Vec<u8>> {
    fs::read(&path).map_err(Error::file(&path))
}

/// Writes a file and the directories above it.
pub fn write(path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> Result<()> {
    let path = path.as_ref();
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::file(parent))?;
    }
    fs::write(path, bytes).map_err(Error::file(path))
}

/// Every file below a directory, sorted, with those directories left out that `skip` names.
pub fn walk(directory: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![directory.to_path_buf()];
    while let Some(directory) = pending.pop() {
        for entry in fs::read_dir(&directory).map_err(Error::file(&directory))? {
            let entry = entry.map_err(Error::file(&directory))?;
            let kind = entry.file_type().map_err(Error::file(entry.path()))?;
            if kind.is_dir() {
                if !skip(&entry.file_name().to_string_lossy()) {
                    pending.push(entry.path());
                }
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
