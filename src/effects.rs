//! What the app does besides drawing: each effect reads the runtime, works, and dispatches actions.

pub mod boot;
pub mod geography;
pub mod lexicon;
pub mod navigation;
pub mod near;
pub mod notes;
pub mod preferences;
pub mod runtime;
pub mod synchronise;
pub mod version;
