//! How what a person says reaches the endpoint exactly once: the outbox, without I/O.
//!
//! Architecture invariant: an entry is received only by a receipt whose id and hash are its own; an entry leaves the
//! phone's store only when the person removes it; nothing expires.
//!
//! An entry may be changed by another tab at any time, so every change is written only where what was read still lies
//! there ([`crate::ports::ItemChange::after`]), and worked out again where it doesn't.

mod answer;
mod batch;
mod draft;
mod entry;
mod memory;
mod pace;
mod ports;
mod rescue;
mod run;
mod settle;
mod shelf;
mod sweep;
mod upload;

pub use draft::{Draft, DraftMedium};
pub use entry::{Entry, Medium, MediumState, Refusal, Stage};
pub use memory::Memory;
pub use pace::{Pace, Why};
pub use ports::{Method, Ports, Reply, Request, Sender};
pub use rescue::{RescueError, export, import};
pub use run::{Report, Step, send};
pub use shelf::{Finished, NotKept, discard, drafts, edit, entries, finish, keep, remove, withdraw};
pub use sweep::sweep;
