//! The languages of texts and of the interface, as BCP 47 tags.

use crate::open_enum::open_enum;

open_enum! {
    /// A language of the interface or of a catalogue text.
    ///
    /// `fr-falc` is French that follows the easy-to-read rules (Facile à lire et à comprendre).
    pub enum Language {
        /// French, the language every text falls back to.
        French = "fr",
        /// Easy-to-read French.
        EasyFrench = "fr-falc",
        /// Dutch.
        Dutch = "nl",
        /// English.
        English = "en",
        /// Arabic.
        Arabic = "ar",
        /// Italian.
        Italian = "it",
        /// Turkish.
        Turkish = "tr",
        /// Ukrainian.
        Ukrainian = "uk",
        /// Romanian.
        Romanian = "ro",
    }
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Language {
    /// The direction in which this language is written.
    pub fn direction(&self) -> Direction {
        match self {
            Self::Arabic => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// The BCP 47 tag for HTML's `lang` attribute; easy French is French to a screen reader.
    pub fn html_tag(&self) -> &str {
        match self {
            Self::EasyFrench => "fr",
            other => other.as_str(),
        }
    }
}
