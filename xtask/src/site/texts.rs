//! The message files in the form that a phone opens at once: texts by their position, without the names of their keys.
//!
//! Three parts, each a list. First the plain texts, in the order of their keys; then the texts that depend on a number, each
//! with all of its forms, empty where a language doesn't use one; then the codes of the vocabulary, each with its text. What a
//! language lacks is filled with French here, so that a phone needs one file only. `build.rs` reads this module too, since
//! the order of the keys must be the same in the module and in the files.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Between the parts.
const PART: char = '\u{1e}';
/// Between the items of a part.
const ITEM: char = '\u{1f}';
/// The forms of a plural, as `src/messages/plural.rs` counts them.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The keys of the French message file, which decides which texts there are.
pub struct Keys {
    french: Map<String, Value>,
    groups: Vec<String>,
}

impl Keys {
    /// Reads `fr.json` and `groups.txt`, which names the groups of codes a line each.
    pub fn read(french: &str, groups: &str) -> Result<Self, String> {
        let groups = groups.lines().filter(|line| !line.is_empty()).map(|group| format!("{group}_")).collect();
        Ok(Self { french: object(french)?, groups })
    }

    /// The names of the texts that depend on nothing, in order.
    pub fn plain(&self) -> impl Iterator<Item = &str> {
        self.sorted().filter(|(_, message)| message.is_string()).map(|(key, _)| key)
    }

    /// The names of the texts that depend on a number, in order.
    pub fn plurals(&self) -> impl Iterator<Item = &str> {
        self.sorted().filter(|(_, message)| message.is_object()).map(|(key, _)| key)
    }

    /// A message file, given as JSON, in the form for phones.
    pub fn positional(&self, file: &str) -> Result<String, String> {
        let file = object(file)?;
        let mut plain = Vec::new();
        let mut plurals = Vec::new();
        let mut codes = Vec::new();
        for key in self.plain() {
            let text = file.get(key).or_else(|| self.french.get(key)).and_then(Value::as_str);
            let text = text.ok_or_else(|| format!("{key} is a text or an object of plural forms"))?;
            plain.push(text);
            if let Some(group) = self.groups.iter().find(|group| key.starts_with(group.as_str())) {
                // Only its own group: `access_filter_…` is none of the codes of `access`.
                let longer = |other: &&String| key.starts_with(other.as_str()) && other.len() > group.len();
                let group = self.groups.iter().find(longer).unwrap_or(group);
                codes.extend([group.trim_end_matches('_'), &key[group.len()..], text]);
            }
        }
        for key in self.plurals() {
            let forms = file.get(key).filter(|message| message.is_object()).or_else(|| self.french.get(key));
            let form = |name: &str| forms.and_then(|forms| forms.get(name)).and_then(Value::as_str);
            form("other").ok_or_else(|| format!("{key} has a form `other`"))?;
            plurals.extend(FORMS.map(|name| form(name).unwrap_or_default()));
        }
        let parts = [plain, plurals, codes];
        if parts.iter().flatten().any(|text| text.contains([PART, ITEM])) {
            return Err("no text has a separator in it".to_owned());
        }
        let [plain, plurals, codes] = parts.map(|part| part.join(&ITEM.to_string()));
        Ok([plain, plurals, codes].join(&PART.to_string()))
    }

    /// By name, whatever order the reader of JSON keeps.
    fn sorted(&self) -> impl Iterator<Item = (&str, &Value)> {
        let sorted: BTreeMap<&str, &Value> = self.french.iter().map(|(key, message)| (key.as_str(), message)).collect();
        sorted.into_iter()
    }
}

fn object(file: &str) -> Result<Map<String, Value>, String> {
    serde_json::from_str(file).map_err(|error| format!("a message file is a JSON object: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = r#"{"b":"deux","a":"un","access_filter_all":"tous","access_wheelchair":"rampe",
        "n":{"one":"{n} lieu","other":"{n} lieux"}}"#;

    #[test]
    fn texts_stand_in_the_order_of_their_keys_and_codes_with_their_group() {
        let keys = Keys::read(FRENCH, "access\naccess_filter\n").unwrap();
        assert_eq!(keys.plain().collect::<Vec<_>>(), ["a", "access_filter_all", "access_wheelchair", "b"]);
        let file = keys.positional(FRENCH).unwrap();
        let parts: Vec<Vec<&str>> = file.split(PART).map(|part| part.split(ITEM).collect()).collect();
        assert_eq!(parts[0], ["un", "tous", "rampe", "deux"]);
        assert_eq!(parts[1], ["", "{n} lieu", "", "", "", "{n} lieux"]);
        assert_eq!(parts[2], ["access_filter", "all", "tous", "access", "wheelchair", "rampe"]);
    }

    #[test]
    fn a_missing_text_stays_french() {
        let keys = Keys::read(FRENCH, "").unwrap();
        let dutch = keys.positional(r#"{"a":"een"}"#).unwrap();
        assert!(dutch.starts_with("een\u{1f}tous\u{1f}rampe\u{1f}deux\u{1e}\u{1f}{n} lieu"), "{dutch}");
    }
}
