//! The short facts that the app keeps beside the catalogue.

/// By how many milliseconds the phone's clock was behind the endpoint's at the last sync; 0 where that didn't matter.
pub const CLOCK_OFFSET: &str = "clock-offset-ms";

/// Of which offset of its clock the person was told.
pub const CLOCK_TOLD: &str = "clock-told-ms";

/// When the data were last equal to the endpoint's, in milliseconds since the Unix epoch by its clock.
pub const FRESH_AT: &str = "fresh-at-ms";

/// The key of the settings on their shelf.
pub const SETTINGS: &str = "settings";

/// The last look for photos and recordings that nothing owns, as `chava_sync::outbox::sweep` writes it.
pub const OWNERLESS: &str = "ownerless-media";

/// Bytes that travelled for contributions since the phone began to count.
pub const DATA_USED: &str = "data-used";
