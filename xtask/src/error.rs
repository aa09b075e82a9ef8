//! What can go wrong in a command, each said in a line that helps.

use std::path::{Path, PathBuf};

/// Shorthand of every function here.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line does not fit.
    #[error("{0}")]
    Usage(String),
    /// A file or directory cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A program cannot be started at all.
    #[error("{program} does not start: {source}")]
    Start {
        /// Its name.
        program: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program ran and failed.
    #[error("{what} failed{detail}")]
    Failed {
        /// What was being done.
        what: String,
        /// Its last words, or nothing.
        detail: String,
    },
    /// Something the machine must have and has not.
    #[error("missing: {what}. {how}")]
    Missing {
        /// What.
        what: String,
        /// How one gets it.
        how: String,
    },
    /// What was built breaks a rule of the project.
    #[error("{0}")]
    Rule(String),
}

impl Error {
    /// A closure that puts a path beside an input or output error.
    pub fn file(path: impl AsRef<Path>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::File { path, source }
    }
}
