//! A light French stemmer: plurals, feminines, the endings of verbs in -er and their nouns in -ation and -age.
//!
//! It works on folded words and leaves everything that isn't plain Latin letters as it is.

/// The stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    let mut stem = word.to_owned();
    if stem.len() < 4 || !stem.bytes().all(|b| b.is_ascii_lowercase()) {
        return stem;
    }
    plural(&mut stem);
    feminine(&mut stem);
    derived(&mut stem);
    single_end(&mut stem);
    stem
}

fn plural(word: &mut String) {
    if word.ends_with("eaux") || word.ends_with("eux") || word.ends_with("oux") {
        word.pop();
    } else if word.ends_with("aux") && word.len() >= 6 {
        replace(word, 3, "al");
    } else if word.ends_with('s') && !word.ends_with("ss") && word.len() >= 4 {
        word.pop();
    }
}

fn feminine(word: &mut String) {
    for (ending, masculine) in [("trice", "teur"), ("euse", "eur"), ("ive", "if"), ("iere", "ier"), ("eres", "er")] {
        if word.len() >= ending.len() + 3 && word.ends_with(ending) {
            replace(word, ending.len(), masculine);
            return;
        }
    }
}

/// Endings that turn a verb into nouns and forms: reparer, repare, reparation; jardiner, jardinage, jardinier.
fn derived(word: &mut String) {
    for (ending, least) in [
        ("ation", 4),
        ("ateur", 4),
        ("issage", 5),
        ("age", 5),
        ("ier", 6),
        ("ant", 5),
        ("ees", 3),
        ("er", 3),
        ("ez", 3),
        ("ee", 3),
        ("e", 3),
    ] {
        if word.len() >= ending.len() + least && word.ends_with(ending) {
            replace(word, ending.len(), "");
            break;
        }
    }
    if word.len() >= 7 && word.ends_with('i') {
        word.pop();
    }
}

/// Citoyenne and citoyen end alike once the e is gone: a doubled last consonant counts once.
fn single_end(word: &mut String) {
    let bytes = word.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && word.len() >= 5
        && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
    {
        word.pop();
    }
}

fn replace(word: &mut String, bytes: usize, by: &str) {
    word.truncate(word.len().saturating_sub(bytes));
    word.push_str(by);
}

#[cfg(test)]
mod tests {
    use super::stem;

    fn alike(words: &[&str]) {
        for pair in words.windows(2) {
            assert_eq!(stem(pair[0]), stem(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        alike(&["velo", "velos"]);
        alike(&["reparer", "repare", "reparation", "reparations"]);
        alike(&["jardin", "jardins", "jardinage", "jardinier", "jardiner"]);
        alike(&["citoyen", "citoyenne", "citoyennes"]);
        alike(&["musical", "musicaux", "musicale"]);
        alike(&["bureau", "bureaux"]);
        alike(&["formation", "formations", "former"]);
        alike(&["animateur", "animatrice", "animation"]);
        alike(&["bricoler", "bricolage"]);
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (a, b) in
            [("informatique", "information"), ("cours", "coureur"), ("part", "partage"), ("marche", "marcinelle")]
        {
            assert_ne!(stem(a), stem(b));
        }
        assert_eq!(stem("bus"), "bus");
        assert_eq!(stem("мова"), "мова");
    }
}
