//! What single values must look like, and how to say it.

use crate::civil::{Date, DateTime};
use crate::records::Kind;

pub(super) const EXPECTED_ID: &str =
    "un identifiant a de 1 à 64 signes : petites lettres sans accent, chiffres et traits d’union";
pub(super) const EXPECTED_DAY: &str = "on attend un jour qui existe, écrit AAAA-MM-JJ";
pub(super) const EXPECTED_PARTIAL_DAY: &str =
    "on attend une année, un mois ou un jour, écrit AAAA, AAAA-MM ou AAAA-MM-JJ";
pub(super) const EXPECTED_DAY_OR_TIME: &str =
    "on attend un jour (AAAA-MM-JJ) ou un jour et une heure (AAAA-MM-JJTHH:MM)";
pub(super) const EXPECTED_DAY_OR_INSTANT: &str =
    "on attend un jour (AAAA-MM-JJ) ou un instant avec son décalage (AAAA-MM-JJTHH:MM:SS+01:00)";
pub(super) const EXPECTED_URL: &str = "on attend une adresse complète qui commence par https:// ou http://";
pub(super) const EXPECTED_EMAIL: &str = "on attend une adresse de courriel, comme nom@exemple.be";
pub(super) const EXPECTED_PHONE: &str = "on attend un numéro international, comme +32 71 86 00 00";
pub(super) const EXPECTED_POSTAL_CODE: &str = "on attend un code postal belge de quatre chiffres";

/// A value as a message may show it: one line, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown: String = text.chars().filter(|c| !is_control(*c) && *c != '\n').take(LONGEST).collect();
    if text.chars().count() > LONGEST {
        shown.push('…');
    }
    shown
}

/// A kind with its article after « pas ».
pub(super) fn kind_in_french(kind: &Kind) -> &'static str {
    match kind {
        Kind::Theme => "de thème",
        Kind::Organisation => "d’organisation",
        Kind::Place => "de lieu",
        Kind::Offer => "d’offre",
        Kind::Session => "de séance",
        Kind::Notice => "d’avis",
        Kind::Call => "d’appel",
        Kind::Need => "de besoin",
        Kind::Reply => "de réponse",
        Kind::Other(_) => "de fiche",
    }
}

/// Control characters, line ends and tabs apart, and the marks that turn the direction of what follows them.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{202a}'..='\u{202e}')
}

pub(super) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// RFC 3339 with an offset.
pub(super) fn is_instant(text: &str) -> bool {
    let Some((minutes, rest)) = text.get(..16).zip(text.get(16..)) else { return false };
    let Some(seconds) = rest.strip_prefix(':') else { return false };
    let digits = |s: &str, n: usize| s.len() >= n && s.as_bytes()[..n].iter().all(u8::is_ascii_digit);
    if DateTime::parse(minutes).is_none() || !digits(seconds, 2) || &seconds[..2] > "60" {
        return false;
    }
    let offset = match seconds[2..].strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => &seconds[2..],
    };
    match offset.as_bytes() {
        [b'Z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => [h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()),
        _ => false,
    }
}

pub(super) fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
    // A name may say that it is whole by a dot at its end (RFC 3986, 3.2.2).
    let host = host.strip_suffix('.').unwrap_or(host);
    text.len() <= 2048
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'))
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
        && !host.contains('@')
}

pub(super) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let odd =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';' | ':' | '(' | ')');
    !name.is_empty()
        && text.len() <= 254
        && !text.contains(odd)
        && !host.contains('@')
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty())
}

/// `+`, a country's code and a number, spaces and dashes free; no `(0)` and no leading zero after +32.
pub(super) fn is_phone(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else { return false };
    if !rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '/' | '\u{a0}' | '\u{202f}')) {
        return false;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("32") {
        Some(national) => (8..=9).contains(&national.len()) && !national.starts_with('0'),
        None => (8..=15).contains(&digits.len()) && !digits.starts_with('0'),
    }
}

pub(super) fn is_postal_code(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0')
}

/// The first and the last minute that a day or a local time can mean.
pub(super) fn span(text: &str) -> Option<(i64, i64)> {
    if let Some(time) = DateTime::parse(text) {
        return Some((time.wall_minutes(), time.wall_minutes()));
    }
    let first = DateTime { date: Date::parse(text)?, minute: 0 }.wall_minutes();
    Some((first, first + 1439))
}
