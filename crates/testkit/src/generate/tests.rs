use std::collections::{BTreeMap, BTreeSet};

use chava_catalogue::document::{Modified, snapshot_records};
use chava_catalogue::hours::Hours;
use chava_catalogue::records::{Place, Session};
use chava_catalogue::recurrence::check_rule;
use chava_catalogue::sections::section;
use chava_catalogue::validate::{Fault, Known, validate};

use super::*;

fn sizes() -> [(usize, usize); 5] {
    [(0, 0), (0, 5), (1, 3), (10, 0), (2_000, 4_000)]
}

#[test]
fn every_generated_document_is_without_fault() {
    for (places, sessions) in sizes() {
        let document = generate(places, sessions, 7);
        let count = |kind: Kind| document.records.iter().filter(|r| r.kind == kind).count();
        assert_eq!(count(Kind::Place), places);
        assert_eq!(count(Kind::Session), if places == 0 { 0 } else { sessions });
        let text = document.write(Modified::Omitted);
        let faults = validate(&serde_json::from_str(&text).unwrap(), &Known::default());
        let blocking: Vec<_> = faults.iter().filter(|f| f.blocks()).map(Fault::to_string).collect();
        assert_eq!(blocking, [""; 0]);
        assert_eq!(snapshot_records(text.as_bytes()).unwrap().len(), document.records.len());
        assert_eq!(Document::parse(&text).unwrap(), document);
    }
}

#[test]
fn the_same_arguments_give_the_same_bytes_for_ever() {
    let text = |seed| generate(40, 60, seed).write(Modified::Omitted);
    assert_eq!(text(7), text(7));
    assert_ne!(text(7), text(8));
    assert_eq!(chava_catalogue::digest::sha256_hex(text(7).as_bytes()), PINNED);
}

/// Changing this on purpose makes figures of benchmarks incomparable with older ones.
const PINNED: &str = "520a1e49c358bab57a9d638fbd07bdbc3cb391ed0c7e7c41e57bbe8aefb4a423";

#[test]
fn it_has_all_that_makes_real_catalogues_hard() {
    let document = generate(2_000, 4_000, 1);
    let views = |kind: Kind| document.records.iter().filter(move |r| r.kind == kind);
    let places: Vec<Place> = views(Kind::Place).map(|r| r.view().unwrap()).collect();
    let unread = places.iter().filter_map(|p| p.opening_hours.as_deref()).filter(|h| Hours::parse(h).is_err()).count();
    let without = places.iter().filter(|p| p.opening_hours.is_none()).count();
    assert!((5..120).contains(&unread), "{unread} unreadable hours");
    assert!((600..1_000).contains(&without), "{without} places without hours");
    let sections: BTreeSet<_> = places.iter().filter_map(|p| p.address.section.clone()).collect();
    assert_eq!(sections.len(), 15);
    for place in &places {
        if let (Some(name), Some(at)) = (&place.address.section, &place.position) {
            let section = section(name).unwrap();
            assert!(
                (section.south..=section.north).contains(&at.lat) && (section.west..=section.east).contains(&at.lon)
            );
            assert_eq!(place.address.postal_code.as_deref(), Some(section.postal_code));
        }
    }
    let sessions: Vec<Session> = views(Kind::Session).map(|r| r.view().unwrap()).collect();
    let rules = sessions.iter().filter_map(|s| s.rrule.as_deref());
    let rarer = rules.clone().filter(|rule| check_rule(rule).is_err()).count();
    assert!((20..200).contains(&rarer) && rules.count() > 1_800, "{rarer} rarer rules");
    assert!(sessions.iter().filter(|s| s.start.len() == 10).count() > 200, "sessions without an hour");
    assert!(sessions.iter().filter(|s| s.offer_id.is_none()).count() > 600, "sessions without an offer");
    assert!(views(Kind::Notice).count() > 30 && views(Kind::Reply).count() > 3);
    let kinds: BTreeMap<_, _> = places.iter().map(|p| (p.place_type.as_str(), ())).collect();
    assert!(kinds.len() == 22 && places.iter().all(|p| p.place_type.is_known()));
}
