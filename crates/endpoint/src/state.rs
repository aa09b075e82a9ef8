//! What every request shares.

use std::sync::Arc;

use arc_swap::ArcSwap;
use thiserror::Error;

use crate::attachments::AttachmentFolder;
use crate::config::PublicUrl;
use crate::contributions::inbox::Inbox;
use crate::contributions::limiter::Limiter;
use crate::pages::Renderer;
use crate::published::{PublishError, Published};
use crate::site::Site;
use crate::snapshot::{Effort, SnapshotFolder};
use crate::store::{Store, StoreError};
use crate::team::state::TeamState;

/// Shared by every request.
pub type SharedState = Arc<AppState>;

/// The endpoint's state.
#[derive(Debug)]
pub struct AppState {
    /// What is published now.
    pub published: ArcSwap<Published>,
    /// What is stored.
    pub store: Store,
    /// The published snapshots.
    pub snapshots: SnapshotFolder,
    /// The built site.
    pub site: Site,
    /// What makes pages.
    pub pages: Arc<Renderer>,
    /// How the endpoint is known to the world.
    pub origin: OriginConfig,
    /// Where contributions go in.
    pub inbox: Inbox,
    /// Recordings and photos.
    pub attachments: Arc<AttachmentFolder>,
    /// How much one address may send.
    pub measures: Measures,
    /// What the team's requests share.
    pub team: TeamState,
}

/// How much one address may send in a minute.
#[derive(Debug)]
pub struct Measures {
    /// In contributions; each request counts as a few more.
    pub contributions: Limiter,
    /// In kilobytes of recordings and photos.
    pub attachments: Limiter,
}

impl Default for Measures {
    /// Fifty phones, each with a batch of 200 and six full attachments, take a quarter of the one and most of the other.
    fn default() -> Self {
        Self { contributions: Limiter::a_minute(40_000), attachments: Limiter::a_minute(400_000) }
    }
}

/// How the endpoint is known to the world.
#[derive(Clone, Debug, Default)]
pub struct OriginConfig {
    /// The public address, where it was given.
    pub public_url: Option<PublicUrl>,
    /// Whether a proxy in front may say by which scheme and host it was reached, and from which address.
    pub trust_forwarded: bool,
}

/// Why the state couldn't be brought up to date.
#[derive(Debug, Error)]
pub enum RefreshError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The new state couldn't be published.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The thread that makes the new state stopped.
    #[error("la publication s’est interrompue : {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

impl AppState {
    /// Publishes what the store holds, where it isn't published yet. Says whether there was anything new.
    ///
    /// # Errors
    /// When the store fails or the new state can't be made; the old one stays published.
    pub async fn refresh(self: &Arc<Self>) -> Result<bool, RefreshError> {
        let dataset = self.store.dataset().await?;
        let published = self.published.load_full();
        if dataset == published.dataset {
            return Ok(false);
        }
        let after = if published.continues_to(&dataset) { published.dataset.change } else { 0 };
        let changes = self.store.changes_after(after).await?;
        let state = Arc::clone(self);
        let next = tokio::task::spawn_blocking(move || {
            // Another writer may have come between the two reads; then everything is read at the next look.
            if after > 0 && published.continues_to(&changes.dataset) {
                published.next(changes, &state.snapshots).map(Some)
            } else if after == 0 {
                Published::new(changes, &state.snapshots, Effort::Quick).map(Some)
            } else {
                Ok(None)
            }
        })
        .await??;
        if let Some(next) = next.map(Arc::new) {
            self.published.store(Arc::clone(&next));
            self.densify_later(next);
        }
        Ok(true)
    }

    /// Makes the snapshot's coding denser, now that the change shows; nobody waits for it.
    fn densify_later(self: &Arc<Self>, published: Arc<Published>) {
        let state = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let snapshot = published.snapshot.load_full();
            match state.snapshots.densify(&snapshot) {
                Ok(Some(dense)) => published.snapshot.store(Arc::new(dense)),
                Ok(None) => {}
                Err(error) => eprintln!("le catalogue reste publié, mais moins comprimé : {error}"),
            }
        });
    }
}
