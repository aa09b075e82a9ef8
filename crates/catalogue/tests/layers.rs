//! A catalogue that grew by changes must read exactly like one built afresh from the same records.

#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use chava_catalogue::catalogue::{Build, Catalogue, Derived, Version};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::geo::Point;
use chava_catalogue::live::LiveSet;
use chava_catalogue::query::{AccessFilter, CostFilter, Hit, Match, Query, When};
use chava_catalogue::records::{Kind, Record};
use chava_catalogue::segment::{LogWriter, Segment};
use proptest::prelude::*;

const WORDS: [&str; 6] = ["Atelier", "Vélo", "Écriture", "Potager", "Ordinateur", "Jardin"];
const SECTIONS: [&str; 3] = ["Gilly", "Jumet", "Roux"];
const THEMES: [&str; 3] = ["education-numerique", "culture-art-citoyennete", "nature"];

/// A change to one of a few records: none deletes it.
type Step = (Kind, u8, Option<u32>);

fn step() -> impl Strategy<Value = Step> {
    let kinds = prop::sample::select(vec![
        Kind::Place,
        Kind::Offer,
        Kind::Session,
        Kind::Organisation,
        Kind::Notice,
        Kind::Call,
        Kind::Theme,
        Kind::Other("bench".into()),
    ]);
    (kinds, 0u8..6, prop::option::weighted(0.8, any::<u32>()))
}

/// A record whose every field follows from a seed.
fn json(kind: &Kind, n: u8, seed: u32) -> String {
    let pick = |shift: u32, of: usize| (seed >> shift) as usize % of;
    let word = format!("{} {}", WORDS[pick(0, 6)], WORDS[pick(3, 6)]);
    let theme = THEMES[pick(5, 3)];
    let cost = ["", r#","cost":{"kind":"free"}"#, r#","cost":{"kind":"conditional"}"#, r#","cost":{"kind":"paid"}"#]
        [pick(7, 4)];
    let access = ["", r#","access":["walk-in"]"#][pick(9, 2)];
    let id = format!("r{n}");
    match kind {
        Kind::Place => {
            let section = SECTIONS[pick(10, 3)];
            let steps = ["", r#","accessibility":["step-free"]"#][pick(12, 2)];
            let hours =
                ["", r#","openingHours":"Mo-Fr 09:00-17:00""#, r#","openingHours":"Sa 10:00-12:00""#][pick(13, 3)];
            let organisation = pick(15, 6);
            let position = [
                "",
                r#","position":{"lat":50.41,"lon":4.44,"precision":"exact"}"#,
                r#","position":{"lat":50.46,"lon":4.40,"precision":"district"}"#,
            ][pick(18, 3)];
            format!(
                r#"{{"id":"{id}","name":"{word}","placeType":"library","themes":["{theme}"],"organisationId":"r{organisation}","address":{{"section":"{section}"}}{cost}{access}{steps}{hours}{position}}}"#
            )
        }
        Kind::Offer => {
            let (a, b) = (pick(10, 6), pick(13, 6));
            format!(
                r#"{{"id":"{id}","title":"{word}","offerType":"course","themes":["{theme}"],"placeIds":["r{a}","r{b}"],"organisationId":"r{b}"{cost}{access}}}"#
            )
        }
        Kind::Session => {
            let of = [format!(r#""offerId":"r{}""#, pick(10, 6)), format!(r#""title":"{word}""#)];
            let rule = [
                "",
                r#","rrule":"FREQ=WEEKLY;BYDAY=MO,SA""#,
                r#","rrule":"FREQ=WEEKLY;COUNT=3""#,
                r#","rrule":"FREQ=OFTEN""#,
            ][pick(13, 4)];
            let day = 1 + pick(15, 28);
            let exdates = ["", r#","exdates":["2026-11-23"]"#][pick(20, 2)];
            let status = ["", r#","status":"cancelled""#, r#","status":"odd""#][pick(21, 3)];
            format!(
                r#"{{"id":"{id}",{},"placeId":"r{}","start":"2026-11-{day:02}T10:00"{rule}{exdates}{status}{cost}}}"#,
                of[pick(23, 2)],
                pick(24, 6)
            )
        }
        Kind::Organisation => format!(r#"{{"id":"{id}","name":"{word}","themes":["{theme}"]}}"#),
        Kind::Notice => format!(
            r#"{{"id":"{id}","about":{{"kind":"{}","id":"r{}"}},"noticeType":"closure","from":"2026-11-20","to":"2026-11-25","text":"x"}}"#,
            ["place", "offer", "session"][pick(10, 3)],
            pick(12, 6)
        ),
        Kind::Call => {
            format!(r#"{{"id":"{id}","title":"{word}","text":"x","closes":"2026-12-{:02}"}}"#, 1 + pick(10, 28))
        }
        Kind::Theme => format!(r#"{{"id":"{id}","label":"{word}","workingGroup":{}}}"#, 1 + pick(10, 3)),
        _ => format!(r#"{{"id":"{id}","odd":{seed}}}"#),
    }
}

fn build(live: &LiveSet, base: Option<Arc<Derived>>) -> Catalogue {
    let mut build = Build::new(live.clone(), base);
    while !build.step(3) {}
    build.finish()
}

/// Everything that a catalogue answers, as text.
fn answers(catalogue: &Catalogue) -> Vec<String> {
    let mut all = vec![format!("{:?} {}", catalogue.sections(), catalogue.live().digest())];
    for kind in Kind::ALL {
        all.push(format!("{kind:?} {} {:?}", catalogue.count(kind), catalogue.list(kind, 0, 99)));
        all.push(format!("{:?}", catalogue.list(kind, 2, 2)));
        for n in 0..6 {
            let id = format!("r{n}");
            all.push(format!("{:?} {:?}", catalogue.record(kind, &id), catalogue.name_of(kind, &id)));
            all.push(format!("{:?}", catalogue.notices_about(kind, &id)));
        }
    }
    for n in 0..6 {
        let id = format!("r{n}");
        all.push(format!("{:?} {:?}", catalogue.offers_at(&id), catalogue.sessions_at(&id)));
        all.push(format!("{:?} {:?}", catalogue.sessions_of_offer(&id), catalogue.places_of(&id)));
        all.push(format!("{:?} {:?}", catalogue.offers_of(&id), catalogue.session(&id)));
    }
    all.push(format!("{:?} {:?}", catalogue.calls(), catalogue.themes()));
    let day = |text| Date::parse(text).unwrap();
    for here in [None, Some(Point::at(50.42, 4.43))] {
        for row in catalogue.places(&Query::default(), DateTime::parse("2026-11-22T12:00").unwrap(), here) {
            all.push(format!("{here:?} {} {:?}", catalogue.place_id(row), catalogue.spot(row)));
        }
    }
    all.push(format!("{:?}", catalogue.agenda(day("2026-11-20"), day("2026-12-20"))));
    all
}

/// The hits of many queries, as sets: with other documents beside them, scores may differ in their last digits.
fn searches(catalogue: &Catalogue) -> Vec<(Query, Match, usize, Vec<String>)> {
    let now = DateTime::parse("2026-11-22T12:00").unwrap();
    let mut queries = Vec::new();
    for words in ["", "velo", "atelier jardin"] {
        let plain = Query { words: words.into(), ..Query::default() };
        queries.push(Query { theme: Some("nature".into()), ..plain.clone() });
        queries.push(Query { section: Some("Gilly".into()), ..plain.clone() });
        queries.extend(When::ALL.iter().map(|when| Query { when: Some(when.clone()), ..plain.clone() }));
        queries.extend(CostFilter::ALL.iter().map(|cost| Query { cost: Some(cost.clone()), ..plain.clone() }));
        queries.extend(AccessFilter::ALL.iter().map(|access| Query { access: Some(access.clone()), ..plain.clone() }));
        queries.push(plain);
    }
    let answer = |query: Query| {
        let hits = catalogue.search(&query, now, 0, 999);
        assert_eq!(hits.total, hits.hits.len());
        let mut ids: Vec<_> = hits.hits.iter().map(|hit| format!("{:?}", hit)).collect();
        ids.sort();
        let once = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), once, "a hit comes once");
        (query, hits.matched, hits.total, ids)
    };
    queries.into_iter().map(answer).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_grown_catalogue_reads_like_a_fresh_one(
        first in prop::collection::vec(step(), 0..40),
        later in prop::collection::vec(prop::collection::vec(step(), 1..8), 0..4),
    ) {
        let mut truth: BTreeMap<(Kind, u8), Record> = BTreeMap::new();
        let mut change = 0;
        let mut take = |truth: &mut BTreeMap<(Kind, u8), Record>, (kind, n, seed): &Step, log: &mut LogWriter| {
            change += 1;
            let id = format!("r{n}");
            match seed {
                Some(seed) => {
                    let json = json(kind, *n, *seed);
                    log.live(kind.as_str(), &id, change, json.as_bytes());
                    let record = Record { kind: kind.clone(), id: id.as_str().into(), modified: change, json: json.into() };
                    truth.insert((kind.clone(), *n), record);
                }
                None => {
                    log.deleted(kind.as_str(), &id, change);
                    truth.remove(&(kind.clone(), *n));
                }
            }
        };
        let mut log = LogWriter::default();
        for step in &first {
            take(&mut truth, step, &mut log);
        }
        let base = Segment::from_records(&truth.values().cloned().collect::<Vec<_>>()).unwrap();
        let mut live = LiveSet::new(Version::default(), Arc::new(base), Arc::default());
        let mut grown = build(&live, None);
        for page in &later {
            let mut log = LogWriter::default();
            for step in page {
                take(&mut truth, step, &mut log);
            }
            live = live.apply(Version::default(), &log.into_bytes()).unwrap();
            grown = build(&live, Some(Arc::clone(grown.base_derived())));
        }
        let fresh = Catalogue::new(Version::default(), truth.into_values().collect());
        prop_assert_eq!(answers(&grown), answers(&fresh));
        let (ours, theirs) = (searches(&grown), searches(&fresh));
        let mut fresh_names = BTreeMap::new();
        for kind in [Kind::Place, Kind::Offer, Kind::Session, Kind::Organisation] {
            for id in fresh.list(&kind, 0, 99) {
                // A session counts by its own title only: its offer's is the offer's.
                let own = fresh.session(id.as_str()).is_none_or(|s| kind != Kind::Session || s.title.is_some());
                let name = fresh.name_of(&kind, id.as_str()).filter(|_| own).unwrap_or_default();
                fresh_names.insert(format!("{:?}", Hit { kind: kind.clone(), id }), name);
            }
        }
        for (ours, theirs) in ours.iter().zip(&theirs) {
            if ours.0.words.is_empty() {
                prop_assert_eq!(ours, theirs);
            }
        }
        let velo = Query { words: "velo".into(), ..Query::default() };
        for (ours, theirs) in ours.iter().zip(&theirs).filter(|(ours, _)| ours.0 == velo) {
            // The base knows a linked record by the name it had then, until it is made anew; its own it knows.
            let own = |ids: &[String]| {
                let named = |id: &&String| fresh_names.get(*id).is_some_and(|name| name.contains("Vélo"));
                ids.iter().filter(named).cloned().collect::<Vec<_>>()
            };
            if ours.1 != Match::Nearest && theirs.1 != Match::Nearest {
                prop_assert_eq!(own(&ours.3), own(&theirs.3));
            }
            prop_assert_eq!(ours.2 > 0, theirs.2 > 0);
        }

        // And it survives the way through the store.
        let written = grown.base_derived().to_bytes(grown.live().base());
        let mut text = grown.live().base().text().to_vec();
        let (segment, derived) = Derived::open(&mut text, &written).unwrap();
        let opened = LiveSet::new(Version::default(), Arc::new(segment), Arc::clone(grown.live().recent()));
        let opened = build(&opened, Some(Arc::new(derived)));
        prop_assert_eq!(answers(&opened), answers(&grown));
        prop_assert_eq!(searches(&opened), searches(&grown));
    }
}

#[test]
fn damaged_derived_data_is_refused_and_the_text_comes_back() {
    let text =
        br#"{"places":[{"id":"a","modified":1,"name":"A","placeType":"library","themes":[],"address":{}}]}"#.to_vec();
    let catalogue = Catalogue::from_document(Version::default(), text.clone()).unwrap();
    let written = catalogue.base_derived().to_bytes(catalogue.live().base());
    for cut in 0..written.len() {
        let mut back = text.clone();
        assert!(Derived::open(&mut back, &written[..cut]).is_none(), "{cut}");
        assert_eq!(back, text);
    }
    let mut longer = [&text[..], b" "].concat();
    assert!(Derived::open(&mut longer, &written).is_none());
}

#[test]
fn a_catalogue_can_be_shared_among_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Catalogue>();
}
