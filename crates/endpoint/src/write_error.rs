//! What can go wrong as a whole with what people send, as RFC 9457 problems that a resident can act on.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use thiserror::Error;

use crate::answer::put;
use crate::error::{ApiError, Problem};
use crate::store::StoreError;

/// A refusal or failure of the write side.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The body isn't JSON in UTF-8.
    #[error("not JSON")]
    NotJson,
    /// The body is of another media type.
    #[error("another media type")]
    MediaType,
    /// The body has too many bytes.
    #[error("too large")]
    TooLarge,
    /// The JSON is no batch.
    #[error("not a batch")]
    Envelope,
    /// The batch has too many items.
    #[error("too many items")]
    TooManyItems,
    /// A form that stands on another site.
    #[error("another site")]
    OtherSite,
    /// The body stopped on its way.
    #[error("cut off")]
    CutOff,
    /// Too much from one address.
    #[error("again in {0} s")]
    TooMuch(u64),
    /// No contribution has this code.
    #[error("no such receipt")]
    UnknownReceipt,
    /// Nothing is known of this file.
    #[error("no such file")]
    UnknownFile,
    /// The piece doesn't go on where the file ends.
    #[error("the file is at {0}")]
    Offset(u64),
    /// `Upload-Offset` is missing or no number.
    #[error("no offset")]
    NoOffset,
    /// `Upload-Length` is missing where nothing is known of the file, or no number.
    #[error("no length")]
    NoLength,
    /// `Upload-Length` isn't what a contribution announced.
    #[error("another length")]
    OtherLength,
    /// The file would be larger than one may be, or than it was said to be.
    #[error("too many bytes")]
    FileTooLarge,
    /// The file arrived whole and is another one.
    #[error("another file")]
    WrongHash,
    /// The endpoint itself failed.
    #[error(transparent)]
    Failed(#[from] ApiError),
}

impl WriteError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotJson | Self::CutOff | Self::NoOffset | Self::NoLength => StatusCode::BAD_REQUEST,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::UnknownReceipt | Self::UnknownFile => StatusCode::NOT_FOUND,
            Self::Offset(_) => StatusCode::CONFLICT,
            Self::TooLarge | Self::TooManyItems | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Envelope | Self::OtherLength | Self::WrongHash => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMuch(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed(error) => error.status(),
        }
    }

    /// The machine-readable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson => "not-json",
            Self::MediaType => "media-type",
            Self::TooLarge => "too-large",
            Self::Envelope => "envelope",
            Self::TooManyItems => "too-many-items",
            Self::OtherSite => "other-site",
            Self::CutOff => "cut-off",
            Self::TooMuch(_) => "too-much",
            Self::UnknownReceipt => "unknown-receipt",
            Self::UnknownFile => "unknown-file",
            Self::Offset(_) => "offset",
            Self::NoOffset => "no-offset",
            Self::NoLength => "no-length",
            Self::OtherLength => "other-length",
            Self::FileTooLarge => "file-too-large",
            Self::WrongHash => "wrong-hash",
            Self::Failed(error) => error.code(),
        }
    }

    /// What happened, and what to do.
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotJson => (
                "Envoi illisible",
                "L’envoi n’est pas du JSON en UTF-8, ou il a été coupé. Rien n’a été enregistré ; renvoyez-le tel quel.",
            ),
            Self::MediaType => (
                "Type d’envoi inattendu",
                "Cette adresse attend un autre type de contenu. Rien n’a été enregistré ; la description des adresses \
                 est sur /api/openapi.json.",
            ),
            Self::TooLarge => (
                "Envoi trop lourd",
                "L’envoi est trop lourd. Rien n’a été enregistré ; renvoyez vos messages en plusieurs fois. Les \
                 limites sont sur /api.",
            ),
            Self::Envelope => (
                "Envoi d’une autre forme",
                "L’envoi doit être un objet avec une liste « items ». Rien n’a été enregistré ; la forme est décrite \
                 sur /api/openapi.json.",
            ),
            Self::TooManyItems => (
                "Trop de messages à la fois",
                "Il y a trop de messages dans un seul envoi. Rien n’a été enregistré ; renvoyez-les en plusieurs fois. \
                 Les limites sont sur /api.",
            ),
            Self::OtherSite => (
                "Formulaire d’un autre site",
                "Ce formulaire ne vient pas de ce site. Rien n’a été enregistré ; écrivez votre message sur /participer.",
            ),
            Self::CutOff => (
                "Envoi coupé",
                "La connexion s’est coupée avant la fin. Ce qui est sur votre téléphone y reste ; recommencez quand le \
                 réseau revient.",
            ),
            Self::TooMuch(_) => (
                "Trop d’envois à la suite",
                "Il y a eu trop d’envois depuis cette connexion. Rien n’est perdu : attendez un instant et recommencez.",
            ),
            Self::UnknownReceipt => (
                "Code inconnu",
                "Aucun message n’a ce code. Relisez-le : il a quatre mots de cinq lettres, par exemple \
                 « lusab-babad-gutih-tugad ».",
            ),
            Self::UnknownFile => (
                "Fichier inconnu",
                "Rien n’est connu de ce fichier. Son nom est l’empreinte SHA-256 de ses octets, en 64 chiffres \
                 hexadécimaux minuscules.",
            ),
            Self::Offset(_) => (
                "Morceau mal placé",
                "Ce morceau ne suit pas ce qui est déjà arrivé. L’en-tête Upload-Offset dit où reprendre ; rien n’est \
                 perdu.",
            ),
            Self::NoOffset => (
                "Début du morceau manquant",
                "Il manque l’en-tête Upload-Offset, un nombre entier : où ce morceau commence dans le fichier.",
            ),
            Self::NoLength => (
                "Taille du fichier manquante",
                "Il manque l’en-tête Upload-Length, un nombre entier : combien d’octets aura tout le fichier.",
            ),
            Self::OtherLength => (
                "Taille différente",
                "Le fichier n’a pas la taille que son message annonce. Renvoyez-le avec la bonne taille, ou faites un \
                 nouveau message.",
            ),
            Self::FileTooLarge => (
                "Fichier trop lourd",
                "Le fichier est plus lourd que permis, ou qu’annoncé. La limite est sur /api ; choisissez un fichier \
                 plus petit.",
            ),
            Self::WrongHash => {
                ("Fichier abîmé en chemin", "Le fichier est arrivé, mais abîmé. Il recommence du début ; renvoyez-le.")
            }
            Self::Failed(error) => ("Panne du serveur", error.detail()),
        }
    }
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Failed(ApiError::Internal(error.to_string()))
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(ApiError::Internal(error.to_string()))
    }
}

impl From<tokio::task::JoinError> for WriteError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Failed(ApiError::Internal(error.to_string()))
    }
}

impl IntoResponse for WriteError {
    fn into_response(self) -> Response {
        if let Self::Failed(error) = self {
            return error.into_response();
        }
        let (title, detail) = self.words();
        let mut response = Problem { status: self.status(), code: self.code(), title, detail }.into_response();
        let headers = response.headers_mut();
        match self {
            Self::TooMuch(seconds) => put(headers, header::RETRY_AFTER, &seconds.to_string()),
            Self::Offset(at) => {
                headers.insert("upload-offset", HeaderValue::from(at));
            }
            _ => {}
        }
        response
    }
}
