//! The walk over a document: keeps the path, checks each value against its shape, collects findings.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::fault::{Fault, FaultCode, Severity};
use super::fields::{Field, Shape};
use super::known::Known;
use super::values;
use crate::civil::{Date, DateTime};
use crate::id::Id;
use crate::records::Kind;

/// The longest text, in characters: some ten pages.
const MAX_TEXT_CHARS: usize = 20_000;
/// The largest record, in bytes of its texts: phones keep records in memory.
const MAX_RECORD_BYTES: usize = 256 * 1024;
/// The deepest nesting inside of a record.
const MAX_DEPTH: usize = 32;

/// Collects findings while it walks down a document.
#[derive(Default)]
pub(super) struct Checker {
    path: String,
    record: Option<(Kind, Id)>,
    found: Vec<Fault>,
    faults: usize,
}

impl Checker {
    pub(super) fn finish(self) -> Vec<Fault> {
        self.found
    }

    pub(super) fn fault_count(&self) -> usize {
        self.faults
    }

    pub(super) fn fault(&mut self, code: FaultCode, message: String) {
        self.faults += 1;
        self.push(Severity::Fault, code, message);
    }

    pub(super) fn warning(&mut self, code: FaultCode, message: String) {
        self.push(Severity::Warning, code, message);
    }

    pub(super) fn wrong_type(&mut self, found: &Value, expected: &str) {
        let found = match found {
            Value::Null => "rien (null) ; laissez le champ de côté si ce n’est pas connu",
            Value::Bool(_) => "vrai ou faux",
            Value::Number(_) => "un nombre",
            Value::String(_) => "un texte",
            Value::Array(_) => "une liste",
            Value::Object(_) => "un objet",
        };
        self.fault(FaultCode::WrongType, format!("on attend ici {expected}, et non {found}."));
    }

    fn push(&mut self, severity: Severity, code: FaultCode, message: String) {
        let (path, record) = (self.path.as_str().into(), self.record.clone());
        self.found.push(Fault { severity, path, record, code, message: message.into() });
    }

    pub(super) fn at_key(&mut self, key: &str, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        if length > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        check(self);
        self.path.truncate(length);
    }

    pub(super) fn at_index(&mut self, index: usize, check: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        let _ = write!(self.path, "[{index}]");
        check(self);
        self.path.truncate(length);
    }

    pub(super) fn in_record(&mut self, kind: &Kind, id: Option<&str>, check: impl FnOnce(&mut Self)) {
        self.record = id.map(|id| (kind.clone(), Id::from(id)));
        check(self);
        self.record = None;
    }

    /// Checks an object's fields; fields that the table doesn't name are free.
    pub(super) fn check_fields(&mut self, fields: &Map<String, Value>, table: &[Field], known: &[&Known]) {
        for field in table {
            self.at_key(field.name, |c| match fields.get(field.name) {
                None if field.required => {
                    c.fault(FaultCode::MissingField, format!("« {} » manque ; c’est obligatoire.", field.name));
                }
                None => {}
                // Readers take null for absent where a field may be absent, except for lists.
                Some(Value::Null) if !field.required && !matches!(field.shape, Shape::List(_)) => {}
                Some(value) => c.check_shape(value, &field.shape, known),
            });
        }
    }

    fn check_shape(&mut self, value: &Value, shape: &Shape, known: &[&Known]) {
        match (shape, value) {
            (Shape::List(each), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    self.at_index(index, |c| c.check_shape(item, each, known));
                }
            }
            (Shape::List(_), other) => self.wrong_type(other, "une liste : [ … ]"),
            (Shape::Object(table), Value::Object(fields)) => self.check_fields(fields, table, known),
            (Shape::Object(_), other) => self.wrong_type(other, "un objet : { … }"),
            (Shape::RecordReference, value) => self.check_record_reference(value, known),
            (Shape::Text, value) => self.check_text(value),
            (Shape::Whole(low, high), value) => self.check_whole(value, *low, *high),
            (Shape::Number(low, high), value) => self.check_number(value, *low, *high),
            (Shape::UrlOrNull, Value::Null) => {}
            (shape, Value::String(text)) => self.check_string(text, shape, known),
            (_, other) => self.wrong_type(other, "un texte entre guillemets"),
        }
    }

    fn check_string(&mut self, text: &str, shape: &Shape, known: &[&Known]) {
        if text.trim().is_empty() {
            let hint = "ce texte est vide ; écrivez-le, ou laissez le champ de côté s’il n’est pas connu.";
            return self.fault(FaultCode::EmptyText, hint.into());
        }
        let expect = |c: &mut Self, good: bool, code: FaultCode, expected: &str| {
            if !good {
                c.fault(code, format!("« {} » : {expected}.", values::shown(text)));
            }
        };
        match shape {
            Shape::Id => expect(self, Id::is_well_formed(text), FaultCode::IllFormedId, values::EXPECTED_ID),
            Shape::Reference(kind) => self.check_reference(kind, text, known),
            Shape::TopicReference if !known.iter().any(|k| k.has_topic(text)) => self
                .fault(FaultCode::DanglingReference, format!("aucun thème n’a de sujet « {} ».", values::shown(text))),
            Shape::Code(knows) if !knows(text) => self.warning(
                FaultCode::UnknownValue,
                format!(
                    "la valeur « {} » n’est pas connue ; elle est gardée et montrée comme « autre ».",
                    values::shown(text)
                ),
            ),
            Shape::LanguageTag if !values::is_language_tag(text) => self.warning(
                FaultCode::UnknownValue,
                format!("« {} » n’est pas un code de langue, comme fr, nl ou ar.", values::shown(text)),
            ),
            Shape::Day => expect(self, Date::parse(text).is_some(), FaultCode::WrongDate, values::EXPECTED_DAY),
            Shape::PartialDay => {
                expect(self, Date::parse_partial(text).is_some(), FaultCode::WrongDate, values::EXPECTED_PARTIAL_DAY);
            }
            Shape::DayOrTime => {
                let good = Date::parse(text).is_some() || DateTime::parse(text).is_some();
                expect(self, good, FaultCode::WrongDate, values::EXPECTED_DAY_OR_TIME);
            }
            Shape::DayOrInstant => {
                let good = Date::parse(text).is_some() || values::is_instant(text);
                expect(self, good, FaultCode::WrongDate, values::EXPECTED_DAY_OR_INSTANT);
            }
            Shape::Url | Shape::UrlOrNull => {
                expect(self, values::is_web_address(text), FaultCode::WrongUrl, values::EXPECTED_URL);
            }
            Shape::Email => expect(self, values::is_email(text), FaultCode::WrongEmail, values::EXPECTED_EMAIL),
            Shape::PhoneNumber => expect(self, values::is_phone(text), FaultCode::WrongPhone, values::EXPECTED_PHONE),
            Shape::PostalCode => {
                expect(self, values::is_postal_code(text), FaultCode::WrongPostalCode, values::EXPECTED_POSTAL_CODE);
            }
            Shape::Section if crate::sections::section(text).is_none() => self.warning(
                FaultCode::UnknownSection,
                format!("« {} » n’est pas une des quinze sections de Charleroi.", values::shown(text)),
            ),
            Shape::Hours => self.check_hours(text),
            Shape::Rule => self.check_rule(text),
            _ => {}
        }
    }

    fn check_reference(&mut self, kind: &Kind, id: &str, known: &[&Known]) {
        if !known.iter().any(|k| k.has(kind, id)) {
            let (id, what) = (values::shown(id), values::kind_in_french(kind));
            self.fault(FaultCode::DanglingReference, format!("il n’y a pas {what} dont l’identifiant est « {id} »."));
        }
    }

    fn check_record_reference(&mut self, value: &Value, known: &[&Known]) {
        let Value::Object(fields) = value else {
            return self.wrong_type(value, "un renvoi : { \"kind\": …, \"id\": … }");
        };
        let before = self.faults;
        self.check_fields(fields, REFERENCE, known);
        let text = |key| fields.get(key).and_then(Value::as_str);
        if let (Some(kind), Some(id)) = (text("kind"), text("id"))
            && self.faults == before
            && Kind::knows(kind)
        {
            self.check_reference(&Kind::from_code(kind), id, known);
        }
    }

    fn check_text(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.check_string(text, &Shape::Words, &[]),
            Value::Object(languages) if languages.is_empty() => {
                self.fault(FaultCode::EmptyText, "ce texte est vide ; il lui faut au moins une langue.".into());
            }
            Value::Object(languages) => {
                for (tag, text) in languages {
                    self.at_key(tag, |c| {
                        if !values::is_language_tag(tag) {
                            let tag = values::shown(tag);
                            c.warning(
                                FaultCode::UnknownValue,
                                format!("« {tag} » n’est pas un code de langue, comme fr, nl ou ar."),
                            );
                        }
                        c.check_shape(text, &Shape::Words, &[]);
                    });
                }
            }
            other => self.wrong_type(other, "un texte, ou un objet par langue : { \"fr\": \"…\", \"nl\": \"…\" }"),
        }
    }

    fn check_whole(&mut self, value: &Value, low: u64, high: u64) {
        match value {
            Value::Number(number) if number.as_u64().is_some_and(|n| (low..=high).contains(&n)) => {}
            Value::Number(number) => {
                self.fault(FaultCode::OutOfRange, format!("{number} : on attend un nombre entier de {low} à {high}."))
            }
            other => self.wrong_type(other, "un nombre entier"),
        }
    }

    fn check_number(&mut self, value: &Value, low: f64, high: f64) {
        match value {
            Value::Number(number) if number.as_f64().is_some_and(|n| (low..=high).contains(&n)) => {}
            Value::Number(number) => {
                self.fault(FaultCode::OutOfRange, format!("{number} : on attend un nombre de {low} à {high}."));
            }
            other => self.wrong_type(other, "un nombre"),
        }
    }

    /// Checks what holds for every string of a record, known field or not: its length, its characters, its depth.
    pub(super) fn check_extent(&mut self, record: &Value) {
        let mut bytes = 0;
        self.check_extent_at(record, 0, &mut bytes);
        if bytes > MAX_RECORD_BYTES {
            let kilobytes = MAX_RECORD_BYTES / 1024;
            self.fault(FaultCode::TooLarge, format!("cette fiche est trop grande ; {kilobytes} Ko au plus."));
        }
    }

    fn check_extent_at(&mut self, value: &Value, depth: usize, bytes: &mut usize) {
        if depth > MAX_DEPTH {
            return self.fault(
                FaultCode::TooDeep,
                format!("les données sont emboîtées trop profondément ; {MAX_DEPTH} niveaux au plus."),
            );
        }
        match value {
            Value::String(text) => {
                *bytes += text.len();
                if text.len() > MAX_TEXT_CHARS && text.chars().count() > MAX_TEXT_CHARS {
                    self.fault(
                        FaultCode::TextTooLong,
                        format!("ce texte est trop long ; {MAX_TEXT_CHARS} signes au plus."),
                    );
                }
                if let Some(control) = text.chars().find(|c| values::is_control(*c)) {
                    let code = u32::from(control);
                    self.fault(
                        FaultCode::ControlCharacter,
                        format!("le signe invisible U+{code:04X} n’est pas permis dans un texte."),
                    );
                }
            }
            Value::Array(items) => {
                *bytes += items.len();
                for (index, item) in items.iter().enumerate() {
                    self.at_index(index, |c| c.check_extent_at(item, depth + 1, bytes));
                }
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    *bytes += key.len();
                    if key.chars().any(values::is_control) {
                        self.fault(FaultCode::ControlCharacter, "un nom de champ contient un signe invisible.".into());
                    }
                    self.at_key(key, |c| c.check_extent_at(value, depth + 1, bytes));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => *bytes += 8,
        }
    }

    fn check_hours(&mut self, text: &str) {
        if let Err(error) = crate::hours::Hours::parse(text) {
            let text = values::shown(text);
            self.warning(
                FaultCode::UnreadableHours,
                format!("horaire « {text} » : {error} ; il sera montré comme inconnu."),
            );
        }
    }

    fn check_rule(&mut self, text: &str) {
        use crate::recurrence::{RecurrenceError, check_rule};
        match check_rule(text) {
            Ok(()) => {}
            Err(RecurrenceError::Unsupported { part, .. }) => self.warning(
                FaultCode::UnsupportedRule,
                format!(
                    "règle « {} » : « {part} » n’est pas encore géré ; les dates seront montrées comme inconnues.",
                    values::shown(text)
                ),
            ),
            Err(_) => self.fault(
                FaultCode::WrongRule,
                format!("« {} » n’est pas une règle RFC 5545, comme FREQ=WEEKLY;BYDAY=WE.", values::shown(text)),
            ),
        }
    }
}

const REFERENCE: &[Field] = &[
    Field { name: "kind", required: true, shape: Shape::Code(Kind::knows) },
    Field { name: "id", required: true, shape: Shape::Words },
];
