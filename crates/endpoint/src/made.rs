//! Files made of a published state when first asked for, and kept as long as that state.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::Semaphore;

use crate::answer::tag_of;
use crate::coding::Coded;
use crate::published::Published;

/// How many files are kept; the ones that programs ask for again and again are few.
const KEPT: usize = 128;

/// How many bytes of them are kept, all codings counted: who asks for a new page each time must not fill the memory.
const KEPT_BYTES: usize = 64 << 20;

/// Coded while somebody waits, and rarely.
const QUALITY: u32 = 5;

/// A file fit to send.
#[derive(Debug)]
pub struct Made {
    /// The file in all codings.
    pub body: Coded,
    /// Its validator.
    pub tag: String,
}

impl Made {
    fn bytes(&self) -> usize {
        let coded = [&self.body.brotli, &self.body.gzip].into_iter().flatten();
        self.body.identity.len() + coded.map(Bytes::len).sum::<usize>()
    }
}

/// Files by all that they depend on beside the published state.
#[derive(Debug, Default)]
struct Files {
    by_key: HashMap<String, Arc<Made>>,
    bytes: usize,
}

impl Files {
    /// Keeps a file; where there is no room, alone.
    fn keep(&mut self, key: String, file: Arc<Made>) {
        let bytes = file.bytes();
        if self.by_key.len() >= KEPT || self.bytes + bytes > KEPT_BYTES {
            *self = Self::default();
        }
        self.bytes += bytes;
        self.by_key.insert(key, file);
    }
}

/// The files made of one published state.
#[derive(Debug)]
pub struct MadeCache {
    files: Mutex<Files>,
    /// One is made at a time: each wants all cores for its codings, and the next may ask for the same.
    permit: Semaphore,
}

impl Default for MadeCache {
    fn default() -> Self {
        Self { files: Mutex::default(), permit: Semaphore::new(1) }
    }
}

impl MadeCache {
    fn files(&self) -> MutexGuard<'_, Files> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the file `key` of a published state, from the cache or freshly made.
///
/// # Errors
/// When it can't be made, the thread that makes it stops or a coder fails.
pub async fn made(
    published: &Arc<Published>,
    key: String,
    make: impl FnOnce(&Published) -> io::Result<String> + Send + 'static,
) -> io::Result<Arc<Made>> {
    let kept = || published.made.files().by_key.get(&key).cloned();
    if let Some(file) = kept() {
        return Ok(file);
    }
    let _permit = published.made.permit.acquire().await.map_err(io::Error::other)?;
    // Whoever held the permit before may have made this very file.
    if let Some(file) = kept() {
        return Ok(file);
    }
    let state = Arc::clone(published);
    let file = tokio::task::spawn_blocking(move || {
        let bytes = Bytes::from(make(&state)?);
        Ok::<_, io::Error>(Arc::new(Made { tag: tag_of(&bytes), body: Coded::all(bytes, QUALITY)? }))
    })
    .await
    .map_err(io::Error::other)??;
    published.made.files().keep(key, Arc::clone(&file));
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bytes: usize) -> Arc<Made> {
        Arc::new(Made { body: Coded::plain(vec![0; bytes]), tag: String::new() })
    }

    #[test]
    fn neither_many_files_nor_large_ones_fill_the_memory() {
        let mut files = Files::default();
        for n in 0..=KEPT {
            files.keep(n.to_string(), file(1));
        }
        assert_eq!((files.by_key.len(), files.bytes), (1, 1));
        files.keep("half".to_owned(), file(KEPT_BYTES / 2));
        assert_eq!(files.by_key.len(), 2);
        files.keep("all".to_owned(), file(KEPT_BYTES + 1));
        assert_eq!((files.by_key.len(), files.bytes), (1, KEPT_BYTES + 1), "the newest is kept, however large");
        files.keep("next".to_owned(), file(1));
        assert_eq!((files.by_key.len(), files.bytes), (1, 1));
    }
}
