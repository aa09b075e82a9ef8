//! Places, in the sections of the city.

use chava_catalogue::records::{Kind, Record};
use chava_catalogue::sections::{SECTIONS, Section};
use serde_json::{Value, json};

use super::{
    ACCESS, AUDIENCES, PlaceHead, assured, cost, fields, hours, paragraph, phone, record, slug, some, sources,
};
use crate::names::{FIRST_NAMES, family_name};
use crate::rng::Rng;
use crate::words::{ADJECTIVES, DUTCH, OF, PLACES, PlaceWords, STREETS};

const FACILITIES: &[&str] =
    &["wifi", "computers", "books", "printer", "kitchen", "garden", "tools", "meals", "childcare"];
const ACCESSIBILITY: &[&str] = &[
    "step-free",
    "parking",
    "lift",
    "accessible-toilet",
    "stairs",
    "quiet",
    "hearing-loop",
    "access-i",
    "slopes",
    "adapted-sessions",
];
const LANGUAGES: &[&str] = &["fr", "nl", "en", "ar", "it", "tr", "uk", "ro"];

/// Makes places and gives what later records need of them.
pub(super) fn places(count: usize, organisations: &[String], rng: &mut Rng, into: &mut Vec<Record>) -> Vec<PlaceHead> {
    let kinds: Vec<&PlaceWords> = PLACES.iter().collect();
    let sections: Vec<&Section> = SECTIONS.iter().collect();
    (0..count)
        .map(|number| {
            let kind = rng.zipf(&kinds);
            // The centre has most places; which section comes first in the alphabet says the rest.
            let section = if rng.percent(30) { sections[rng.below(sections.len())] } else { rng.zipf(&sections) };
            let name = name(kind, section, rng);
            let id = slug(&name, number);
            let organisation = organisations[rng.below(organisations.len())].clone();
            into.push(record(Kind::Place, place(&id, &name, kind, section, &organisation, rng)));
            PlaceHead { id, organisation, theme: kind.theme, topics: kind.topics }
        })
        .collect()
}

fn name(kind: &PlaceWords, section: &Section, rng: &mut Rng) -> String {
    let noun = rng.zipf(kind.names);
    match rng.below(6) {
        0 => format!("{noun} de {}", section.name).replace("de Charleroi", "de la Ville"),
        1 => format!("{noun} {} {}", rng.zipf(FIRST_NAMES), family_name(rng)),
        2 => format!("{noun} {} ({})", rng.zipf(OF), section.name),
        3 => format!("{noun} « {} »", family_name(rng)),
        4 => format!("{noun} {} {}", rng.zipf(OF), 1 + rng.below(12)),
        _ => format!("{noun} {}", rng.zipf(OF)),
    }
}

fn place(
    id: &str,
    name: &str,
    kind: &PlaceWords,
    section: &Section,
    organisation: &str,
    rng: &mut Rng,
) -> serde_json::Map<String, Value> {
    let mut place = fields(json!({
        "id": id, "name": name, "placeType": kind.code, "themes": [kind.theme], "address": address(section, rng),
        "sources": sources(rng, id),
    }));
    let mut set = |key: &str, value: Value| {
        if value.as_array().is_none_or(|list| !list.is_empty()) {
            place.insert(key.to_owned(), value);
        }
    };
    if rng.percent(85) {
        set("organisationId", json!(organisation));
    }
    if rng.percent(70) {
        set("topics", json!(some(rng, kind.topics, 2)));
    }
    if rng.percent(90) {
        set("position", position(section, rng));
    }
    if rng.percent(60) {
        set("phones", phone(rng));
    }
    if rng.percent(50) {
        set("email", json!(format!("contact@{id}.example")));
    }
    if rng.percent(55) {
        set("website", json!(format!("https://{id}.example/")));
    }
    if let Some(hours) = hours::hours(rng) {
        set("openingHours", json!(hours));
    }
    if rng.percent(90) {
        let text = format!("Lieu {}. {}", rng.zipf(ADJECTIVES), paragraph(rng));
        set("description", if rng.percent(5) { json!({ "fr": text, "nl": rng.zipf(DUTCH) }) } else { json!(text) });
    }
    set("facilities", json!(some(rng, FACILITIES, 3)));
    set("accessibility", json!(some(rng, ACCESSIBILITY, 3)));
    set("audiences", json!(some(rng, AUDIENCES, 3)));
    set("access", json!(some(rng, ACCESS, 2)));
    set("languages", json!(some(rng, LANGUAGES, 2)));
    if let Some(cost) = cost(rng) {
        set("cost", cost);
    }
    if rng.percent(30) {
        set("transport", json!(format!("Métro ou bus, arrêt {}.", family_name(rng))));
    }
    if rng.percent(40) {
        set("assured", assured(rng));
    }
    place
}

fn address(section: &Section, rng: &mut Rng) -> Value {
    // One place in fifty is itinerant and has no address.
    if rng.percent(2) {
        return json!({});
    }
    let mut address = fields(json!({ "postalCode": section.postal_code, "section": section.name }));
    if rng.percent(90) {
        address.insert("street".into(), json!(rng.zipf(STREETS)));
        address.insert("number".into(), json!((1 + rng.below(250)).to_string()));
    }
    Value::Object(address)
}

fn position(section: &Section, rng: &mut Rng) -> Value {
    // Whole numbers of 1e-5 degree, about a metre, so that every machine writes the same digits.
    let mut within = |low: f64, high: f64| {
        let (low, high) = ((low * 1e5).round() as i32, (high * 1e5).round() as i32);
        f64::from(rng.between(low, high)) / 1e5
    };
    let (lat, lon) = (within(section.south, section.north), within(section.west, section.east));
    json!({ "lat": lat, "lon": lon, "precision": rng.zipf(&["street", "exact", "district"]) })
}
