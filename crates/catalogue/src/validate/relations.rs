//! What must hold between the fields of one record.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::check::Checker;
use super::fault::FaultCode;
use super::values::span;
use crate::records::{Call, Kind, Need, Notice, Offer, Organisation, Place, Reply, Session, Theme};

pub(super) fn check(c: &mut Checker, kind: &Kind, fields: &Map<String, Value>) {
    match kind {
        Kind::Theme => check_topics(c, fields),
        Kind::Place => check_position(c, fields),
        Kind::Session => check_session(c, fields),
        Kind::Offer => {
            let age = |key| fields.get(key).and_then(Value::as_u64);
            if let (Some(low), Some(high)) = (age("ageMin"), age("ageMax"))
                && high < low
            {
                let message = format!("l’âge le plus haut ({high}) est sous le plus bas ({low}).");
                c.at_key("ageMax", |c| c.fault(FaultCode::EndBeforeStart, message));
            }
        }
        Kind::Notice => check_order(c, fields, "from", "to", "l’avis finit avant de commencer"),
        Kind::Call => check_order(c, fields, "opens", "closes", "l’appel se ferme avant de s’ouvrir"),
        _ => {}
    }
}

fn text<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    fields.get(key).and_then(Value::as_str)
}

fn check_order(c: &mut Checker, fields: &Map<String, Value>, start: &str, end: &str, message: &str) {
    let first = text(fields, start).and_then(span);
    let last = text(fields, end).and_then(span);
    if let (Some((first, _)), Some((_, last))) = (first, last)
        && last < first
    {
        c.at_key(end, |c| c.fault(FaultCode::EndBeforeStart, format!("{message} ; vérifiez les deux dates.")));
    }
}

fn check_topics(c: &mut Checker, fields: &Map<String, Value>) {
    let Some(topics) = fields.get("topics").and_then(Value::as_array) else { return };
    let mut seen = BTreeSet::new();
    for (index, id) in topics.iter().enumerate().filter_map(|(n, topic)| Some((n, topic.get("id")?.as_str()?))) {
        if !seen.insert(id) {
            c.at_key("topics", |c| {
                c.at_index(index, |c| {
                    c.fault(
                        FaultCode::DuplicateId,
                        format!("le thème a déjà un sujet « {} ».", super::values::shown(id)),
                    );
                });
            });
        }
    }
}

/// Half of Europe: a position outside of it has its numbers swapped or mistyped.
fn check_position(c: &mut Checker, fields: &Map<String, Value>) {
    let number = |key| fields.get("position").and_then(|p| p.get(key)).and_then(Value::as_f64);
    let (Some(lat), Some(lon)) = (number("lat"), number("lon")) else { return };
    if (0.0..=15.0).contains(&lat) && (45.0..=60.0).contains(&lon) {
        c.at_key("position", |c| {
            c.fault(
                FaultCode::OutOfRange,
                "la latitude et la longitude semblent échangées (lat vers 50,4 ; lon vers 4,4).".into(),
            );
        });
    }
}

fn check_session(c: &mut Checker, fields: &Map<String, Value>) {
    let has = |key: &str| fields.get(key).is_some_and(|value| !value.is_null());
    if !has("offerId") && !has("title") {
        c.fault(
            FaultCode::SessionWithoutTitle,
            "il faut à la séance une offre (« offerId ») ou un titre (« title »).".into(),
        );
    }
    let Some(start) = text(fields, "start") else { return };
    let lists = [("exdates", "une date exclue"), ("rdates", "une date ajoutée"), ("expandedDates", "une date")];
    for (key, what) in lists {
        let dates = fields.get(key).and_then(Value::as_array);
        for (index, date) in dates.into_iter().flatten().enumerate() {
            if date.as_str().is_some_and(|date| span(date).is_some() && date.len() != start.len()) {
                let message = format!("{what} s’écrit comme « start » : avec l’heure ou sans elle, pareillement.");
                c.at_key(key, |c| c.at_index(index, |c| c.fault(FaultCode::WrongDate, message)));
            }
        }
    }
    if text(fields, "timezone").is_some_and(|zone| !crate::recurrence::is_zone_of_brussels(zone)) {
        c.at_key("timezone", |c| {
            c.warning(
                FaultCode::UnknownValue,
                "ce fuseau horaire n’est pas géré ; les dates seront montrées comme inconnues.".into(),
            );
        });
    }
}

/// The last word: a record without a fault must be one that every reader can read.
pub(super) fn check_readable(c: &mut Checker, kind: &Kind, value: &Value) {
    fn read<T: DeserializeOwned>(value: &Value) -> Option<String> {
        T::deserialize(value).err().map(|error| error.to_string())
    }
    let refused = match kind {
        Kind::Theme => read::<Theme>(value),
        Kind::Organisation => read::<Organisation>(value),
        Kind::Place => read::<Place>(value),
        Kind::Offer => read::<Offer>(value),
        Kind::Session => read::<Session>(value),
        Kind::Notice => read::<Notice>(value),
        Kind::Call => read::<Call>(value),
        Kind::Need => read::<Need>(value),
        Kind::Reply => read::<Reply>(value),
        Kind::Other(_) => None,
    };
    if let Some(reason) = refused {
        c.fault(FaultCode::Unreadable, format!("cette fiche ne peut pas être lue : {reason}."));
    }
}
