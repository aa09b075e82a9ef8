//! What HSDS wants in words, in French as the catalogue is.

use chava_catalogue::civil::Date;
use chava_catalogue::language::Language;
use chava_catalogue::records::Cost;
use chava_catalogue::text::Text;

use crate::labels::label;

const WEEKDAYS: [(&str, &str); 7] = [
    ("MO", "lundi"),
    ("TU", "mardi"),
    ("WE", "mercredi"),
    ("TH", "jeudi"),
    ("FR", "vendredi"),
    ("SA", "samedi"),
    ("SU", "dimanche"),
];

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A text in French or in what comes nearest; none where there are no words.
pub(super) fn french(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.get(&Language::French).trim()).filter(|words| !words.is_empty()).map(str::to_owned)
}

/// The words of some codes, as an enumeration; none where there are none.
pub(super) fn labels<'a>(prefix: &str, codes: impl Iterator<Item = &'a str>) -> Option<String> {
    joined(codes.map(|code| label(prefix, code)), ", ")
}

/// Texts with something between them; none where there are none.
pub(super) fn joined(texts: impl IntoIterator<Item = String>, between: &str) -> Option<String> {
    let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    Some(texts.join(between)).filter(|text| !text.is_empty())
}

/// What something costs: whether it does, and the words about it.
pub(super) fn cost(cost: &Cost) -> String {
    let kind = label("cost", cost.kind.as_str());
    joined([kind, french(cost.note.as_ref()).unwrap_or_default()], " : ").unwrap_or_default()
}

/// What stands where HSDS requires a description and nobody wrote one.
pub(super) const NO_DESCRIPTION: &str = "Pas encore de description dans le catalogue.";

/// `6 décembre 2026`.
pub(super) fn day(date: Date) -> String {
    let (year, month, day) = date.ymd();
    let month = MONTHS.get(month as usize - 1).unwrap_or(&"");
    format!("{day}{} {month} {year}", if day == 1 { "er" } else { "" })
}

/// The code of a weekday as RFC 5545 has it, by its number from Monday on.
pub(super) fn weekday_code(index: usize) -> &'static str {
    WEEKDAYS.get(index).map_or("", |(code, _)| code)
}

/// `MO,WE` as « lundi, mercredi », `1SU` as « 1er dimanche », `-1FR` as « dernier vendredi ».
pub(super) fn weekdays(by_day: &str) -> String {
    let day = |item: &str| {
        let (rank, code) = item.split_at_checked(item.len().saturating_sub(2)).unwrap_or(("", item));
        let name = WEEKDAYS.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name);
        match rank.trim_start_matches('+') {
            "" => name.to_owned(),
            "1" => format!("1er {name}"),
            "-1" => format!("dernier {name}"),
            "-2" => format!("avant-dernier {name}"),
            rank => match rank.strip_prefix('-') {
                Some(rank) => format!("{rank}e {name} avant la fin"),
                None => format!("{rank}e {name}"),
            },
        }
    };
    by_day.split(',').map(day).collect::<Vec<_>>().join(", ")
}

/// `09:00`, by the minute of the day.
pub(super) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_as_one_says_them() {
        assert_eq!(weekdays("MO,WE"), "lundi, mercredi");
        assert_eq!(weekdays("1SU,-1FR,3TU,-3MO"), "1er dimanche, dernier vendredi, 3e mardi, 3e lundi avant la fin");
        assert_eq!(day(Date::parse("2026-12-01").unwrap()), "1er décembre 2026");
        assert_eq!((clock(545), clock(1500)), ("09:05".to_owned(), "01:00".to_owned()));
    }
}
