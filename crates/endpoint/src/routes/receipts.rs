//! `GET` and `DELETE /api/receipts/{code}`: what became of a contribution, and taking it back.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chava_contribution::receipt::{Code, Standing};

use crate::answer::JSON;
use crate::attachments::FileHash;
use crate::state::{AppState, SharedState};
use crate::store::StoreError;
use crate::team::acts::voice_taken_back;
use crate::write_error::WriteError;

pub(super) async fn standing(
    State(state): State<SharedState>,
    code: Result<Path<String>, PathRejection>,
) -> Result<Response, WriteError> {
    let code = read(code)?;
    state.store.standing(code).await?.map(answer).ok_or(WriteError::UnknownReceipt)
}

pub(super) async fn withdraw(
    State(state): State<SharedState>,
    code: Result<Path<String>, PathRejection>,
) -> Result<Response, WriteError> {
    let code = read(code)?;
    take_back(&state, code).await?.map(answer).ok_or(WriteError::UnknownReceipt)
}

/// Withdraws a contribution and takes away its files; none where no contribution has this code.
pub(super) async fn take_back(state: &AppState, code: Code) -> Result<Option<Standing>, StoreError> {
    let mut write = state.store.write().await?;
    let Some(withdrawn) = write.withdraw(code).await? else { return Ok(None) };
    write.commit().await?;
    for file in withdrawn.unclaimed.iter().filter_map(|file| FileHash::parse(file)) {
        // What stays in spite of this is unclaimed, and the sweep takes it away later.
        if let Err(error) = state.attachments.remove(&file) {
            eprintln!("un fichier joint retiré est encore là : {error}");
        }
    }
    // The words are gone for good now; a need that still counts them is counted anew at its next change at the latest.
    if let Err(error) = voice_taken_back(&state.store, withdrawn.standing.receipt.id).await {
        eprintln!("un besoin compte encore une voix retirée : {error}");
    }
    Ok(Some(withdrawn.standing))
}

fn read(code: Result<Path<String>, PathRejection>) -> Result<Code, WriteError> {
    code.ok().and_then(|Path(code)| Code::parse(&code)).ok_or(WriteError::UnknownReceipt)
}

fn answer(standing: Standing) -> Response {
    let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::OK, headers, standing.write()).into_response()
}
