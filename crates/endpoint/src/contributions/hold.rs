//! What is stored, but counts only once a person has looked at it.
//!
//! Personal data is no reason: nothing anybody says is public before the team has read it and taken such data out.

use chava_contribution::check::Checked;
use chava_contribution::limits::SCHEMA;
use chava_contribution::{Body, Contribution};

/// How many web addresses somebody with something to say may name.
const MOST_LINKS: usize = 3;

/// Why a contribution is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Its form is newer than this version.
    NewerForm,
    /// It is full of web addresses, as advertisements are.
    Links,
}

impl Hold {
    /// The reason for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::NewerForm => "newer-schema",
            Self::Links => "many-links",
        }
    }

    /// The reason for who said it.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NewerForm => {
                "Bien reçu. Ce message vient d’une version plus récente de ChaVa : une personne le lira d’abord."
            }
            Self::Links => "Bien reçu. Ce message contient beaucoup d’adresses web : une personne le lira d’abord.",
        }
    }
}

/// What of a contribution can be read, and whether it is held.
pub fn look(checked: &Checked) -> (Option<Body>, Option<Hold>) {
    if checked.schema > SCHEMA {
        return (None, Some(Hold::NewerForm));
    }
    let body = Contribution::read_text(&checked.json).map(|contribution| contribution.body);
    let words = body.as_ref().and_then(|body| body.text.as_deref()).unwrap_or_default();
    let links = words.matches("://").count().max(words.matches("www.").count());
    (body, (links > MOST_LINKS).then_some(Hold::Links))
}
