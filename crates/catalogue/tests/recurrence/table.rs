//! A table of rules with their dates, checked row by row against both ways of expanding them.

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::Date;
use chava_catalogue::recurrence::{Occurrence, occurrences};

/// How many sessions are put into a catalogue at once.
const AT_ONCE: usize = 250;

/// What a table came to.
pub struct Checked {
    /// How many rows there were.
    pub rows: usize,
    /// How many occurrences they told of.
    pub occurrences: usize,
    /// What differs, in words.
    pub differences: Vec<String>,
}

struct Row<'a> {
    line: &'a str,
    from: Date,
    to: Date,
    expected: &'a str,
}

/// Checks a table as `make.py` writes it.
pub fn check(table: &str) -> Checked {
    let lines: Vec<_> = table.lines().collect();
    let mut checked = Checked { rows: 0, occurrences: 0, differences: Vec::new() };
    for lines in lines.chunks(AT_ONCE) {
        let mut rows = Vec::new();
        let mut sessions = Vec::new();
        for line in lines {
            let Some((row, session)) = read(line, rows.len()) else {
                checked.differences.push(format!("can't be read: {line}"));
                continue;
            };
            rows.push(row);
            sessions.push(session);
        }
        let document = format!(r#"{{"sessions":[{}]}}"#, sessions.join(","));
        let Ok(catalogue) = Catalogue::from_document(Version::default(), document.into_bytes()) else {
            checked.differences.push("the document can't be read".to_owned());
            continue;
        };
        for (n, row) in rows.iter().enumerate() {
            check_row(&catalogue, &format!("s{n}"), row, &mut checked);
        }
    }
    checked
}

fn check_row(catalogue: &Catalogue, id: &str, row: &Row<'_>, checked: &mut Checked) {
    checked.rows += 1;
    checked.occurrences += row.expected.split_whitespace().count();
    let alone = catalogue.session(id).and_then(|session| occurrences(&session, row.from, row.to).ok());
    let mut agenda = catalogue.agenda(row.from, row.to);
    agenda.retain(|occurrence| occurrence.session.as_str() == id);
    for (way, found) in [("alone", alone), ("agenda", Some(agenda))] {
        let found = found.map_or("unreadable".to_owned(), |found| words(&found, row.from));
        if found != row.expected {
            checked.differences.push(format!("{way}: {}\n  found {found}", row.line));
        }
    }
}

fn words(found: &[Occurrence], from: Date) -> String {
    let word = |occurrence: &Occurrence| {
        let day = occurrence.date.days() - from.days();
        occurrence.minute.map_or(day.to_string(), |minute| format!("{day}@{minute}"))
    };
    found.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn read(line: &str, n: usize) -> Option<(Row<'_>, String)> {
    let mut cells = line.split('\t');
    let (start, rule) = (cells.next()?, cells.next()?);
    let list = |cell: &str| cell.split_whitespace().map(|date| format!("\"{date}\"")).collect::<Vec<_>>().join(",");
    let (exdates, rdates) = (list(cells.next()?), list(cells.next()?));
    let (from, to) = (Date::parse(cells.next()?)?, Date::parse(cells.next()?)?);
    let session = format!(
        r#"{{"id":"s{n}","title":"S","placeId":"p","modified":1,"start":"{start}","rrule":"{rule}","exdates":[{exdates}],"rdates":[{rdates}]}}"#
    );
    Some((Row { line, from, to, expected: cells.next()? }, session))
}
