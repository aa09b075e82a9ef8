//! The index and its queries on small catalogues: what is found, in what order, and what damaged bytes do.

// Helpers of tests fail the test by panicking, as the tests themselves do.
#![allow(clippy::unwrap_used)]

use chava_search::{Field, Index, IndexBuilder, IndexError, Lexicon, SearchDoc, Segment, nearest, search};
use proptest::prelude::*;

const LEXICON: &str = "
[mots vides]
fr: le, la, les, de, des, du, à, pour
en: the, is
[idées]
@digital-space, ordinateur, informatique
fr: ordi, pc
nl: computerles
ar: حاسوب
école de devoirs, soutien scolaire
fr: aide aux devoirs, devoirs
";

fn lexicon() -> Lexicon {
    Lexicon::parse(LEXICON).unwrap()
}

fn index(docs: &[&[(Field, &str)]]) -> Index {
    let mut builder = IndexBuilder::new(&lexicon());
    let mut doc = SearchDoc::new();
    for fields in docs {
        doc.clear();
        for (field, text) in *fields {
            doc.push(*field, text);
        }
        builder.add(&doc);
    }
    builder.finish()
}

fn town() -> Index {
    use Field::{Code, Description, Name, Section};
    index(&[
        &[
            (Name, "Bibliothèque Arthur Rimbaud"),
            (Section, "Charleroi"),
            (Description, "prêt de livres, ateliers tablettes"),
        ],
        &[
            (Name, "Espace public numérique"),
            (Code, "digital-space"),
            (Section, "Gilly"),
            (Description, "quatorze postes"),
        ],
        &[
            (Name, "Repair-Café de la Docherie"),
            (Section, "Marchienne-au-Pont"),
            (Description, "réparations d’ordinateurs"),
        ],
        &[(Name, "Les Z’Hamendes"), (Description, "école de devoirs pour les 5-12 ans, cours de français")],
        &[(Name, "Quai10"), (Section, "Charleroi"), (Description, "cinéma, école du regard")],
        &[(Name, "Bibliothèque de Gilly"), (Section, "Gilly"), (Description, "prêt de livres pour enfants")],
    ])
}

fn found(index: &Index, query: &str) -> Vec<u32> {
    index.search(query, &lexicon(), &|_| true, 10).hits.iter().map(|hit| hit.doc).collect()
}

#[test]
fn words_are_found_whatever_their_form() {
    let town = town();
    for (query, first) in [
        ("rimbaud", 0),
        ("BIBLIOTHEQUE rimbaud", 0),
        ("gilly bibliothèques", 5),
        ("bibli rimb", 0),
        ("l'espace numériques", 1),
        ("réparer", 2),
        ("biblothèque rimbaud", 0),
        ("bibliotek gilly", 5),
        ("zhamendes", 3),
        ("repaircafe", 2),
        ("repair cafe", 2),
        ("quai 10", 4),
        ("fransé", 3),
        ("kour de fransé", 3),
        ("lordinateur", 2),
        ("rimbuad", 0),
    ] {
        assert_eq!(found(&town, query).first(), Some(&first), "{query}");
    }
}

#[test]
fn synonyms_aim_at_codes_words_and_expressions() {
    let town = town();
    assert_eq!(found(&town, "ordi"), [1, 2]);
    assert_eq!(found(&town, "computerles"), [1, 2]);
    assert_eq!(found(&town, "الحاسوب"), [1, 2]);
    assert_eq!(found(&town, "aide aux devoirs"), [3]);
    assert_eq!(found(&town, "@digital-space").first(), Some(&1), "codes are no words one can type");
}

#[test]
fn documents_with_all_the_words_come_first() {
    let town = town();
    let all = town.search("prêt livres gilly", &lexicon(), &|_| true, 10);
    assert_eq!(all.hits[0].doc, 5);
    assert!(!all.relaxed);
    let some = town.search("rimbaud zzyzx", &lexicon(), &|_| true, 10);
    assert_eq!(some.hits[0].doc, 0);
    assert!(some.relaxed);
}

#[test]
fn filters_count_and_limits_do_not() {
    let town = town();
    let kept = town.search("bibliothèque", &lexicon(), &|doc| doc != 0, 10);
    assert_eq!((kept.total, kept.hits[0].doc), (1, 5));
    let limited = town.search("bibliothèque", &lexicon(), &|_| true, 1);
    assert_eq!((limited.total, limited.hits.len()), (2, 1));
}

#[test]
fn there_is_always_something_near() {
    let town = town();
    let near = town.nearest("rambeau", &lexicon(), &|_| true, 3);
    assert!(near.relaxed && !near.hits.is_empty());
    assert_eq!(town.nearest("图书馆", &lexicon(), &|_| true, 3).hits.len(), 3);
    assert!(town.nearest("rimbaud", &lexicon(), &|_| false, 3).hits.is_empty());
}

#[test]
fn segments_answer_as_one_index() {
    let (base, recent) = (town(), index(&[&[(Field::Name, "Bibliothèque Langlois")]]));
    let late = &|_| false;
    let segments =
        [Segment { index: &base, keep: &|doc| doc != 0, late }, Segment { index: &recent, keep: &|_| true, late }];
    let result = search(&segments, "bibliotheque", &lexicon(), 10);
    let mut hits: Vec<_> = result.hits.iter().map(|hit| (hit.segment, hit.doc)).collect();
    hits.sort_unstable();
    assert_eq!(hits, [(0, 5), (1, 0)]);
    assert_eq!(nearest(&segments, "langloi", &lexicon(), 1).hits[0].segment, 1);
}

#[test]
fn of_equal_answers_the_late_ones_come_after_the_others() {
    let twins = index(&[
        &[(Field::Name, "Bibliothèque")],
        &[(Field::Name, "Bibliothèque")],
        &[(Field::Name, "Bibliothèque Langlois")],
    ]);
    let order = |late: &dyn Fn(u32) -> bool, query: &str| {
        let segments = [Segment { index: &twins, keep: &|_| true, late }];
        search(&segments, query, &lexicon(), 10).hits.iter().map(|hit| hit.doc).collect::<Vec<_>>()
    };
    assert_eq!(order(&|_| false, "bibliotheque")[..2], [0, 1]);
    assert_eq!(order(&|doc| doc == 0, "bibliotheque")[..2], [1, 0]);
    // What answers better comes first, late or not.
    assert_eq!(order(&|doc| doc == 2, "bibliotheque langlois")[0], 2);
}

#[test]
fn bytes_come_back_and_damage_is_noticed() {
    let town = town();
    let bytes = town.to_bytes().to_vec();
    let back = Index::from_bytes(bytes.clone()).unwrap();
    assert_eq!(back.len(), 6);
    assert_eq!(found(&back, "bibliothèque gilly"), found(&town, "bibliothèque gilly"));
    assert_eq!(Index::from_bytes(Vec::new()).err(), Some(IndexError::NotAnIndex));
    let mut newer = bytes.clone();
    newer[4] = 99;
    assert_eq!(Index::from_bytes(newer).err(), Some(IndexError::Version { found: 99 }));
    for at in (8..bytes.len()).step_by(7) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert_eq!(Index::from_bytes(damaged).err(), Some(IndexError::Damaged), "byte {at}");
        assert_eq!(Index::from_bytes(bytes[..at].to_vec()).err(), Some(IndexError::Damaged));
    }
}

#[test]
fn faults_of_the_synonym_file_name_their_lines() {
    let faults = Lexicon::parse("ordi\n[idées]\nfr: pc\n@Bad Code, mot\nxx: mot\nfr: un,,deux\n[autre]").unwrap_err();
    let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 3, 4, 5, 6, 7]);
    assert!(faults.iter().all(|fault| !fault.message.is_empty()));
}

proptest! {
    #[test]
    fn any_query_has_an_answer(query in "\\PC{0,60}", limit in 0usize..20) {
        let town = town();
        let result = town.search(&query, &lexicon(), &|_| true, limit);
        prop_assert!(result.hits.len() <= limit && result.hits.len() <= result.total as usize);
        prop_assert!(result.hits.iter().all(|hit| hit.score.is_finite() && hit.doc < 6));
        prop_assert_eq!(&result, &town.search(&query, &lexicon(), &|_| true, limit));
        if limit > 0 {
            prop_assert!(!town.nearest(&query, &lexicon(), &|_| true, limit).hits.is_empty());
        }
    }

    #[test]
    fn any_document_is_found_by_its_words(words in prop::collection::vec("[a-zéèçœ]{3,12}", 1..8)) {
        let text = words.join(" ");
        let index = index(&[&[(Field::Description, &text)], &[(Field::Name, "autre chose")]]);
        let hits = found(&index, &text);
        prop_assert_eq!(hits.first(), Some(&0));
    }

    #[test]
    fn any_bytes_are_an_index_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Index::from_bytes(bytes).is_err());
    }
}
