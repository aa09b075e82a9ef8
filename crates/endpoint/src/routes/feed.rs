//! `GET /api/feed`: pages of changes after OpenActive RPDE 1.0.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chava_catalogue::rpde::parse_cursor;
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
    let cursor = cursor(&query)?;
    let published = state.published.load_full();
    let page = tokio::task::spawn_blocking(move || published.feed.page(cursor, &origin, Instant::now()))
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

/// Reads `afterChangeNumber`; without it the feed is read from its beginning.
fn cursor(query: &str) -> Result<Option<u64>, ApiError> {
    let value = query.split('&').find_map(|pair| match pair.split_once('=') {
        Some(("afterChangeNumber", value)) => Some(value),
        None if pair == "afterChangeNumber" => Some(""),
        _ => None,
    });
    let Some(value) = value else { return Ok(None) };
    let text = percent_decode_str(value).decode_utf8().map_err(|_| ApiError::Cursor)?;
    parse_cursor(&text).map(Some).ok_or(ApiError::Cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_a_change_number_or_refused() {
        for (query, after) in
            [("", None), ("x", None), ("afterChangeNumber=%37", Some(7)), ("x=1&afterChangeNumber=0", Some(0))]
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
