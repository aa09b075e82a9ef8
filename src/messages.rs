//! The texts of the interface: keys, lookup, placeholders and plural forms.
//!
//! A phone reads the file of its language, which the build makes by position and fills with French where the language lacks
//! a text (`xtask/src/site/texts.rs`); the server has all of them compiled in.

pub mod dates;
mod plural;

use std::rc::Rc;

use chava_catalogue::language::Language;
use yew::AttrValue;

pub use plural::PluralForm;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The languages that have a message file, in the order in which they are offered.
pub const OFFERED: &[Language] =
    &[Language::French, Language::EasyFrench, Language::Dutch, Language::English, Language::Arabic];

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
    plain: Vec<&'static str>,
    /// All forms of each.
    plurals: Vec<&'static str>,
    /// For each code its group, itself and its text.
    codes: Vec<&'static str>,
}

impl PartialEq for Messages {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Messages {
    /// No texts at all.
    pub fn none() -> Self {
        Self(Rc::new(Table { language: Language::French, plain: vec![], plurals: vec![], codes: vec![] }))
    }

    /// The texts of `language` out of its file; none where the file belongs to another build.
    ///
    /// They stay for as long as the program runs, so that each is lent and never copied.
    pub fn read(language: Language, file: &'static str) -> Option<Self> {
        let mut parts = file.split('\u{1e}').map(|part| part.split('\u{1f}').collect::<Vec<_>>());
        let (plain, plurals, codes) = (parts.next()?, parts.next()?, parts.next()?);
        (plain.len() == Key::COUNT && plurals.len() == Plural::COUNT * PluralForm::COUNT)
            .then(|| Self(Rc::new(Table { language, plain, plurals, codes })))
    }

    /// The texts of `language` that are compiled in; none for a language without a file.
    #[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
    pub fn compiled_in(language: &Language) -> Option<Self> {
        let (_, file) = COMPILED_IN.iter().find(|(tag, _)| *tag == language.as_str())?;
        Self::read(language.clone(), file)
    }

    /// The French texts that are compiled in.
    #[cfg(any(not(target_arch = "wasm32"), debug_assertions))]
    pub fn french() -> Self {
        Self::compiled_in(&Language::French).unwrap_or_else(Self::none)
    }

    /// The language of these texts.
    pub fn language(&self) -> &Language {
        &self.0.language
    }

    /// A text.
    #[inline(never)]
    pub fn get(&self, key: Key) -> AttrValue {
        AttrValue::Static(self.text(key))
    }

    /// The text of a code of the catalogue's vocabulary, such as `place_type` and `museum`; « autre » where it is new.
    #[inline(never)]
    pub fn code(&self, group: &str, code: &str) -> AttrValue {
        let found = self.0.codes.chunks_exact(3).find(|known| known[0] == group && known[1] == code);
        AttrValue::Static(found.map_or_else(|| self.text(Key::Other), |known| known[2]))
    }

    fn text(&self, key: Key) -> &'static str {
        self.0.plain.get(key as usize).copied().unwrap_or_default()
    }

    /// The parts of a text that is a list, written with `|` between them.
    #[inline(never)]
    pub fn parts(&self, key: Key) -> Vec<String> {
        self.text(key).split('|').map(|part| part.trim().to_owned()).collect()
    }

    /// Several words as a list in a sentence: « a, b et c ».
    pub fn list(&self, words: &[AttrValue]) -> String {
        let mut sentence = String::new();
        for (n, word) in words.iter().enumerate() {
            if n > 0 {
                sentence.push_str(self.text(if n + 1 == words.len() { Key::ListAnd } else { Key::ListComma }));
            }
            sentence.push_str(word);
        }
        sentence
    }

    /// A text with its placeholders `{name}` filled.
    #[inline(never)]
    pub fn with(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// The form of a text that fits the number `n`, with `{n}` and other placeholders filled.
    #[inline(never)]
    pub fn plural(&self, key: Plural, n: usize, values: &[(&str, &str)]) -> String {
        let number = n.to_string();
        let forms = self.0.plurals.get(key as usize * PluralForm::COUNT..).unwrap_or_default();
        let form = |form: PluralForm| forms.get(form as usize).filter(|text| !text.is_empty());
        let text = form(PluralForm::of(self.language(), n)).or_else(|| form(PluralForm::Other)).copied();
        let text = text.unwrap_or_default();
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(text, &all)
    }
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
    fn a_file_of_another_build_is_refused() {
        assert!(Messages::read(Language::French, "Chercher\u{1f}Agenda\u{1e}\u{1e}").is_none());
        assert_eq!(Messages::none().get(Key::NavSearch), "");
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let french = Messages::french();
        assert_eq!(french.plural(Plural::ResultsCount, 0, &[]), "0 résultat");
        assert_eq!(french.plural(Plural::ResultsCount, 2, &[]), "2 résultats");
    }
}
