//! What a form or an address of the team's pages carries: names with values, some several times.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The fields of a form or of an address, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn read(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a name without space around it; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    /// The first value of a name as it came: spaces may belong to it.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// The value, none where nothing was typed or chosen.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.trim())
    }

    /// The fields whose names begin so, without that beginning.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.trim())))
    }

    /// Writes an address with a name set to another value; an empty value takes the name out.
    pub fn address_with(&self, path: &str, name: &str, value: &str) -> String {
        let others = self.0.iter().filter(|(found, old)| found != name && !old.is_empty());
        let set = (!value.is_empty()).then_some((name, value));
        let pairs = others.map(|(name, value)| (name.as_str(), value.as_str())).chain(set);
        let query: Vec<_> = pairs.map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }
}

/// A text as a part of an address.
pub fn coded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_browsers_write_it() {
        let fields = Fields::read(b"nom=Ana+B%C3%A9&choix=1&choix=2&vide=&champ.name=x");
        assert_eq!(fields.get("nom"), "Ana Bé");
        assert_eq!(fields.all("choix").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!((fields.some("vide"), fields.some("rien")), (None, None));
        assert_eq!(fields.beginning("champ.").collect::<Vec<_>>(), [("name", "x")]);
    }

    #[test]
    fn an_address_keeps_the_other_filters() {
        let fields = Fields::read("theme=a&q=l%27été&page=3".as_bytes());
        assert_eq!(fields.address_with("/equipe", "page", "4"), "/equipe?theme=a&q=l%27%C3%A9t%C3%A9&page=4");
        assert_eq!(fields.address_with("/equipe", "q", ""), "/equipe?theme=a&page=3");
        assert_eq!(Fields::default().address_with("/equipe", "page", ""), "/equipe");
    }
}
