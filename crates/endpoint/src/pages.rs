//! Pages for people: rendered by the PWA's own components, kept for a minute, coded once.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use tokio::sync::Semaphore;

use crate::answer::tag_of;
use crate::coding::Coded;
use crate::published::Published;
use crate::security::page_policy;
use chava::ssr::{Page, PageRequest, Shell, ShellError, render, render_around};

/// The pages of an endpoint whose site wasn't built yet: readable, without looks.
const BARE_SHELL: &str = "<!DOCTYPE html><html lang=\"fr\" dir=\"ltr\"><head><meta charset=\"utf-8\">\
     <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><!--chava:head--></head>\
     <body><!--chava:content--></body></html>\n";

/// How many pages are kept; the ones everybody reads are few.
const KEPT: usize = 256;

/// Pages are coded while somebody waits.
const QUALITY: u32 = 5;

/// What makes pages of a catalogue.
#[derive(Debug)]
pub struct Renderer {
    shell: Shell,
    /// The same without its scripts, for pages that the app doesn't know and would take over.
    still: Shell,
    policy: String,
    permits: Semaphore,
}

/// A page fit to send.
#[derive(Debug)]
pub struct RenderedPage {
    /// The HTTP status.
    pub status: u16,
    /// The page in all codings.
    pub body: Coded,
    /// Its validator.
    pub tag: String,
}

/// What a page depends on beside the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageKey {
    /// The decoded path.
    pub path: Box<str>,
    /// The query as it came, without `?`.
    pub query: Box<str>,
    /// The origin of canonical links.
    pub origin: Box<str>,
    /// The minute for which it was rendered.
    pub now: DateTime,
}

/// The pages rendered of one published state.
#[derive(Debug, Default)]
pub struct PageCache(Mutex<HashMap<PageKey, Arc<RenderedPage>>>);

impl PageCache {
    fn pages(&self) -> MutexGuard<'_, HashMap<PageKey, Arc<RenderedPage>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, key: &PageKey) -> Option<Arc<RenderedPage>> {
        self.pages().get(key).cloned()
    }

    /// Keeps a page that exists; addresses that don't exist have no end.
    fn keep(&self, key: PageKey, page: &Arc<RenderedPage>) {
        if page.status == 200 {
            let mut pages = self.pages();
            if pages.len() >= KEPT {
                pages.clear();
            }
            pages.insert(key, Arc::clone(page));
        }
    }
}

impl Renderer {
    /// Prepares the built shell, or a bare one where the site wasn't built.
    ///
    /// # Errors
    /// When the shell lacks its marks.
    pub fn new(shell: Option<&str>) -> Result<Self, ShellError> {
        let html = shell.unwrap_or(BARE_SHELL);
        let permits = std::thread::available_parallelism().map_or(2, usize::from);
        let still = Shell::parse(&without_scripts(html))?;
        Ok(Self { shell: Shell::parse(html)?, still, policy: page_policy(html), permits: Semaphore::new(permits) })
    }

    /// The Content-Security-Policy of the pages.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// Gives a page, from the cache or freshly rendered; as many are rendered at once as there are cores.
    ///
    /// # Errors
    /// When the thread that renders stops or a coder fails.
    pub async fn page(self: &Arc<Self>, published: &Arc<Published>, key: PageKey) -> io::Result<Arc<RenderedPage>> {
        if let Some(page) = published.pages.get(&key) {
            return Ok(page);
        }
        let _permit = self.permits.acquire().await.map_err(io::Error::other)?;
        // Whoever held the permit before may have rendered this very page.
        if let Some(page) = published.pages.get(&key) {
            return Ok(page);
        }
        let (renderer, published) = (Arc::clone(self), Arc::clone(published));
        tokio::task::spawn_blocking(move || {
            let page = Arc::new(renderer.coded(&published.catalogue, &key)?);
            published.pages.keep(key, &page);
            Ok(page)
        })
        .await
        .map_err(io::Error::other)?
    }

    /// Renders a page as text.
    pub fn html(&self, catalogue: &Arc<Catalogue>, key: &PageKey) -> Page {
        let request = PageRequest { path: &key.path, query: &key.query, now: key.now, origin: &key.origin };
        render(&request, catalogue, &self.shell)
    }

    /// Gives the page of one person: content that is HTML already within the frame, without scripts, never kept.
    ///
    /// # Errors
    /// When the thread that renders stops.
    pub async fn around(
        self: &Arc<Self>,
        published: &Arc<Published>,
        key: PageKey,
        title: String,
        content: String,
    ) -> io::Result<String> {
        let _permit = self.permits.acquire().await.map_err(io::Error::other)?;
        let (renderer, published) = (Arc::clone(self), Arc::clone(published));
        tokio::task::spawn_blocking(move || {
            let request = PageRequest { path: &key.path, query: &key.query, now: key.now, origin: &key.origin };
            render_around(&request, &title, content, &published.catalogue, &renderer.still)
        })
        .await
        .map_err(io::Error::other)
    }

    /// Renders a page and codes it.
    fn coded(&self, catalogue: &Arc<Catalogue>, key: &PageKey) -> io::Result<RenderedPage> {
        let page = self.html(catalogue, key);
        let html = Bytes::from(page.html);
        Ok(RenderedPage { status: page.status, tag: tag_of(&html), body: Coded::all(html, QUALITY)? })
    }
}

/// A shell without its script elements.
fn without_scripts(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, script)) = rest.split_once("<script") {
        out.push_str(before);
        rest = script.split_once("</script>").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_loses_its_scripts_and_nothing_else() {
        let html = "<head><script type=\"module\" src=\"/a.js\"></script><style>a{}</style><script>b</script></head>";
        assert_eq!(without_scripts(html), "<head><style>a{}</style></head>");
        assert_eq!(without_scripts(BARE_SHELL), BARE_SHELL);
    }
}
