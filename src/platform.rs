//! The only code that names web-sys for effects. A JavaScript error becomes name and message here.

pub mod dom;
pub mod error;
pub mod history;
pub mod performance;
pub mod recovery;
pub mod service_worker;
pub mod share;
