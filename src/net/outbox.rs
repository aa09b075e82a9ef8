//! The write side over the network.

use chava_sync::outbox::{Method, Reply, Request, Sender};
use chava_sync::ports::ApiError;
use js_sys::Uint8Array;
use web_sys::{RequestCache, RequestInit};

use super::{Endpoint, STALL_MS, ask, headers, retry_after_ms, unreachable};

/// How long a byte that is sent may take, in milliseconds: two thousand of them a second, on the worst of networks.
const MS_A_BYTE: f64 = 0.5;

impl Sender for Endpoint {
    async fn send(&self, request: Request<'_>) -> Result<Reply, ApiError> {
        let init = RequestInit::new();
        init.set_method(request.method.as_str());
        init.set_cache(RequestCache::NoStore);
        let headers = headers()?;
        let set = |name: &str, value: &str| headers.set(name, value).map_err(unreachable);
        if matches!(request.method, Method::Post | Method::Patch) {
            init.set_body(&Uint8Array::from(request.body));
            let is_piece = request.upload.is_some();
            set("Content-Type", if is_piece { "application/offset+octet-stream" } else { "application/json" })?;
        }
        if let Some((offset, total)) = request.upload {
            set("Upload-Offset", &offset.to_string())?;
            set("Upload-Length", &total.to_string())?;
        }
        let within_ms = STALL_MS + (request.body.len() as f64 * MS_A_BYTE) as u32;
        let answered = ask(&[&self.base, request.path].concat(), &init, &headers, within_ms).await?;
        let answer = &answered.answer;
        let offset = answer.headers().get("upload-offset").ok().flatten();
        let (status, retry_after_ms) = (answer.status(), retry_after_ms(answer));
        let upload_offset = offset.and_then(|offset| offset.trim().parse().ok());
        let body = answered.body(0, &mut |_| {}).await?;
        Ok(Reply { status, retry_after_ms, upload_offset, body })
    }
}
