//! Finding texts by the words residents use: a compact index, a synonym file, a forgiving query.
//!
//! It knows words and numbers, no record and no catalogue. It is a crate of its own since it is what a phone does at each
//! letter: the module is compiled for size, this crate for speed.
//!
//! A caller fills a [`SearchDoc`] from each of its records, adds it to an [`IndexBuilder`] and keeps the [`Index`]'s bytes;
//! it searches with [`search`], over one index or several, and shows [`nearest()`] where that finds nothing.

pub mod bytes;
pub mod fold;
pub mod letters;

mod build;
mod distance;
mod document;
mod guess;
mod index;
mod lexicon;
mod lexicon_bytes;
mod lexicon_file;
mod nearest;
mod phonetic;
mod plan;
mod score;
mod stem;
mod token;

pub use build::IndexBuilder;
pub use document::{Field, SearchDoc};
pub use index::{INDEX_VERSION, Index, IndexError};
pub use lexicon::{Lexicon, LexiconFault};
pub use nearest::nearest;
pub use score::{Hit, SearchResult, Segment, search, search_all};
