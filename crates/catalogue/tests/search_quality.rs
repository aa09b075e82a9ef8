//! How good the search is over the real catalogue: nDCG@10 by group of judged queries, each with a floor.
//!
//! The judged places were chosen by reading the catalogue. Rows marked R served to tune the ranking and the synonyms,
//! rows marked V only to check them. Every hit counts, whatever its kind; what isn't a judged place counts nothing.

// Helpers of tests fail the test by panicking, as the tests themselves do.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use chava_catalogue::id::Id;
use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind, Offer, Organisation, Place, Record, Session, Theme};
use chava_catalogue::search::{self, Field, Index, IndexBuilder, Lexicon, Lookup, SearchDoc, Searched as _};
use chava_catalogue::text::Text;
use chava_catalogue::vocabulary::{Accessibility, Audience, CostKind, Facility, OfferType, PlaceType, SessionType};
use serde::Deserialize;

const CATALOGUE: &str = include_str!("../../../assets/catalogue/charleroi.json");
const QUERIES: &str = include_str!("search/requetes.tsv");

#[derive(Deserialize)]
struct Catalogue {
    themes: Vec<Theme>,
    organisations: Vec<Organisation>,
    places: Vec<Place>,
    offers: Vec<Offer>,
    sessions: Vec<Session>,
}

impl Lookup for Catalogue {
    fn name(&self, kind: &Kind, id: &Id) -> Option<&str> {
        match kind {
            Kind::Organisation => self.organisations.iter().find(|o| o.id == *id).map(|o| &*o.name),
            Kind::Place => self.places.iter().find(|p| p.id == *id).map(|p| &*p.name),
            Kind::Offer => self.offers.iter().find(|o| o.id == *id).map(|o| o.title.get(&Language::French)),
            _ => None,
        }
    }
    fn topic(&self, id: &Id) -> Option<&Text> {
        self.themes.iter().flat_map(|theme| &theme.topics).find(|topic| topic.id == *id).map(|topic| &topic.label)
    }
    fn section(&self, place: &Id) -> Option<&str> {
        self.places.iter().find(|p| p.id == *place)?.address.section.as_deref()
    }
}

struct Searchable {
    index: Index,
    lexicon: Lexicon,
    ids: Vec<String>,
}

impl Searchable {
    fn charleroi() -> Self {
        let catalogue: Catalogue = serde_json::from_str(CATALOGUE).unwrap();
        let lexicon = Lexicon::starter();
        let mut builder = IndexBuilder::new(&lexicon);
        let mut doc = SearchDoc::new();
        let mut ids = Vec::new();
        for place in &catalogue.places {
            place.fill(&mut doc, &catalogue);
            builder.add(&doc);
            ids.push(place.id.to_string());
        }
        for offer in &catalogue.offers {
            offer.fill(&mut doc, &catalogue);
            builder.add(&doc);
            ids.push(format!("offer/{}", offer.id));
        }
        for session in &catalogue.sessions {
            session.fill(&mut doc, &catalogue);
            builder.add(&doc);
            ids.push(format!("session/{}", session.id));
        }
        for organisation in &catalogue.organisations {
            organisation.fill(&mut doc, &catalogue);
            builder.add(&doc);
            ids.push(format!("organisation/{}", organisation.id));
        }
        Self { index: builder.finish(), lexicon, ids }
    }

    fn hits(&self, query: &str, places_only: bool) -> Vec<&str> {
        let keep = |doc: u32| !places_only || !self.ids[doc as usize].contains('/');
        let mut result = self.index.search(query, &self.lexicon, &keep, 10);
        if result.total == 0 {
            result = self.index.nearest(query, &self.lexicon, &keep, 10);
        }
        result.hits.iter().map(|hit| self.ids[hit.doc as usize].as_str()).collect()
    }
}

fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    grades.take(10).zip(2u32..).map(|(grade, rank)| f64::from((1 << grade) - 1) / f64::from(rank).log2()).sum()
}

struct Judged<'a> {
    group: &'a str,
    tuned: bool,
    query: &'a str,
    grades: BTreeMap<&'a str, u32>,
}

fn judged() -> Vec<Judged<'static>> {
    let rows = QUERIES.lines().filter(|line| !line.starts_with('#'));
    rows.map(|line| {
        let columns: Vec<_> = line.split('\t').collect();
        let grades = columns[3].split(' ').map(|judged| judged.split_once(':').unwrap());
        Judged {
            group: columns[0],
            tuned: columns[1] == "R",
            query: columns[2],
            grades: grades.map(|(id, grade)| (id, grade.parse().unwrap())).collect(),
        }
    })
    .collect()
}

fn ndcg(hits: &[&str], grades: &BTreeMap<&str, u32>) -> f64 {
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    gain(hits.iter().map(|id| grades.get(id).copied().unwrap_or(0))) / gain(ideal.into_iter())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// The least nDCG@10 of each group, a little under what is reached.
const FLOORS: [(&str, f64); 13] = [
    ("noms", 0.97),
    ("fautes", 0.85),
    ("sms", 0.92),
    ("populaire", 0.82),
    ("plusieurs mots", 0.81),
    ("sections", 0.95),
    ("nl", 0.90),
    ("en", 0.89),
    ("it", 0.91),
    ("tr", 0.92),
    ("ar", 0.90),
    ("uk", 0.92),
    ("ro", 0.91),
];

#[test]
fn residents_find_what_they_look_for() {
    let charleroi = Searchable::charleroi();
    let mut by_group: BTreeMap<&str, [Vec<f64>; 3]> = BTreeMap::new();
    let mut all = [Vec::new(), Vec::new(), Vec::new()];
    for row in judged() {
        let hits = charleroi.hits(row.query, false);
        let places = charleroi.hits(row.query, true);
        let score = ndcg(&hits, &row.grades);
        let group = by_group.entry(row.group).or_default();
        for list in [&mut *group, &mut all] {
            list[usize::from(!row.tuned)].push(score);
            list[2].push(ndcg(&places, &row.grades));
        }
        println!("{score:.2} {} {} «{}» {:?}", row.group, if row.tuned { 'R' } else { 'V' }, row.query, hits);
    }
    println!("group | tuned on | only checked | places alone");
    for (group, [tuned, checked, places]) in &by_group {
        println!("{group} | {:.3} | {:.3} | {:.3}", mean(tuned), mean(checked), mean(places));
    }
    println!("all | {:.3} | {:.3} | {:.3}", mean(&all[0]), mean(&all[1]), mean(&all[2]));
    for (group, floor) in FLOORS {
        let [tuned, checked, _] = &by_group[group];
        let reached = (tuned.iter().sum::<f64>() + checked.iter().sum::<f64>()) / (tuned.len() + checked.len()) as f64;
        assert!(reached >= floor, "{group}: {reached:.3} is under {floor}");
    }
    let [tuned, checked, _] = all.map(|scores| mean(&scores));
    assert!(tuned >= 0.90 && checked >= 0.89, "over all groups: {tuned:.3} and {checked:.3}");
}

#[test]
fn the_judged_queries_name_places_that_exist() {
    let charleroi = Searchable::charleroi();
    let judged = judged();
    assert!(judged.len() >= 150);
    for row in judged {
        for id in row.grades.keys() {
            assert!(charleroi.ids.iter().any(|known| known == id), "{id}");
        }
    }
}

#[test]
fn the_synonyms_aim_at_codes_that_exist() {
    let catalogue: Catalogue = serde_json::from_str(CATALOGUE).unwrap();
    let topics = catalogue.themes.iter().flat_map(|theme| theme.topics.iter().map(|topic| topic.id.as_str()));
    let mut known: Vec<&str> = topics.chain(catalogue.themes.iter().map(|theme| theme.id.as_str())).collect();
    known.extend(PlaceType::ALL.iter().map(PlaceType::as_str));
    known.extend(OfferType::ALL.iter().map(OfferType::as_str));
    known.extend(SessionType::ALL.iter().map(SessionType::as_str));
    known.extend(Audience::ALL.iter().map(Audience::as_str));
    known.extend(Facility::ALL.iter().map(Facility::as_str));
    known.extend(Accessibility::ALL.iter().map(Accessibility::as_str));
    known.extend(CostKind::ALL.iter().map(CostKind::as_str));
    for code in Lexicon::starter().codes() {
        assert!(known.contains(&code), "@{code}");
    }
}

#[test]
fn a_record_is_searched_by_what_its_json_says() {
    let catalogue: Catalogue = serde_json::from_str(CATALOGUE).unwrap();
    let json = r#"{"id":"p","name":"Chez nous","placeType":"library","themes":[],"topics":["musique"],"address":{"section":"Roux"}}"#;
    let mut doc = SearchDoc::new();
    let record = |kind, json: &str| Record { kind, id: Id::from("p"), modified: 1, json: json.into() };
    assert!(search::fill(&record(Kind::Place, json), &mut doc, &catalogue).unwrap());
    let fields: Vec<_> = doc.fields().collect();
    for expected in
        [(Field::Name, "Chez nous"), (Field::Code, "library"), (Field::Topic, "Musique"), (Field::Section, "Roux")]
    {
        assert!(fields.contains(&expected), "{expected:?} in {fields:?}");
    }
    assert!(!search::fill(&record(Kind::Theme, "{}"), &mut doc, &catalogue).unwrap());
    assert!(search::fill(&record(Kind::Offer, "{}"), &mut doc, &catalogue).is_err());
}

#[test]
fn the_synonym_file_has_no_fault() {
    let file = include_str!("../../../assets/search/synonymes.txt");
    assert_eq!(Lexicon::parse(file).err(), None);
}
