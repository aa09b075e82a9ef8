//! The headers that tell browsers what a page may do: nothing that it doesn't need.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What the pages use; everything else is off.
pub const PERMISSIONS: &str = "geolocation=(self), microphone=(self), clipboard-write=(self), fullscreen=(self), \
     accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), \
     gyroscope=(), hid=(), magnetometer=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/// The policy of an answer that is data: it may load nothing at all.
pub const DATA_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

/// Works out the Content-Security-Policy of pages from the shell's final bytes: its inline scripts and styles are
/// allowed by their hashes, nothing else inline is.
pub fn page_policy(shell: &str) -> String {
    let scripts = hashes(shell, "script", |attributes| !is_data_block(attributes) && !has_attribute(attributes, "src"));
    let styles = hashes(shell, "style", |_| true);
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; \
         manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn hashes(html: &str, element: &str, counts: impl Fn(&str) -> bool) -> String {
    let found: BTreeSet<String> = inline(html, element)
        .into_iter()
        .filter(|(attributes, text)| !text.is_empty() && counts(attributes))
        .map(|(_, text)| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes()))))
        .collect();
    found.into_iter().collect()
}

/// The elements of a name with their attributes and their text, which for scripts and styles is never markup.
fn inline<'a>(html: &'a str, element: &str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut rest = html;
    while let Some(start) = find(rest, &open) {
        rest = &rest[start + open.len()..];
        if !rest.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
            continue;
        }
        let Some((attributes, body)) = rest.split_once('>') else { break };
        let Some(end) = find(body, &close) else { break };
        found.push((attributes, &body[..end]));
        rest = &body[end..];
    }
    found
}

fn find(html: &str, tag: &str) -> Option<usize> {
    html.as_bytes().windows(tag.len()).position(|window| window.eq_ignore_ascii_case(tag.as_bytes()))
}

/// Says whether a script is data, which no policy has to allow.
fn is_data_block(attributes: &str) -> bool {
    attributes.contains("application/json") || attributes.contains("application/ld+json")
}

fn has_attribute(attributes: &str, name: &str) -> bool {
    attributes.split_ascii_whitespace().any(|a| a == name || a.strip_prefix(name).is_some_and(|r| r.starts_with('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_their_hash() {
        // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        let html = r#"<script src="/a.js"></script><SCRIPT type="module">alert(1)</SCRIPT>
            <script type="application/ld+json">{}</script><scripture>no</scripture>"#;
        let policy = page_policy(html);
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")), "{policy}");
        assert!(policy.contains("style-src 'self';"), "{policy}");
    }

    #[test]
    fn a_page_without_scripts_allows_none_inline() {
        assert!(page_policy("<html></html>").contains("script-src 'self' 'wasm-unsafe-eval';"));
    }
}
