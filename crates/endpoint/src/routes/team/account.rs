//! Signing in and out.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::extract::{OpenForm, SignedForm};
use crate::clock::Instant;
use crate::contributions::limiter::Client;
use crate::error::ApiError;
use crate::routes::origin::{Origin, RawQuery};
use crate::state::SharedState;
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::log::{Act, Entry};
use crate::team::password::verify;
use crate::team::session::{Token, ends, no_cookie};
use crate::team::view::account;
use crate::team::words as w;

pub(super) async fn page(State(state): State<SharedState>, RawQuery(query): RawQuery) -> Html<String> {
    let fields = Fields::read(query.as_bytes());
    Html(account::sign_in("", back(&fields), None, &state.team.style_links))
}

pub(super) async fn sign_in(
    State(state): State<SharedState>,
    client: Client,
    origin: Result<Origin, ApiError>,
    OpenForm(fields): OpenForm,
) -> Result<Response, TeamError> {
    let now = Instant::now();
    let name = fields.get("nom");
    let again = |status: StatusCode, words: &str| {
        (status, Html(account::sign_in(name, back(&fields), Some(words), &state.team.style_links)))
    };
    if let Some(seconds) = state.team.sign_ins.attempt(name, client, now) {
        let headers = [(header::RETRY_AFTER, HeaderValue::from(seconds))];
        let (status, page) = again(StatusCode::TOO_MANY_REQUESTS, &w::too_many(seconds));
        return Ok((status, headers, page).into_response());
    }
    if !fits(&state, name, fields.raw("mot-de-passe")).await? {
        return Ok(again(StatusCode::UNAUTHORIZED, w::WRONG_PASSWORD).into_response());
    }
    state.team.sign_ins.forgive(name, client);
    let token = Token::new()?;
    let mut write = state.store.write().await?;
    write.begin_session(&token.stored(), name, now, ends(now)).await?;
    write.log(Entry { at: now, member: name, act: Act::SignIn, subject: "", note: "" }).await?;
    write.commit().await?;
    with_cookie(Redirect::to(back(&fields)), &token.cookie(is_secure(origin)))
}

/// Says whether the password is that of the name; as slow for a name that nobody has.
async fn fits(state: &SharedState, name: &str, password: &str) -> Result<bool, TeamError> {
    let stored = state.store.password_of(name).await?;
    let _permit = state.team.passwords.acquire().await.map_err(TeamError::internal)?;
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || verify(&password, stored.as_deref())).await.map_err(TeamError::internal)
}

pub(super) async fn sign_out(
    State(state): State<SharedState>,
    origin: Result<Origin, ApiError>,
    form: SignedForm,
) -> Result<Response, TeamError> {
    let mut write = state.store.write().await?;
    write.end_session(&form.member.token.stored()).await?;
    write.commit().await?;
    with_cookie(Redirect::to("/equipe/connexion"), &no_cookie(is_secure(origin)))
}

fn is_secure(origin: Result<Origin, ApiError>) -> bool {
    origin.is_ok_and(|Origin(origin)| origin.starts_with("https://"))
}

fn with_cookie(redirect: Redirect, cookie: &str) -> Result<Response, TeamError> {
    let mut headers = HeaderMap::new();
    headers.insert(header::SET_COOKIE, HeaderValue::from_str(cookie).map_err(TeamError::internal)?);
    Ok((headers, redirect).into_response())
}

/// Where one wanted to go; only ever to a page of the team.
fn back(fields: &Fields) -> &str {
    let wanted = fields.get("suite");
    let is_ours = wanted == "/equipe" || wanted.starts_with("/equipe/") || wanted.starts_with("/equipe?");
    let is_plain = wanted.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if is_ours && is_plain { wanted } else { "/equipe" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_never_sent_to_another_site() {
        for (wanted, sent) in [
            ("/equipe/journal", "/equipe/journal"),
            ("/equipe%3Fgenre%3Didea", "/equipe?genre=idea"),
            ("https://evil.example", "/equipe"),
            ("//evil.example/equipe", "/equipe"),
            ("/equipement", "/equipe"),
            ("/equipe/%0d%0aX:%201", "/equipe"),
        ] {
            assert_eq!(back(&Fields::read(format!("suite={wanted}").as_bytes())), sent, "{wanted}");
        }
    }
}
