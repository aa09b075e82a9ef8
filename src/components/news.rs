//! What happened to a saved record, in words: « 14 h au lieu de 13 h », « Annulé ».

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::records::{Kind, Notice};
use chava_catalogue::recurrence::day_and_minute;
use chava_catalogue::remembered::{Change, Fact, Remembered};

use crate::components::facts::notice_words;
use crate::components::sessions::rule_words;
use crate::messages::{Key, Messages, dates};
use crate::state::favourites::Favourite;

/// All that is worth telling of a saved record, in a line.
pub fn news_words(t: &Messages, catalogue: &Catalogue, favourite: &Favourite, today: Date) -> String {
    let mut words: Vec<String> = Vec::new();
    if favourite.gone {
        words.push(t.get(Key::FavouritesGone).to_string());
    }
    let changes = favourite.changes(today);
    words.extend(changes.iter().map(|change| change_words(t, catalogue, favourite, change, today)));
    words.join(" · ")
}

fn change_words(t: &Messages, catalogue: &Catalogue, favourite: &Favourite, change: &Change, today: Date) -> String {
    let instead = |now: &str, before: &str| match (now.is_empty(), before.is_empty()) {
        (true, _) => t.get(Key::NewsUnknown).to_string(),
        (_, true) => now.to_owned(),
        _ => t.with(Key::NewsInstead, &[("now", now), ("before", before)]),
    };
    let labelled = |label: Key, words: &str| [&*t.get(label), &*t.get(Key::Colon), words].concat();
    let (before, after) = (&*change.before, &*change.after);
    match change.fact {
        Fact::Name => after.to_owned(),
        Fact::Status => t.code("status", if after.is_empty() { "scheduled" } else { after }).to_string(),
        Fact::Time => {
            let [then, now] = [before, after].map(day_and_minute);
            let only_hour = match (then, now) {
                (Some((old, Some(_))), Some((new, Some(_)))) => old == new,
                _ => false,
            };
            let said = |moment| time_words(t, moment, only_hour, today);
            instead(&said(now), &said(then))
        }
        Fact::Rule => labelled(Key::NewsDays, &rule_words(t, after).unwrap_or_else(|| t.get(Key::NewsSee).to_string())),
        Fact::Exceptions => {
            let days = after.split(',').filter_map(day_and_minute);
            let days: Vec<String> = days.map(|(day, _)| dates::day_short(t, day, today)).collect();
            t.with(Key::NewsNot, &[("days", &days.join(", "))])
        }
        Fact::Place => labelled(Key::FactWhere, &instead(after, before)),
        Fact::Hours => labelled(Key::FactHours, &t.get(Key::NewsSee)),
        Fact::Cost => {
            let said = |code: &str| if code.is_empty() { String::new() } else { t.code("cost", code).to_string() };
            labelled(Key::FactCost, &instead(&said(after), &said(before)))
        }
        Fact::Notices => {
            let new = |notice: &Notice| after.lines().any(|line| line.split(' ').next() == Some(notice.id.as_str()));
            let notices = notices_of(catalogue, favourite);
            let words: Vec<String> =
                notices.iter().filter(|notice| new(notice)).map(|notice| notice_words(t, notice, today)).collect();
            words.join(" · ")
        }
    }
}

/// The notices about a saved record, and about the place of a session.
fn notices_of(catalogue: &Catalogue, favourite: &Favourite) -> Vec<Notice> {
    let record = &favourite.record;
    let mut notices = catalogue.notices_about(&record.kind, record.id.as_str());
    if record.kind == Kind::Session
        && let Some(session) = catalogue.session(record.id.as_str())
    {
        notices.extend(catalogue.notices_about(&Kind::Place, session.place_id.as_str()));
    }
    notices
}

/// When a record that is gone was to take place; empty where that is not known.
pub fn remembered_time(t: &Messages, facts: &Remembered, today: Date) -> String {
    match rule_words(t, facts.get(Fact::Rule)) {
        Some(habit) => habit,
        None => time_words(t, day_and_minute(facts.get(Fact::Time)), false, today),
    }
}

fn time_words(t: &Messages, moment: Option<(Date, Option<u16>)>, only_hour: bool, today: Date) -> String {
    match moment {
        Some((_, Some(minute))) if only_hour => dates::time(t, minute),
        Some((day, Some(minute))) => {
            let (day, time) = (dates::day_long(t, day, today), dates::time(t, minute));
            t.with(Key::DateAt, &[("day", &day), ("time", &time)])
        }
        Some((day, None)) => dates::day_long(t, day, today),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use chava_catalogue::catalogue::Version;
    use chava_catalogue::records::RecordRef;

    use super::*;

    fn city(session: &str, notices: &str) -> Catalogue {
        let text = format!(
            r#"{{"places":[{{"id":"p","modified":1,"name":"Espace","placeType":"library","themes":[],"address":{{}}}},
                {{"id":"q","modified":1,"name":"Halle","placeType":"library","themes":[],"address":{{}}}}],
              "sessions":[{{"id":"s","modified":2,"title":"Atelier",{session}}}],"notices":[{notices}]}}"#
        );
        Catalogue::from_document(Version::default(), text.into_bytes()).unwrap()
    }

    fn told(before: &str, after: &str, notices: &str) -> String {
        let today = Date::parse("2026-11-12").unwrap();
        let record = RecordRef { kind: Kind::Session, id: "s".into() };
        let mut favourite = Favourite::new(&city(before, ""), record, 0);
        let now = city(after, notices);
        favourite.compare(&now, today);
        news_words(&Messages::french(), &now, &favourite, today).replace('\u{a0}', " ")
    }

    const AT_ONE: &str = r#""placeId":"p","start":"2026-12-02T13:00""#;

    #[test]
    fn changes_are_said_as_one_says_them() {
        assert_eq!(told(AT_ONE, r#""placeId":"p","start":"2026-12-02T14:00""#, ""), "14 h au lieu de 13 h");
        assert_eq!(
            told(AT_ONE, r#""placeId":"p","start":"2026-12-03""#, ""),
            "jeudi 3 décembre au lieu de mercredi 2 décembre à 13 h"
        );
        assert_eq!(told(AT_ONE, &format!(r#"{AT_ONE},"status":"cancelled""#), ""), "Annulé");
        assert_eq!(told(&format!(r#"{AT_ONE},"status":"cancelled""#), AT_ONE, ""), "Prévu");
        assert_eq!(told(AT_ONE, r#""placeId":"q","start":"2026-12-02T13:00""#, ""), "Où : Halle au lieu de Espace");
        assert_eq!(
            told(AT_ONE, &format!(r#"{AT_ONE},"exdates":["2026-12-09","2026-12-16"]"#), ""),
            "N’a pas lieu : 9 décembre, 16 décembre"
        );
        let closed = r#"{"id":"n","modified":3,"about":{"kind":"place","id":"p"},"noticeType":"closure","from":"2026-12-01",
            "to":"2026-12-03","text":"Travaux"}"#;
        assert_eq!(told(AT_ONE, AT_ONE, closed), "Fermeture · du 1er décembre au 3 décembre · Travaux");
    }
}
