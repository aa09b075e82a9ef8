//! The committed starter catalogue: whole, well-formed, sourced, and without a reference that leads nowhere.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is not as it should be")]

use std::collections::{BTreeMap, BTreeSet};

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::id::Id;
use chava_catalogue::language::Language;
use chava_catalogue::records::{
    Call, Cost, Kind, Need, Notice, Offer, Organisation, Phone, Place, Reply, Session, Source, Theme,
};
use chava_catalogue::vocabulary::{PlaceType, Precision};
use serde::Deserialize;
use serde_json::Value;

const DOCUMENT: &str = include_str!("../../../assets/catalogue/charleroi.json");
const LEARNING_CITY: &str = include_str!("../../../assets/catalogue/ville-apprenante.json");
const GEOGRAPHY: &str = include_str!("../../../assets/geo/charleroi.json");

const SECTIONS: [&str; 15] = [
    "Charleroi",
    "Couillet",
    "Dampremy",
    "Gilly",
    "Gosselies",
    "Goutroux",
    "Jumet",
    "Lodelinsart",
    "Marchienne-au-Pont",
    "Marcinelle",
    "Monceau-sur-Sambre",
    "Mont-sur-Marchienne",
    "Montignies-sur-Sambre",
    "Ransart",
    "Roux",
];

/// The municipalities beside Charleroi in which some places lie.
const NEIGHBOURS: [&str; 3] = ["Châtelet", "Fontaine-l’Évêque", "Gerpinnes"];

/// The subjects of the learning city's workshops.
const WORKSHOPS: [&str; 7] =
    ["fracture-numerique", "parascolaire", "orientation", "ecriture", "alimentation", "mobilite", "logement"];

/// Organisations, and events that became sessions, calls or offers: links to them must not break.
const KEPT_ORGANISATIONS: &str = "\
    action-vivre-ensemble campus-partners chana-asbl cheminsdesterrils cpas-charleroi cric-asbl \
    ecoles-de-devoirs eden-asbl epn-de-wallonie funoc-asbl helha-org la-sambrienne monceau-fontaines-asbl \
    mpa-asbl province-hainaut repair-together reseau-jaquady saw-b universite-ouverte-asbl ville-de-charleroi";
const KEPT_EVENTS: &str = "\
    academie-eveil academie-inscriptions ajmo-aire-familles ancre-ado ancre-adultes apero-litteraire \
    archives-visite-2024 assemblee-citoyenne-charleroi atelier-fripes-dampremy bois-du-cazier-2022 \
    bois-du-cazier-premier-dimanche boucle-noire-2021 bps22-premier-dimanche brun-chene-balade \
    brun-chene-gestion bus-anglais-hiver charleroi-academy clic-ateliers conseil-communal-citoyen-2018 \
    conseil-communal-citoyen-2023 d-co-geek electra-2021 ete-solidaire-piges-2025 femmes-de-mars fle-fadd \
    fle-sam initiatives-citoyennes-2022 initiatives-citoyennes-2024 lire-dans-les-parcs moc-logement \
    mpa-aire-emile-idee mpa-plus-2023 mpa-rencontre-2026-02 musee-photo-premier-dimanche outre-mondes-2022 \
    passe-a-la-maison potager-zoe-vendredi quai10-dimanche-familles quartier-dore-inauguration \
    quartiers-seniors-2023 rayon-pret remise-diplomes-ris-2023 rentree-campus-u repair-chatelet repair-docherie \
    repair-forchies repair-mobile-2022 salon-enseignement-superieur salon-inclusion-numerique \
    salon-seniors-2023 semaine-alpha soutien-fadd stage-climat tous-connectes-2024 udec-mercredi \
    vendanges-martinet";

#[derive(Deserialize)]
struct Document {
    format: String,
    version: u32,
    license: String,
    themes: Vec<Theme>,
    organisations: Vec<Organisation>,
    places: Vec<Place>,
    offers: Vec<Offer>,
    sessions: Vec<Session>,
    notices: Vec<Notice>,
    calls: Vec<Call>,
    needs: Vec<Need>,
    replies: Vec<Reply>,
}

fn document() -> Document {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn value() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

impl Document {
    /// The ids of one kind, in the order of the document.
    fn ids(&self, kind: &Kind) -> Vec<&Id> {
        match kind {
            Kind::Theme => self.themes.iter().map(|r| &r.id).collect(),
            Kind::Organisation => self.organisations.iter().map(|r| &r.id).collect(),
            Kind::Place => self.places.iter().map(|r| &r.id).collect(),
            Kind::Offer => self.offers.iter().map(|r| &r.id).collect(),
            Kind::Session => self.sessions.iter().map(|r| &r.id).collect(),
            Kind::Notice => self.notices.iter().map(|r| &r.id).collect(),
            Kind::Call => self.calls.iter().map(|r| &r.id).collect(),
            Kind::Need => self.needs.iter().map(|r| &r.id).collect(),
            Kind::Reply => self.replies.iter().map(|r| &r.id).collect(),
            Kind::Other(kind) => panic!("unknown kind {kind}"),
        }
    }

    fn set(&self, kind: &Kind) -> BTreeSet<&str> {
        self.ids(kind).into_iter().map(Id::as_str).collect()
    }

    /// The theme of each topic.
    fn topics(&self) -> BTreeMap<&str, &str> {
        self.themes.iter().flat_map(|t| t.topics.iter().map(|topic| (topic.id.as_str(), t.id.as_str()))).collect()
    }
}

#[test]
fn the_document_is_whole() {
    let document = document();
    assert_eq!((document.format.as_str(), document.version), ("chava-catalogue", 1));
    assert_eq!(document.license, "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!((document.themes.len(), document.places.len()), (3, 169));
    let organisations = document.set(&Kind::Organisation);
    for id in KEPT_ORGANISATIONS.split_whitespace() {
        assert!(organisations.contains(id), "{id} is gone");
    }
    let events = [Kind::Session, Kind::Call, Kind::Offer].map(|kind| document.set(&kind));
    assert_eq!(KEPT_EVENTS.split_whitespace().count(), 56);
    for id in KEPT_EVENTS.split_whitespace() {
        assert_eq!(events.iter().filter(|ids| ids.contains(id)).count(), 1, "{id} is gone or there twice");
    }
    assert!(document.offers.len() >= 150, "{} offers", document.offers.len());
}

#[test]
fn ids_are_well_formed_and_unique_within_their_kind() {
    let document = document();
    for kind in Kind::ALL {
        let ids = document.ids(kind);
        for id in &ids {
            assert!(Id::is_well_formed(id.as_str()), "{kind:?} {id}");
        }
        assert_eq!(document.set(kind).len(), ids.len(), "{kind:?}: an id occurs twice");
    }
    let topics: usize = document.themes.iter().map(|theme| theme.topics.len()).sum();
    assert_eq!(document.topics().len(), topics, "a topic occurs twice");
    assert!(document.topics().keys().all(|id| Id::is_well_formed(id)));
}

#[test]
fn the_three_themes_have_their_working_groups_and_the_workshops_topics() {
    let document = document();
    let groups: Vec<_> = document.themes.iter().map(|theme| (theme.id.as_str(), theme.working_group)).collect();
    assert_eq!(
        groups,
        [
            ("education-numerique", Some(1)),
            ("culture-art-citoyennete", Some(2)),
            ("nature-territoire-developpement-durable", Some(3)),
        ]
    );
    let topics = document.topics();
    for workshop in WORKSHOPS {
        assert!(topics.contains_key(workshop), "{workshop} is no topic");
    }
    let labels = document.themes.iter().flat_map(|t| t.topics.iter().map(|topic| &topic.label).chain([&t.label]));
    for label in labels {
        let languages: Vec<_> = label.entries().map(|(language, _)| language).collect();
        assert_eq!(languages.len(), Language::ALL.len(), "{label:?}");
        assert!(languages.iter().all(|language| language.is_known()), "{label:?}");
    }
    let used: BTreeSet<_> = document.offers.iter().flat_map(|o| &o.topics).map(Id::as_str).collect();
    for topic in topics.keys() {
        assert!(used.contains(topic), "nothing can be learnt about {topic}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let (organisations, places) = (document.set(&Kind::Organisation), document.set(&Kind::Place));
    let (themes, topics) = (document.set(&Kind::Theme), document.topics());
    let filed = |id: &Id, record_themes: &[Id], record_topics: &[Id]| {
        assert!(record_themes.iter().all(|theme| themes.contains(theme.as_str())), "{id}: {record_themes:?}");
        for topic in record_topics {
            let theme = topics.get(topic.as_str()).unwrap_or_else(|| panic!("{id}: no topic {topic}"));
            assert!(record_themes.iter().any(|t| t.as_str() == *theme), "{id}: {topic} is filed without its theme");
        }
    };
    for place in &document.places {
        assert!(place.organisation_id.iter().all(|id| organisations.contains(id.as_str())), "{}", place.id);
        assert!(!place.themes.is_empty() && !place.topics.is_empty(), "{}", place.id);
        filed(&place.id, &place.themes, &place.topics);
    }
    for offer in &document.offers {
        assert!(offer.organisation_id.iter().all(|id| organisations.contains(id.as_str())), "{}", offer.id);
        assert!(!offer.place_ids.is_empty() && !offer.themes.is_empty() && !offer.topics.is_empty(), "{}", offer.id);
        assert!(offer.place_ids.iter().all(|id| places.contains(id.as_str())), "{}", offer.id);
        filed(&offer.id, &offer.themes, &offer.topics);
    }
    for session in &document.sessions {
        assert!(places.contains(session.place_id.as_str()), "{}", session.id);
        assert!(session.title.is_some(), "{}", session.id);
        if let Some(offer_id) = &session.offer_id {
            let offer = document.offers.iter().find(|offer| offer.id == *offer_id);
            let offer = offer.unwrap_or_else(|| panic!("{}: no offer {offer_id}", session.id));
            assert!(offer.place_ids.contains(&session.place_id), "{}: not a place of its offer", session.id);
        }
        filed(&session.id, &session.themes, &session.topics);
    }
    for organisation in &document.organisations {
        filed(&organisation.id, &organisation.themes, &[]);
    }
    for call in &document.calls {
        filed(&call.id, &call.themes, &[]);
    }
    for need in &document.needs {
        filed(&need.id, std::slice::from_ref(&need.theme), need.topic.as_slice());
        assert!(need.section.iter().all(|section| SECTIONS.contains(&&**section)), "{}", need.id);
        assert_eq!(need.voices, None, "{}: nobody has counted voices", need.id);
    }
}

#[test]
fn every_fact_has_a_source_and_nobody_is_said_to_have_confirmed_it() {
    let document = document();
    let sources: Vec<(&Id, &[Source])> = (document.organisations.iter().map(|r| (&r.id, &*r.sources)))
        .chain(document.places.iter().map(|r| (&r.id, &*r.sources)))
        .chain(document.offers.iter().map(|r| (&r.id, &*r.sources)))
        .chain(document.sessions.iter().map(|r| (&r.id, &*r.sources)))
        .chain(document.calls.iter().map(|r| (&r.id, &*r.sources)))
        .collect();
    for (id, sources) in sources {
        assert!(!sources.is_empty(), "{id} has no source");
        for source in sources {
            assert!(!source.facts.is_empty(), "{id}");
            assert!(source.url.iter().all(|url| url.starts_with("https://") || url.starts_with("http://")), "{id}");
            assert!(source.seen.iter().all(|seen| Date::parse_partial(seen).is_some()), "{id}: {:?}", source.seen);
        }
    }
    // What has no address is marked as general knowledge, and a need keeps its sources too.
    let value = value();
    for list in ["organisations", "places", "offers", "sessions", "calls", "needs"] {
        for record in value[list].as_array().unwrap() {
            assert!(record.get("assured").is_none(), "{record}");
            for source in record["sources"].as_array().unwrap() {
                assert_ne!(source.get("url").is_none(), source.get("basis").is_none(), "{record}");
            }
        }
    }
}

#[test]
fn places_lie_in_and_around_charleroi() {
    let document = document();
    let mut sections = BTreeSet::new();
    for place in &document.places {
        let address = &place.address;
        if let Some(code) = &address.postal_code {
            assert!(code.len() == 4 && code.starts_with('6') && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
        }
        match address.section.as_deref() {
            Some(section) if SECTIONS.contains(&section) => {
                sections.insert(section);
                assert!(address.postal_code.is_some(), "{}", place.id);
            }
            Some(section) => assert!(NEIGHBOURS.contains(&section), "{}: {section}", place.id),
            None => assert_eq!(place.id.as_str(), "mobil-assistant", "only the bus has no address"),
        }
        assert_eq!(place.position.is_some(), address.section.is_some(), "{}", place.id);
        if let Some(position) = &place.position {
            assert!((50.3..50.6).contains(&position.lat) && (4.2..4.7).contains(&position.lon), "{}", place.id);
            assert_ne!(position.precision, Precision::Exact, "{}: no door was measured", place.id);
        }
    }
    assert_eq!(sections.into_iter().collect::<Vec<_>>(), SECTIONS);
}

#[test]
fn telephone_numbers_are_international() {
    let document = document();
    let phones = document.organisations.iter().flat_map(|r| &r.phones);
    for Phone { number, .. } in phones.chain(document.places.iter().flat_map(|r| &r.phones)) {
        let digits = number.strip_prefix("+32 ").unwrap_or_else(|| panic!("{number}"));
        assert!(digits.bytes().all(|b| b.is_ascii_digit() || b == b' '), "{number}");
        assert!((8..=9).contains(&digits.bytes().filter(u8::is_ascii_digit).count()), "{number}");
    }
}

#[test]
fn every_code_is_known() {
    let document = document();
    let known_cost = |cost: &Option<Cost>| cost.iter().all(|cost| cost.kind.is_known());
    for place in &document.places {
        let id = &place.id;
        // The tourist office is of no kind of the list.
        assert!(place.place_type.is_known() || place.place_type == PlaceType::Other("other".into()), "{id}");
        assert!(place.position.iter().all(|p| p.precision.is_known()) && known_cost(&place.cost), "{id}");
        assert!(place.facilities.iter().all(|f| f.is_known()) && place.accessibility.iter().all(|a| a.is_known()));
        assert!(place.audiences.iter().all(|a| a.is_known()) && place.access.iter().all(|a| a.is_known()), "{id}");
    }
    for offer in &document.offers {
        let id = &offer.id;
        assert!(offer.offer_type.is_known() && known_cost(&offer.cost), "{id}");
        assert!(offer.audiences.iter().all(|a| a.is_known()) && offer.access.iter().all(|a| a.is_known()), "{id}");
        assert!(offer.unesco.iter().all(|u| u.is_known()), "{id}");
        assert!(offer.age_min.zip(offer.age_max).is_none_or(|(min, max)| min <= max), "{id}");
    }
    for session in &document.sessions {
        let id = &session.id;
        assert!(session.session_type.iter().all(|t| t.is_known()) && known_cost(&session.cost), "{id}");
        assert_eq!(session.status, None, "{id}: no source speaks of a session's status");
    }
    assert!(document.needs.iter().all(|need| need.status.iter().all(|status| status.is_known())));
}

#[test]
fn dates_are_dates_and_habits_say_how_old_they_are() {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let document = document();
    for session in &document.sessions {
        let id = &session.id;
        let start = Date::parse(&session.start).or_else(|| DateTime::parse(&session.start).map(|start| start.date));
        let day = start.unwrap_or_else(|| panic!("{id}: {}", session.start));
        let Some(rule) = &session.rrule else { continue };
        let weekdays = rule.split_once("BYDAY=").unwrap().1;
        assert!(weekdays.contains(DAYS[day.weekday().index()]), "{id}: {} is not a day of {rule}", session.start);
        let description = session.description.as_ref().map(|text| text.get(&Language::French)).unwrap_or_default();
        assert!(description.contains("Habitude relevée"), "{id}: {description}");
        assert!(session.offer_id.is_some(), "{id}: a habit is an offer too");
    }
    for call in &document.calls {
        let closes = Date::parse(&call.closes).unwrap();
        assert!(call.opens.iter().all(|opens| Date::parse(opens).unwrap() <= closes), "{}", call.id);
    }
    assert!(document.needs.iter().all(|need| need.since.iter().all(|since| Date::parse(since).is_some())));
}

#[test]
fn the_documents_beside_the_catalogue_fit_it() {
    let document = document();
    let city: Value = serde_json::from_str(LEARNING_CITY).unwrap();
    for event in city["events"].as_array().unwrap() {
        let kind = Kind::from_code(event["kind"].as_str().unwrap());
        assert!(document.set(&kind).contains(event["id"].as_str().unwrap()), "{event}");
    }
    for part in ["sections", "facts"] {
        for fact in city[part].as_array().unwrap() {
            assert!(!fact["sources"].as_array().unwrap().is_empty(), "{fact}");
        }
    }
    let geography: Value = serde_json::from_str(GEOGRAPHY).unwrap();
    assert_eq!(geography["basis"], "approximate");
    let codes: BTreeMap<&str, &str> = (geography["sections"].as_array().unwrap().iter())
        .map(|section| (section["name"].as_str().unwrap(), section["postalCode"].as_str().unwrap()))
        .collect();
    assert_eq!(codes.keys().copied().collect::<Vec<_>>(), SECTIONS);
    for place in &document.places {
        let (Some(section), Some(code)) = (&place.address.section, &place.address.postal_code) else { continue };
        assert!(codes.get(&**section).is_none_or(|expected| expected == &&**code), "{}: {code} {section}", place.id);
    }
}
