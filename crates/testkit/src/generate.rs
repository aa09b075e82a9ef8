//! Catalogues of any size, real in their proportions and the same for the same arguments.

mod hours;
mod offers;
mod people;
mod places;
mod sessions;

use chava_catalogue::civil::Date;
use chava_catalogue::document::{Document, canonical_record};
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Record};
use serde_json::{Map, Value, json};

use crate::names::{FIRST_NAMES, family_name};
use crate::rng::Rng;
use crate::words::{HOW, OBJECTS, THEMES, VERBS};

/// The day around which dates are spread, in days since 1970-01-01: 2026-11-22.
pub const ANCHOR: i32 = 20_779;

/// How many places share an organisation.
const PLACES_PER_ORGANISATION: usize = 8;

/// Writes a catalogue of so many places and sessions, with the organisations, offers, notices, calls, needs and
/// replies that go with them. Without places there are no sessions, since a session is somewhere.
pub fn generate(places: usize, sessions: usize, seed: u64) -> Document {
    let root = Rng::new(seed);
    let mut records = Vec::with_capacity(places * 4 + sessions + 8);
    records.extend(THEMES.iter().map(theme));
    let organisations = places.div_ceil(PLACES_PER_ORGANISATION);
    let organisation_ids = people::organisations(organisations, &mut root.fork(1), &mut records);
    let place_heads = places::places(places, &organisation_ids, &mut root.fork(2), &mut records);
    let offer_heads = offers::offers(&place_heads, &mut root.fork(3), &mut records);
    let sessions = if places == 0 { 0 } else { sessions };
    sessions::sessions(sessions, &place_heads, &offer_heads, &mut root.fork(4), &mut records);
    people::notices(&place_heads, &mut root.fork(5), &mut records);
    people::calls_and_needs(places, &mut root.fork(6), &mut records);
    Document::of_records(records)
}

/// What later records need to know of a place.
struct PlaceHead {
    id: String,
    organisation: String,
    theme: &'static str,
    topics: &'static [&'static str],
}

/// What sessions need to know of an offer.
struct OfferHead {
    id: String,
    place: String,
}

fn theme((id, label, group, topics): &crate::words::ThemeWords) -> Record {
    let topics: Vec<_> = topics.iter().map(|(id, label)| json!({ "id": id, "label": label })).collect();
    record(Kind::Theme, fields(json!({ "id": id, "label": label, "workingGroup": group, "topics": topics })))
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

fn record(kind: Kind, fields: Map<String, Value>) -> Record {
    let id = Id::from(fields.get("id").and_then(Value::as_str).unwrap_or_default());
    Record { kind, id, modified: 0, json: canonical_record(&fields).into() }
}

/// A slug for a name, with its number so that no two are equal.
fn slug(name: &str, number: usize) -> String {
    let mut slug = String::with_capacity(48);
    for c in chava_catalogue::fold::fold(name).chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 48 {
            break;
        }
    }
    format!("{}-{number}", slug.trim_end_matches('-'))
}

/// A day so many days around the anchor.
fn day(rng: &mut Rng, before: i32, after: i32) -> Date {
    Date::from_days(ANCHOR + rng.between(-before, after))
}

fn sentence(rng: &mut Rng) -> String {
    let (verb, object, how) = (rng.zipf(VERBS), rng.zipf(OBJECTS), rng.zipf(HOW));
    let (other, thing) = (rng.zipf(VERBS), rng.zipf(OBJECTS));
    match rng.below(5) {
        0 => format!("On y vient pour {verb} {object} {how}."),
        1 => format!("Ici, on peut {verb} {object} et {other} {thing}, {how}."),
        2 => format!(
            "{} {} accueille celles et ceux qui veulent {verb} {object}.",
            rng.zipf(FIRST_NAMES),
            family_name(rng)
        ),
        3 => format!("Une équipe aide à {verb} {object} {how} ; ensuite, chacun peut {other} {thing}."),
        _ => format!("Venez {verb} {object} {how}."),
    }
}

fn paragraph(rng: &mut Rng) -> String {
    let count = 1 + rng.below(3);
    (0..count).map(|_| sentence(rng)).collect::<Vec<_>>().join(" ")
}

fn phone(rng: &mut Rng) -> Value {
    let mut pair = || format!("{:02}", rng.below(100));
    json!([{ "number": format!("+32 71 {} {} {}", pair(), pair(), pair()), "type": "voice" }])
}

/// A cost, or none where it isn't known.
fn cost(rng: &mut Rng) -> Option<Value> {
    match rng.below(100) {
        0..55 => Some(json!({ "kind": "free" })),
        55..75 => {
            let note = rng.pick(&["gratuit pour les demandeurs d’emploi", "prix libre", "gratuit avec l’article 27"]);
            Some(json!({ "kind": "conditional", "note": note }))
        }
        75..87 => Some(json!({ "kind": "paid", "note": format!("{} € par séance", 1 + rng.below(20)) })),
        _ => None,
    }
}

fn some<'a>(rng: &mut Rng, from: &[&'a str], most: usize) -> Vec<&'a str> {
    let mut chosen: Vec<&str> = Vec::new();
    for _ in 0..rng.below(most + 1) {
        let item = rng.zipf(from);
        if !chosen.contains(&item) {
            chosen.push(item);
        }
    }
    chosen
}

fn sources(rng: &mut Rng, site: &str) -> Value {
    let date = day(rng, 900, 0).to_string();
    let seen = match rng.below(4) {
        0 => &date[..4],
        1 => &date[..7],
        _ => &date[..],
    };
    json!([{ "url": format!("https://{site}.example/"), "seen": seen, "facts": ["address", "description"] }])
}

fn assured(rng: &mut Rng) -> Value {
    let by =
        rng.pick(&["la coordination de quartier", "l’équipe du lieu", "un agent de terrain", "le service numérique"]);
    json!({ "at": day(rng, 400, 0).to_string(), "by": by })
}

const AUDIENCES: &[&str] = &[
    "everyone",
    "adults",
    "children",
    "residents",
    "families",
    "jobseekers",
    "seniors",
    "young-people",
    "teenagers",
    "newcomers",
    "french-learners",
    "women",
    "digital-beginners",
    "low-literacy",
    "people-with-disabilities",
    "schools",
];

const ACCESS: &[&str] = &["walk-in", "phone", "registration", "appointment", "email", "online", "home-visit"];

#[cfg(test)]
mod tests;
