//! The index: one flat run of bytes, checked once when it is opened and read in place.
//!
//! Layout, all numbers little-endian: a header of eight `u32` (magic, version, documents, terms, stems, sounds, bytes of texts,
//! bytes of postings) and a checksum of eight bytes; then, one after the other, the end of each term's text, the end of each
//! term's postings, each term's document count and letter signature (`u32` each); the tables of stems and of sounds (hash and
//! term number, sorted); the texts of the terms, sorted; the postings (distance to the document before as a varint, then the
//! impact as a byte).

use std::ops::Range;

use thiserror::Error;

use super::build::{Term, hash32};
use super::lexicon::Lexicon;
use super::nearest::nearest;
use super::score::{SearchResult, Segment, search};

const MAGIC: u32 = u32::from_le_bytes(*b"CVIX");
const HEADER_WORDS: usize = 8;
const HEADER_BYTES: usize = HEADER_WORDS * 4 + 8;

/// The version of the byte format; an index of another version is built anew.
pub const INDEX_VERSION: u32 = 1;

/// Why bytes aren't an index this version can read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IndexError {
    /// The bytes are something else.
    #[error("these bytes are not a search index")]
    NotAnIndex,
    /// The index was made by another version.
    #[error("the search index has format {found}, this version reads {INDEX_VERSION}")]
    Version {
        /// The format that was found.
        found: u32,
    },
    /// The bytes are cut or changed.
    #[error("the search index is damaged")]
    Damaged,
}

/// A search index over documents numbered from zero.
pub struct Index {
    bytes: Box<[u8]>,
    documents: u32,
    terms: u32,
    stems: u32,
    sounds: u32,
    text_at: usize,
    postings_at: usize,
}

/// What an index is made of: the terms sorted by text.
pub(crate) struct Parts {
    pub(crate) documents: u32,
    pub(crate) terms: Vec<Term>,
}

impl Index {
    pub(crate) fn assemble(parts: Parts) -> Self {
        let terms = parts.terms;
        let texts: usize = terms.iter().map(|term| term.text.len()).sum();
        let postings: usize = terms.iter().map(|term| term.postings.len()).sum();
        let stems = sorted_table(&terms, |term| (term.signature != 0).then_some(term.stem));
        let sounds = sorted_table(&terms, |term| term.sound);
        let tables = terms.len() * 16 + (stems.len() + sounds.len()) * 8;
        let mut bytes = Vec::with_capacity(HEADER_BYTES + tables + texts + postings);
        let header = [
            MAGIC,
            INDEX_VERSION,
            parts.documents,
            terms.len() as u32,
            stems.len() as u32,
            sounds.len() as u32,
            texts as u32,
            postings as u32,
        ];
        for word in header {
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        bytes.extend_from_slice(&[0; 8]);
        let mut end = 0;
        push_words(&mut bytes, terms.iter().map(|term| running(&mut end, term.text.len())));
        let mut end = 0;
        push_words(&mut bytes, terms.iter().map(|term| running(&mut end, term.postings.len())));
        push_words(&mut bytes, terms.iter().map(|term| term.documents));
        push_words(&mut bytes, terms.iter().map(|term| term.signature));
        push_words(&mut bytes, stems.iter().chain(&sounds).flat_map(|&(hash, term)| [hash, term]));
        for term in &terms {
            bytes.extend_from_slice(term.text.as_bytes());
        }
        for term in terms {
            bytes.extend_from_slice(&term.postings);
        }
        let sum = checksum_of(&bytes);
        bytes[HEADER_BYTES - 8..HEADER_BYTES].copy_from_slice(&sum.to_le_bytes());
        let text_at = HEADER_BYTES + tables;
        Self {
            bytes: bytes.into_boxed_slice(),
            documents: header[2],
            terms: header[3],
            stems: header[4],
            sounds: header[5],
            text_at,
            postings_at: text_at + texts,
        }
    }

    /// Opens an index from its bytes, which are kept as they are.
    ///
    /// # Errors
    /// When the bytes are no index, of another version, cut or changed.
    pub fn from_bytes(bytes: impl Into<Box<[u8]>>) -> Result<Self, IndexError> {
        let bytes = bytes.into();
        let word = |at: usize| read_word(&bytes, at * 4);
        if word(0) != Some(MAGIC) {
            return Err(IndexError::NotAnIndex);
        }
        match word(1) {
            Some(INDEX_VERSION) => {}
            Some(found) => return Err(IndexError::Version { found }),
            None => return Err(IndexError::Damaged),
        }
        let numbers: Option<Vec<u32>> = (2..HEADER_WORDS).map(word).collect();
        let Some(&[documents, terms, stems, sounds, texts, postings]) = numbers.as_deref() else {
            return Err(IndexError::Damaged);
        };
        let tables = u64::from(terms) * 16 + (u64::from(stems) + u64::from(sounds)) * 8;
        let length = HEADER_BYTES as u64 + tables + u64::from(texts) + u64::from(postings);
        if length != bytes.len() as u64 {
            return Err(IndexError::Damaged);
        }
        let sum = bytes.get(HEADER_BYTES - 8..HEADER_BYTES).and_then(|sum| sum.try_into().ok()).map(u64::from_le_bytes);
        if sum != Some(checksum_of(&bytes)) {
            return Err(IndexError::Damaged);
        }
        let text_at = HEADER_BYTES + tables as usize;
        Ok(Self { bytes, documents, terms, stems, sounds, text_at, postings_at: text_at + texts as usize })
    }

    /// The bytes to store.
    pub fn to_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes to store, where the index isn't needed any more.
    pub fn into_bytes(self) -> Box<[u8]> {
        self.bytes
    }

    /// The number of documents.
    pub fn len(&self) -> u32 {
        self.documents
    }

    /// Says whether the index has no document.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Searches this index alone; see [`super::search`] for several at once.
    pub fn search(&self, query: &str, lexicon: &Lexicon, keep: &dyn Fn(u32) -> bool, limit: usize) -> SearchResult {
        search(&[Segment { index: self, keep, late: &|_| false }], query, lexicon, limit)
    }

    /// What comes nearest to a query without a hit, in this index alone; see [`super::nearest()`].
    pub fn nearest(&self, query: &str, lexicon: &Lexicon, keep: &dyn Fn(u32) -> bool, limit: usize) -> SearchResult {
        nearest(&[Segment { index: self, keep, late: &|_| false }], query, lexicon, limit)
    }

    pub(crate) fn term_count(&self) -> u32 {
        self.terms
    }

    /// The text of a term, empty where there is none.
    pub(crate) fn term(&self, term: u32) -> &str {
        std::str::from_utf8(self.term_bytes(term)).unwrap_or("")
    }

    fn term_bytes(&self, term: u32) -> &[u8] {
        let range = self.range(0, term, self.text_at);
        self.bytes.get(range).unwrap_or_default()
    }

    /// The bytes between the end before and the end of entry `term` in the table of ends number `table`.
    fn range(&self, table: usize, term: u32, base: usize) -> Range<usize> {
        let start = term.checked_sub(1).map_or(0, |before| self.column(table, before));
        base + start as usize..base + self.column(table, term) as usize
    }

    fn column(&self, table: usize, term: u32) -> u32 {
        let at = HEADER_BYTES + (table * self.terms as usize + term as usize) * 4;
        read_word(&self.bytes, at).unwrap_or(0)
    }

    /// In how many documents a term occurs.
    pub(crate) fn documents_with(&self, term: u32) -> u32 {
        self.column(2, term)
    }

    pub(crate) fn signature(&self, term: u32) -> u32 {
        self.column(3, term)
    }

    /// The number of the term with exactly this text.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let at = self.lower_bound(|term| term < text.as_bytes());
        (at < self.terms && self.term_bytes(at) == text.as_bytes()).then_some(at)
    }

    /// The terms that begin with `text`.
    pub(crate) fn beginning_with(&self, text: &str) -> Range<u32> {
        let text = text.as_bytes();
        let start = self.lower_bound(|term| term < text);
        let end = self.lower_bound(|term| term < text || term.starts_with(text));
        start..end
    }

    fn lower_bound(&self, before: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.terms);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.term_bytes(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The terms whose stem has this text's hash; the caller compares the stems themselves.
    pub(crate) fn with_stem(&self, stem: &str) -> impl Iterator<Item = u32> + '_ {
        self.with_hash(0, self.stems, hash32(stem))
    }

    /// The terms whose sound has this text's hash; the caller compares the sounds themselves.
    pub(crate) fn with_sound(&self, sound: &str) -> impl Iterator<Item = u32> + '_ {
        self.with_hash(self.stems, self.sounds, hash32(sound))
    }

    fn with_hash(&self, first: u32, count: u32, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let base = HEADER_BYTES + self.terms as usize * 16 + first as usize * 8;
        let entry = move |at: u32| {
            let at = base + at as usize * 8;
            Some((read_word(&self.bytes, at)?, read_word(&self.bytes, at + 4)?))
        };
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low + (high - low) / 2;
            if entry(middle).is_some_and(|(found, _)| found < hash) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..count).map_while(move |at| entry(at).filter(|(found, _)| *found == hash).map(|(_, term)| term))
    }

    /// The documents of a term with the term's impact in each, 1 to 255.
    pub(crate) fn postings(&self, term: u32) -> Postings<'_> {
        let range = self.range(1, term, self.postings_at);
        Postings { bytes: self.bytes.get(range).unwrap_or_default(), document: 0, documents: self.documents }
    }
}

/// Reads the postings of a term.
pub(crate) struct Postings<'a> {
    bytes: &'a [u8],
    document: u32,
    documents: u32,
}

impl Iterator for Postings<'_> {
    type Item = (u32, u8);

    #[inline]
    fn next(&mut self) -> Option<(u32, u8)> {
        let (mut delta, mut shift) = (0u32, 0u32);
        loop {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            delta |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        let (&impact, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        self.document = self.document.checked_add(delta)?;
        (self.document < self.documents).then_some((self.document, impact))
    }
}

fn running(end: &mut u32, length: usize) -> u32 {
    *end += length as u32;
    *end
}

fn push_words(bytes: &mut Vec<u8>, words: impl Iterator<Item = u32>) {
    for word in words {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
}

fn sorted_table(terms: &[Term], hash: impl Fn(&Term) -> Option<u32>) -> Vec<(u32, u32)> {
    let mut table: Vec<_> = terms.iter().zip(0..).filter_map(|(term, at)| Some((hash(term)?, at))).collect();
    table.sort_unstable();
    table
}

fn read_word(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// The checksum of the header's words and of everything after the header.
fn checksum_of(index: &[u8]) -> u64 {
    let header = checksum(0, index.get(..HEADER_BYTES - 8).unwrap_or_default());
    checksum(header, index.get(HEADER_BYTES..).unwrap_or_default())
}

/// Not a cryptographic hash: it notices cut, torn and flipped bytes, at memory speed.
fn checksum(mut sum: u64, bytes: &[u8]) -> u64 {
    let mut add = |word: u64| sum = (sum.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        add(chunk.try_into().map_or(0, u64::from_le_bytes));
    }
    for &byte in chunks.remainder() {
        add(u64::from(byte));
    }
    add(bytes.len() as u64);
    sum
}
