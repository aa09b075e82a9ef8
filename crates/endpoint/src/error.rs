//! What can go wrong in an answer, as RFC 9457 problems that a resident can act on.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use thiserror::Error;

use crate::hsds::AskError;

/// A refusal or failure of the endpoint.
#[derive(Debug, Error)]
pub enum ApiError {
    /// Nothing lives at this address.
    #[error("no such address")]
    NotFound,
    /// The snapshot is older than those that are kept, or never was.
    #[error("no such snapshot")]
    SnapshotGone,
    /// `afterChangeNumber` is not a change number.
    #[error("the cursor is not a change number")]
    Cursor,
    /// A question about a list of HSDS can't be read or answered.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// The request's Host is not the name of a host.
    #[error("the Host header can't be read")]
    Host,
    /// The address can't be decoded.
    #[error("the address can't be decoded")]
    Address,
    /// The address is longer than any that exists.
    #[error("the address is too long")]
    AddressTooLong,
    /// The resource exists, the method doesn't apply to it.
    #[error("the method does not apply here")]
    Method,
    /// The endpoint itself failed; the reason is for the log, never for the answer.
    #[error("internal: {0}")]
    Internal(String),
}

impl ApiError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::SnapshotGone => StatusCode::NOT_FOUND,
            Self::Cursor | Self::Ask(_) | Self::Host | Self::Address => StatusCode::BAD_REQUEST,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The machine-readable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SnapshotGone => "snapshot-gone",
            Self::Cursor => "bad-cursor",
            Self::Ask(AskError::Page) => "bad-page",
            Self::Ask(AskError::Switch) => "bad-switch",
            Self::Ask(AskError::Format) => "bad-format",
            Self::Ask(AskError::Filter) => "filter-not-possible",
            Self::Host => "bad-host",
            Self::Address => "bad-address",
            Self::AddressTooLong => "address-too-long",
            Self::Method => "method-not-allowed",
            Self::Internal(_) => "internal",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Adresse inconnue",
            Self::SnapshotGone => "Version du catalogue plus disponible",
            Self::Cursor => "Numéro de changement illisible",
            Self::Ask(AskError::Filter) => "Filtre impossible",
            Self::Ask(_) => "Paramètre illisible",
            Self::Host => "Nom de serveur illisible",
            Self::Address => "Adresse illisible",
            Self::AddressTooLong => "Adresse trop longue",
            Self::Method => "Action impossible ici",
            Self::Internal(_) => "Panne du serveur",
        }
    }

    /// The sentence for people: what happened, and what to do.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::NotFound => {
                "Il n’y a rien à cette adresse. Vérifiez-la, ou partez de la liste des adresses sur /api."
            }
            Self::SnapshotGone => {
                "Cette version du catalogue n’est plus gardée. Demandez l’adresse de la version actuelle à \
                 /api/catalogue ; rien de ce que vous avez n’est perdu."
            }
            Self::Cursor => {
                "« afterChangeNumber » doit être un nombre entier de 0 à 9007199254740991, écrit en chiffres. \
                 Reprenez l’adresse « next » de la page précédente, ou partez de 0."
            }
            Self::Ask(AskError::Page) => {
                "« page » et « per_page » doivent être des nombres entiers à partir de 1, écrits en chiffres. \
                 Corrigez-les, ou enlevez-les pour avoir la première page de 50."
            }
            Self::Ask(AskError::Switch) => {
                "« full », « full_service », « minimal » et « top_only » valent true ou false. Corrigez et recommencez."
            }
            Self::Ask(AskError::Format) => {
                "« format » vaut json (par pages) ou ndjson (tout, une ligne par objet, sans « full »). Corrigez et recommencez."
            }
            Self::Ask(AskError::Filter) => {
                "« modified_after » et « proximity » ne sont pas possibles : le catalogue compte ses changements sans les \
                 dater et ne connaît pas le centre d’un code postal. Ce qui a changé se lit sur /api/feed."
            }
            Self::Host => "L’en-tête Host de la demande n’est pas un nom de serveur. Corrigez-le et recommencez.",
            Self::Address => "Cette adresse contient des signes illisibles. Vérifiez-la et recommencez.",
            Self::AddressTooLong => "Cette adresse est trop longue. Raccourcissez votre recherche et recommencez.",
            Self::Method => {
                "Cette adresse existe, mais cette action n’y est pas possible. L’en-tête Allow dit lesquelles le sont."
            }
            Self::Internal(_) => "Le serveur a eu une panne ; rien n’a été modifié. Réessayez dans un instant.",
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal(reason) = &self {
            eprintln!("erreur interne : {reason}");
        }
        Problem { status: self.status(), code: self.code(), title: self.title(), detail: self.detail() }.into_response()
    }
}

/// A refusal as it is sent (RFC 9457).
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The machine-readable code.
    pub code: &'a str,
    /// What kind of thing happened, in French.
    pub title: &'a str,
    /// What happened and what to do, in French.
    pub detail: &'a str,
}

impl IntoResponse for Problem<'_> {
    fn into_response(self) -> Response {
        let problem = json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status.as_u16(),
            "code": self.code,
            "detail": self.detail,
        });
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json; charset=utf-8")),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static("fr")),
        ];
        (self.status, headers, problem.to_string()).into_response()
    }
}
