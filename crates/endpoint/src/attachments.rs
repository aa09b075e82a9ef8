//! Recordings and photos as files named by their hash, outside of the database; an upload goes on where it stopped.
//!
//! What has arrived is on the disk (fsync) before it is told, and a file is whole only once its hash fits.

mod sniff;
mod sweep;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chava_catalogue::digest::sha256_hex;
use chava_contribution::check::is_sha256;
use thiserror::Error;

pub use sniff::MediaType;
pub use sweep::{UNCLAIMED_DAYS, sweep};

/// How many files may be written at once; two of one name never are.
const STRIPES: usize = 64;

/// What a file that isn't whole ends with, after the length that it will have.
const PART: &str = ".part";

/// The name of a file: the lower-case hex SHA-256 of its bytes. Nothing else can name one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash(Box<str>);

impl FileHash {
    /// Reads a hash.
    pub fn parse(text: &str) -> Option<Self> {
        is_sha256(text).then(|| Self(text.into()))
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing of it is here.
    Nothing,
    /// Its first bytes are here.
    Partial {
        /// How many.
        offset: u64,
        /// How many there will be.
        length: u64,
    },
    /// All of it is here, and its hash fits.
    Whole {
        /// How many bytes it has.
        length: u64,
    },
}

impl Progress {
    /// How many bytes are here.
    pub fn offset(self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Partial { offset, .. } | Self::Whole { length: offset } => offset,
        }
    }
}

/// Why bytes weren't added to a file.
#[derive(Debug, Error)]
pub enum AppendError {
    /// They don't go on where the file ends.
    #[error("the file is at {0}")]
    Offset(u64),
    /// They are more than are missing.
    #[error("more bytes than are missing")]
    TooMany,
    /// The file would be whole, but is another one. It begins again.
    #[error("the hash doesn't fit")]
    WrongHash,
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// The folder of attachments.
#[derive(Debug)]
pub struct AttachmentFolder {
    root: PathBuf,
    stripes: [Mutex<()>; STRIPES],
}

impl AttachmentFolder {
    /// Opens the folder, making it where it isn't there.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        Ok(Self { root: root.into(), stripes: [const { Mutex::new(()) }; STRIPES] })
    }

    /// How far a file has come.
    ///
    /// # Errors
    /// When the disk can't be read.
    pub fn progress(&self, hash: &FileHash) -> io::Result<Progress> {
        let _alone = self.alone(hash);
        Ok(self.look(hash)?.0)
    }

    /// Adds bytes to a file of `length` bytes, which must have `offset` bytes now; gives how many it has then.
    ///
    /// # Errors
    /// When they don't belong there or the disk refuses.
    pub fn append(&self, hash: &FileHash, length: u64, offset: u64, bytes: &[u8]) -> Result<u64, AppendError> {
        let _alone = self.alone(hash);
        let (progress, part) = match self.look(hash)? {
            // Another length was meant for the same hash: one of them was wrong, and this upload begins anew.
            (Progress::Partial { length: other, .. }, Some(part)) if other != length && offset == 0 => {
                fs::remove_file(&part)?;
                (Progress::Nothing, None)
            }
            found => found,
        };
        let at = progress.offset();
        if at != offset {
            return Err(AppendError::Offset(at));
        }
        if matches!(progress, Progress::Whole { .. }) {
            return if bytes.is_empty() { Ok(at) } else { Err(AppendError::TooMany) };
        }
        let end = at + bytes.len() as u64;
        if end > length {
            return Err(AppendError::TooMany);
        }
        let whole = self.path(hash);
        let part = part.unwrap_or_else(|| whole.with_extension(format!("{length}{PART}")));
        if let Some(folder) = part.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&part)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        if end == length {
            finish(&part, &whole, hash)?;
        }
        Ok(end)
    }

    /// The bytes of a whole file, none where it isn't whole.
    ///
    /// # Errors
    /// When the disk can't be read.
    pub fn read(&self, hash: &FileHash) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.path(hash)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The type of a whole file by its first bytes, whatever the device called it; none where it isn't whole or is
    /// neither sound nor picture.
    ///
    /// # Errors
    /// When the disk can't be read.
    pub fn media_type(&self, hash: &FileHash) -> io::Result<Option<MediaType>> {
        let mut start = [0; 16];
        match File::open(self.path(hash)).and_then(|mut file| file.read(&mut start)) {
            Ok(count) => Ok(MediaType::of(&start[..count])),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes a file away, whole or not.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn remove(&self, hash: &FileHash) -> io::Result<()> {
        let _alone = self.alone(hash);
        match self.look(hash)? {
            (Progress::Nothing, _) => Ok(()),
            (_, Some(part)) => fs::remove_file(part),
            (_, None) => fs::remove_file(self.path(hash)),
        }
    }

    /// `ab/abcdef…`
    fn path(&self, hash: &FileHash) -> PathBuf {
        self.root.join(&hash.0[..2]).join(&*hash.0)
    }

    fn alone(&self, hash: &FileHash) -> MutexGuard<'_, ()> {
        let stripe = usize::from_str_radix(&hash.0[..2], 16).unwrap_or(0) % STRIPES;
        self.stripes[stripe].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far a file has come, and where it lies if it isn't whole.
    fn look(&self, hash: &FileHash) -> io::Result<(Progress, Option<PathBuf>)> {
        let whole = self.path(hash);
        match fs::metadata(&whole) {
            Ok(found) => return Ok((Progress::Whole { length: found.len() }, None)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let Some(folder) = whole.parent().filter(|folder| folder.is_dir()) else {
            return Ok((Progress::Nothing, None));
        };
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let length = name
                .to_str()
                .and_then(|name| name.strip_prefix(hash.as_str())?.strip_prefix('.')?.strip_suffix(PART)?.parse().ok());
            if let Some(length) = length {
                return Ok((Progress::Partial { offset: entry.metadata()?.len(), length }, Some(entry.path())));
            }
        }
        Ok((Progress::Nothing, None))
    }
}

/// Makes a part that has all of its bytes the whole file, or takes it away where its hash is another.
fn finish(part: &Path, whole: &Path, hash: &FileHash) -> Result<(), AppendError> {
    if sha256_hex(&fs::read(part)?) != hash.as_str() {
        fs::remove_file(part)?;
        return Err(AppendError::WrongHash);
    }
    fs::rename(part, whole)?;
    if let Some(folder) = whole.parent() {
        // The new name is durable once its folder is.
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
