//! Recurrence rules that phones don't expand: their dates are worked out here, once, when a document is imported.
//!
//! The dates stand beside the rule as `expandedDates`: the rule stays what was written, and readers of RFC 5545 need
//! nothing else. They follow from the record alone, never from the day of the import, so that importing it again
//! changes nothing.

use chava_catalogue::civil::DateTime;
use chava_catalogue::document::canonical_record;
use chava_catalogue::records::{Kind, Record};
use chava_catalogue::recurrence::{End, MAX_LISTED, RecurrenceError, check_rule, day_and_minute, until};
use chava_catalogue::validate::{Fault, FaultCode, Severity};
use rrule::RRuleSet;
use serde_json::{Map, Value};

/// How far from its start a rule is followed, in days: twenty years.
const HORIZON_DAYS: i32 = 20 * 366;

/// The field that the dates stand in.
const FIELD: &str = "expandedDates";

/// The dates of a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expanded {
    /// The dates, written as the start is, in order.
    pub dates: Vec<String>,
    /// The last date, where there are more than are kept.
    pub cut_at: Option<String>,
}

/// Gives every session of a valid document whose rule phones don't expand its dates, and takes them from all others.
///
/// A finding about such a rule goes where its dates are there, and becomes a fault where nothing can read it.
pub fn expand_rare_rules(document: &mut Value, faults: &mut Vec<Fault>) {
    let sessions = document.get_mut("sessions").and_then(Value::as_array_mut);
    for (index, session) in sessions.into_iter().flatten().enumerate() {
        let Some(fields) = session.as_object_mut() else { continue };
        fields.remove(FIELD);
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let (Some(start), Some(rule)) = (text("start"), text("rrule")) else { continue };
        let Err(RecurrenceError::Unsupported { part, .. }) = check_rule(rule) else { continue };
        let path = format!("sessions[{index}].rrule");
        let place = faults.iter_mut().find(|fault| *fault.path == path && fault.code == FaultCode::UnsupportedRule);
        match (expand(start, rule), place) {
            (Some(Expanded { dates, cut_at }), place) => {
                if let (Some(fault), Some(last)) = (place, &cut_at) {
                    fault.message = format!(
                        "cette règle donne beaucoup de dates ; elles sont calculées jusqu’au {last}, et inconnues ensuite."
                    )
                    .into();
                } else {
                    faults.retain(|fault| *fault.path != path || fault.code != FaultCode::UnsupportedRule);
                }
                fields.insert(FIELD.to_owned(), dates.into());
            }
            (None, Some(fault)) => {
                fault.severity = Severity::Fault;
                fault.code = FaultCode::WrongRule;
                fault.message = format!(
                    "à « {part} », cette règle RFC 5545 ne donne pas de dates à la minute près ; vérifiez-la, ou \
                     écrivez les dates dans « rdates »."
                )
                .into();
            }
            (None, None) => {}
        }
    }
}

/// A record as one edits it: without what was made of its rule.
pub fn without_made(mut record: Record) -> Record {
    if record.kind == Kind::Session
        && record.json.contains(FIELD)
        && let Ok(mut fields) = serde_json::from_str::<Map<String, Value>>(&record.json)
    {
        fields.remove(FIELD);
        record.json = canonical_record(&fields).into();
    }
    record
}

/// The dates of a rule from its start on; none where it can't be read, hits nothing, or hits seconds, or hours of a
/// session whose hour is not known.
pub fn expand(start: &str, rule: &str) -> Option<Expanded> {
    let (day, minute) = day_and_minute(start)?;
    let rule = on_the_wall(rule)?;
    if is_misread(&rule) {
        return None;
    }
    let begin = DateTime { date: day, minute: minute.unwrap_or(0) };
    // Reckoned as if the wall clock were UTC: an hour that is leapt over is still an hour of the wall clock.
    let set: RRuleSet = format!("DTSTART:{}\nRRULE:{rule}", basic(begin)).parse().ok()?;
    let horizon = day.add_days(HORIZON_DAYS);
    let mut found = Expanded::default();
    for date in set.into_iter() {
        let text = date.format("%Y-%m-%dT%H:%M:%S").to_string();
        let (text, seconds) = text.split_at(text.len().checked_sub(3)?);
        let moment = DateTime::parse(text)?;
        if seconds != ":00" || (minute.is_none() && moment.minute != 0) {
            return None;
        }
        if moment.date > horizon {
            break;
        }
        if found.dates.len() == MAX_LISTED {
            found.cut_at = found.dates.last().cloned();
            break;
        }
        found.dates.push(if minute.is_some() { text.to_owned() } else { moment.date.to_string() });
    }
    (!found.dates.is_empty()).then_some(found)
}

/// Says whether the crate is known to get a rule wrong.
///
/// Of weekdays with an ordinal beside ones without, RFC 5545 means either; the crate takes what is both. Steps of
/// minutes are lost where hours are chosen among, and say nothing about learning anyway.
fn is_misread(rule: &str) -> bool {
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)).unwrap_or_default();
    let days = part("BYDAY=");
    let plain = days.split(',').filter(|day| day.len() == 2).count();
    (1..days.split(',').count()).contains(&plain) || matches!(part("FREQ="), "MINUTELY" | "SECONDLY")
}

/// The rule with its end on the wall clock of Brussels.
fn on_the_wall(rule: &str) -> Option<String> {
    let rule = rule.trim().to_ascii_uppercase();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(&rule).trim_end_matches(';');
    let last = match until(rule) {
        None => return Some(rule.to_owned()),
        Some(End::Day(day)) => DateTime { date: day, minute: 24 * 60 - 1 },
        Some(End::Instant(instant)) => DateTime::in_brussels(instant.checked_mul(60_000)?),
    };
    let parts: Vec<_> = rule
        .split(';')
        .map(|part| if part.starts_with("UNTIL=") { format!("UNTIL={}", basic(last)) } else { part.to_owned() })
        .collect();
    Some(parts.join(";"))
}

/// A time in the basic form of ISO 8601, marked as UTC.
fn basic(time: DateTime) -> String {
    let text = time.to_string().replace(['-', ':'], "");
    format!("{text}00Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn dates(start: &str, rule: &str) -> String {
        expand(start, rule).map_or("unreadable".to_owned(), |found| found.dates.join(" "))
    }

    #[test]
    fn rare_rules_give_their_dates() {
        // Several are RFC 5545's own examples.
        for (start, rule, expected) in [
            (
                "1997-05-12T09:00",
                "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3",
                "1997-05-12T09:00 1998-05-11T09:00 1999-05-17T09:00",
            ),
            ("1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19 1998-05-18 1999-05-17"),
            (
                "1997-01-01",
                "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200",
                "1997-01-01 1997-04-10 1997-07-19 2000-01-01",
            ),
            (
                "2026-11-30T10:00",
                "FREQ=DAILY;BYHOUR=10,14;UNTIL=20261201T090000Z",
                "2026-11-30T10:00 2026-11-30T14:00 2026-12-01T10:00",
            ),
            ("2026-11-30T10:00", "FREQ=HOURLY;INTERVAL=6;COUNT=2", "2026-11-30T10:00 2026-11-30T16:00"),
            // The start is not hit, so it is no occurrence.
            ("2026-01-01", "RRULE:FREQ=YEARLY;BYYEARDAY=-1;COUNT=1", "2026-12-31"),
            ("2026-01-01", "FREQ=YEARLY;BYWEEKNO=60", "unreadable"),
            ("2026-01-01T10:00", "FREQ=MINUTELY;INTERVAL=90;COUNT=5", "unreadable"),
            ("2026-01-01T10:00", "FREQ=DAILY;BYSECOND=30;COUNT=5", "unreadable"),
            ("2026-01-01", "FREQ=HOURLY;COUNT=5", "unreadable"),
            ("2026-01-01", "FREQ=YEARLY;BYDAY=MO,20TU;COUNT=5", "unreadable"),
        ] {
            assert_eq!(dates(start, rule), expected, "{start} {rule}");
        }
    }

    #[test]
    fn what_goes_on_for_ever_is_cut_and_that_is_said() {
        let whole = expand("2026-01-01", "FREQ=YEARLY;BYWEEKNO=10;BYDAY=TU").unwrap();
        assert_eq!((whole.dates.len(), whole.cut_at), (20, None));
        let cut = expand("2026-01-01T10:00", "FREQ=HOURLY").unwrap();
        assert_eq!((cut.dates.len(), cut.cut_at.as_deref()), (MAX_LISTED, Some("2026-06-17T01:00")));
    }

    #[test]
    fn a_document_gets_the_dates_and_an_edited_one_is_without() {
        let mut document = json!({ "sessions": [
            { "id": "a", "start": "2026-01-01", "rrule": "FREQ=YEARLY;BYYEARDAY=5;COUNT=2" },
            { "id": "b", "start": "2026-01-01", "rrule": "FREQ=WEEKLY", "expandedDates": ["2020-01-01"] },
        ] });
        let before = document.clone();
        expand_rare_rules(&mut document, &mut Vec::new());
        assert_eq!(document["sessions"][0][FIELD], json!(["2026-01-05", "2027-01-05"]));
        assert_eq!(document["sessions"][1].get(FIELD), None);
        let again = document.clone();
        expand_rare_rules(&mut document, &mut Vec::new());
        assert_eq!(document, again, "importing it again changes nothing");
        let fields = document["sessions"][0].as_object().unwrap();
        let record = Record { kind: Kind::Session, id: "a".into(), modified: 1, json: canonical_record(fields).into() };
        let edited: Value = serde_json::from_str(&without_made(record).json).unwrap();
        assert_eq!(edited, before["sessions"][0]);
    }
}
