//! The texts of the interface: keys, lookup, placeholders and plural forms.
//!
//! French is compiled in; another language is read from its file, and falls back to French text by text.

pub mod dates;
mod plural;

use std::rc::Rc;

use chava_catalogue::json::{Document, Object, Value};
use chava_catalogue::language::Language;
use thiserror::Error;
use yew::AttrValue;

pub use plural::PluralForm;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The languages that have a message file, in the order in which they are offered.
pub const OFFERED: &[Language] =
    &[Language::French, Language::EasyFrench, Language::Dutch, Language::English, Language::Arabic];

/// Why a message file can't be used.
#[derive(Debug, Error)]
pub enum MessagesError {
    /// It is not a JSON object.
    #[error("the message file is not a JSON object")]
    NotAnObject,
}

/// The name of a language in that language itself.
pub fn own_name(language: &Language) -> &'static str {
    match language {
        Language::French => "Français",
        Language::EasyFrench => "Français facile",
        Language::Dutch => "Nederlands",
        Language::English => "English",
        Language::Arabic => "العربية",
        Language::Italian => "Italiano",
        Language::Turkish => "Türkçe",
        Language::Ukrainian => "Українська",
        Language::Romanian => "Română",
        Language::Other(_) => "?",
    }
}

/// The texts in one language. Cheap to clone; compared by pointer.
#[derive(Clone, Debug)]
pub struct Messages(Rc<Table>);

#[derive(Debug)]
struct Table {
    language: Language,
    plain: Vec<AttrValue>,
    plurals: Vec<[Option<AttrValue>; PluralForm::COUNT]>,
}

impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Messages {
    /// The French texts.
    pub fn french() -> Self {
        Self(Rc::new(Table {
            language: Language::French,
            plain: french_texts().map(AttrValue::Static).collect(),
            plurals: FRENCH_PLURALS.iter().map(french_forms).collect(),
        }))
    }

    /// Reads the texts of `language` from its message file; what it lacks stays French.
    ///
    /// # Errors
    /// When the file is not a JSON object.
    pub fn parse(language: Language, json: &str) -> Result<Self, MessagesError> {
        let document = Document::parse(json.as_bytes()).ok_or(MessagesError::NotAnObject)?;
        let file = document.root().object().ok_or(MessagesError::NotAnObject)?;
        let plain = Key::names()
            .zip(french_texts())
            .map(|(key, french)| match text(file, key) {
                Some(text) => text,
                None => AttrValue::Static(french),
            })
            .collect();
        let plurals = Plural::names()
            .zip(FRENCH_PLURALS)
            .map(|(key, french)| match file.get(key).and_then(Value::object) {
                Some(forms) => PluralForm::ALL.map(|form| text(forms, form.as_str())),
                None => french_forms(french),
            })
            .collect();
        Ok(Self(Rc::new(Table { language, plain, plurals })))
    }

    /// The language of these texts.
    pub fn language(&self) -> &Language {
        &self.0.language
    }

    /// A text.
    #[inline(never)]
    pub fn get(&self, key: Key) -> AttrValue {
        self.0.plain.get(key as usize).cloned().unwrap_or_default()
    }

    /// The text of a code of the catalogue's vocabulary, such as `place_type` and `museum`; « autre » where it is new.
    #[inline(never)]
    pub fn code(&self, group: &str, code: &str) -> AttrValue {
        let position = Key::names()
            .position(|name| name.strip_prefix(group).and_then(|rest| rest.strip_prefix('_')) == Some(code));
        position.and_then(|at| self.0.plain.get(at).cloned()).unwrap_or_else(|| self.get(Key::Other))
    }

    /// The parts of a text that is a list, written with `|` between them.
    #[inline(never)]
    pub fn parts(&self, key: Key) -> Vec<String> {
        self.get(key).split('|').map(|part| part.trim().to_owned()).collect()
    }

    /// Several words as a list in a sentence: « a, b et c ».
    pub fn list(&self, words: &[AttrValue]) -> String {
        let mut sentence = String::new();
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                sentence.push_str(&self.get(if n + 1 == words.len() { Key::ListAnd } else { Key::ListComma }));
            }
            sentence.push_str(word);
        }
        sentence
    }

    /// A text with its placeholders `{name}` filled.
    #[inline(never)]
    pub fn with(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(&self.get(key), values)
    }

    /// The form of a text that fits the number `n`, with `{n}` and other placeholders filled.
    #[inline(never)]
    pub fn plural(&self, key: Plural, n: usize, values: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let forms = self.0.plurals.get(key as usize);
        let form = PluralForm::of(self.language(), n);
        let text = forms
            .and_then(|forms| forms[form as usize].as_ref().or(forms[PluralForm::Other as usize].as_ref()))
            .map_or("", |text| text.as_str());
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(text, &all)
    }
}

/// The French texts in the order of their keys.
fn french_texts() -> impl Iterator<Item = &'static str> {
    FRENCH.split('\u{1f}')
}

fn text(file: Object<'_>, key: &str) -> Option<AttrValue> {
    Some(AttrValue::from(file.get(key)?.text()?.into_owned()))
}

fn french_forms(forms: &[&'static str; 2]) -> [Option<AttrValue>; PluralForm::COUNT] {
    let mut table: [Option<AttrValue>; PluralForm::COUNT] = Default::default();
    table[PluralForm::One as usize] = Some(AttrValue::Static(forms[0]));
    table[PluralForm::Other as usize] = Some(AttrValue::Static(forms[1]));
    table
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        filled.push_str(before);
        let found = after.find('}').and_then(|close| {
            let (_, value) = values.iter().find(|(name, _)| *name == &after[1..close])?;
            Some((close, *value))
        });
        match found {
            Some((close, value)) => {
                filled.push_str(value);
                rest = &after[close + 1..];
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay() {
        assert_eq!(fill("{n} sur {total}", &[("n", "3"), ("total", "9")]), "3 sur 9");
        assert_eq!(fill("a {b} {", &[]), "a {b} {");
    }

    #[test]
    fn a_missing_text_stays_french() {
        let arabic = Messages::parse(Language::Arabic, r#"{"nav_home":"الرئيسية"}"#).unwrap();
        assert_eq!(arabic.get(Key::NavHome), "الرئيسية");
        assert_eq!(arabic.get(Key::NavSearch), "Chercher");
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let french = Messages::french();
        assert_eq!(french.plural(Plural::ResultsCount, 0, &[]), "0 résultat");
        assert_eq!(french.plural(Plural::ResultsCount, 2, &[]), "2 résultats");
    }
}
