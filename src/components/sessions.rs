//! When a session takes place, in words: its next dates, its habit, and how old that habit is.

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::query::EVENING;
use chava_catalogue::records::Session;
use chava_catalogue::recurrence::{Occurrence, occurrences};
use chava_catalogue::vocabulary::SessionStatus;
use yew::AttrValue;

use crate::messages::{Key, Messages, dates};

/// How many days ahead one looks for the next date.
const HORIZON_DAYS: i32 = 400;

/// What is still to be seen of the dates, `limit` at most: those to come, and a cancelled one until the day after; none where
/// they can't be read.
pub fn upcoming(session: &Session, now: DateTime, limit: usize) -> Vec<Occurrence> {
    // What began yesterday may go on, or was cancelled.
    let all = occurrences(session, now.date.add_days(-1), now.date.add_days(HORIZON_DAYS)).unwrap_or_default();
    all.into_iter().filter(|occurrence| occurrence.is_shown(now)).take(limit).collect()
}

/// Says whether a session has no date to come, and its start is behind.
pub fn is_past(session: &Session, today: Date) -> bool {
    // Who stood before a closed door learns why, until the day after.
    let is_cancelled = session.status == Some(SessionStatus::Cancelled);
    let from = if is_cancelled { today.add_days(-1) } else { today };
    start(session).is_some_and(|(date, _)| date < from)
        && occurrences(session, from, today.add_days(HORIZON_DAYS)).is_ok_and(|dates| dates.is_empty())
}

/// The day of the start and, where it is known, its minute.
pub fn start(session: &Session) -> Option<(Date, Option<u16>)> {
    DateTime::parse(&session.start)
        .map(|start| (start.date, Some(start.minute)))
        .or_else(|| Date::parse(&session.start).map(|date| (date, None)))
}

/// « demain 14 h – 16 h, à Gilly », « ce soir à 18 h », with what is not known and what does not take place said.
pub fn occurrence_words(t: &Messages, occurrence: &Occurrence, section: Option<&str>, today: Date) -> String {
    let is_tonight = occurrence.date == today && occurrence.minute >= Some(EVENING);
    let day =
        if is_tonight { t.get(Key::DateTonight).to_string() } else { dates::day_relative(t, occurrence.date, today) };
    let mut text = match occurrence.minute {
        Some(minute) => {
            let pattern = if same_day_end(occurrence).is_some() { Key::DateFromTo } else { Key::DateAt };
            t.with(pattern, &[("day", &day), ("time", &hours_words(t, occurrence, minute))])
        }
        None => [&day, ", ", &*t.get(Key::SessionHourUnknown)].concat(),
    };
    if let Some(section) = section {
        text = t.with(Key::SessionIn, &[("when", &text), ("section", section)]);
    }
    if occurrence.status != SessionStatus::Scheduled {
        text.push_str(" · ");
        text.push_str(&t.code("status", occurrence.status.as_str()));
    }
    text
}

/// « 14 h », or « 14 h – 16 h » where it is known to end on the same day.
pub fn hours_words(t: &Messages, occurrence: &Occurrence, minute: u16) -> String {
    same_day_end(occurrence).map_or_else(|| dates::time(t, minute), |end| dates::time_range(t, minute, end))
}

/// The minute at which it ends, where that is known and on the day on which it began.
fn same_day_end(occurrence: &Occurrence) -> Option<u16> {
    let end = occurrence.end()?;
    (end.date == occurrence.date && occurrence.minute < Some(end.minute)).then_some(end.minute)
}

/// The next date in words, or the habit, or that it is past; none where nothing is known.
pub fn next_words(t: &Messages, session: &Session, now: DateTime) -> Option<String> {
    let today = now.date;
    if let Some(next) = upcoming(session, now, 1).first() {
        return Some(occurrence_words(t, next, None, today));
    }
    match session.rrule.as_deref().and_then(|rule| rule_words(t, rule)) {
        Some(habit) if !is_past(session, today) => Some(habit),
        _ => is_past(session, today).then(|| t.get(Key::SessionPast).to_string()),
    }
}

/// A recurrence rule in words: « chaque mercredi et vendredi »; none where it says more than words here can.
pub fn rule_words(t: &Messages, rule: &str) -> Option<String> {
    let part = |name: &str| {
        rule.split(';').filter_map(|part| part.split_once('=')).find(|(key, _)| *key == name).map(|(_, v)| v)
    };
    let interval = part("INTERVAL").unwrap_or("1");
    let days = part("BYDAY");
    match (part("FREQ")?, interval) {
        ("DAILY", "1") => Some(t.get(Key::RecurDaily).to_string()),
        ("YEARLY", "1") => Some(t.get(Key::RecurYearly).to_string()),
        ("WEEKLY", interval) => {
            let names: Option<Vec<AttrValue>> = days?.split(',').map(|code| day_name(t, code)).collect();
            let days = t.list(&names?);
            Some(match interval {
                "1" => t.with(Key::RecurWeekly, &[("days", &days)]),
                "2" => t.with(Key::RecurWeeklyOther, &[("days", &days)]),
                n => t.with(Key::RecurWeeklyN, &[("n", n), ("days", &days)]),
            })
        }
        ("MONTHLY", "1") => monthly_words(t, days, part("BYMONTHDAY")),
        _ => None,
    }
}

fn monthly_words(t: &Messages, days: Option<&str>, month_day: Option<&str>) -> Option<String> {
    let Some(days) = days else {
        return month_day.map(|day| t.with(Key::RecurMonthlyDay, &[("day", day)]));
    };
    let (rank, code) = days.split_at_checked(days.len().checked_sub(2)?)?;
    let rank = match rank {
        "-1" => t.get(Key::RecurLast).to_string(),
        rank => t.parts(Key::RecurRanks).get(rank.parse::<usize>().ok()?.checked_sub(1)?)?.clone(),
    };
    Some(t.with(Key::RecurMonthly, &[("rank", &rank), ("day", &day_name(t, code)?)]))
}

fn day_name(t: &Messages, code: &str) -> Option<AttrValue> {
    let index = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|day| *day == code)?;
    Some(dates::weekday(t, index).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_said_as_one_says_it() {
        let t = Messages::french();
        let today = Date::parse("2026-11-26").unwrap();
        let said = |day: i32, minute, duration_minutes, status, section| {
            let occurrence =
                Occurrence { session: "s".into(), date: today.add_days(day), minute, duration_minutes, status };
            occurrence_words(&t, &occurrence, section, today)
        };
        let planned = SessionStatus::Scheduled;
        assert_eq!(
            said(1, Some(14 * 60), Some(120), planned.clone(), Some("Gilly")),
            "demain 14\u{a0}h – 16\u{a0}h, à Gilly"
        );
        assert_eq!(said(0, Some(18 * 60), None, planned.clone(), None), "ce soir à 18\u{a0}h");
        assert_eq!(said(0, Some(9 * 60), None, SessionStatus::Cancelled, None), "aujourd’hui à 9\u{a0}h · Annulé");
        assert_eq!(said(5, None, Some(60), planned.clone(), None), "mardi 1er décembre, heure inconnue");
        // Beyond midnight the end would look like one on the same day.
        assert_eq!(said(1, Some(23 * 60), Some(120), planned, None), "demain à 23\u{a0}h");
    }

    #[test]
    fn rules_are_said_in_words_or_not_at_all() {
        let t = Messages::french();
        let said = |rule| rule_words(&t, rule);
        assert_eq!(said("FREQ=WEEKLY;BYDAY=WE,FR").as_deref(), Some("chaque mercredi et vendredi"));
        assert_eq!(said("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU").as_deref(), Some("une semaine sur deux, le mardi"));
        assert_eq!(said("FREQ=MONTHLY;BYDAY=1TH").as_deref(), Some("le premier jeudi du mois"));
        assert_eq!(said("FREQ=MONTHLY;BYDAY=-1SA").as_deref(), Some("le dernier samedi du mois"));
        assert_eq!(said("FREQ=YEARLY").as_deref(), Some("chaque année"));
        for strange in ["", "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=é", "FREQ=MONTHLY;BYDAY=9MO", "FREQ=HOURLY", "BYDAY=MO"]
        {
            assert_eq!(said(strange), None, "{strange}");
        }
    }
}
