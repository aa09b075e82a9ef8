//! `GET /api/agenda.ics`, `/api/lieux/{id}.ics`, `/api/themes/{slug}.ics`: calendars to subscribe to; `/api/seances/{id}.ics`: one session.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chava_catalogue::ical::MEDIA_TYPE;

use super::origin::Origin;
use crate::answer::Answer;
use crate::calendars::{Which, ics};
use crate::clock::Instant;
use crate::error::ApiError;
use crate::made::made;
use crate::state::SharedState;

/// Calendars ask again each hour or so; a cancellation must not lie in a cache for longer than a few minutes.
const CACHE: &str = "public, max-age=300";

pub(super) async fn agenda(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    answer(&state, Which::All, &origin, &request).await
}

pub(super) async fn place(
    State(state): State<SharedState>,
    Path(file): Path<String>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    answer(&state, Which::Place(stem(&file)?), &origin, &request).await
}

pub(super) async fn theme(
    State(state): State<SharedState>,
    Path(file): Path<String>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    answer(&state, Which::Theme(stem(&file)?), &origin, &request).await
}

pub(super) async fn session(
    State(state): State<SharedState>,
    Path(file): Path<String>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    answer(&state, Which::Session(stem(&file)?), &origin, &request).await
}

fn stem(file: &str) -> Result<Box<str>, ApiError> {
    file.strip_suffix(".ics").map(Box::from).ok_or(ApiError::NotFound)
}

async fn answer(state: &SharedState, which: Which, origin: &str, request: &HeaderMap) -> Result<Response, ApiError> {
    let published = state.published.load_full();
    let name = which.name(&published.catalogue).ok_or(ApiError::NotFound)?;
    let today = Instant::now().in_brussels().date;
    let key = format!("ics\n{which:?}\n{origin}\n{today}");
    let origin = origin.to_owned();
    let file = made(&published, key, move |published| Ok(ics(&published.catalogue, &which, &name, &origin, today)))
        .await
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    let (tag, body) = (&*file.tag, &file.body);
    Ok(Answer { status: StatusCode::OK, content_type: MEDIA_TYPE, cache_control: CACHE, tag, body }.to(request))
}
