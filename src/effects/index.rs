//! From stored records to a catalogue one can read and search.

use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::live::LiveSet;
use chava_sync::Opened;

use super::runtime::Runtime;
use crate::context::CatalogueHandle;

/// Opens the catalogue that was stored.
pub async fn open(runtime: &Runtime, opened: Opened) -> CatalogueHandle {
    build(runtime, &opened.live).await
}

/// Builds the catalogue of a live set.
pub async fn build(_: &Runtime, live: &LiveSet) -> CatalogueHandle {
    let records = live.walk().filter_map(|(layer, row)| live.segment(layer).record(row)).collect();
    CatalogueHandle(Arc::new(Catalogue::new(live.version().clone(), records)))
}
