//! What is wrong with a contribution: a code for programs, a place in it, and words.

use chava_catalogue::fault_codes;

use crate::limits;

fault_codes! {
    /// The item isn't JSON, or is nested so deep that nobody should read it.
    NotJson = "not-json",
    /// The item isn't an object.
    NotAnObject = "not-an-object",
    /// A field that must be there isn't, or says nothing.
    MissingField = "missing-field",
    /// A value has another type than expected.
    WrongType = "wrong-type",
    /// Not a UUID of version 7.
    IllFormedId = "ill-formed-id",
    /// Not a lower-case hex SHA-256.
    IllFormedHash = "ill-formed-hash",
    /// The hash is that of something else.
    WrongHash = "wrong-hash",
    /// The item has no canonical form: a key twice, half a character, a number out of range.
    NotCanonical = "not-canonical",
    /// Not an RFC 3339 time with an offset.
    WrongTime = "wrong-time",
    /// A kind that this version doesn't know.
    UnknownKind = "unknown-kind",
    /// More bytes than an item may have.
    TooLarge = "too-large",
    /// Lists and objects nested too deep.
    TooDeep = "too-deep",
    /// A text with too many characters.
    TextTooLong = "text-too-long",
    /// A list with too many entries.
    TooMany = "too-many",
    /// An attachment with no bytes or too many.
    AttachmentSize = "attachment-size",
    /// The same identifier was received with another hash.
    Conflict = "conflict",
}

/// What is wrong with a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub code: FaultCode,
    /// Where, such as `body.text`; empty for the whole item.
    pub field: Box<str>,
}

impl Fault {
    /// A fault of a field.
    pub fn new(code: FaultCode, field: &str) -> Self {
        Self { code, field: field.into() }
    }

    /// What is wrong and what to do, in plain French.
    pub fn message(&self) -> String {
        let field = &self.field;
        match self.code {
            FaultCode::NotJson => "Ce message est abîmé : il ne peut pas être lu. Recopiez son texte dans un nouveau message.".into(),
            FaultCode::NotAnObject => "Ceci n’est pas un message.".into(),
            FaultCode::MissingField => format!("Il manque une réponse ({field}). Complétez le message et renvoyez-le."),
            FaultCode::WrongType => format!("Une réponse n’a pas la forme attendue ({field})."),
            FaultCode::IllFormedId => format!("L’identifiant n’a pas la forme attendue ({field})."),
            FaultCode::IllFormedHash => format!("L’empreinte n’a pas la forme attendue ({field})."),
            FaultCode::WrongHash => "Le message a été abîmé en chemin : son empreinte ne correspond pas. Renvoyez-le.".into(),
            FaultCode::NotCanonical => {
                "Le message contient une clé en double, un caractère abîmé ou un nombre hors limites.".into()
            }
            FaultCode::WrongTime => format!("La date doit être écrite comme 2026-11-22T10:15:30+01:00 ({field})."),
            FaultCode::UnknownKind => "Ce genre de message n’existe pas.".into(),
            FaultCode::TooLarge => {
                format!("Le message est trop long : {} octets au plus. Coupez-le en deux.", limits::ITEM_BYTES)
            }
            FaultCode::TooDeep => "Le message est trop compliqué : ses listes sont trop imbriquées.".into(),
            FaultCode::TextTooLong => {
                format!("Ce texte est trop long ({field}). Raccourcissez-le, ou coupez-le en deux messages.")
            }
            FaultCode::TooMany => format!("Il y a trop d’éléments ({field})."),
            FaultCode::AttachmentSize => {
                format!("Un fichier joint est vide ou trop lourd : {} octets au plus ({field}).", limits::ATTACHMENT_BYTES)
            }
            FaultCode::Conflict => {
                "Un autre message a déjà été reçu sous ce numéro. Le premier est gardé ; renvoyez celui-ci comme un nouveau message.".into()
            }
        }
    }
}
