//! From which address a request comes, for measures that are kept in memory only.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::contributions::limiter::Client;
use crate::state::SharedState;

impl FromRequestParts<SharedState> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, Infallible> {
        // Of several addresses the last one is that which the trusted proxy itself saw.
        let forwarded = || -> Option<IpAddr> {
            let header = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
            header.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = state.origin.trust_forwarded.then(forwarded).flatten().or(connected);
        Ok(address.map(Self::from).unwrap_or_default())
    }
}
