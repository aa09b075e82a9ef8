//! What a program asks of a list: its page, its filters, how much of each object.

use thiserror::Error;

/// How many objects a page holds where the program doesn't say.
pub(super) const PER_PAGE: usize = 50;
/// The most objects on a page.
pub const MAX_PER_PAGE: usize = 500;
/// The most objects on a page where each comes with all that belongs to it, which makes it ten times as long.
const MAX_FULL_PER_PAGE: usize = 100;

/// Why a question can't be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AskError {
    /// `page` or `per_page` is no whole number from 1 on.
    #[error("page or per_page is no whole number from 1 on")]
    Page,
    /// A switch is neither `true` nor `false`.
    #[error("a switch is neither true nor false")]
    Switch,
    /// `format` is neither `json` nor `ndjson`, or the latter is asked for with `full`.
    #[error("format is neither json nor ndjson, or ndjson is asked for with full")]
    Format,
    /// A filter of the specification that needs what the catalogue doesn't know.
    #[error("a filter needs what the catalogue does not know")]
    Filter,
}

/// In which form a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// A page of it.
    #[default]
    Json,
    /// All of it, an object a line.
    Ndjson,
}

/// A question, with the names of the specification. Equal questions are answered from one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The number of the page, from 1.
    pub page: usize,
    /// How many objects a page holds; none where the program didn't say.
    pub per_page: Option<usize>,
    /// In which form.
    pub format: Format,
    /// Objects with all that belongs to them.
    pub full: bool,
    /// Organizations with their services in full.
    pub full_service: bool,
    /// Services with hardly more than their identifiers, all on one page.
    pub minimal: bool,
    /// Terms without a parent only.
    pub top_only: bool,
    /// Words to search for.
    pub search: Option<String>,
    /// Only what has this term.
    pub taxonomy_term_id: Option<String>,
    /// Only what has a term of this taxonomy.
    pub taxonomy_id: Option<String>,
    /// Only what this organization offers.
    pub organization_id: Option<String>,
    /// Only terms below this one.
    pub parent_id: Option<String>,
    /// Only what is at this postal code.
    pub postcode: Option<String>,
}

impl Ask {
    /// Reads a query, without `?`. What the specification doesn't know is passed over.
    ///
    /// # Errors
    /// What can't be read, or can't be answered from this catalogue.
    pub fn read(query: &str) -> Result<Self, AskError> {
        let mut ask = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.trim();
            let text = || Some(value.to_owned()).filter(|text| !text.is_empty());
            match &*name {
                "page" => ask.page = whole(value)?,
                "per_page" => ask.per_page = Some(whole(value)?),
                "format" => ask.format = format(value)?,
                "full" => ask.full = switch(value)?,
                "full_service" => ask.full_service = switch(value)?,
                "minimal" => ask.minimal = switch(value)?,
                "top_only" => ask.top_only = switch(value)?,
                "search" => ask.search = text(),
                "taxonomy_term_id" => ask.taxonomy_term_id = text(),
                "taxonomy_id" => ask.taxonomy_id = text(),
                "organization_id" => ask.organization_id = text(),
                "parent_id" => ask.parent_id = text(),
                "postcode" => ask.postcode = text(),
                // Passing these over would pretend that everything fits.
                "modified_after" | "proximity" => return Err(AskError::Filter),
                _ => {}
            }
        }
        // All of a large catalogue with everything nested would be more than a small server can hold at once.
        if ask.format == Format::Ndjson && ask.full {
            return Err(AskError::Format);
        }
        let most = if ask.full { MAX_FULL_PER_PAGE } else { MAX_PER_PAGE };
        ask.per_page = ask.per_page.map(|asked| asked.min(most));
        Ok(ask)
    }
}

fn whole(value: &str) -> Result<usize, AskError> {
    let is_written_in_digits = value.bytes().all(|b| b.is_ascii_digit());
    value.parse().ok().filter(|number| is_written_in_digits && *number > 0).ok_or(AskError::Page)
}

fn switch(value: &str) -> Result<bool, AskError> {
    match value {
        // A switch that is only named is on.
        "true" | "1" | "" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(AskError::Switch),
    }
}

fn format(value: &str) -> Result<Format, AskError> {
    match value {
        "json" | "" => Ok(Format::Json),
        "ndjson" => Ok(Format::Ndjson),
        _ => Err(AskError::Format),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_or_refused() {
        let ask = Ask::read("page=2&per_page=9999&full=true&search=+v%C3%A9lo&taxonomy_id=&x=y").unwrap();
        assert_eq!((ask.page, ask.per_page, ask.full), (2, Some(MAX_FULL_PER_PAGE), true));
        assert_eq!((ask.search.as_deref(), ask.taxonomy_id), (Some("vélo"), None));
        assert_eq!(Ask::read("per_page=9999").map(|ask| ask.per_page), Ok(Some(MAX_PER_PAGE)));
        assert_eq!(Ask::read("").map(|ask| (ask.page, ask.per_page)), Ok((1, None)));
        for (query, error) in [
            ("page=abc", AskError::Page),
            ("page=0", AskError::Page),
            ("page=", AskError::Page),
            ("page=+1", AskError::Page),
            ("page=%2B1", AskError::Page),
            ("per_page=0", AskError::Page),
            ("per_page=99999999999999999999999", AskError::Page),
            ("full=oui", AskError::Switch),
            ("format=xml", AskError::Format),
            ("format=ndjson&full=true", AskError::Format),
            ("modified_after=2024-01-01", AskError::Filter),
            ("postcode=6000&proximity=500", AskError::Filter),
        ] {
            // A space before a number is no mistake that matters.
            let expected = if query == "page=+1" { None } else { Some(error) };
            assert_eq!(Ask::read(query).err(), expected, "{query}");
        }
    }
}
