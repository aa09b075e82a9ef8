//! Offers: some three for every two places.

use chava_catalogue::records::{Kind, Record};
use serde_json::json;

use super::{ACCESS, AUDIENCES, OfferHead, PlaceHead, assured, cost, fields, paragraph, record, slug, some, sources};
use crate::rng::Rng;
use crate::words::{DUTCH, HOW, OBJECTS, OFFER_STARTS, VERBS};

const TYPES: &[&str] =
    &["workshop", "course", "help", "access", "training", "visit", "guidance", "meeting", "outdoors", "volunteering"];
const UNESCO: &[&str] =
    &["families-and-communities", "culture-of-learning", "inclusive-education", "technologies", "workplace", "quality"];

/// Makes offers and gives what sessions need of them.
pub(super) fn offers(places: &[PlaceHead], rng: &mut Rng, into: &mut Vec<Record>) -> Vec<OfferHead> {
    (0..places.len() * 3 / 2)
        .map(|number| {
            let place = &places[rng.below(places.len())];
            let title = title(rng);
            let id = slug(&title, number);
            let mut offer = fields(json!({
                "id": id, "offerType": rng.zipf(TYPES), "organisationId": place.organisation, "placeIds": [place.id],
                "themes": [place.theme], "description": paragraph(rng), "sources": sources(rng, &place.id),
                "title": if rng.percent(6) { json!({ "fr": title, "nl": rng.zipf(DUTCH) }) } else { json!(title) },
            }));
            for (key, list) in [
                ("topics", some(rng, place.topics, 2)),
                ("unesco", some(rng, UNESCO, 2)),
                ("audiences", some(rng, AUDIENCES, 3)),
                ("access", some(rng, ACCESS, 2)),
            ] {
                if !list.is_empty() {
                    offer.insert(key.into(), json!(list));
                }
            }
            if let Some(cost) = cost(rng) {
                offer.insert("cost".into(), cost);
            }
            if rng.percent(25) {
                let youngest = rng.between(3, 18);
                offer.insert("ageMin".into(), json!(youngest));
                if rng.percent(50) {
                    offer.insert("ageMax".into(), json!(youngest + rng.between(2, 12)));
                }
            }
            if rng.percent(10) {
                offer.insert("requiredDocuments".into(), json!(["carte d’identité"]));
            }
            if rng.percent(30) {
                offer.insert("assured".into(), assured(rng));
            }
            into.push(record(Kind::Offer, offer));
            OfferHead { id, place: place.id.clone() }
        })
        .collect()
}

pub(super) fn title(rng: &mut Rng) -> String {
    let (start, verb, object) = (rng.zipf(OFFER_STARTS), rng.zipf(VERBS), rng.zipf(OBJECTS));
    match rng.below(3) {
        0 => format!("{start} : {verb} {object}"),
        1 => format!("{start} : {verb} {object} {}", rng.zipf(HOW)),
        _ => format!("{start} pour {verb} {object}"),
    }
}
