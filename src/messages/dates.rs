//! Dates and times in words, after the patterns of the message files.

use chava_catalogue::civil::Date;
use yew::AttrValue;

use super::{Key, Messages};

/// « mercredi 25 novembre », with its year where it is not this year.
pub fn day_long(t: &Messages, date: Date, today: Date) -> String {
    let key = if same_year(date, today) { Key::DateLong } else { Key::DateLongFull };
    written(t, key, date)
}

/// « 25 novembre », with its year where it is not this year.
pub fn day_short(t: &Messages, date: Date, today: Date) -> String {
    let key = if same_year(date, today) { Key::DateDay } else { Key::DateFull };
    written(t, key, date)
}

/// « aujourd’hui », « demain », or the long form.
pub fn day_relative(t: &Messages, date: Date, today: Date) -> String {
    match date.days().wrapping_sub(today.days()) {
        0 => t.get(Key::DateToday).to_string(),
        1 => t.get(Key::DateTomorrow).to_string(),
        _ => day_long(t, date, today),
    }
}

/// « 14 h 30 » or « 14:30 », as the language writes the minute of a day.
pub fn time(t: &Messages, minute: u16) -> String {
    let hour = (minute / 60).to_string();
    let rest = minute % 60;
    let key = if rest == 0 { Key::TimeWhole } else { Key::TimeMinutes };
    let rest = [if rest < 10 { "0" } else { "" }, &rest.to_string()].concat();
    t.with(key, &[("h", &hour), ("m", &rest)])
}

/// « 14 h – 16 h 30 ».
pub fn time_range(t: &Messages, from: u16, to: u16) -> String {
    t.with(Key::TimeRange, &[("from", &time(t, from)), ("to", &time(t, to))])
}

/// A number of minutes: « 1 heure 30 minutes ».
pub fn duration(t: &Messages, minutes: u32) -> String {
    let (hours, rest) = ((minutes / 60) as usize, (minutes % 60) as usize);
    let mut words = Vec::new();
    if hours > 0 {
        words.push(t.plural(super::Plural::Hours, hours, &[]));
    }
    if rest > 0 || hours == 0 {
        words.push(t.plural(super::Plural::Minutes, rest, &[]));
    }
    words.join(" ")
}

/// The words for `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else stays as it is.
pub fn partial(t: &Messages, text: &str) -> String {
    match (text.len(), Date::parse_partial(text)) {
        (7, Some(date)) => written(t, Key::DateMonth, date),
        (10, Some(date)) => written(t, Key::DateFull, date),
        _ => text.to_owned(),
    }
}

/// The name of a day of the week, Monday being 0.
pub fn weekday(t: &Messages, index: usize) -> AttrValue {
    t.parts(Key::DateWeekdays).get(index).cloned().unwrap_or_default().into()
}

fn same_year(a: Date, b: Date) -> bool {
    a.ymd().0 == b.ymd().0
}

fn written(t: &Messages, pattern: Key, date: Date) -> String {
    let (year, month, day) = date.ymd();
    let months = t.parts(Key::DateMonths);
    let day = if day == 1 { t.get(Key::DateFirst).to_string() } else { day.to_string() };
    t.with(
        pattern,
        &[
            ("weekday", &weekday(t, date.weekday().index())),
            ("day", &day),
            ("month", months.get(month as usize - 1).map_or("", String::as_str)),
            ("year", &year.to_string()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn days_are_written_as_one_says_them() {
        let t = Messages::french();
        let today = date("2026-11-22");
        assert_eq!(day_relative(&t, today, today), "aujourd’hui");
        assert_eq!(day_relative(&t, date("2026-11-23"), today), "demain");
        assert_eq!(day_relative(&t, date("2026-12-01"), today), "mardi 1er décembre");
        assert_eq!(day_short(&t, date("2027-02-03"), today), "3 février 2027");
        assert_eq!(partial(&t, "2021"), "2021");
        assert_eq!(partial(&t, "2021-09"), "septembre 2021");
        assert_eq!(partial(&t, "été 2021"), "été 2021");
    }

    #[test]
    fn hours_are_written_as_one_says_them() {
        let t = Messages::french();
        assert_eq!(time_range(&t, 14 * 60, 16 * 60 + 5), "14\u{a0}h – 16\u{a0}h\u{a0}05");
        assert_eq!(duration(&t, 90), "1 heure 30 minutes");
        assert_eq!(duration(&t, 120), "2 heures");
    }
}
