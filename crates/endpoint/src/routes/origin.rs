//! Under which origin a request reached the endpoint, for absolute addresses.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;

use crate::error::ApiError;
use crate::state::{OriginConfig, SharedState};

/// The origin, such as `https://chava.example`, without a slash at its end.
#[derive(Clone, Debug)]
pub(super) struct Origin(pub(super) Box<str>);

impl FromRequestParts<SharedState> for Origin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, ApiError> {
        read(parts, &state.origin).map(Self)
    }
}

fn read(parts: &Parts, config: &OriginConfig) -> Result<Box<str>, ApiError> {
    if let Some(public) = &config.public_url {
        return Ok(public.as_str().into());
    }
    let header = |name: &str| parts.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let trusted = |name| config.trust_forwarded.then(|| header(name)).flatten();
    let scheme = match trusted("x-forwarded-proto") {
        Some("https") => "https",
        _ => "http",
    };
    let asked = parts.uri.authority().map(|authority| authority.as_str());
    let host = trusted("x-forwarded-host").or(asked).or_else(|| header(HOST.as_str())).unwrap_or("localhost");
    if host.is_empty() || host.len() > 255 || !host.bytes().all(is_host_byte) {
        return Err(ApiError::Host);
    }
    Ok(format!("{scheme}://{host}").into())
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte)
}

/// The request's query without `?`; empty where there is none.
#[derive(Clone, Debug)]
pub(super) struct RawQuery(pub(super) Box<str>);

impl<S: Sync> FromRequestParts<S> for RawQuery {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.uri.query().unwrap_or_default().into()))
    }
}
