//! What people say to the city: the domain that the phone and the endpoint share.
//!
//! Architecture invariant: this crate reads no clock, randomness, storage or network; all come in as arguments.
//! The phone writes a [`Contribution`] and believes a [`receipt::Receipt`] whose hash fits; the endpoint believes
//! nothing before [`check::check`].
//!
//! Modules, in reading order.

pub mod id;
pub mod limits;

pub mod kind;

pub mod canonical;

pub mod body;
pub mod contribution;
pub mod form;
pub mod json;

pub mod fault;

pub mod check;

pub mod receipt;
pub mod verdict;

pub mod personal;

pub mod similar;

pub use body::{About, Body, ProposedRecord};
pub use contribution::{Attachment, Contribution, Sealed};
pub use id::Uid;
pub use kind::Kind;
