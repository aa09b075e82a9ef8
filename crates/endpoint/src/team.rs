//! The city team's side: who they are, what they may do, what they see and do, and the log of it.
//!
//! Pages are complete HTML made here; nothing of them runs in the browser but a few keyboard shortcuts.

pub mod limit;
pub mod log;
pub mod password;
pub mod role;
pub mod session;
pub mod state;

pub mod item;
pub mod labels;
pub mod publish;
pub mod quality;
pub mod record;
pub mod templates;
#[allow(missing_docs, reason = "a text says itself what it is")]
pub mod words;

pub mod acts;
pub mod error;
pub mod figures;
pub mod files;
pub mod form;
pub mod view;
