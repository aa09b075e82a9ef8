//! The form of the synonym file, line by line; its own first lines explain it to the people who edit it.

use std::fmt;

const LANGUAGES: [&str; 9] = ["fr", "nl", "en", "it", "tr", "ar", "uk", "ro", "wa"];

/// Something in the synonym file that can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconFault {
    /// The line, the first one being 1.
    pub line: usize,
    /// What is wrong and what to do, in French.
    pub message: String,
}

impl fmt::Display for LexiconFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ligne {} : {}", self.line, self.message)
    }
}

/// What a line says.
#[derive(Debug, Default)]
pub(crate) struct Line<'a> {
    /// The line's language, empty on an idea's first line.
    pub(crate) language: &'a str,
    /// What a new idea aims at.
    pub(crate) targets: Vec<&'a str>,
    pub(crate) words: Vec<&'a str>,
    pub(crate) stop_words: Vec<&'a str>,
    pub(crate) light_words: Vec<&'a str>,
}

impl Line<'_> {
    fn is_empty(&self) -> bool {
        self.targets.is_empty() && self.words.is_empty() && self.stop_words.is_empty() && self.light_words.is_empty()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Before,
    StopWords,
    LightWords,
    Ideas,
}

/// Reads the lines of a synonym file and collects its faults.
pub(crate) fn read(file: &str) -> (Vec<Line<'_>>, Vec<LexiconFault>) {
    let mut reader = Reader { section: Section::Before, idea_open: false, faults: Vec::new(), number: 0 };
    let mut lines = Vec::new();
    for line in file.trim_start_matches('\u{feff}').lines() {
        reader.number += 1;
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(line) = reader.line(text).filter(|line| !line.is_empty()) {
            lines.push(line);
        }
    }
    (lines, reader.faults)
}

struct Reader {
    section: Section,
    idea_open: bool,
    faults: Vec<LexiconFault>,
    number: usize,
}

impl Reader {
    fn line<'a>(&mut self, text: &'a str) -> Option<Line<'a>> {
        if text.starts_with('[') {
            self.section = match text {
                "[mots vides]" => Section::StopWords,
                "[mots légers]" => Section::LightWords,
                "[idées]" => Section::Ideas,
                _ => {
                    self.fault(format!(
                        "« {text} » n’est pas une partie connue ; écrivez [mots vides], [mots légers] ou [idées]."
                    ));
                    self.section
                }
            };
            self.idea_open = false;
            return None;
        }
        if self.section == Section::Before {
            self.fault("Avant cette ligne, il manque [mots vides], [mots légers] ou [idées].".into());
            return None;
        }
        match text.split_once(':') {
            Some((language, words)) => self.language_line(language.trim(), words),
            None => self.idea_line(text),
        }
    }

    fn language_line<'a>(&mut self, language: &'a str, words: &'a str) -> Option<Line<'a>> {
        if !LANGUAGES.contains(&language) {
            let known = LANGUAGES.join(", ");
            self.fault(format!("« {language} » n’est pas une langue connue ; les langues sont : {known}."));
            return None;
        }
        let words = self.list(words);
        match self.section {
            Section::StopWords => return Some(Line { language, stop_words: words, ..Line::default() }),
            Section::LightWords => return Some(Line { language, light_words: words, ..Line::default() }),
            Section::Before | Section::Ideas => {}
        }
        if !self.idea_open {
            self.fault(
                "Cette ligne de mots ne suit aucune idée ; écrivez d’abord les mots du catalogue, sans langue.".into(),
            );
            return None;
        }
        Some(Line { language, words, ..Line::default() })
    }

    fn idea_line<'a>(&mut self, text: &'a str) -> Option<Line<'a>> {
        if self.section != Section::Ideas {
            self.fault("Les mots vides et légers commencent par leur langue, par exemple « fr: le, la ».".into());
            return None;
        }
        let targets = self.list(text);
        for target in &targets {
            if let Some(code) = target.strip_prefix('@')
                && !code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            {
                self.fault(format!(
                    "« {target} » : un code s’écrit en minuscules, sans espace ni accent, comme @library."
                ));
            }
        }
        self.idea_open = true;
        Some(Line { targets, ..Line::default() })
    }

    fn list<'a>(&mut self, text: &'a str) -> Vec<&'a str> {
        let words: Vec<_> = text.split([',', ';', '،']).map(str::trim).collect();
        if words.iter().any(|word| word.is_empty()) {
            self.fault("Il y a une virgule de trop, ou il manque un mot entre deux virgules.".into());
        }
        words.into_iter().filter(|word| !word.is_empty()).collect()
    }

    fn fault(&mut self, message: String) {
        self.faults.push(LexiconFault { line: self.number, message });
    }
}
