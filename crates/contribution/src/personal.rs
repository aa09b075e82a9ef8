//! Personal data within somebody's words: telephone numbers, e-mail addresses, street addresses, national numbers.
//!
//! The phone points out what is found before it leaves; the team takes it out before anything is public.
//! A finder of forms, not of meanings: what it misses (a name, a floor) people must still see themselves.

mod numbers;
mod streets;

use std::ops::Range;

/// What kind of personal data was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Personal {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A street and a house number.
    Address,
    /// A number of the national register.
    NationalNumber,
}

impl Personal {
    /// The word that stands in the place of what was taken out.
    pub fn placeholder(self) -> &'static str {
        match self {
            Self::Phone => "[téléphone]",
            Self::Email => "[adresse e-mail]",
            Self::Address => "[adresse]",
            Self::NationalNumber => "[numéro national]",
        }
    }
}

/// A piece of personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Personal,
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
}

/// Finds personal data in a text, in the order in which it stands there; findings never overlap.
pub fn find(text: &str) -> Vec<Finding> {
    let mut found = emails(text);
    found.extend(numbers::find(text));
    found.extend(streets::find(text));
    found.sort_by_key(|finding| (finding.range.start, finding.range.end));
    let mut end = 0;
    found.retain(|finding| {
        let is_free = finding.range.start >= end;
        end = end.max(finding.range.end);
        is_free
    });
    found
}

/// The text with a word in the place of each piece of personal data.
pub fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for finding in find(text) {
        out.push_str(&text[at..finding.range.start]);
        out.push_str(finding.kind.placeholder());
        at = finding.range.end;
    }
    out.push_str(&text[at..]);
    out
}

fn emails(text: &str) -> Vec<Finding> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].trim_end_matches(is_local);
        let after = text[at + 1..].trim_start_matches(is_domain);
        let end = text.len() - after.len();
        let domain = text[at + 1..end].trim_end_matches(['.', '-']);
        let has_end = domain.rsplit_once('.').is_some_and(|(host, end)| !host.is_empty() && end.chars().count() >= 2);
        if before.len() < at && has_end {
            found.push(Finding { kind: Personal::Email, range: before.len()..at + 1 + domain.len() });
        }
    }
    found
}

#[cfg(test)]
mod tests;
