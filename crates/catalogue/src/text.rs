//! Text by language, with a fall-back that never leaves a reader without words.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::language::Language;

/// A text in one or several languages: on the wire a string (French) or an object by language tag.
///
/// The entries keep the order of their tags, so that a text has one written form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    entries: Vec<(Language, Box<str>)>,
    plain: bool,
}

impl Text {
    /// A French text, written as a plain string.
    pub fn french(text: impl Into<Box<str>>) -> Self {
        Self { entries: vec![(Language::French, text.into())], plain: true }
    }

    /// A text from its languages.
    pub fn from_entries(entries: impl IntoIterator<Item = (Language, Box<str>)>) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        entries.dedup_by(|b, a| a.0 == b.0);
        Self { entries, plain: false }
    }

    /// The text for a reader of `language`, and the language it is really in.
    ///
    /// Falls back from easy French to French, then from any language to French, then to English, then to whatever there is.
    pub fn pick(&self, language: &Language) -> Option<(&Language, &str)> {
        self.find(language)
            .or_else(|| self.find(&Language::French))
            .or_else(|| self.find(&Language::EasyFrench))
            .or_else(|| self.find(&Language::English))
            .or_else(|| self.entries.first().map(|(l, t)| (l, &**t)))
    }

    /// The words for a reader of `language`, empty where there are none at all.
    pub fn get(&self, language: &Language) -> &str {
        self.pick(language).map_or("", |(_, text)| text)
    }

    /// Every language with its words, in the order of the tags.
    pub fn entries(&self) -> impl Iterator<Item = (&Language, &str)> {
        self.entries.iter().map(|(language, text)| (language, &**text))
    }

    /// Says whether there are no words in any language.
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|(_, text)| text.trim().is_empty())
    }

    fn find(&self, language: &Language) -> Option<(&Language, &str)> {
        self.entries.iter().find(|(l, t)| l == language && !t.trim().is_empty()).map(|(l, t)| (l, &**t))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.entries {
            [(Language::French, text)] if self.plain => serializer.serialize_str(text),
            entries => serializer.collect_map(entries.iter().map(|(l, t)| (l.as_str(), &**t))),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Text;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a string or an object of strings by language tag")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::french(text))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut entries = Vec::new();
                while let Some((tag, text)) = map.next_entry::<Cow<'de, str>, Box<str>>()? {
                    entries.push((Language::from_code(&tag), text));
                }
                Ok(Text::from_entries(entries))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A French text, or texts by BCP 47 language tag (fr-falc: easy French).",
            "oneOf": [
                { "type": "string" },
                { "type": "object", "minProperties": 1, "additionalProperties": { "type": "string" } },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_survives_its_way(
            entries in prop::collection::btree_map("[a-z]{2,3}(-[a-z]{2,4})?", "\\PC{0,20}", 1..5),
            plain in any::<Option<String>>(),
        ) {
            let json = match plain {
                Some(text) => serde_json::to_string(&text).unwrap(),
                None => serde_json::to_string(&entries).unwrap(),
            };
            let text: Text = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json::to_string(&text).unwrap(), json);
        }
    }

    #[test]
    fn a_reader_always_gets_words() {
        let text: Text = serde_json::from_str(r#"{"nl":"Fiets","fr":"Vélo"}"#).unwrap();
        assert_eq!(text.get(&Language::Dutch), "Fiets");
        assert_eq!(text.get(&Language::EasyFrench), "Vélo");
        assert_eq!(text.get(&Language::Arabic), "Vélo");
        let only: Text = serde_json::from_str(r#"{"wa":"Velo"}"#).unwrap();
        assert_eq!(only.get(&Language::French), "Velo");
        assert_eq!(Text::default().get(&Language::French), "");
    }

    #[test]
    fn a_text_is_written_as_it_was_read() {
        for json in [r#""Vélo""#, r#"{"fr":"Vélo"}"#, r#"{"ar":"دراجة","fr":"Vélo","wa":"Velo"}"#] {
            let text: Text = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&text).unwrap(), json);
        }
    }
}
