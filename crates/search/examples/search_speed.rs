//! Measures the search on made-up catalogues of 1 000, 10 000 and 50 000 records: `cargo run --release -p chava-search --example search_speed`.
//!
//! The words are made of French syllables with the frequencies of a real language, among them the words that the queries look for.

use std::time::{Duration, Instant};

use chava_search::{Field, Index, IndexBuilder, Lexicon, SearchDoc};

const REAL: [&str; 40] = [
    "cours",
    "atelier",
    "bibliothèque",
    "jardin",
    "vélo",
    "français",
    "informatique",
    "ordinateurs",
    "musique",
    "théâtre",
    "formation",
    "emploi",
    "enfants",
    "jeunes",
    "adultes",
    "quartier",
    "maison",
    "école",
    "devoirs",
    "aide",
    "logement",
    "énergie",
    "réparation",
    "couture",
    "cuisine",
    "lecture",
    "visite",
    "balade",
    "nature",
    "terril",
    "habitants",
    "gratuit",
    "inscription",
    "accueil",
    "permanence",
    "citoyen",
    "centre",
    "culturel",
    "projet",
    "collectif",
];
const SECTIONS: [&str; 15] = [
    "Charleroi",
    "Dampremy",
    "Lodelinsart",
    "Gilly",
    "Montignies-sur-Sambre",
    "Couillet",
    "Marcinelle",
    "Mont-sur-Marchienne",
    "Marchienne-au-Pont",
    "Monceau-sur-Sambre",
    "Goutroux",
    "Roux",
    "Jumet",
    "Ransart",
    "Gosselies",
];
const CODES: [&str; 8] = [
    "library",
    "digital-space",
    "citizen-space",
    "nature",
    "museum",
    "youth-centre",
    "fracture-numerique",
    "jardinage",
];
const QUERIES: [&str; 16] = [
    "bibliothèque gilly",
    "ordi",
    "aide ordi",
    "cours de français",
    "biblotheque",
    "kour de fransé",
    "fiets",
    "جاردن",
    "réparer mon vélo",
    "soutien scolaire",
    "jardin partagé marcinelle",
    "xqzwvk",
    "repaircafe",
    "musique",
    "велосипед",
    "théatre enfants",
];

/// A small generator of numbers (xorshift), the same ones each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
    /// Small numbers often, large ones seldom, as words in a language.
    fn seldom_large(&mut self, end: usize) -> usize {
        let unit = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((end as f64).powf(unit) - 1.0) as usize
    }
}

fn made_up_words(numbers: &mut Numbers, count: usize) -> Vec<String> {
    const SYLLABLES: [&str; 24] = [
        "ba", "con", "dé", "ri", "ment", "sion", "pro", "té", "lu", "mar", "ou", "gra", "vi", "sé", "tion", "cha",
        "no", "que", "bel", "for", "eau", "pli", "qui", "ran",
    ];
    let mut word = || (0..2 + numbers.below(3)).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect();
    (0..count).map(|_| word()).collect()
}

fn fill(doc: &mut SearchDoc, numbers: &mut Numbers, words: &[String]) {
    let mut text = |count: usize| {
        let mut text = String::new();
        for _ in 0..count {
            let word = match numbers.below(3) {
                0 => REAL[numbers.seldom_large(REAL.len())],
                _ => &words[numbers.seldom_large(words.len())],
            };
            text.push_str(word);
            text.push(' ');
        }
        text
    };
    doc.clear();
    doc.push(Field::Name, &text(4));
    doc.push(Field::Description, &text(50));
    doc.push(Field::Organisation, &text(3));
    doc.push(Field::Section, SECTIONS[numbers.below(SECTIONS.len())]);
    doc.push(Field::Code, CODES[numbers.below(CODES.len())]);
}

fn measure(records: usize, lexicon: &Lexicon) -> Option<()> {
    let mut numbers = Numbers(0x2545_f491_4f6c_dd1d);
    let words = made_up_words(&mut numbers, 20_000);
    let docs: Vec<SearchDoc> = (0..records)
        .map(|_| {
            let mut doc = SearchDoc::new();
            fill(&mut doc, &mut numbers, &words);
            doc
        })
        .collect();

    let start = Instant::now();
    let mut builder = IndexBuilder::new(lexicon);
    docs.iter().for_each(|doc| builder.add(doc));
    let added = start.elapsed();
    let index = builder.finish();
    let built = start.elapsed();
    let bytes = index.into_bytes();
    let size = bytes.len();
    let start = Instant::now();
    let index = Index::from_bytes(bytes).ok()?;
    let opened = start.elapsed();

    let mut times: Vec<(Duration, String)> = Vec::new();
    for query in QUERIES {
        // Each keystroke is a query.
        for (at, _) in query.char_indices().skip(1).chain([(query.len(), ' ')]) {
            let typed = query.get(..at)?;
            // The best of three: what else the machine does is none of the search's business.
            let took = (0..3).map(|_| one_search(&index, typed, lexicon)).min()?;
            times.push((took, typed.to_owned()));
        }
    }
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map(|(time, _)| *time).unwrap_or_default();
    let (worst, slowest) = times.last()?;
    println!(
        "{records:>6} records: add {added:>9.1?}, finish {:>8.1?}, {:>7} kB, open {opened:>8.1?}, keystroke p50 {:>8.1?} p95 {:>8.1?} worst {worst:.1?} ({slowest})",
        built - added,
        size / 1000,
        at(50),
        at(95),
    );
    Some(())
}

/// How long a search takes, with its alternatives where it finds nothing.
fn one_search(index: &Index, typed: &str, lexicon: &Lexicon) -> Duration {
    let start = Instant::now();
    let result = index.search(typed, lexicon, &|_| true, 50);
    if result.total == 0 {
        index.nearest(typed, lexicon, &|_| true, 50);
    }
    start.elapsed()
}

fn main() {
    let start = Instant::now();
    let lexicon = Lexicon::starter();
    println!("lexicon read in {:.1?}", start.elapsed());
    for records in [1_000, 10_000, 50_000] {
        if measure(records, &lexicon).is_none() {
            println!("{records} records: the index could not be opened again");
        }
    }
}
