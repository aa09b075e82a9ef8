//! How a French word sounds, roughly: words written by ear or as in a text message meet their spelling.
//!
//! The key keeps consonants by sound and vowels by class (`A` an/en, `I` in/un, `O` on, `U` ou, `e` for é, è, ai, eu).

/// Stems whose ç was folded away and must sound like s.
const CEDILLAS: [(&str, &str); 7] = [
    ("franca", "fransa"),
    ("lecon", "leson"),
    ("garcon", "garson"),
    ("macon", "mason"),
    ("facon", "fason"),
    ("facad", "fasad"),
    ("recu", "resu"),
];

/// The sound of a folded word; none for words that aren't Latin letters, or too short to tell.
pub(crate) fn key(word: &str) -> Option<String> {
    if word.len() < 2 || !word.is_ascii() || !word.bytes().any(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let mut spelled = word.to_owned();
    for (with, sound) in CEDILLAS {
        if let Some(rest) = spelled.strip_prefix(with) {
            spelled = format!("{sound}{rest}");
            break;
        }
    }
    let letters = without_silent_end(&spelled);
    let mut sounds = Vec::with_capacity(letters.len() + 2);
    let mut at = 0;
    while at < letters.len() {
        at += sound(letters, at, &mut sounds);
    }
    sounds.dedup();
    while sounds.len() > 2 && sounds.last() == Some(&b'e') {
        sounds.pop();
    }
    (sounds.len() >= 2).then(|| sounds.into_iter().map(char::from).collect())
}

/// Without the last letters that aren't heard: the s of a plural, then one consonant; a last e is dropped as a sound, after it softened the c or g before it.
fn without_silent_end(word: &str) -> &[u8] {
    let mut letters = word.as_bytes();
    if let [rest @ .., b's' | b'x'] = letters
        && rest.len() >= 3
    {
        letters = rest;
    }
    match letters {
        [rest @ .., b'r' | b'z'] if rest.len() >= 4 && rest.ends_with(b"e") => rest,
        [rest @ .., b't' | b'd' | b'p' | b'z'] if rest.len() >= 3 => rest,
        all => all,
    }
}

/// Appends the sound at `at` and says how many letters made it.
fn sound(letters: &[u8], at: usize, out: &mut Vec<u8>) -> usize {
    let rest = &letters[at..];
    if is_schwa(rest, out) {
        return 1;
    }
    if let Some(taken) = vowels(rest, out) {
        return taken;
    }
    let next = rest.get(1).copied().unwrap_or(0);
    let soft = matches!(next, b'e' | b'i' | b'y');
    let (sounds, taken): (&[u8], usize) = match (rest[0], next) {
        (b'p', b'h') => (b"f", 2),
        (b'c' | b's', b'h') => (b"S", 2),
        (b'q', b'u') | (b'c', b'k') => (b"k", 2),
        (b's', b'c') if matches!(rest.get(2), Some(b'e' | b'i' | b'y')) => (b"s", 2),
        (b'q' | b'k', _) => (b"k", 1),
        (b'c', _) => (if soft { b"s" } else { b"k" }, 1),
        (b'g', b'u') if matches!(rest.get(2), Some(b'e' | b'i' | b'y')) => (b"g", 2),
        (b'g', b'e') if matches!(rest.get(2), Some(b'a' | b'o')) => (b"j", 2),
        (b'g', b'n') => (b"ni", 2),
        (b'g', _) => (if soft { b"j" } else { b"g" }, 1),
        (b't', b'i') if rest.starts_with(b"tion") => (b"s", 1),
        (b's' | b'z', _) => (b"s", 1),
        (b'x', _) => (b"ks", 1),
        (b'h', _) => (b"", 1),
        (b'1', _) => (b"I", 1),
        (b'2', _) => (b"de", 1),
        (b'4', _) => (b"katr", 1),
        (b'6', _) => (b"si", 1),
        (b'7', _) => (b"set", 1),
        (b'8', _) => (b"uit", 1),
        (b'9', _) => (b"nef", 1),
        (other, _) => {
            out.push(other);
            return 1;
        }
    };
    out.extend_from_slice(sounds);
    taken
}

/// The vowel or nasal at the start of `rest`, longest spelling first.
fn vowels(rest: &[u8], out: &mut Vec<u8>) -> Option<usize> {
    const NASALS: [(&[u8], u8); 14] = [
        (b"ain", b'I'),
        (b"ein", b'I'),
        (b"aim", b'I'),
        (b"oin", b'Q'),
        (b"an", b'A'),
        (b"am", b'A'),
        (b"en", b'A'),
        (b"em", b'A'),
        (b"in", b'I'),
        (b"im", b'I'),
        (b"yn", b'I'),
        (b"un", b'I'),
        (b"on", b'O'),
        (b"om", b'O'),
    ];
    const GROUPS: [(&[u8], &[u8]); 15] = [
        (b"eau", b"o"),
        (b"oeu", b"e"),
        (b"oe", b"e"),
        (b"au", b"o"),
        (b"ou", b"U"),
        (b"oi", b"wa"),
        (b"oy", b"wa"),
        (b"ai", b"e"),
        (b"ay", b"e"),
        (b"ei", b"e"),
        (b"eu", b"e"),
        (b"ee", b"e"),
        (b"ie", b"ie"),
        (b"y", b"i"),
        (b"e", b"e"),
    ];
    // « ien » sounds like in, after an i.
    if rest.starts_with(b"ien") && !follows_nasal(rest.get(3)) {
        out.extend_from_slice(b"iI");
        return Some(3);
    }
    for (spelling, sound) in NASALS {
        if rest.starts_with(spelling) && !follows_nasal(rest.get(spelling.len())) {
            if sound == b'Q' {
                out.extend_from_slice(b"wI");
            } else {
                out.push(sound);
            }
            return Some(spelling.len());
        }
    }
    for (spelling, sound) in GROUPS {
        if rest.starts_with(spelling) {
            out.extend_from_slice(sound);
            return Some(spelling.len());
        }
    }
    None
}

/// The e that speech drops after the first syllable: log(e)ment.
fn is_schwa(rest: &[u8], sounds: &[u8]) -> bool {
    let vowel = |sound: &u8| matches!(sound, b'a' | b'e' | b'i' | b'o' | b'u' | b'A' | b'I' | b'O' | b'U');
    matches!(rest, [b'e', next, after, ..] if !vowel(next) && *next != b'q' && (vowel(after) || *after == b'y'))
        && sounds.iter().any(vowel)
        && sounds.last().is_some_and(|last| !vowel(last))
}

/// A vowel, n, m or h after the letters unmakes the nasal: année, homme, inhabité.
fn follows_nasal(next: Option<&u8>) -> bool {
    matches!(next, Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'n' | b'm' | b'h'))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn words_written_by_ear_meet_their_spelling() {
        for (heard, written) in [
            ("kour", "cours"),
            ("bibliotek", "bibliotheque"),
            ("koi", "quoi"),
            ("1formatik", "informatique"),
            ("franse", "francais"),
            ("2voir", "devoirs"),
            ("ekol", "ecole"),
            ("formassion", "formation"),
            ("kuisine", "cuisine"),
            ("fotografi", "photographie"),
            ("jardain", "jardin"),
            ("aprandre", "apprendre"),
            ("ekrir", "ecrire"),
            ("numerik", "numerique"),
            ("chomaj", "chomage"),
            ("muzee", "musee"),
            ("lojman", "logement"),
        ] {
            assert_eq!(key(heard), key(written), "{heard} {written}");
        }
    }

    #[test]
    fn other_words_sound_different() {
        for (a, b) in [("cours", "coeur"), ("musee", "musique"), ("velo", "ville")] {
            assert_ne!(key(a), key(b));
        }
        assert_eq!(key("мова"), None);
        assert_eq!(key("26"), None);
    }
}
