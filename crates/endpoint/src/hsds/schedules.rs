//! Sessions and plain opening hours as schedules.
//!
//! HSDS gives a time zone as a fixed offset from UTC. Of one date that is exact and given; of what comes again it would be
//! wrong for half of the year, so those hours stand as Charleroi's clocks show them, and the notes say so.

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::hours::Hours;
use chava_catalogue::records::{Kind, Place, Session};
use chava_catalogue::recurrence::{Moment, day_and_minute, first_of_series};
use chava_catalogue::vocabulary::SessionStatus;
use uuid::Uuid;

use super::attributes::Owner;
use super::ids;
use super::phrases::{clock, day, french, joined, weekday_code, weekdays};
use super::rule::Rhythm;
use super::shape::{Freq, Schedule};
use super::view::View;
use crate::labels::label;

const LOCAL_TIME: &str = "Heures de Charleroi (Europe/Brussels), en été comme en hiver.";
const MIDNIGHT: u16 = 24 * 60;
/// The last minute of a day, which HSDS takes for its end.
const END_OF_DAY: &str = "23:59";

impl View<'_> {
    /// When a place is open; words alone where its hours are more than a plain week.
    pub(super) fn opening(&self, place: &Place) -> Vec<Schedule> {
        let Some(text) = place.opening_hours.as_deref() else { return Vec::new() };
        let location = ids::of_record(&Kind::Place, place.id.as_str());
        let schedule = |which: &str, description: String| Schedule {
            id: ids::part_of(location, "opening", which),
            location_id: Some(location),
            description: Some(description),
            ..Schedule::default()
        };
        let week = Hours::parse(text).ok().and_then(|hours| hours.weekly()).unwrap_or_default();
        let mut spans: Vec<(u16, u16)> = week.iter().flatten().map(|span| (span.start, span.end)).collect();
        spans.sort_unstable();
        spans.dedup();
        if spans.is_empty() {
            let said = format!("Horaires au format opening_hours d’OpenStreetMap : {text}");
            return vec![schedule("said", said)];
        }
        let of_span = |(start, end): (u16, u16)| {
            let days =
                week.iter().enumerate().filter(|(_, spans)| spans.iter().any(|s| (s.start, s.end) == (start, end)));
            let byday = days.map(|(index, _)| weekday_code(index)).collect::<Vec<_>>().join(",");
            let (opens, closes) = (clock(start), closing(end));
            Schedule {
                freq: Some(Freq::Weekly),
                notes: Some(LOCAL_TIME.to_owned()),
                ..schedule(&format!("{byday} {opens}-{closes}"), format!("{} : {opens}–{closes}", weekdays(&byday)))
            }
            .at(byday, opens, closes)
        };
        spans.into_iter().map(of_span).collect()
    }

    /// When a session takes place: its series or its date, then the dates beside it. What was cancelled or put off to
    /// nobody knows when has no schedule.
    pub(super) fn schedules_of(&self, session: &Session, service: Uuid, at: Option<Uuid>) -> Vec<Schedule> {
        if matches!(session.status, Some(SessionStatus::Cancelled | SessionStatus::Postponed)) {
            return Vec::new();
        }
        let of_session = ids::of_record(&Kind::Session, session.id.as_str());
        let schedule = |which: &str| {
            let id = ids::part_of(of_session, "schedule", which);
            Schedule {
                id,
                service_id: Some(service),
                service_at_location_id: at,
                schedule_link: Some(self.address("/seances/", session.id.as_str())),
                attributes: vec![Owner { id, entity: "schedule" }.identifier(session.id.as_str())],
                ..Schedule::default()
            }
        };
        let first = first_of_series(session).ok().flatten();
        let series = match (first, session.rrule.as_deref()) {
            (None, _) => said(schedule("series"), session),
            (Some(first), None) => once(schedule("series"), first, session),
            (Some(first), Some(rule)) => match Rhythm::read(rule, first) {
                Some(rhythm) => again(schedule("series"), first, &rhythm, session),
                None => Schedule { dtstart: Some(first.0.to_string()), ..said(schedule("series"), session) },
            },
        };
        let excluded: Vec<_> = session.exdates.iter().filter_map(|date| day_and_minute(date)).collect();
        // The date of a session without a rule can be left out as well; then only those beside it are left.
        let is_left_out = session.rrule.is_none() && first.is_some_and(|first| excluded.contains(&first));
        let beside = session.rdates.iter().filter_map(|date| Some((date, day_and_minute(date)?)));
        let beside = beside.map(|(date, moment)| once(schedule(date), moment, session));
        Some(series).filter(|_| !is_left_out).into_iter().chain(beside).collect()
    }
}

impl Schedule {
    fn at(self, byday: String, opens: String, closes: String) -> Self {
        Self { byday: Some(byday), opens_at: Some(opens), closes_at: Some(closes), ..self }
    }
}

/// One date, with the offset that holds then.
fn once(schedule: Schedule, (date, minute): Moment, session: &Session) -> Schedule {
    let offset = |time: DateTime| time.wall_minutes() - time.to_unix_minutes();
    let written = |time: DateTime| format!("{}{}", clock(time.minute), utc_offset(offset(time)));
    let start = minute.map(|minute| DateTime { date, minute });
    let end = start.zip(session.duration_minutes).map(|(start, minutes)| start.after(minutes));
    let hours = match (start, end) {
        (None, _) => ", heure non connue".to_owned(),
        (Some(start), None) => format!(", à {}", clock(start.minute)),
        (Some(start), Some(end)) if end.date == date => format!(", {}–{}", clock(start.minute), clock(end.minute)),
        (Some(start), Some(end)) => format!(", {} – {}, {}", clock(start.minute), day(end.date), clock(end.minute)),
    };
    Schedule {
        dtstart: Some(date.to_string()),
        timezone: start.map(|start| offset(start) as f64 / 60.0),
        opens_at: start.map(written),
        closes_at: end.filter(|end| is_soon(date, *end)).map(written),
        description: Some(day(date) + &hours),
        notes: notes(session, None),
        ..schedule
    }
}

/// A series, by the clocks of Charleroi.
fn again(schedule: Schedule, (date, minute): Moment, rhythm: &Rhythm, session: &Session) -> Schedule {
    let end = minute.zip(session.duration_minutes).map(|(minute, minutes)| u32::from(minute) + minutes);
    let closes = end.filter(|end| *end < u32::from(2 * MIDNIGHT)).map(|end| closing(end as u16));
    let opens = minute.map(clock);
    let hours = match (&opens, &closes) {
        (None, _) => ", heure non connue".to_owned(),
        (Some(opens), None) => format!(", à {opens}"),
        (Some(opens), Some(closes)) => format!(", {opens}–{closes}"),
    };
    let mut schedule = Schedule {
        dtstart: Some(date.to_string()),
        description: Some(rhythm.words(&hours)),
        notes: notes(session, minute.map(|_| LOCAL_TIME)),
        opens_at: opens,
        closes_at: closes,
        ..schedule
    };
    rhythm.write(&mut schedule);
    schedule
}

/// Dates that HSDS has no fields for.
fn said(schedule: Schedule, session: &Session) -> Schedule {
    let description = match &session.rrule {
        Some(rule) => format!("Dès le {}, règle RFC 5545 : {rule}", session.start),
        None => format!("Début : {}", session.start),
    };
    Schedule { description: Some(description), notes: notes(session, None), ..schedule }
}

fn notes(session: &Session, time: Option<&str>) -> Option<String> {
    let status = session.status.as_ref().filter(|status| **status == SessionStatus::Full);
    let left_out = (session.rrule.is_some() && !session.exdates.is_empty())
        .then(|| format!("Sauf : {}.", session.exdates.join(", ")));
    let parts = [
        status.map(|status| label("status", status.as_str()) + "."),
        french(session.title.as_ref()),
        french(session.description.as_ref()),
        french(session.booking.as_ref()),
        left_out,
        time.map(str::to_owned),
    ];
    joined(parts.into_iter().flatten(), "\n")
}

/// When it closes; the end of the day is its last minute.
fn closing(minute: u16) -> String {
    if minute == MIDNIGHT { END_OF_DAY.to_owned() } else { clock(minute) }
}

/// Says whether an hour alone tells when something ends that began on a day.
fn is_soon(date: Date, end: DateTime) -> bool {
    end.date == date || (end.date == date.add_days(1) && end.minute < MIDNIGHT / 2)
}

fn utc_offset(minutes: i64) -> String {
    format!("+{:02}:{:02}", minutes / 60, minutes % 60)
}
