//! `GET /api/catalogue`, the pointer, and `GET /api/catalogue/{epoch}-{change}.json`, the snapshots.

use std::io::ErrorKind;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::origin::Origin;
use crate::answer::{Answer, IMMUTABLE, JSON, small_json};
use crate::clock::Instant;
use crate::error::ApiError;
use crate::snapshot::{Snapshot, SnapshotName};
use crate::state::SharedState;

pub(super) async fn pointer(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let published = state.published.load();
    // From the root, so that a page finds it under whatever name it reached this server.
    let url = format!("/api/catalogue/{}", published.snapshot.load().name.file());
    let pointer = published.pointer(&origin, &url, Instant::now());
    small_json(&pointer, &published.tag("pointer", &origin), &request)
}

pub(super) async fn snapshot(
    State(state): State<SharedState>,
    file: Result<Path<String>, axum::extract::rejection::PathRejection>,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let name = file.ok().and_then(|Path(file)| SnapshotName::parse(&file)).ok_or(ApiError::SnapshotGone)?;
    let published = state.published.load_full();
    let current = published.snapshot.load_full();
    if current.name == name {
        return Ok(answer(&current, &request));
    }
    let read = tokio::task::spawn_blocking(move || state.snapshots.read(&name)).await;
    match read.map_err(|error| ApiError::Internal(error.to_string()))? {
        Ok(old) => Ok(answer(&old, &request)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(ApiError::SnapshotGone),
        Err(error) => Err(ApiError::Internal(error.to_string())),
    }
}

fn answer(snapshot: &Snapshot, request: &HeaderMap) -> Response {
    Answer {
        status: StatusCode::OK,
        content_type: JSON,
        cache_control: IMMUTABLE,
        tag: &snapshot.sha256,
        body: &snapshot.body,
    }
    .to(request)
}
