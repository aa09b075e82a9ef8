//! Takes away files that no contribution has claimed for a month.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use super::{AttachmentFolder, FileHash};
use crate::clock::Instant;
use crate::store::{Store, StoreError};

/// For how long a file may lie here before a contribution claims it.
pub const UNCLAIMED_DAYS: i64 = 30;

impl AttachmentFolder {
    /// The files that nobody wrote to since an instant.
    fn untouched_since(&self, then: Instant) -> io::Result<Vec<FileHash>> {
        let mut old = Vec::new();
        for folder in fs::read_dir(&self.root)? {
            let folder: PathBuf = folder?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder)? {
                let file = file?;
                let age = file.metadata()?.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
                let is_old = i64::try_from(age.as_millis()).is_ok_and(|modified| modified < then.0);
                let name = file.file_name();
                let hash = name.to_str().and_then(|name| FileHash::parse(name.get(..64)?));
                old.extend(hash.filter(|_| is_old));
            }
        }
        Ok(old)
    }
}

/// Takes away what no contribution claims and nobody wrote to for [`UNCLAIMED_DAYS`]; says how many files went.
///
/// # Errors
/// When the database fails. A disk that fails is told in the log, and tried again the next time.
pub async fn sweep(folder: &Arc<AttachmentFolder>, store: &Store, now: Instant) -> Result<u32, StoreError> {
    let then = now.days_ago(UNCLAIMED_DAYS);
    let old = on_disk(folder, move |folder| folder.untouched_since(then)).await.unwrap_or_default();
    let mut gone = 0;
    for hash in old {
        if store.announced(hash.as_str()).await?.is_empty() {
            gone += u32::from(on_disk(folder, move |folder| folder.remove(&hash)).await.is_some());
        }
    }
    Ok(gone)
}

async fn on_disk<T: Send + 'static>(
    folder: &Arc<AttachmentFolder>,
    act: impl FnOnce(&AttachmentFolder) -> io::Result<T> + Send + 'static,
) -> Option<T> {
    let folder = Arc::clone(folder);
    match tokio::task::spawn_blocking(move || act(&folder)).await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(error)) => {
            eprintln!("les fichiers joints non réclamés restent : {error}");
            None
        }
        Err(error) => {
            eprintln!("les fichiers joints non réclamés restent : {error}");
            None
        }
    }
}
