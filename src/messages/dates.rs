//! Dates and times in words. Names and order of days and months come from the platform: on a phone its Intl, elsewhere
//! a table of the languages that ChaVa offers.

#[cfg(not(target_arch = "wasm32"))]
mod native;

use std::sync::OnceLock;

use chava_catalogue::civil::Date;
use chava_catalogue::language::Language;

use super::{Key, Messages};

/// What of a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// « mercredi »
    Weekday,
    /// « 25 novembre »
    Day,
    /// « 25 novembre 2026 »
    DayOfYear,
    /// « mercredi 25 novembre »
    Long,
    /// « mercredi 25 novembre 2026 »
    LongOfYear,
    /// « novembre 2026 »
    Month,
}

impl Form {
    /// Says whether weekday, day of the month, month and year are written.
    pub fn parts(self) -> [bool; 4] {
        match self {
            Self::Weekday => [true, false, false, false],
            Self::Day => [false, true, true, false],
            Self::DayOfYear => [false, true, true, true],
            Self::Long => [true, true, true, false],
            Self::LongOfYear => [true, true, true, true],
            Self::Month => [false, false, true, true],
        }
    }
}

/// Writes a day for a locale (BCP 47).
pub type WriteDay = fn(&str, Form, Date) -> String;

/// How this platform writes days, once for the whole app.
static WRITE: OnceLock<WriteDay> = OnceLock::new();

/// Says how this platform writes days; the first one given stays.
pub fn install(write: WriteDay) {
    let _ = WRITE.set(write);
}

/// The locale of a language here: Belgium's French and Dutch, and one kind of digits on the whole page.
fn locale(language: &Language) -> &str {
    match language {
        Language::French | Language::EasyFrench => "fr-BE",
        Language::Dutch => "nl-BE",
        Language::English => "en-GB",
        Language::Arabic => "ar-u-nu-latn",
        other => other.html_tag(),
    }
}

fn written(t: &Messages, form: Form, date: Date) -> String {
    let locale = locale(t.language());
    #[cfg(target_arch = "wasm32")]
    let text = WRITE.get().map_or_else(|| date.to_string(), |write| write(locale, form, date));
    #[cfg(not(target_arch = "wasm32"))]
    let text = WRITE.get().map_or(native::write as WriteDay, |write| *write)(locale, form, date);
    // Intl knows no ordinals, but no one says « le un décembre ».
    if locale == "fr-BE" && form.parts()[1] && date.ymd().2 == 1 { text.replacen("1 ", "1er ", 1) } else { text }
}

/// « mercredi 25 novembre », with its year where it is not this year.
pub fn day_long(t: &Messages, date: Date, today: Date) -> String {
    written(t, if same_year(date, today) { Form::Long } else { Form::LongOfYear }, date)
}

/// « 25 novembre », with its year where it is not this year.
pub fn day_short(t: &Messages, date: Date, today: Date) -> String {
    written(t, if same_year(date, today) { Form::Day } else { Form::DayOfYear }, date)
}

/// « aujourd’hui », « demain », or the long form.
pub fn day_relative(t: &Messages, date: Date, today: Date) -> String {
    match date.days().wrapping_sub(today.days()) {
        0 => t.get(Key::DateToday).to_string(),
        1 => t.get(Key::DateTomorrow).to_string(),
        _ => day_long(t, date, today),
    }
}

/// From one day to another, both included: « du 25 novembre au 1er décembre », or the one day that both are.
pub fn range(t: &Messages, from: Date, to: Date, today: Date) -> String {
    if from == to {
        return day_long(t, from, today);
    }
    t.with(Key::DateRange, &[("from", &day_short(t, from, today)), ("to", &day_short(t, to, today))])
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
        (7, Some(date)) => written(t, Form::Month, date),
        (10, Some(date)) => written(t, Form::DayOfYear, date),
        _ => text.to_owned(),
    }
}

/// The name of a day of the week, Monday being 0.
pub fn weekday(t: &Messages, index: usize) -> String {
    // The fifth of January 1970 was a Monday.
    written(t, Form::Weekday, Date::from_days(4).add_days(index as i32))
}

fn same_year(a: Date, b: Date) -> bool {
    a.ymd().0 == b.ymd().0
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
        assert_eq!(day_short(&t, date("2027-01-01"), today), "1er janvier 2027");
        assert_eq!(range(&t, today, date("2026-12-01"), today), "du 22 novembre au 1er décembre");
        assert_eq!(range(&t, today, today, today), "dimanche 22 novembre");
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
