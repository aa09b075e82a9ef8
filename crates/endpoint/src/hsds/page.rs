//! Lists as pages with the specification's header, or as one object a line.

use serde::Serialize;

use super::ask::{Ask, Format, PER_PAGE};

#[derive(Serialize)]
struct Page<T> {
    total_items: usize,
    total_pages: usize,
    page_number: usize,
    size: usize,
    first_page: bool,
    last_page: bool,
    empty: bool,
    contents: Vec<T>,
}

/// Writes the page asked for out of everything that was found.
pub(super) fn page<T, W: Serialize>(
    ask: &Ask,
    found: &[T],
    write: impl Fn(&T) -> Option<W>,
) -> serde_json::Result<String> {
    if ask.format == Format::Ndjson {
        let mut lines = String::new();
        for object in found.iter().filter_map(&write) {
            lines += &serde_json::to_string(&object)?;
            lines.push('\n');
        }
        return Ok(lines);
    }
    let all = found.len();
    let per_page = ask.per_page.unwrap_or(if ask.minimal { all.max(1) } else { PER_PAGE });
    let contents: Vec<W> = found
        .iter()
        .skip(ask.page.saturating_sub(1).saturating_mul(per_page))
        .take(per_page)
        .filter_map(write)
        .collect();
    let total_pages = all.div_ceil(per_page);
    serde_json::to_string(&Page {
        total_items: all,
        total_pages,
        page_number: ask.page,
        size: contents.len(),
        first_page: ask.page == 1,
        last_page: ask.page >= total_pages,
        empty: contents.is_empty(),
        contents,
    })
}
