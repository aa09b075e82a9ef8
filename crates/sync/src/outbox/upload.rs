//! A photo or recording on its way: where the endpoint is with it, piece by piece from there, whatever happens between.

use chava_contribution::Attachment;

use super::entry::MediumState;
use super::ports::{Method, Reply, Request};
use crate::outcome::Trouble;

/// The bytes of a piece: small enough that a bad network gets one through.
const PIECE_BYTES: usize = 64 << 10;

/// How often the endpoint may say another place than expected before this is left for later.
const MOST_SURPRISES: u32 = 6;

/// What asks and answers.
pub(super) trait Wire {
    /// Sends a request; an error where nothing whole, or a sign-in page, comes back.
    async fn ask(&self, request: Request<'_>) -> Result<Reply, Trouble>;
}

/// Sends what is still missing of an attachment; says how far it is then.
pub(super) async fn upload<W: Wire>(wire: &W, attachment: &Attachment, bytes: &[u8]) -> Result<MediumState, Trouble> {
    let path = ["/attachments/", &attachment.sha256].concat();
    let total = bytes.len() as u64;
    let there = wire.ask(Request::new(Method::Head, &path)).await?;
    let mut offset = match there.status {
        200 | 204 => there.upload_offset.unwrap_or(0),
        404 => 0,
        _ => return Err(refused(&there)),
    };
    let mut surprises = 0;
    while offset < total {
        let start = offset as usize;
        let piece = &bytes[start..(start + PIECE_BYTES).min(bytes.len())];
        let request = Request { method: Method::Patch, path: &path, body: piece, upload: Some((offset, total)) };
        let reply = wire.ask(request).await?;
        match (reply.status, reply.upload_offset) {
            (200..=299, said) => {
                let next = said.unwrap_or(offset + piece.len() as u64);
                if next <= offset {
                    surprises += 1;
                }
                offset = next;
            }
            (409, Some(said)) => {
                surprises += 1;
                offset = said;
            }
            // The bytes there were not these: from the beginning.
            (422, _) => {
                surprises += 1;
                offset = 0;
            }
            (413 | 415, _) => return Ok(MediumState::Lost),
            _ => return Err(refused(&reply)),
        }
        if surprises > MOST_SURPRISES {
            return Err(Trouble::Garbage("an upload that never ends"));
        }
    }
    Ok(MediumState::Arrived)
}

/// An answer that is no success.
pub(super) fn refused(reply: &Reply) -> Trouble {
    Trouble::Status { code: reply.status, retry_after_ms: reply.retry_after_ms }
}
