//! Organisations, notices, calls, needs and replies.

use chava_catalogue::records::{Kind, Record};
use chava_catalogue::sections::SECTIONS;
use serde_json::json;

use super::{PlaceHead, day, fields, paragraph, phone, record, sentence, slug, sources};
use crate::names::family_name;
use crate::rng::Rng;
use crate::words::{HOW, OBJECTS, OF, THEMES, VERBS};

/// Makes organisations and gives their identifiers.
pub(super) fn organisations(count: usize, rng: &mut Rng, into: &mut Vec<Record>) -> Vec<String> {
    let kinds = ["asbl", "Service", "Réseau", "Fédération", "Coopérative", "Comité", "Ligue", "Fondation"];
    (0..count)
        .map(|number| {
            let name = match rng.below(3) {
                0 => format!("{} {}", rng.zipf(&kinds), rng.zipf(OF)),
                1 => format!("{} {}", family_name(rng), rng.zipf(&kinds)),
                _ => format!("{} {} {}", rng.zipf(&kinds), family_name(rng), rng.zipf(OF)),
            };
            let id = slug(&name, number);
            let mut organisation = fields(json!({
                "id": id, "name": name, "description": paragraph(rng), "sources": sources(rng, &id),
                "themes": [THEMES[rng.below(THEMES.len())].0],
            }));
            if rng.percent(70) {
                organisation.insert("website".into(), json!(format!("https://{id}.example/")));
                organisation.insert("email".into(), json!(format!("info@{id}.example")));
            }
            if rng.percent(60) {
                organisation.insert("phones".into(), phone(rng));
            }
            if rng.percent(40) {
                let wish = |rng: &mut Rng| format!("de quoi {} {}", rng.zipf(VERBS), rng.zipf(OBJECTS));
                organisation.insert("offers".into(), json!([wish(rng)]));
                organisation.insert("seeks".into(), json!([wish(rng)]));
            }
            into.push(record(Kind::Organisation, organisation));
            id
        })
        .collect()
}

/// Closures, other hours and messages for some three places in a hundred.
pub(super) fn notices(places: &[PlaceHead], rng: &mut Rng, into: &mut Vec<Record>) {
    for (number, place) in places.iter().enumerate() {
        if !rng.percent(3) {
            continue;
        }
        let from = day(rng, 60, 60);
        let (kind, text) = match rng.below(10) {
            0..6 => ("closure", "Fermé pour travaux, congés ou formation de l’équipe."),
            6..8 => ("hours", "Horaire adapté : téléphonez avant de venir."),
            _ => ("message", "L’entrée se fait par la cour."),
        };
        let mut notice = fields(json!({
            "id": format!("avis-{number}"), "about": { "kind": "place", "id": place.id }, "noticeType": kind,
            "from": from.to_string(), "text": text,
        }));
        if rng.percent(90) {
            notice.insert("to".into(), json!(from.add_days(rng.between(0, 30)).to_string()));
        }
        into.push(record(Kind::Notice, notice));
    }
}

/// Some calls and, for every two hundred places, a need; every other one has its reply.
pub(super) fn calls_and_needs(places: usize, rng: &mut Rng, into: &mut Vec<Record>) {
    for number in 0..places.div_ceil(500) {
        let opens = day(rng, 120, 30);
        into.push(record(
            Kind::Call,
            fields(json!({
                "id": format!("appel-{number}"), "title": format!("Appel : {} {}", rng.zipf(VERBS), rng.zipf(OBJECTS)),
                "text": paragraph(rng), "themes": [THEMES[number % THEMES.len()].0], "opens": opens.to_string(),
                "closes": opens.add_days(rng.between(14, 120)).to_string(),
            })),
        ));
    }
    for number in 0..places.div_ceil(200) {
        let (theme, _, _, topics) = THEMES[rng.below(THEMES.len())];
        let since = day(rng, 300, 0);
        let is_answered = number % 2 == 0;
        let status = if is_answered { "answered" } else { rng.pick(&["heard", "in-progress"]) };
        into.push(record(
            Kind::Need,
            fields(json!({
                "id": format!("besoin-{number}"), "theme": theme, "topic": topics[rng.below(topics.len())].0,
                "section": SECTIONS[rng.below(SECTIONS.len())].name, "since": since.to_string(), "status": status,
                "title": format!("Pouvoir {} {} {}", rng.zipf(VERBS), rng.zipf(OBJECTS), rng.zipf(HOW)),
                "voices": 1 + rng.below(60),
            })),
        ));
        if is_answered {
            let reply = json!({
                "id": format!("reponse-{number}"), "needId": format!("besoin-{number}"), "text": sentence(rng),
                "at": since.add_days(rng.between(1, 60)).to_string(), "by": "le groupe de travail",
            });
            into.push(record(Kind::Reply, fields(reply)));
        }
    }
}
