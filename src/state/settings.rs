//! What a person chose for this phone.

use chava_catalogue::language::Language;
use serde::{Deserialize, Serialize};

/// The settings of this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The language of the interface and, where there is a choice, of the catalogue's texts.
    pub language: Language,
    /// Light, dark, or as the phone says.
    pub scheme: Scheme,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: Language::French, scheme: Scheme::Auto }
    }
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// As the phone says.
    #[default]
    Auto,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Scheme {
    /// All schemes, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The code, also the value of `<html data-scheme>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a code; anything unknown means as the phone says.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|scheme| scheme.as_str() == code).unwrap_or_default()
    }
}
