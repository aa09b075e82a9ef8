//! `POST /api/contributions`: a batch of what people say, a verdict for each.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chava_contribution::limits::BATCH_BYTES;
use chava_contribution::verdict::BatchAnswer;

use super::body::{media_type, read};
use crate::answer::JSON;
use crate::clock::Instant;
use crate::contributions::envelope::items;
use crate::contributions::judge::judge;
use crate::contributions::limiter::Client;
use crate::error::ApiError;
use crate::state::SharedState;
use crate::write_error::WriteError;

/// What a request costs beside its items: a flood of single messages weighs more than the same in batches.
const REQUEST_COST: usize = 4;

pub(super) async fn take(
    State(state): State<SharedState>,
    client: Client,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, WriteError> {
    let bytes = read(&headers, body, BATCH_BYTES).await?;
    if media_type(&headers) != "application/json" || headers.contains_key(header::CONTENT_ENCODING) {
        return Err(WriteError::MediaType);
    }
    // Hashing a full batch takes milliseconds in which others should be answered.
    let asked = state.clone();
    let judged = tokio::task::spawn_blocking(move || {
        let items = items(&bytes)?;
        let measure = &asked.measures.contributions;
        measure.spend(client, items.len() + REQUEST_COST, Instant::now()).map_err(WriteError::TooMuch)?;
        judge(&items).map_err(|error| WriteError::Failed(ApiError::Internal(error.to_string())))
    })
    .await??;
    let results = judged.store(&state.inbox).await;
    let answer = BatchAnswer { server_time: Instant::now().rfc3339().into(), results };
    let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::OK, headers, answer.write()).into_response())
}
