//! Every address of the endpoint, and what holds for all of them.

mod attachments;
mod body;
mod calendar;
mod catalogue;
mod client;
mod contributions;
mod export;
mod feed;
mod forms;
mod hsds;
mod openapi;
mod origin;
mod page;
mod receipts;
mod schema;
mod service;
mod team;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, head, post};

use crate::answer::put;
use crate::error::ApiError;
use crate::security::{DATA_POLICY, PERMISSIONS};
use crate::state::SharedState;

pub use service::LIMITS;

/// Longer than any address that the site makes, shorter than any that hurts.
const MAX_ADDRESS: usize = 4096;

/// The endpoint's router.
pub fn router(state: SharedState) -> Router {
    Router::new()
        .route("/api", get(service::service))
        .route("/api/catalogue", get(catalogue::pointer))
        .route("/api/catalogue/{file}", get(catalogue::snapshot))
        .route("/api/feed", get(feed::feed))
        .route("/api/schema/catalogue.json", get(schema::schema))
        .route("/api/openapi.json", get(openapi::openapi))
        .route("/api/export/catalogue.json", get(export::catalogue))
        .route("/api/export/lieux.csv", get(export::places_csv))
        .route("/api/export/places.geojson", get(export::places_geojson))
        .route("/api/agenda.ics", get(calendar::agenda))
        .route("/api/lieux/{file}", get(calendar::place))
        .route("/api/themes/{file}", get(calendar::theme))
        .route("/api/seances/{file}", get(calendar::session))
        .route("/api/hsds", get(hsds::about))
        .route("/api/hsds/", get(hsds::about))
        .route("/api/hsds/{list}", get(hsds::list))
        .route("/api/hsds/{list}/{id}", get(hsds::one))
        .route("/api/contributions", post(contributions::take))
        .route("/api/receipts/{code}", get(receipts::standing).delete(receipts::withdraw))
        .route("/api/attachments/{sha256}", head(attachments::progress).patch(attachments::append))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .route("/participer/{door}", get(forms::form).post(forms::send))
        .route("/recu/{code}", get(forms::show))
        .route("/recu/{code}/retirer", post(forms::withdraw))
        .route("/robots.txt", get(page::robots))
        .route("/sitemap.xml", get(page::sitemap))
        .merge(team::routes(state.clone()))
        .fallback(page::page)
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(state.clone(), frame))
        .with_state(state)
}

async fn unknown() -> ApiError {
    ApiError::NotFound
}

async fn method_not_allowed() -> ApiError {
    ApiError::Method
}

/// What holds for every request: no endless addresses, CORS for data, a preflight answered, headers that protect.
async fn frame(State(state): State<SharedState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_below = |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let (is_data, is_of_the_team) = (is_below("/api"), is_below("/equipe"));
    let mut response = if request.uri().to_string().len() > MAX_ADDRESS {
        ApiError::AddressTooLong.into_response()
    } else if is_data && request.method() == Method::OPTIONS {
        preflight()
    } else {
        next.run(request).await
    };
    let policy = if is_data { DATA_POLICY } else { state.pages.policy() };
    protect(response.headers_mut(), policy);
    if is_data {
        allow_everyone(response.headers_mut());
    } else if is_of_the_team {
        // Residents' pages hold nothing that another window could take, and this costs a process of its own at each start.
        response.headers_mut().insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    }
    response
}

fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Content-Type, Accept"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
        (header::ALLOW, "GET, HEAD, OPTIONS"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn allow_everyone(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("ETag, Retry-After, Upload-Offset, Upload-Length"),
    );
}

fn protect(headers: &mut HeaderMap, policy: &str) {
    put(headers, header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert("permissions-policy", HeaderValue::from_static(PERMISSIONS));
}
