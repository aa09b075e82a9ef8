//! The team's pages as HTML. Every value in them is escaped by the template language.

pub mod account;
mod facts;
pub mod figures;
mod frame;
pub mod item;
pub mod log;
pub mod needs;
mod parts;
pub mod plot;
pub mod publish;
pub mod quality;
pub mod queue;

pub use frame::{Page, Tab, refusal};
