//! `GET /api/feed`: pages of changes after OpenActive RPDE 1.0.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chava_catalogue::wire::MAX_CHANGE;
use percent_encoding::percent_decode_str;

use super::origin::{Origin, RawQuery};
use crate::answer::{Answer, JSON, POINTER_CACHE};
use crate::clock::Instant;
use crate::error::ApiError;
use crate::state::SharedState;

/// A page with items changes only when one of its records does.
const ITEMS_CACHE: &str = "public, max-age=3600";

pub(super) async fn feed(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let after = cursor(&query)?;
    let published = state.published.load_full();
    let page = tokio::task::spawn_blocking(move || published.feed.page(after, &origin, Instant::now()))
        .await
        .map_err(|error| ApiError::Internal(error.to_string()))?
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(Answer {
        status: StatusCode::OK,
        content_type: JSON,
        cache_control: if page.last { POINTER_CACHE } else { ITEMS_CACHE },
        tag: &page.tag,
        body: &page.body,
    }
    .to(&request))
}

/// Reads `afterChangeNumber`; a feed is read from its beginning without it.
fn cursor(query: &str) -> Result<u64, ApiError> {
    let value = query.split('&').find_map(|pair| match pair.split_once('=') {
        Some(("afterChangeNumber", value)) => Some(value),
        None if pair == "afterChangeNumber" => Some(""),
        _ => None,
    });
    let Some(value) = value else { return Ok(0) };
    let text = percent_decode_str(value).decode_utf8().map_err(|_| ApiError::Cursor)?;
    if text.is_empty() || text.len() > 16 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ApiError::Cursor);
    }
    text.parse().ok().filter(|after| *after <= MAX_CHANGE).ok_or(ApiError::Cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_a_change_number_or_refused() {
        for (query, after) in
            [("", 0), ("afterChangeNumber=7", 7), ("x=1&afterChangeNumber=9007199254740991", MAX_CHANGE)]
        {
            assert_eq!(cursor(query).ok(), Some(after), "{query}");
        }
        for odd in
            ["", "abc", "-1", "+1", "1e9", "1.5", "0x10", "%00", "%ff", "9007199254740992", "99999999999999999999"]
        {
            assert!(matches!(cursor(&format!("afterChangeNumber={odd}")), Err(ApiError::Cursor)), "{odd}");
        }
    }
}
