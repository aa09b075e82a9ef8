//! Decides what to believe of the endpoint's answers before anything of them is stored.

use chava_catalogue::json::{self, FromJson, Value};
use chava_catalogue::segment::{LogWriter, MAX_LOG_ID_BYTES};
use chava_catalogue::wire::{MAX_CHANGE, Pointer};

use crate::outcome::Trouble;

/// A feed page that keeps every rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Changes, and the number to go on from.
    Changes { log: Vec<u8>, next: u64 },
    /// The end: the endpoint's digest at this number.
    Last { digest: Box<str> },
}

/// A feed page that was read, with what tells whether its feed is the right one.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) epoch: Box<str>,
    pub(crate) oldest_change: u64,
    pub(crate) server_time: Option<Box<str>>,
    page: FeedPage,
}

/// A page of the feed (`chava_catalogue::wire::FeedPage`), as much of it as a phone uses.
#[derive(Debug)]
struct FeedPage {
    next: Box<str>,
    items: Vec<Item>,
    epoch: Box<str>,
    oldest_change: u64,
    digest: Option<Box<str>>,
    server_time: Option<Box<str>>,
}

impl FromJson for FeedPage {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let page = value.object()?;
        Some(Self {
            next: page.field("next")?,
            items: page.required("items")?,
            epoch: page.field("epoch")?,
            oldest_change: page.field("oldestChange")?,
            digest: page.field("digest")?,
            server_time: page.field("serverTime")?,
        })
    }
}

/// One change of the feed.
#[derive(Debug)]
struct Item {
    state: State,
    kind: Box<str>,
    id: Box<str>,
    modified: u64,
    /// The record as it stands in the page.
    data: Option<Box<str>>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Updated,
    Deleted,
}

impl FromJson for Item {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let item = value.object()?;
        Some(Self {
            state: match &*item.get("state")?.text()? {
                "updated" => State::Updated,
                "deleted" => State::Deleted,
                _ => return None,
            },
            kind: item.field("kind")?,
            id: item.field("id")?,
            modified: item.field("modified")?,
            data: item.get("data").map(Value::raw).filter(|raw| *raw != "null").map(Box::from),
        })
    }
}

/// Reads the pointer.
pub(crate) fn read_pointer(body: &[u8]) -> Result<Pointer, Trouble> {
    let pointer: Pointer = read(body, "the pointer")?;
    if pointer.epoch.is_empty() || pointer.change > MAX_CHANGE || pointer.digest.len() != 64 {
        return Err(Trouble::Garbage("the pointer"));
    }
    Ok(pointer)
}

/// Reads a feed page; [`Read::check`] then says whether it keeps the rules.
pub(crate) fn read_page(body: &[u8]) -> Result<Read, Trouble> {
    let page: FeedPage = read(body, "the feed")?;
    Ok(Read {
        epoch: page.epoch.clone(),
        oldest_change: page.oldest_change,
        server_time: page.server_time.clone(),
        page,
    })
}

impl Read {
    /// Checks the page that came for the changes after `after`.
    ///
    /// The phone never follows `next` itself: it takes the number out of it and asks its own endpoint,
    /// so that no page can lead it to another server.
    pub(crate) fn check(self, after: u64) -> Result<Page, Trouble> {
        let page = self.page;
        let next = change_number(&page.next).ok_or(Trouble::Astray("next has no change number"))?;
        let mut last = after;
        let mut log = LogWriter::default();
        for item in &page.items {
            if item.modified <= last || item.modified > MAX_CHANGE {
                return Err(Trouble::Astray("changes are out of order"));
            }
            last = item.modified;
            let (kind, id) = (&*item.kind, &*item.id);
            if !is_plain(kind) || !is_plain(id) {
                return Err(Trouble::Garbage("a change without a usable identity"));
            }
            match (item.state, &item.data) {
                (State::Updated, Some(data)) if data.starts_with('{') => {
                    log.live(kind, id, item.modified, data.as_bytes());
                }
                (State::Deleted, None) => log.deleted(kind, id, item.modified),
                _ => return Err(Trouble::Garbage("a change without its record")),
            }
        }
        match (page.items.is_empty(), next) {
            (true, next) if next == after => {
                let digest = page.digest.ok_or(Trouble::Garbage("the last page has no digest"))?;
                Ok(Page::Last { digest })
            }
            // An empty page that goes on is not the end (RPDE 1.0).
            (true, next) if next < after => Err(Trouble::Astray("next goes back")),
            (false, next) if next != last => Err(Trouble::Astray("next is not after the last change")),
            _ => Ok(Page::Changes { log: log.into_bytes(), next }),
        }
    }
}

/// Tells JSON that can't be read from a page made for people.
fn read<T: FromJson>(body: &[u8], what: &'static str) -> Result<T, Trouble> {
    json::read(body).ok_or_else(|| {
        let first = body.iter().find(|b| !b.is_ascii_whitespace() && !b.is_ascii_control() && b.is_ascii());
        if first == Some(&b'<') { Trouble::Portal } else { Trouble::Garbage(what) }
    })
}

/// Says whether a name can stand in a log and in the digest's lines.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_LOG_ID_BYTES && !name.bytes().any(|b| b.is_ascii_control() || b == b'\\')
}

fn change_number(next: &str) -> Option<u64> {
    let (_, query) = next.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix("afterChangeNumber="))?;
    value.split('#').next()?.parse().ok().filter(|n| *n <= MAX_CHANGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &str, next: &str, extra: &str) -> Result<Page, Trouble> {
        let body =
            format!(r#"{{"next":"{next}","items":[{items}],"license":"x","epoch":"e","oldestChange":0{extra}}}"#);
        read_page(body.as_bytes())?.check(5)
    }

    const A: &str = r#"{"state":"updated","kind":"place","id":"a","modified":6,"data":{"id":"a"}}"#;
    const B: &str = r#"{"state":"deleted","kind":"place","id":"b","modified":7}"#;

    #[test]
    fn a_good_page_becomes_a_log() {
        let page = check(&format!("{A},{B}"), "https://h/api/feed?afterChangeNumber=7", "").unwrap();
        let log = b"place\ta\t6\t10\n{\"id\":\"a\"}\nplace\tb\t7\t-\n".to_vec();
        assert_eq!(page, Page::Changes { log, next: 7 });
        let last = check("", "https://h/api/feed?x=1&afterChangeNumber=5", r#","digest":"d""#).unwrap();
        assert_eq!(last, Page::Last { digest: "d".into() });
    }

    #[test]
    fn a_page_that_breaks_a_rule_is_refused() {
        let next7 = "https://h/api/feed?afterChangeNumber=7";
        for (items, next) in [
            (format!("{B},{A}"), next7),
            (format!("{A},{A}"), next7),
            (A.replace(":6", ":5"), "https://h/?afterChangeNumber=5"),
            (A.to_owned(), "https://h/?afterChangeNumber=4"),
            (A.to_owned(), "https://h/?afterChangeNumber=9"),
            (A.to_owned(), "https://h/"),
            (String::new(), "https://h/?afterChangeNumber=4"),
            (String::new(), "https://h/?afterChangeNumber=5"),
            (A.replace(r#","data":{"id":"a"}"#, ""), "https://h/?afterChangeNumber=6"),
            (A.replace(r#"{"id":"a"}"#, "[]"), "https://h/?afterChangeNumber=6"),
            (B.replace('}', r#","data":{}}"#), next7),
            (A.replace("\"a\"", "\"\""), "https://h/?afterChangeNumber=6"),
            (A.replace("place", r"pl\tace"), "https://h/?afterChangeNumber=6"),
        ] {
            assert!(check(&items, next, "").is_err(), "{items} {next}");
        }
    }

    #[test]
    fn a_sign_in_page_is_no_garbage() {
        assert_eq!(read_pointer(b" \n<!DOCTYPE html>").unwrap_err(), Trouble::Portal);
        assert_eq!(read_pointer(b"\xef\xbb\xbf<html>").unwrap_err(), Trouble::Portal);
        assert_eq!(read_pointer(b"{}").unwrap_err(), Trouble::Garbage("the pointer"));
        assert_eq!(read_pointer(b"").unwrap_err(), Trouble::Garbage("the pointer"));
    }
}
