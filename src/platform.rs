//! The browser's abilities behind plain Rust: the only code that names web-sys for effects.
//!
//! Architecture invariant: no `JsValue` leaves this module; an error of the browser becomes its name and words.

pub mod clock;
pub mod connection;
pub mod crypto;
pub mod dom;
pub mod early;
pub mod error;
pub mod files;
pub mod history;
pub mod intl;
pub mod later;
pub mod local;
pub mod locks;
pub mod marks;
pub mod microphone;
pub mod persist;
pub mod picture;
pub mod position;
pub mod recovery;
pub mod service_worker;
pub mod share;
pub mod tabs;
pub mod timers;
pub mod typed;
