//! What tests and benchmarks stand on: a generator of catalogues, the same for the same arguments for ever.
//!
//! Architecture invariant: nothing here reads a clock, the environment or real randomness.

#[cfg(feature = "days")]
pub mod days;

mod generate;
mod names;
mod rng;
mod words;

pub use generate::{ANCHOR, generate};
pub use rng::Rng;
