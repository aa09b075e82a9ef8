//! The query part of addresses, as HTML forms write it (application/x-www-form-urlencoded).

use std::borrow::Cow;

use chava_catalogue::civil::Date;
use chava_catalogue::id::Id;
use chava_catalogue::query::{AccessFilter, CostFilter, Query, When};
use chava_catalogue::records::{Kind, RecordRef};

use super::Resume;

/// What a contribution can be about.
const ABOUT: [Kind; 8] =
    [Kind::Place, Kind::Offer, Kind::Session, Kind::Organisation, Kind::Theme, Kind::Need, Kind::Call, Kind::Reply];

/// The parameter that names a draft.
const DRAFT: &str = "brouillon";

/// The value of that parameter for no draft at all.
const NEW: &str = "nouveau";

/// The longest search text that is read from an address, in characters.
const MAX_WORDS: usize = 200;

/// Percent-decodes a part of an address; bytes that are no UTF-8 become the replacement character.
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(nibble(*high) << 4 | nibble(*low));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Percent-encodes a part of an address.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(byte as char),
            _ => {
                encoded.push('%');
                encoded.push_str(&chava_catalogue::digest::hex(&[byte]).to_ascii_uppercase());
            }
        }
    }
    encoded
}

/// The value of a name in a query.
pub(super) fn value(query: &str, name: &str) -> Option<String> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| decode(&value.replace('+', " ")).trim().to_owned())
        .filter(|value| !value.is_empty())
}

/// The page number of a query, 1 where absent or unreadable.
pub(super) fn page(query: &str) -> usize {
    value(query, "page").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page)).unwrap_or(1)
}

/// A date of a query.
pub(super) fn date(query: &str, name: &str) -> Option<Date> {
    value(query, name).and_then(|text| Date::parse(&text))
}

/// The search of a query; values that mean nothing are left out.
pub(super) fn search(query: &str) -> Query {
    Query {
        words: value(query, "q").unwrap_or_default().chars().filter(|c| !c.is_control()).take(MAX_WORDS).collect(),
        theme: value(query, "theme").map(|theme| Id::from(theme.as_str())),
        section: value(query, "section").map(Into::into),
        when: value(query, "quand").map(|code| When::from_code(&code)).filter(When::is_known),
        cost: value(query, "cout").map(|code| CostFilter::from_code(&code)).filter(CostFilter::is_known),
        access: value(query, "acces").map(|code| AccessFilter::from_code(&code)).filter(AccessFilter::is_known),
    }
}

/// The address of a search, or of another page with its filters.
pub(super) fn search_href(path: &str, query: &Query, page: usize) -> String {
    let page = if page > 1 { page.to_string() } else { String::new() };
    let pairs = [
        ("q", query.words.trim()),
        ("theme", query.theme.as_ref().map_or("", Id::as_str)),
        ("section", query.section.as_deref().unwrap_or("")),
        ("quand", query.when.as_ref().map_or("", When::as_str)),
        ("cout", query.cost.as_ref().map_or("", CostFilter::as_str)),
        ("acces", query.access.as_ref().map_or("", AccessFilter::as_str)),
        ("page", page.as_str()),
    ];
    join(path, &pairs)
}

/// The address of the agenda between two days.
pub(super) fn agenda_href(from: Option<Date>, to: Option<Date>) -> String {
    let text = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
    join("/agenda", &[("du", &text(from)), ("au", &text(to))])
}

fn join(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut href = path.to_owned();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        href.push(if href.len() == path.len() { '?' } else { '&' });
        href.push_str(name);
        href.push('=');
        href.push_str(&encode(value).replace("%20", "+"));
    }
    href
}

/// The record that an address brings along: its kind's code is the name, its identifier the value.
pub(super) fn about(query: &str) -> Option<RecordRef> {
    ABOUT.iter().find_map(|kind| {
        let id = value(query, kind.as_str()).filter(|id| Id::is_well_formed(id))?;
        Some(RecordRef { kind: kind.clone(), id: Id::new(id) })
    })
}

/// The draft that an address asks for.
pub(super) fn resume(query: &str) -> Resume {
    match value(query, DRAFT) {
        None => Resume::Newest,
        Some(id) if id == NEW => Resume::New,
        Some(id) => Resume::Draft(Id::new(id)),
    }
}

/// The address of a door.
pub(super) fn participate_href(slug: &str, about: Option<&RecordRef>, draft: &Resume) -> String {
    let path = if slug.is_empty() { "/participer".to_owned() } else { ["/participer/", slug].concat() };
    let (kind, id) = about.map_or(("", ""), |about| (about.kind.as_str(), about.id.as_str()));
    let draft = match draft {
        Resume::Newest => "",
        Resume::New => NEW,
        Resume::Draft(id) => id.as_str(),
    };
    join(&path, &[(kind, id), (DRAFT, draft)])
}

/// The address of the needs, of a theme or of all.
pub(super) fn needs_href(theme: Option<&Id>) -> String {
    join("/participer/besoins", &[("theme", theme.map_or("", Id::as_str))])
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.wrapping_sub(b'A').wrapping_add(10),
    }
}
