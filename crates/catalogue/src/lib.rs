//! The domain of ChaVa: what a learning city's catalogue is, and every rule over it.
//!
//! Architecture invariant: this crate reads no clock, randomness, environment, file or network;
//! all of that comes in as arguments. It knows no browser, no HTTP and no SQL, and can't fail on I/O.
//!
//! Modules, in reading order.

pub mod id;
pub mod language;
pub mod open_enum;
pub mod sections;
pub mod text;
pub mod vocabulary;

pub mod records;

pub mod civil;
pub mod collate;
pub mod fold;
pub mod freshness;
pub mod hours;
mod letters;
pub mod recurrence;

pub mod digest;
pub mod document;
pub mod rpde;
#[cfg(feature = "schema")]
pub mod schema;
pub mod validate;
pub mod wire;

pub mod bytes;
pub mod json;
pub mod live;
pub mod segment;

pub mod catalogue;
pub mod query;
pub mod search;
