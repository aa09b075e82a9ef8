//! `GET /api/schema/catalogue.json`: the JSON Schema of the catalogue document, generated from the record types.

use std::sync::LazyLock;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use chava_catalogue::schema::catalogue_schema;

use crate::answer::{Answer, tag_of};
use crate::coding::Coded;
use crate::error::ApiError;

static SCHEMA: LazyLock<Result<(Coded, String), String>> = LazyLock::new(|| {
    let bytes = Bytes::from(serde_json::to_vec_pretty(&catalogue_schema()).map_err(|error| error.to_string())?);
    let tag = tag_of(&bytes);
    Ok((Coded::all(bytes, 11).map_err(|error| error.to_string())?, tag))
});

pub(super) async fn schema(request: HeaderMap) -> Result<Response, ApiError> {
    let (body, tag) = SCHEMA.as_ref().map_err(|error| ApiError::Internal(error.clone()))?;
    let content_type = "application/schema+json; charset=utf-8";
    Ok(Answer { status: StatusCode::OK, content_type, cache_control: "public, max-age=3600", tag, body }.to(&request))
}
