//! The domain of ChaVa: what a learning city's catalogue is, and every rule over it.
//!
//! Architecture invariant: this crate reads no clock, randomness, environment, file or network;
//! all of that comes in as arguments. It knows no browser, no HTTP and no SQL, and can't fail on I/O.
//!
//! Modules, in reading order. Words, bytes and the search over them are the crate `chava-search`.

pub use chava_search::fold;
pub(crate) use chava_search::{bytes, letters};

pub mod id;
pub mod language;
pub mod open_enum;
pub mod sections;
pub mod text;
pub mod vocabulary;

pub mod records;

pub mod civil;
pub mod collate;
pub mod freshness;
pub mod geo;
pub mod hours;
pub mod instant;
pub mod quality;
pub mod recurrence;

pub mod digest;
pub mod document;
pub mod rpde;
#[cfg(feature = "schema")]
pub mod schema;
pub mod validate;
pub mod wire;

pub mod json;
pub mod live;
pub mod segment;

pub mod catalogue;
pub mod ical;
pub mod query;
pub mod remembered;
pub mod search;
