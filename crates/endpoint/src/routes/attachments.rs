//! `HEAD` and `PATCH /api/attachments/{sha256}`: a resumable upload, before or after the contribution that claims it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chava_contribution::limits::ATTACHMENT_BYTES;

use super::body::{drain, media_type, next, said_length};
use crate::attachments::{AppendError, AttachmentFolder, FileHash, Progress};
use crate::clock::Instant;
use crate::contributions::limiter::Client;
use crate::state::{AppState, SharedState};
use crate::write_error::WriteError;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// How much arrives before it is brought to the disk: what a phone sends again at most after a cut.
const PIECE: usize = 64 << 10;

/// What a request costs beside its kilobytes.
const REQUEST_COST: usize = 8;

pub(super) async fn progress(
    State(state): State<SharedState>,
    name: Result<Path<String>, PathRejection>,
) -> Result<Response, WriteError> {
    let file = read_name(name)?;
    let announced = state.store.announced(file.as_str()).await?;
    let found = look(&state.attachments, &file).await?;
    let length = match found {
        Progress::Whole { length } => Some(length),
        Progress::Partial { length, .. } if announced.is_empty() || announced.contains(&length) => Some(length),
        _ => announced.first().copied(),
    };
    let length = length.ok_or(WriteError::UnknownFile)?;
    Ok(told(StatusCode::OK, found.offset(), Some(length)))
}

pub(super) async fn append(
    State(state): State<SharedState>,
    client: Client,
    name: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, WriteError> {
    match begin(&state, client, name, &headers).await {
        Err(refusal) => {
            drain(body, ATTACHMENT_BYTES as usize).await;
            Err(refusal)
        }
        // What has arrived is kept whatever becomes of the connection, so nobody may stop this with it.
        Ok(upload) => {
            let at = tokio::spawn(upload.run(Arc::clone(&state.attachments), body)).await??;
            Ok(told(StatusCode::NO_CONTENT, at, None))
        }
    }
}

/// An upload that may begin or go on.
struct Upload {
    file: FileHash,
    length: u64,
    at: u64,
}

async fn begin(
    state: &AppState,
    client: Client,
    name: Result<Path<String>, PathRejection>,
    headers: &HeaderMap,
) -> Result<Upload, WriteError> {
    let file = read_name(name)?;
    if media_type(headers) != "application/offset+octet-stream" {
        return Err(WriteError::MediaType);
    }
    let at = number(headers, &OFFSET).ok().flatten().ok_or(WriteError::NoOffset)?;
    let said = number(headers, &LENGTH)?;
    if said.is_some_and(|length| length > ATTACHMENT_BYTES) {
        return Err(WriteError::FileTooLarge);
    }
    let announced = state.store.announced(file.as_str()).await?;
    let found = look(&state.attachments, &file).await?;
    let length = match (found, said) {
        (Progress::Whole { length }, _) => length,
        (_, Some(length)) if announced.is_empty() || announced.contains(&length) => length,
        (_, Some(_)) => return Err(WriteError::OtherLength),
        (Progress::Partial { length, .. }, None) if at > 0 => length,
        (_, None) => announced.first().copied().ok_or(WriteError::NoLength)?,
    };
    let is_anew = at == 0 && matches!(found, Progress::Partial { length: other, .. } if other != length);
    if at != found.offset() && !is_anew {
        return Err(WriteError::Offset(found.offset()));
    }
    let coming = said_length(headers).unwrap_or(0);
    if at.saturating_add(coming) > length {
        return Err(WriteError::FileTooLarge);
    }
    let cost = usize::try_from(coming / 1024).unwrap_or(usize::MAX) + REQUEST_COST;
    state.measures.attachments.spend(client, cost, Instant::now()).map_err(WriteError::TooMuch)?;
    Ok(Upload { file, length, at })
}

impl Upload {
    /// Brings the body to the disk piece by piece; gives how far the file is then.
    async fn run(mut self, folder: Arc<AttachmentFolder>, mut body: Body) -> Result<u64, WriteError> {
        let mut piece = Vec::new();
        loop {
            let arrived = next(&mut body).await;
            let is_last = !matches!(arrived, Ok(Some(_)));
            if let Ok(Some(bytes)) = &arrived {
                piece.extend_from_slice(bytes);
            }
            if self.at + piece.len() as u64 > self.length {
                return Err(WriteError::FileTooLarge);
            }
            if is_last || piece.len() >= PIECE {
                self.write(&folder, std::mem::take(&mut piece)).await?;
            }
            if is_last {
                return arrived.map(|_| self.at);
            }
        }
    }

    async fn write(&mut self, folder: &Arc<AttachmentFolder>, piece: Vec<u8>) -> Result<(), WriteError> {
        let (folder, file, length, at) = (Arc::clone(folder), self.file.clone(), self.length, self.at);
        let written = tokio::task::spawn_blocking(move || folder.append(&file, length, at, &piece)).await?;
        self.at = written.map_err(|error| match error {
            AppendError::Offset(at) => WriteError::Offset(at),
            AppendError::TooMany => WriteError::FileTooLarge,
            AppendError::WrongHash => WriteError::WrongHash,
            AppendError::Disk(error) => error.into(),
        })?;
        Ok(())
    }
}

async fn look(folder: &Arc<AttachmentFolder>, file: &FileHash) -> Result<Progress, WriteError> {
    let (folder, file) = (Arc::clone(folder), file.clone());
    Ok(tokio::task::spawn_blocking(move || folder.progress(&file)).await??)
}

fn read_name(name: Result<Path<String>, PathRejection>) -> Result<FileHash, WriteError> {
    name.ok().and_then(|Path(name)| FileHash::parse(&name)).ok_or(WriteError::UnknownFile)
}

/// The number of a header, none where it isn't there.
fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, WriteError> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let digits = value.to_str().ok().filter(|text| text.bytes().all(|b| b.is_ascii_digit()));
    digits.and_then(|text| text.parse().ok()).map(Some).ok_or(WriteError::NoLength)
}

fn told(status: StatusCode, offset: u64, length: Option<u64>) -> Response {
    let mut response = (status, [(header::CACHE_CONTROL, "no-store")]).into_response();
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(offset));
    if let Some(length) = length {
        headers.insert(LENGTH, HeaderValue::from(length));
    }
    response
}
