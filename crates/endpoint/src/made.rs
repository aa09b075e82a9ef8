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

/// The files made of one published state, by all that they depend on beside it.
#[derive(Debug)]
pub struct MadeCache {
    files: Mutex<HashMap<String, Arc<Made>>>,
    /// One is made at a time: each wants all cores for its codings, and the next may ask for the same.
    permit: Semaphore,
}

impl Default for MadeCache {
    fn default() -> Self {
        Self { files: Mutex::default(), permit: Semaphore::new(1) }
    }
}

impl MadeCache {
    fn files(&self) -> MutexGuard<'_, HashMap<String, Arc<Made>>> {
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
    let kept = || published.made.files().get(&key).cloned();
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
    let mut files = published.made.files();
    if files.len() >= KEPT {
        files.clear();
    }
    files.insert(key, Arc::clone(&file));
    Ok(file)
}
