//! Reads the body of a request up to a limit.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt as _;

use crate::write_error::WriteError;

/// How long the next bytes of a body may take: a phone on the edge of the network, no more.
const SILENCE: Duration = Duration::from_secs(30);

/// What of a body that is refused is read to its end all the same, in multiples of its limit: who hears the answer
/// before having said everything takes it for a broken connection.
const PATIENCE: usize = 4;

/// The media type of a request, without its parameters, in lower case.
pub(super) fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// How many bytes the request says that its body has.
pub(super) fn said_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a whole body.
///
/// # Errors
/// When it is larger than the limit, or stops on its way.
pub(super) async fn read(headers: &HeaderMap, mut body: Body, limit: usize) -> Result<Vec<u8>, WriteError> {
    let most = limit * PATIENCE;
    if said_length(headers).is_some_and(|length| length > most as u64) {
        return Err(WriteError::TooLarge);
    }
    let mut bytes = Vec::new();
    let mut count = 0;
    while let Some(piece) = next(&mut body).await? {
        count += piece.len();
        if count > most {
            return Err(WriteError::TooLarge);
        }
        if count <= limit {
            bytes.extend_from_slice(&piece);
        }
    }
    if count > limit { Err(WriteError::TooLarge) } else { Ok(bytes) }
}

/// Reads what a sender still has to say and nobody will use.
pub(super) async fn drain(mut body: Body, limit: usize) {
    let mut count = 0;
    while let Ok(Some(piece)) = next(&mut body).await {
        count += piece.len();
        if count > limit * PATIENCE {
            return;
        }
    }
}

/// The next bytes of a body, none at its end.
///
/// # Errors
/// When it stops on its way, or is silent for too long.
pub(super) async fn next(body: &mut Body) -> Result<Option<Bytes>, WriteError> {
    loop {
        match tokio::time::timeout(SILENCE, body.frame()).await {
            Err(_) | Ok(Some(Err(_))) => return Err(WriteError::CutOff),
            Ok(None) => return Ok(None),
            Ok(Some(Ok(frame))) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}
