//! What the app does besides drawing: each effect reads the runtime, works, and dispatches actions.

pub mod boot;
pub mod calendar;
pub mod device_clock;
pub mod keeping;
pub mod lexicon;
pub mod navigation;
pub mod notes;
pub mod preferences;
pub mod runtime;
pub mod synchronise;
pub mod version;
