//! The team's addresses below `/equipe`: pages as HTML, forms as plain posts.

mod account;
mod acts;
mod extract;
mod files;
mod item;
mod needs;
mod numbers;
mod queue;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};

use crate::state::SharedState;
use crate::team::error::TeamError;
use crate::team::view::refusal;

/// The team's routes.
pub(super) fn routes(state: SharedState) -> Router<SharedState> {
    Router::new()
        .route("/equipe", get(queue::page))
        .route("/equipe/connexion", get(account::page).post(account::sign_in))
        .route("/equipe/deconnexion", post(account::sign_out))
        .route("/equipe/lot", post(acts::bulk))
        .route("/equipe/messages/{id}", get(item::page))
        .route("/equipe/messages/{id}/{act}", post(acts::one))
        .route("/equipe/pieces/{sha256}", get(files::attachment))
        .route("/equipe/besoins", get(needs::list))
        .route("/equipe/besoins/{id}", get(needs::page))
        .route("/equipe/besoins/{id}/repondre", post(needs::answer))
        .route("/equipe/chiffres", get(numbers::figures))
        .route("/equipe/chiffres.csv", get(numbers::csv))
        .route("/equipe/qualite", get(numbers::quality))
        .route("/equipe/journal", get(numbers::log))
        .route("/equipe/fichiers/{name}", get(files::file))
        .route("/equipe/{*rest}", get(nowhere))
        .layer(from_fn_with_state(state, frame))
}

async fn nowhere() -> TeamError {
    TeamError::NotFound
}

/// What holds for all of them: nothing is kept by caches, and a refusal is a page.
async fn frame(State(state): State<SharedState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<TeamError>() {
        response = (error.status(), Html(refusal(&error, &state.team.style_links))).into_response();
    }
    let headers = response.headers_mut();
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
