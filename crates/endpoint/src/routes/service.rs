//! `GET /api`: who answers here, what it holds, and where everything is.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use chava_contribution::limits;
use serde::Serialize;

use super::origin::Origin;
use crate::answer::small_json;
use crate::clock::Instant;
use crate::error::ApiError;
use crate::state::SharedState;

/// What a batch of contributions may weigh.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// The largest batch, in bytes.
    pub batch_bytes: u64,
    /// The most items in a batch.
    pub batch_items: u64,
    /// The largest item, in bytes.
    pub item_bytes: u64,
    /// The largest attachment, in bytes.
    pub attachment_bytes: u64,
}

/// The limits of this endpoint.
pub const LIMITS: Limits = Limits {
    batch_bytes: limits::BATCH_BYTES as u64,
    batch_items: limits::BATCH_ITEMS as u64,
    item_bytes: limits::ITEM_BYTES as u64,
    attachment_bytes: limits::ATTACHMENT_BYTES,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Service<'a> {
    name: &'static str,
    version: &'static str,
    epoch: &'a str,
    change: u64,
    links: Links<'a>,
    limits: Limits,
    server_time: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Links<'a> {
    catalogue: String,
    feed: String,
    schema: String,
    openapi: String,
    agenda: String,
    agenda_of_place: String,
    agenda_of_theme: String,
    export_catalogue: String,
    export_places_csv: String,
    export_places_geojson: String,
    hsds: String,
    receipt: String,
    attachment: String,
    contributions: String,
    home: String,
    license: &'a str,
}

pub(super) async fn service(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    request: HeaderMap,
) -> Result<Response, ApiError> {
    let published = state.published.load();
    let at = |path: &str| format!("{origin}{path}");
    let service = Service {
        name: "ChaVa",
        version: env!("CARGO_PKG_VERSION"),
        epoch: &published.dataset.epoch,
        change: published.dataset.change,
        links: Links {
            catalogue: at("/api/catalogue"),
            feed: at("/api/feed?afterChangeNumber=0"),
            schema: at("/api/schema/catalogue.json"),
            openapi: at("/api/openapi.json"),
            agenda: at("/api/agenda.ics"),
            agenda_of_place: at("/api/lieux/{id}.ics"),
            agenda_of_theme: at("/api/themes/{slug}.ics"),
            export_catalogue: at("/api/export/catalogue.json"),
            export_places_csv: at("/api/export/lieux.csv"),
            export_places_geojson: at("/api/export/places.geojson"),
            hsds: at("/api/hsds/"),
            receipt: at("/api/receipts/{code}"),
            attachment: at("/api/attachments/{sha256}"),
            contributions: at("/api/contributions"),
            home: at("/"),
            license: &published.beside.license,
        },
        limits: LIMITS,
        server_time: Instant::now().rfc3339(),
    };
    small_json(&service, &published.tag("service", &origin), &request)
}
