//! What the app does besides drawing: each effect reads the runtime, works, and dispatches actions.

pub mod book;
pub mod boot;
pub mod calendar;
pub mod contributions;
pub mod device_clock;
pub mod geography;
pub mod keeping;
pub mod lexicon;
pub mod media;
pub mod navigation;
pub mod near;
pub mod notes;
pub mod outbox;
pub mod preferences;
pub mod runtime;
pub mod served;
pub mod synchronise;
pub mod version;
