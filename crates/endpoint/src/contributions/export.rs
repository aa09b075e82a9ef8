//! A contribution as a line of JSON, for who keeps copies and for other programs.
//!
//! The receipt's code is not in it: whoever has that can withdraw.

use chava_catalogue::json::Document;
use chava_contribution::json::Writer;

use crate::store::StoredContribution;

/// Writes a contribution as one JSON object. Its body is as it was sent, and null where it was withdrawn.
pub fn line(stored: &StoredContribution) -> String {
    let item = stored.item.as_deref().unwrap_or("{}");
    let document = Document::parse(item.as_bytes());
    let part = |key: &str| document.as_ref()?.root().object()?.get(key).map(|value| value.raw());
    let mut out = Writer::new();
    out.text("id", &stored.receipt.id.to_string());
    out.text("sha256", &stored.receipt.sha256);
    out.text("kind", &stored.kind);
    out.text("state", stored.state.as_str());
    out.some("reason", stored.reason.as_deref());
    out.text("receivedAt", &stored.receipt.received_at);
    out.text("createdAt", &stored.created_at);
    for key in ["schema", "lang", "attachments"] {
        if let Some(json) = part(key) {
            out.raw(key, json);
        }
    }
    out.raw("body", part("body").unwrap_or("null"));
    out.finish()
}
