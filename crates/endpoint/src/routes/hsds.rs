//! `GET /api/hsds/…`: the catalogue after the Human Services Data Specification 3.0.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use super::origin::{Origin, RawQuery};
use crate::answer::{Answer, JSON, POINTER_CACHE};
use crate::clock::Instant;
use crate::error::ApiError;
use crate::hsds::{Ask, Format, Index, Resource, View};
use crate::made::made;
use crate::published::Published;
use crate::state::SharedState;

/// An object a line.
const NDJSON: &str = "application/x-ndjson; charset=utf-8";

pub(super) async fn about(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::new(&state, origin, JSON).await?;
    asked.answer("about".to_owned(), &request, |view| view.about()).await
}

pub(super) async fn list(
    State(state): State<SharedState>,
    list: Result<Path<String>, PathRejection>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let Path(list) = list.map_err(|_| ApiError::Address)?;
    let resource = Resource::from_path(&list).ok_or(ApiError::NotFound)?;
    let ask = Ask::read(&query)?;
    let content_type = if ask.format == Format::Ndjson { NDJSON } else { JSON };
    let asked = Asked::new(&state, origin, content_type).await?;
    asked.answer(format!("{resource:?} {ask:?}"), &request, move |view| view.list(resource, &ask)).await
}

pub(super) async fn one(
    State(state): State<SharedState>,
    path: Result<Path<(String, String)>, PathRejection>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let Path((list, id)) = path.map_err(|_| ApiError::Address)?;
    let resource = Resource::from_path(&list).ok_or(ApiError::NotFound)?;
    let full_service = Ask::read(&query)?.full_service;
    let asked = Asked::new(&state, origin, JSON).await?;
    let found = asked.index.find(resource, &id).ok_or(ApiError::NotFound)?;
    let key = format!("{found:?} {full_service}");
    asked.answer(key, &request, move |view| view.one(found, full_service)).await
}

/// What a question is answered from.
struct Asked {
    published: Arc<Published>,
    index: Arc<Index>,
    origin: Box<str>,
    content_type: &'static str,
}

impl Asked {
    async fn new(state: &SharedState, origin: Box<str>, content_type: &'static str) -> Result<Self, ApiError> {
        let published = state.published.load_full();
        let today = Instant::now().in_brussels().date;
        let catalogue = Arc::clone(&published);
        let index = tokio::task::spawn_blocking(move || catalogue.hsds.of(&catalogue.catalogue, today)).await;
        let index = index.map_err(|error| ApiError::Internal(error.to_string()))?;
        Ok(Self { published, index, origin, content_type })
    }

    /// Answers with the file of a key, freshly written where it isn't kept.
    async fn answer(
        self,
        key: String,
        request: &HeaderMap,
        write: impl FnOnce(View<'_>) -> serde_json::Result<String> + Send + 'static,
    ) -> Result<Response, ApiError> {
        let Self { published, index, origin, content_type } = self;
        let key = format!("hsds\n{key}\n{origin}\n{}", index.today());
        let file = made(&published, key, move |published| {
            Ok(write(View { catalogue: &published.catalogue, index: &index, origin: &origin })?)
        });
        let file = file.await.map_err(|error| ApiError::Internal(error.to_string()))?;
        let (tag, body) = (&*file.tag, &file.body);
        Ok(Answer { status: StatusCode::OK, content_type, cache_control: POINTER_CACHE, tag, body }.to(request))
    }
}
