//! What a person chose for this phone.

use chava_catalogue::json::{self, FromJson, Value};
use chava_catalogue::language::Language;

/// The settings of this phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface and, where there is a choice, of the catalogue's texts.
    pub language: Language,
    /// Light, dark, or as the phone says.
    pub scheme: Scheme,
    /// Send contributions only over Wi-Fi; none while the person wasn't asked.
    pub wifi_only: Option<bool>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { language: Language::French, scheme: Scheme::Auto, wifi_only: None }
    }
}

impl Settings {
    /// The settings as they are stored.
    pub fn to_json(&self) -> String {
        let language = json::quoted(self.language.as_str());
        let wifi_only = match self.wifi_only {
            None => "",
            Some(true) => r#","wifiOnly":true"#,
            Some(false) => r#","wifiOnly":false"#,
        };
        format!(r#"{{"language":{language},"scheme":"{}"{wifi_only}}}"#, self.scheme.as_str())
    }
}

impl FromJson for Settings {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let stored = value.object()?;
        let scheme: Option<Box<str>> = stored.field("scheme")?;
        Some(Self {
            language: stored.field::<Option<_>>("language")?.unwrap_or(Language::French),
            scheme: scheme.map_or_else(Scheme::default, |code| Scheme::from_code(&code)),
            wifi_only: stored.get("wifiOnly").map(|value| value.raw() == "true"),
        })
    }
}

/// The colour scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_settings_come_back_and_what_is_missing_is_the_default() {
        let settings =
            Settings { language: Language::Other("x\"y".into()), scheme: Scheme::Dark, wifi_only: Some(true) };
        assert_eq!(json::read::<Settings>(settings.to_json().as_bytes()), Some(settings));
        assert_eq!(json::read::<Settings>(b"{}"), Some(Settings::default()));
        assert_eq!(json::read::<Settings>(b"[]"), None);
    }
}
