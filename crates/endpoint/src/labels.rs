//! The French words of codes: those of the residents' pages, so that every side calls a thing by one name.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

static WORDS: LazyLock<HashMap<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../assets/messages/fr.json")).unwrap_or_default());

/// The words of a code below a prefix such as `place_type`; the code itself where it has none.
pub fn label(prefix: &str, code: &str) -> String {
    let word = WORDS.get(&format!("{prefix}_{code}")).and_then(Value::as_str);
    word.unwrap_or(code).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_words_of_the_residents_pages_and_an_unknown_one_stays() {
        assert_eq!(label("place_type", "library"), "Bibliothèque");
        assert_eq!(label("place_type", "spaceport"), "spaceport");
    }
}
