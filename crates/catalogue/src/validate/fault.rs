//! A fault: where, what, and in words.

use std::fmt;

use crate::id::Id;
use crate::records::Kind;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The document can't be imported.
    Fault,
    /// Worth a look; the document is imported as it is.
    Warning,
}

/// Declares `FaultCode`: what is wrong, each with its code for programs. What people say has faults of its own.
#[macro_export]
macro_rules! fault_codes {
    ( $( $(#[$meta:meta])* $variant:ident = $code:literal, )+ ) => {
        /// What is wrong, for programs; the codes never change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultCode { $( $(#[$meta])* $variant, )+ }

        impl FaultCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The stable code.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
        }
    };
}

fault_codes! {
    /// The text isn't JSON in UTF-8.
    NotJson = "not-json",
    /// The document isn't an object.
    NotAnObject = "not-an-object",
    /// `format` is another one.
    WrongFormat = "wrong-format",
    /// `version` is another one.
    WrongVersion = "wrong-version",
    /// A required field is missing.
    MissingField = "missing-field",
    /// A value has another type than expected.
    WrongType = "wrong-type",
    /// An identifier isn't a lower-case slug of 1 to 64 characters.
    IllFormedId = "ill-formed-id",
    /// Two records of a kind, or two topics of a theme, have the same identifier.
    DuplicateId = "duplicate-id",
    /// A field points to a record that isn't there.
    DanglingReference = "dangling-reference",
    /// A text without words.
    EmptyText = "empty-text",
    /// A text that is too long.
    TextTooLong = "text-too-long",
    /// A control character inside of a text.
    ControlCharacter = "control-character",
    /// Objects or lists nested too deep.
    TooDeep = "too-deep",
    /// A record that is too large.
    TooLarge = "too-large",
    /// Not a date or a local time.
    WrongDate = "wrong-date",
    /// An end before its beginning.
    EndBeforeStart = "end-before-start",
    /// A number outside of its range.
    OutOfRange = "out-of-range",
    /// Not a Belgian postal code.
    WrongPostalCode = "wrong-postal-code",
    /// Not an international telephone number.
    WrongPhone = "wrong-phone",
    /// Not an e-mail address.
    WrongEmail = "wrong-email",
    /// Not a web address.
    WrongUrl = "wrong-url",
    /// Not a recurrence rule.
    WrongRule = "wrong-rule",
    /// A recurrence rule that this version can't expand.
    UnsupportedRule = "unsupported-rule",
    /// A session with neither an offer nor a title.
    SessionWithoutTitle = "session-without-title",
    /// A value that this version doesn't know.
    UnknownValue = "unknown-value",
    /// A section that isn't one of Charleroi's fifteen.
    UnknownSection = "unknown-section",
    /// Opening hours that can't be read.
    UnreadableHours = "unreadable-hours",
    /// A record that the typed readers refuse for another reason.
    Unreadable = "unreadable",
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whether it keeps the document out.
    pub severity: Severity,
    /// Where it is, such as `places[3].address.postalCode`; empty for the whole document.
    pub path: Box<str>,
    /// The record it is in, where it has an identifier.
    pub record: Option<(Kind, Id)>,
    /// What is wrong, for programs.
    pub code: FaultCode,
    /// What is wrong and what is expected, in plain French.
    pub message: Box<str>,
}

impl Fault {
    /// Says whether this keeps the document from being imported.
    pub fn blocks(&self) -> bool {
        self.severity == Severity::Fault
    }

    pub(super) fn not_json(error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "le fichier s’arrête avant sa fin (il est peut-être coupé)".to_owned(),
            _ => {
                format!("ceci n’est pas du JSON ({})", error.to_string().split(" at line ").next().unwrap_or_default())
            }
        };
        Self::whole(format!("ligne {}, colonne {} : {what}.", error.line(), error.column()))
    }

    pub(super) fn not_utf8(bytes: &[u8], valid_up_to: usize) -> Self {
        let line = bytes[..valid_up_to].iter().filter(|b| **b == b'\n').count() + 1;
        Self::whole(format!("ligne {line} : le fichier n’est pas en UTF-8 ; enregistrez-le en UTF-8."))
    }

    fn whole(message: String) -> Self {
        Self {
            severity: Severity::Fault,
            path: "".into(),
            record: None,
            code: FaultCode::NotJson,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            f.write_str(&self.path)?;
            if let Some((kind, id)) = &self.record {
                write!(f, " ({} {id})", kind.as_str())?;
            }
            f.write_str(" : ")?;
        }
        write!(f, "{} [{}]", self.message, self.code.as_str())
    }
}
