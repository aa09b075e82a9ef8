//! Folding of accents, case and script variants, for search and for order.

use crate::letters::lower;

/// Folds a text for comparison: lower case, Latin letters without their accents, ligatures apart,
/// typographic apostrophes and hyphens as spaces, one form for each Arabic and Cyrillic letter.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if is_apostrophe(c) || is_hyphen(c) {
            folded.push(' ');
        } else {
            fold_char(c, &mut folded);
        }
    }
    folded
}

/// Says whether `c` is one of the signs people type as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}

/// Says whether `c` is a hyphen or a dash.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—')
}

/// Appends the folded form of `c`, nothing for a mark that only modifies its neighbour.
pub(crate) fn fold_char(c: char, into: &mut String) {
    match c {
        c if c.is_ascii() => into.push(c.to_ascii_lowercase()),
        'œ' | 'Œ' => into.push_str("oe"),
        'æ' | 'Æ' => into.push_str("ae"),
        'ß' => into.push_str("ss"),
        '\u{0300}'..='\u{036f}' => {}
        '\u{0600}'..='\u{06ff}' => fold_arabic(c, into),
        '\u{0400}'..='\u{04ff}' => fold_cyrillic(c, into),
        c => match latin_base(c) {
            Some(base) => into.push(base),
            None => into.push(lower(c)),
        },
    }
}

fn latin_base(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => 'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' => 'c',
        'ď' | 'Ď' | 'đ' | 'Đ' => 'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ė' | 'Ė' => 'e',
        'ğ' | 'Ğ' => 'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' => 'i',
        'ł' | 'Ł' => 'l',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => 'o',
        'ř' | 'Ř' => 'r',
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => 's',
        'ť' | 'Ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' => 't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ů' | 'Ů' | 'ű' | 'Ű' => 'u',
        'ý' | 'Ý' | 'ÿ' | 'Ÿ' => 'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => 'z',
        _ => return None,
    })
}

/// One form for the alefs, the final ya and ta, their Persian look-alikes and the digits; vowel signs disappear.
fn fold_arabic(c: char, into: &mut String) {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => into.push('ا'),
        'ة' => into.push('ه'),
        'ى' | 'ی' | 'ئ' => into.push('ي'),
        'ؤ' => into.push('و'),
        'ک' => into.push('ك'),
        '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' => {}
        '\u{0660}'..='\u{0669}' => into.extend(char::from_digit(u32::from(c) - 0x0660, 10)),
        c => into.push(c),
    }
}

/// Lower case, and one form for letters that a decomposed text or another keyboard writes without their mark.
fn fold_cyrillic(c: char, into: &mut String) {
    into.push(match lower(c) {
        'й' => 'и',
        'ї' => 'і',
        'є' | 'ё' => 'е',
        'ґ' => 'г',
        other => other,
    });
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_and_ligatures_disappear() {
        assert_eq!(fold("Œuvre d’ÉTÉ"), "oeuvre d ete");
        assert_eq!(fold("Hôtel-de-Ville"), "hotel de ville");
        assert_eq!(fold("e\u{301}cole"), "ecole");
        assert_eq!(fold("Дзвін"), "дзвін");
    }

    #[test]
    fn arabic_and_ukrainian_have_one_form_for_each_letter() {
        assert_eq!(fold("مَكْتَبَة"), fold("مكتبه"));
        assert_eq!(fold("إلى"), fold("الي"));
        assert_eq!(fold("١٢"), "12");
        assert_eq!(fold("їжа й"), fold("\u{456}\u{308}жа и\u{306}"));
    }
}
