//! `GET /api/export/…`: the open data as files.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::answer::{Answer, JSON, POINTER_CACHE};
use crate::error::ApiError;
use crate::export;
use crate::made::made;
use crate::published::Published;
use crate::state::SharedState;

pub(super) async fn catalogue(State(state): State<SharedState>, request: HeaderMap) -> Result<Response, ApiError> {
    file(&state, &request, "chava-catalogue.json", JSON, Published::document).await
}

pub(super) async fn places_csv(State(state): State<SharedState>, request: HeaderMap) -> Result<Response, ApiError> {
    let csv = |published: &Published| export::places_csv(&published.catalogue);
    file(&state, &request, "lieux.csv", "text/csv; charset=utf-8; header=present", csv).await
}

pub(super) async fn places_geojson(State(state): State<SharedState>, request: HeaderMap) -> Result<Response, ApiError> {
    let json = |published: &Published| export::places_geojson(&published.catalogue);
    file(&state, &request, "places.geojson", "application/geo+json; charset=utf-8", json).await
}

async fn file(
    state: &SharedState,
    request: &HeaderMap,
    name: &'static str,
    content_type: &'static str,
    make: impl FnOnce(&Published) -> String + Send + 'static,
) -> Result<Response, ApiError> {
    let published = state.published.load_full();
    let file = made(&published, name.to_owned(), |published| Ok(make(published)))
        .await
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    let (tag, body) = (&*file.tag, &file.body);
    let answer = Answer { status: StatusCode::OK, content_type, cache_control: POINTER_CACHE, tag, body };
    let mut response = answer.to(request);
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}
