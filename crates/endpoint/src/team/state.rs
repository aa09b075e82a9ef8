//! What the team's requests share.

use tokio::sync::Semaphore;

use super::limit::SignInLimit;

/// How many passwords are reckoned at once: each takes 19 MiB and a core.
const AT_ONCE: usize = 2;

/// What the team's requests share.
#[derive(Debug)]
pub struct TeamState {
    /// Failed attempts to sign in.
    pub sign_ins: SignInLimit,
    /// Who may reckon a password now.
    pub passwords: Semaphore,
    /// The links to the site's style sheets, as HTML.
    pub style_links: String,
}

impl TeamState {
    /// The state beside a built shell.
    pub fn new(shell: Option<&str>) -> Self {
        let lines = shell.unwrap_or_default().lines().map(str::trim);
        let links = lines.filter(|line| line.starts_with("<link rel=\"stylesheet\"") && line.ends_with('>'));
        Self {
            sign_ins: SignInLimit::default(),
            passwords: Semaphore::new(AT_ONCE),
            style_links: links.collect::<Vec<_>>().join("\n"),
        }
    }
}
