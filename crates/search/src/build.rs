//! Makes an index from records, one at a time, so that the caller can slice the work.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::document::{Field, SearchDoc};
use super::index::{Index, Parts};
use super::lexicon::Lexicon;
use super::{distance, phonetic, stem, token};

/// A hash that is fast on short words and small in code; nobody can choose its keys to harm anyone but himself.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

/// The 32-bit hash that the tables of stems and sounds are sorted by.
pub(crate) fn hash32(text: &str) -> u32 {
    let mut hasher = WordHasher::default();
    hasher.write(text.as_bytes());
    (hasher.finish() >> 32) as u32
}

/// What the builder knows of one term.
pub(crate) struct Term {
    pub(crate) text: Box<str>,
    pub(crate) signature: u32,
    pub(crate) stem: u32,
    pub(crate) sound: Option<u32>,
    pub(crate) documents: u32,
    pub(crate) postings: Vec<u8>,
    last: u32,
}

/// Collects documents, numbered in the order in which they come.
pub struct IndexBuilder {
    ids: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    terms: Vec<Term>,
    documents: u32,
    // Scratch of one document: weight by term, and the terms of one field.
    weights: Vec<(u32, f32)>,
    field_terms: Vec<u32>,
}

/// The number that stands for every stop word.
const STOP_WORD: u32 = u32::MAX;

/// How soon more matches in a document stop counting: half of the highest score at this weight.
const SATURATION: f32 = 3.0;

impl IndexBuilder {
    /// An empty builder that leaves out the lexicon's French stop words.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self {
            ids: lexicon.french_stop_words().map(|word| (word.into(), STOP_WORD)).collect(),
            terms: Vec::new(),
            documents: 0,
            weights: Vec::new(),
            field_terms: Vec::new(),
        }
    }

    /// Adds a document; its number is how many came before it.
    pub fn add(&mut self, doc: &SearchDoc) {
        self.weights.clear();
        for (field, text) in doc.fields() {
            self.add_field(field, text);
        }
        self.weights.sort_unstable_by_key(|(term, _)| *term);
        let mut at = 0;
        while let Some(&(term, _)) = self.weights.get(at) {
            let same = self.weights[at..].iter().take_while(|(other, _)| *other == term);
            let (count, weight) = same.fold((0, 0.0), |(count, sum), (_, weight)| (count + 1, sum + weight));
            self.post(term, doc.boost() * weight / (weight + SATURATION));
            at += count;
        }
        self.documents += 1;
    }

    /// The number of documents added so far.
    pub fn len(&self) -> u32 {
        self.documents
    }

    /// Says whether no document was added yet.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Makes the index.
    pub fn finish(self) -> Index {
        let mut terms = self.terms;
        drop(self.ids);
        terms.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        Index::assemble(Parts { documents: self.documents, terms })
    }

    fn add_field(&mut self, field: Field, text: &str) {
        self.field_terms.clear();
        if field == Field::Code {
            for code in text.split_ascii_whitespace() {
                let term = self.intern(&format!("@{code}"));
                self.field_terms.push(term);
            }
        } else {
            let mut before = String::new();
            token::words(text, |word, joined| {
                if field.keeps_compounds() {
                    if joined {
                        before.push_str(word);
                        let term = self.intern(&before);
                        self.field_terms.push(term);
                    } else {
                        before.clear();
                        before.push_str(word);
                    }
                }
                let term = self.intern(word);
                if term != STOP_WORD {
                    self.field_terms.push(term);
                }
            });
        }
        let weight = field.weight(self.field_terms.len());
        self.weights.extend(self.field_terms.iter().map(|&term| (term, weight)));
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.terms.len() as u32;
        let code = text.starts_with('@');
        self.terms.push(Term {
            text: text.into(),
            signature: if code { 0 } else { distance::signature(text) },
            stem: if code { 0 } else { hash32(&stem::stem(text)) },
            sound: phonetic::key(text).filter(|_| !code).map(|key| hash32(&key)),
            documents: 0,
            postings: Vec::new(),
            last: 0,
        });
        self.ids.insert(text.into(), id);
        id
    }

    fn post(&mut self, term: u32, impact: f32) {
        let documents = self.documents;
        if let Some(term) = self.terms.get_mut(term as usize) {
            write_varint(documents - term.last, &mut term.postings);
            term.postings.push((impact * 255.0).round().clamp(1.0, 255.0) as u8);
            term.last = documents;
            term.documents += 1;
        }
    }
}

/// Appends a number, seven bits a byte, the low ones first.
pub(crate) fn write_varint(mut number: u32, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number as u8 | 0x80);
        number >>= 7;
    }
    into.push(number as u8);
}
