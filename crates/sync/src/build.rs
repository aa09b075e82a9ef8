//! Makes a catalogue of a live set, slice by slice.

use std::sync::Arc;

use chava_catalogue::catalogue::{Build, Catalogue, Derived};
use chava_catalogue::live::LiveSet;

use crate::ports::{Clock, Slices};

/// How many records are worked out between two looks at the clock: one costs some ten microseconds.
const RECORDS_PER_LOOK: usize = 32;

/// Makes a catalogue. `base` is what is known of the live set's base already.
pub async fn build<C: Clock>(live: LiveSet, base: Option<Arc<Derived>>, clock: &C) -> Catalogue {
    let mut slices = Slices::new(clock);
    let mut build = Build::new(live, base);
    while !build.step(RECORDS_PER_LOOK) {
        slices.breathe().await;
    }
    build.finish()
}
