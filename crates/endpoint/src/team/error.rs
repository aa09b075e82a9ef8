//! What the team's pages refuse; said as a page, since people read it.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use thiserror::Error;

use crate::import::ImportError;
use crate::store::StoreError;
use crate::team::form::coded;

/// A refusal or failure on the team's pages.
#[derive(Clone, Debug, Error)]
pub enum TeamError {
    /// Nobody is signed in; whither to go back afterwards.
    #[error("nobody is signed in")]
    SignedOut(Box<str>),
    /// The role doesn't allow it.
    #[error("the role does not allow it")]
    Forbidden,
    /// The form didn't come from a page of this session.
    #[error("the form is not of this session")]
    Forged,
    /// There is nothing at this address, or nothing that this role reads.
    #[error("nothing here")]
    NotFound,
    /// The form is larger than any that these pages make.
    #[error("the form is too large")]
    TooLarge,
    /// What was typed can't be taken; in words.
    #[error("{0}")]
    Unfit(Box<str>),
    /// The endpoint failed; the reason is for the log.
    #[error("internal: {0}")]
    Internal(Arc<str>),
}

impl TeamError {
    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignedOut(_) => StatusCode::SEE_OTHER,
            Self::Forbidden | Self::Forged => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unfit(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A failure that nobody at the screen can mend.
    pub fn internal(error: impl ToString) -> Self {
        Self::Internal(error.to_string().into())
    }
}

impl From<StoreError> for TeamError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<ImportError> for TeamError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Store(error) => Self::internal(error),
            faults => Self::Unfit(faults.to_string().into()),
        }
    }
}

/// Leaves itself in the answer; the layer around the team's pages makes a page of it.
impl IntoResponse for TeamError {
    fn into_response(self) -> Response {
        if let Self::SignedOut(back) = &self {
            return Redirect::to(&format!("/equipe/connexion?suite={}", coded(back))).into_response();
        }
        if let Self::Internal(reason) = &self {
            eprintln!("erreur interne (équipe) : {reason}");
        }
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
