//! Snapshots as immutable files: made once for each change, kept beside the database, served as they lie.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use chava_catalogue::digest::sha256_hex;

use crate::coding::Coded;
use crate::store::Dataset;

/// How many snapshots stay; the contract promises ten.
const KEPT: usize = 12;

/// The name of a snapshot in its address: `{epoch}-{change}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotName(Box<str>);

impl SnapshotName {
    /// The snapshot of a dataset.
    pub fn of(dataset: &Dataset) -> Self {
        Self(format!("{}-{}", dataset.epoch, dataset.change).into())
    }

    /// Reads the last part of a snapshot's address, `{epoch}-{change}.json`; nothing else can name a file.
    pub fn parse(file: &str) -> Option<Self> {
        let name = file.strip_suffix(".json")?;
        let (epoch, change) = name.rsplit_once('-')?;
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let fits = !epoch.is_empty()
            && epoch.bytes().all(plain)
            && (1..=16).contains(&change.len())
            && change.bytes().all(|b| b.is_ascii_digit())
            && name.len() <= 64;
        fits.then(|| Self(name.into()))
    }

    /// Its file name, which is also the last part of its address.
    pub fn file(&self) -> String {
        format!("{}.json", self.0)
    }
}

/// A snapshot fit to send.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// Its name.
    pub name: SnapshotName,
    /// Its bytes in all codings.
    pub body: Coded,
    /// The hash of its bytes without coding.
    pub sha256: Box<str>,
}

impl Snapshot {
    /// Codes a snapshot.
    ///
    /// # Errors
    /// When a coder can't get memory.
    pub fn new(name: SnapshotName, bytes: Bytes, effort: Effort) -> io::Result<Self> {
        let sha256 = sha256_hex(&bytes).into();
        Ok(Self { name, sha256, body: Coded::all(bytes.clone(), effort.quality(bytes.len()))? })
    }
}

/// How long coding may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// A change must show within two seconds, also on a small busy machine.
    Quick,
    /// Nobody waits.
    Dense,
}

impl Effort {
    fn quality(self, bytes: usize) -> u32 {
        match (self, bytes) {
            (Self::Quick, 0..2_000_000) => 9,
            // A tenth smaller for thirty times the work: half a second for the catalogue of a city.
            (Self::Dense, 0..2_000_000) => 11,
            (Self::Dense, 2_000_000..20_000_000) => 9,
            _ => 5,
        }
    }
}

/// The folder of snapshots.
#[derive(Clone, Debug)]
pub struct SnapshotFolder(PathBuf);

impl SnapshotFolder {
    /// Opens the folder, making it where it isn't there.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn open(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        Ok(Self(path.into()))
    }

    /// Reads a snapshot with its codings.
    ///
    /// # Errors
    /// When it isn't there, or can't be read.
    pub fn read(&self, name: &SnapshotName) -> io::Result<Snapshot> {
        let file = self.0.join(name.file());
        let coding = |suffix: &str| fs::read(self.0.join(format!("{}{suffix}", name.file()))).ok().map(Bytes::from);
        let identity = Bytes::from(fs::read(file)?);
        let sha256 = sha256_hex(&identity).into();
        Ok(Snapshot {
            name: name.clone(),
            sha256,
            body: Coded { identity, brotli: coding(".br"), gzip: coding(".gz") },
        })
    }

    /// Gives the snapshot of this name: as it was published before, for an address never changes its bytes, or new.
    ///
    /// # Errors
    /// When it can't be made or written.
    pub fn publish(&self, name: SnapshotName, effort: Effort, bytes: impl FnOnce() -> Bytes) -> io::Result<Snapshot> {
        match self.read(&name) {
            Ok(snapshot) if snapshot.body.brotli.is_some() && snapshot.body.gzip.is_some() => return Ok(snapshot),
            Ok(whole) => return self.keep(Snapshot::new(name, whole.body.identity, effort)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        self.keep(Snapshot::new(name, bytes(), effort)?)
    }

    /// Codes a snapshot that was published in a hurry again, as densely as it is worth; none where that is no gain.
    ///
    /// # Errors
    /// When it can't be coded or written.
    pub fn densify(&self, snapshot: &Snapshot) -> io::Result<Option<Snapshot>> {
        let bytes = &snapshot.body.identity;
        if Effort::Dense.quality(bytes.len()) == Effort::Quick.quality(bytes.len()) {
            return Ok(None);
        }
        let dense = Snapshot::new(snapshot.name.clone(), bytes.clone(), Effort::Dense)?;
        let length = |snapshot: &Snapshot| snapshot.body.brotli.as_ref().map_or(usize::MAX, Bytes::len);
        if length(&dense) < length(snapshot) { self.keep(dense).map(Some) } else { Ok(None) }
    }

    fn keep(&self, snapshot: Snapshot) -> io::Result<Snapshot> {
        // The plain file last: where it is, its codings are.
        let file = snapshot.name.file();
        for (suffix, body) in [(".br", &snapshot.body.brotli), (".gz", &snapshot.body.gzip)] {
            if let Some(body) = body {
                self.write(&format!("{file}{suffix}"), body)?;
            }
        }
        self.write(&file, &snapshot.body.identity)?;
        self.forget_oldest(&file)?;
        Ok(snapshot)
    }

    /// Writes a file so that nobody ever sees a part of it.
    fn write(&self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let part = self.0.join(format!("{file}.{}.part", std::process::id()));
        fs::write(&part, bytes)?;
        fs::rename(part, self.0.join(file))
    }

    fn forget_oldest(&self, current: &str) -> io::Result<()> {
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if SnapshotName::parse(&name).is_some() && name != current {
                files.push((entry.metadata()?.modified()?, name));
            }
        }
        files.sort();
        let gone = files.len().saturating_sub(KEPT - 1);
        for (_, name) in &files[..gone] {
            for suffix in ["", ".br", ".gz"] {
                match fs::remove_file(self.0.join(format!("{name}{suffix}"))) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_snapshot_name_names_a_file() {
        let name = |file| SnapshotName::parse(file).map(|name| name.file());
        assert_eq!(name("0a1b-12.json").as_deref(), Some("0a1b-12.json"));
        for odd in
            ["0a1b-12", "../x-1.json", "a/b-1.json", "a-.json", "-1.json", "A-1.json", "a-1.json.br", "a-b-1.json"]
        {
            assert_eq!(name(odd), None, "{odd}");
        }
    }

    #[test]
    fn an_address_keeps_its_bytes_and_the_newest_stay() {
        let dir = tempfile::tempdir().unwrap();
        let folder = SnapshotFolder::open(dir.path()).unwrap();
        let name = |change: u64| SnapshotName(format!("e-{change}").into());
        for change in 0..20 {
            folder.publish(name(change), Effort::Quick, || format!("{{\"n\":{change}}}").into()).unwrap();
        }
        let again = folder.publish(name(19), Effort::Quick, || "other".into()).unwrap();
        assert_eq!(&again.body.identity[..], b"{\"n\":19}");
        let there = |change| folder.read(&name(change)).is_ok();
        assert!((8..20).all(there) && !(0..8).any(there));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3 * KEPT);
    }
}
