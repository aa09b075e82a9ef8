//! Sessions, a year before and after the anchor, once or again and again.

use chava_catalogue::civil::Date;
use chava_catalogue::records::{Kind, Record};
use serde_json::json;

use super::{OfferHead, PlaceHead, day, fields, offers::title, record, sentence};
use crate::rng::Rng;

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const TYPES: &[&str] =
    &["workshop", "course", "drop-in", "meeting", "visit", "conference", "festival", "collective-intelligence"];

pub(super) fn sessions(
    count: usize,
    places: &[PlaceHead],
    offers: &[OfferHead],
    rng: &mut Rng,
    into: &mut Vec<Record>,
) {
    for number in 0..count {
        let start = day(rng, 365, 365);
        let clock = rng
            .pick(&["09:00", "09:30", "10:00", "13:30", "14:00", "16:00", "17:30", "18:00", "18:30", "19:00", "20:00"]);
        let at = |date: Date, has_hour: bool| if has_hour { format!("{date}T{clock}") } else { date.to_string() };
        let has_hour = !rng.percent(10);
        let mut session = fields(json!({ "id": format!("seance-{number}"), "start": at(start, has_hour) }));
        if !offers.is_empty() && rng.percent(75) {
            let offer = &offers[rng.below(offers.len())];
            session.insert("offerId".into(), json!(offer.id));
            session.insert("placeId".into(), json!(offer.place));
        } else {
            let place = &places[rng.below(places.len())];
            session.insert("placeId".into(), json!(place.id));
            session.insert("title".into(), json!(title(rng)));
            session.insert("themes".into(), json!([place.theme]));
            session.insert("sessionType".into(), json!(rng.zipf(TYPES)));
            if rng.percent(50) {
                session.insert("description".into(), json!(sentence(rng)));
            }
        }
        if has_hour && rng.percent(85) {
            session.insert("durationMinutes".into(), json!(30 * rng.between(2, 8)));
        }
        if let Some((rule, step)) = rule(start, rng) {
            session.insert("rrule".into(), json!(rule));
            if rng.percent(15) {
                let missed: Vec<_> =
                    (0..1 + rng.below(3)).map(|_| at(start.add_days(step * rng.between(1, 20)), has_hour)).collect();
                session.insert("exdates".into(), json!(missed));
            }
        }
        match rng.below(100) {
            0..3 => session.insert("status".into(), json!("cancelled")),
            3..7 => session.insert("status".into(), json!("full")),
            7..8 => session.insert("status".into(), json!("postponed")),
            _ => None,
        };
        if rng.percent(10) {
            session.insert("booking".into(), json!("Inscription par téléphone, une semaine avant."));
        }
        into.push(record(Kind::Session, session));
    }
}

/// A rule that hits `start`, and the days between two of its occurrences; none for a session that takes place once.
fn rule(start: Date, rng: &mut Rng) -> Option<(String, i32)> {
    let weekday = WEEKDAYS[start.weekday().index()];
    let (_, month, day) = start.ymd();
    let until = start.add_days(rng.between(30, 330)).to_string().replace('-', "");
    Some(match rng.below(100) {
        0..45 => return None,
        45..62 => (format!("FREQ=WEEKLY;BYDAY={weekday};UNTIL={until}"), 7),
        62..72 => (format!("FREQ=WEEKLY;BYDAY={weekday};COUNT={}", rng.between(4, 30)), 7),
        72..77 => (format!("FREQ=WEEKLY;BYDAY={weekday}"), 7),
        77..83 => (format!("FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday};UNTIL={until}"), 14),
        83..91 => (format!("FREQ=MONTHLY;BYDAY={}{weekday};UNTIL={until}", (day - 1) / 7 + 1), 28),
        91..94 => (format!("FREQ=MONTHLY;BYMONTHDAY={day}"), 30),
        94..96 => (format!("FREQ=DAILY;COUNT={}", rng.between(2, 10)), 1),
        96..98 => (format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"), 365),
        // Rarer rules, which this version shows as not known.
        _ => (format!("FREQ=YEARLY;BYWEEKNO={}", rng.between(1, 52)), 7),
    })
}
