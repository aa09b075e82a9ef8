//! The words, numbers and signs of hours, each with its place.

use super::HoursError;
use crate::letters::{is_letter, lower};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Letters, in lower case.
    Word(String),
    /// Digits as they stand.
    Number(String),
    /// A comment between quotation marks.
    Comment(String),
    /// `||`
    Fallback,
    /// Any other sign.
    Mark(char),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub sign: Sign,
    /// The character it begins at, from 1.
    pub position: usize,
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, HoursError> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let from = at;
        let run = |fits: fn(char) -> bool| chars[from..].iter().take_while(|c| fits(**c)).collect::<String>();
        let sign = match c {
            c if c.is_whitespace() => {
                at += 1;
                continue;
            }
            c if c.is_ascii_digit() => Sign::Number(run(|c| c.is_ascii_digit())),
            c if is_letter(c) => Sign::Word(run(is_letter).chars().map(lower).collect()),
            '"' => {
                let comment: String = chars[from + 1..].iter().take_while(|c| **c != '"').collect();
                at += comment.chars().count() + 2;
                if at > chars.len() {
                    return Err(HoursError { position: from + 1, message: "le guillemet n’est pas fermé".into() });
                }
                found.push(Token { sign: Sign::Comment(comment), position: from + 1 });
                continue;
            }
            '|' if chars.get(from + 1) == Some(&'|') => {
                at += 2;
                found.push(Token { sign: Sign::Fallback, position: from + 1 });
                continue;
            }
            // People and word processors write ranges with all kinds of dashes.
            '-' | '‐' | '‑' | '–' | '—' => Sign::Mark('-'),
            ':' | ',' | ';' | '/' | '+' | '[' | ']' | '(' | ')' => Sign::Mark(c),
            other => {
                return Err(HoursError {
                    position: from + 1,
                    message: format!("le signe « {other} » n’a pas de sens dans un horaire").into(),
                });
            }
        };
        at += match &sign {
            Sign::Word(_) => chars[from..].iter().take_while(|c| is_letter(**c)).count(),
            Sign::Number(digits) => digits.len(),
            _ => 1,
        };
        found.push(Token { sign, position: from + 1 });
    }
    Ok(found)
}
