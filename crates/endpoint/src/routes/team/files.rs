//! Files of the team's pages, and what residents attached.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::extract::{Signed, require, scope};
use crate::attachments::{FileHash, MediaType};
use crate::state::SharedState;
use crate::team::error::TeamError;
use crate::team::files;
use crate::team::role::Permission;

pub(super) async fn file(Path(name): Path<String>, request: HeaderMap) -> Result<Response, TeamError> {
    files::answer(&name, &request).ok_or(TeamError::NotFound)
}

/// A recording or photo of a contribution within reach. Its type is what its bytes say.
pub(super) async fn attachment(
    State(state): State<SharedState>,
    Signed(member): Signed,
    Path(sha256): Path<String>,
    request: HeaderMap,
) -> Result<Response, TeamError> {
    require(&member, Permission::Read)?;
    let hash = FileHash::parse(&sha256).ok_or(TeamError::NotFound)?;
    let themes = state.published.load().catalogue.themes();
    state.store.attachment_type(&sha256, &scope(&member, &themes)).await?.ok_or(TeamError::NotFound)?;
    let folder = Arc::clone(&state.attachments);
    let read = tokio::task::spawn_blocking(move || folder.read(&hash)).await.map_err(TeamError::internal)?;
    let bytes = read.map_err(TeamError::internal)?.ok_or(TeamError::NotFound)?;
    let kind = MediaType::of(&bytes).map_or("application/octet-stream", MediaType::as_str);
    let disposition = if kind == "application/octet-stream" { "attachment" } else { "inline" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
    ];
    Ok(match range(&request, bytes.len()) {
        None => (headers, bytes).into_response(),
        Some(None) => {
            let whole = HeaderValue::from_str(&format!("bytes */{}", bytes.len())).map_err(TeamError::internal)?;
            (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, whole)]).into_response()
        }
        Some(Some((first, last))) => {
            let told = format!("bytes {first}-{last}/{}", bytes.len());
            let told = HeaderValue::from_str(&told).map_err(TeamError::internal)?;
            let part = bytes.get(first..=last).unwrap_or_default().to_vec();
            (StatusCode::PARTIAL_CONTENT, headers, [(header::CONTENT_RANGE, told)], part).into_response()
        }
    })
}

/// The part that a player asks for: none asked, or one that isn't there, or from the first to the last byte.
fn range(request: &HeaderMap, length: usize) -> Option<Option<(usize, usize)>> {
    let wanted = request.get(header::RANGE)?.to_str().ok()?.strip_prefix("bytes=")?;
    let (from, to) = wanted.split_once('-')?;
    let last = length.checked_sub(1);
    let found = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(first), Ok(to)) => last.map(|last| (first, to.min(last))),
        (Ok(first), Err(_)) if to.is_empty() => last.map(|last| (first, last)),
        (Err(_), Ok(count)) if from.is_empty() => last.map(|last| (length.saturating_sub(count), last)),
        // Several parts, or nothing to be made out: then the whole is given.
        _ => return None,
    };
    Some(found.filter(|(first, last)| first <= last && *first < length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_ask_for_parts() {
        let asked = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(value));
            range(&headers, 10)
        };
        assert_eq!(asked("bytes=0-"), Some(Some((0, 9))));
        assert_eq!(asked("bytes=2-3"), Some(Some((2, 3))));
        assert_eq!(asked("bytes=-4"), Some(Some((6, 9))));
        assert_eq!(asked("bytes=8-99"), Some(Some((8, 9))));
        assert_eq!(asked("bytes=10-"), Some(None));
        assert_eq!(asked("bytes=0-1,3-4"), None);
        assert_eq!(range(&HeaderMap::new(), 10), None);
    }
}
