//! Forms without JavaScript: `/participer/{door}`, and the receipt page `/recu/{code}`.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use chava_contribution::Uid;
use chava_contribution::fault::FaultCode;
use chava_contribution::form::Fields;
use chava_contribution::receipt::{Code, Receipt};

use super::body::{media_type, read};
use super::origin::{Origin, RawQuery};
use super::page::page;
use super::receipts::take_back;
use crate::answer::{HTML, put};
use crate::clock::Instant;
use crate::coding::Coded;
use crate::contributions::form::{contribution, kind_of, new_id, with_id};
use crate::contributions::judge::arriving;
use crate::contributions::limiter::Client;
use crate::error::ApiError;
use crate::pages::PageKey;
use crate::receipt_page::{Content, NotStored, again, receipt, unknown};
use crate::state::{AppState, SharedState};
use crate::store::Taken;
use crate::write_error::WriteError;

/// A form with the longest texts, each letter of them written as a percent sign and two digits for every byte.
const FORM_BYTES: usize = 128 << 10;

/// Pages for one person are coded while that person waits.
const QUALITY: u32 = 4;

/// What a form costs: as much as a request with one contribution.
const FORM_COST: usize = 5;

/// `GET /participer/{door}`: the page, with an identifier of its own in its form.
pub(super) async fn form(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, WriteError> {
    if kind_of(uri.path().trim_start_matches("/participer/")).is_none() {
        return Ok(page(State(state), Ok(Origin(origin)), RawQuery(query), method, uri, headers).await?);
    }
    let lang = language(&query).to_owned();
    let key = PageKey { path: uri.path().into(), query, origin, now: Instant::now().in_brussels() };
    let page = state.pages.page(&state.published.load_full(), key).await?;
    let html = String::from_utf8_lossy(&page.body.identity);
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    own_page(status, with_id(&html, id(Instant::now())?, &lang), &headers).await
}

/// `POST /participer/{door}`: stores what the form says, and leads to its receipt.
pub(super) async fn send(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    client: Client,
    door: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, WriteError> {
    let door = door.ok().map(|Path(door)| door).unwrap_or_default();
    let bytes = read(&headers, body, FORM_BYTES).await?;
    let kind = kind_of(&door).ok_or(WriteError::Failed(ApiError::NotFound))?;
    if media_type(&headers) != "application/x-www-form-urlencoded" {
        return Err(WriteError::MediaType);
    }
    // A page of somebody else must not speak in the name of who reads it.
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return Err(WriteError::OtherSite);
    }
    let fields = Fields::parse(&String::from_utf8_lossy(&bytes));
    let action = format!("/participer/{door}");
    let around = |content| framed(&state, &origin, &action, fields.get("lang").unwrap_or("fr"), content);
    let now = Instant::now();
    if state.measures.contributions.spend(client, FORM_COST, now).is_err() {
        let content = again(&action, &fields, NotStored::Failed);
        return own_page(StatusCode::TOO_MANY_REQUESTS, around(content).await?, &headers).await;
    }
    let mut own = fields.get("id").and_then(Uid::parse).unwrap_or(id(now)?);
    loop {
        let checked = match contribution(own, &kind, &fields, now) {
            Ok(checked) => checked,
            Err(fault) => {
                let why = match fault.code {
                    FaultCode::TextTooLong | FaultCode::TooLarge => NotStored::TooLong,
                    _ => NotStored::Missing,
                };
                let content = again(&action, &fields, why);
                return own_page(StatusCode::UNPROCESSABLE_ENTITY, around(content).await?, &headers).await;
            }
        };
        let (arriving, _) = arriving(checked).map_err(random)?;
        match state.inbox.take(vec![arriving]).await.as_deref() {
            Ok([Taken::New(receipt) | Taken::Same(receipt)]) => return Ok(to_receipt(receipt, &fields)),
            // Other words were sent from the same page before: these are a message of their own.
            Ok([Taken::Conflict]) => own = id(Instant::now())?,
            _ => {
                let content = again(&action, &fields, NotStored::Failed);
                return own_page(StatusCode::SERVICE_UNAVAILABLE, around(content).await?, &headers).await;
            }
        }
    }
}

/// `GET /recu/{code}`: what became of a contribution.
pub(super) async fn show(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    uri: Uri,
    code: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, WriteError> {
    let lang = language(&query);
    let standing = match read_code(code) {
        Some(code) => state.store.standing(code).await?,
        None => None,
    };
    let (status, content) = match standing {
        Some(standing) => (StatusCode::OK, receipt(&standing, lang)),
        None => (StatusCode::NOT_FOUND, unknown(lang)),
    };
    own_page(status, framed(&state, &origin, uri.path(), lang, content).await?, &headers).await
}

/// `POST /recu/{code}/retirer`: takes a contribution back.
pub(super) async fn withdraw(
    State(state): State<SharedState>,
    Origin(origin): Origin,
    RawQuery(query): RawQuery,
    code: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, WriteError> {
    let lang = language(&query);
    let withdrawn = match read_code(code) {
        Some(code) => take_back(&state, code).await?,
        None => None,
    };
    match withdrawn {
        Some(standing) => Ok(see_other(&standing.receipt, lang)),
        None => {
            let html = framed(&state, &origin, "/recu", lang, unknown(lang)).await?;
            own_page(StatusCode::NOT_FOUND, html, &headers).await
        }
    }
}

fn read_code(code: Result<Path<String>, PathRejection>) -> Option<Code> {
    code.ok().and_then(|Path(code)| Code::parse(&code))
}

/// The language that the query asks for: a tag of letters and dashes, or French.
fn language(query: &str) -> &str {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked.filter(|tag| is_tag(tag)).unwrap_or("fr")
}

fn is_tag(tag: &str) -> bool {
    (2..=16).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

fn id(now: Instant) -> Result<Uid, WriteError> {
    new_id(now).map_err(random)
}

fn random(error: getrandom::Error) -> WriteError {
    WriteError::Failed(ApiError::Internal(error.to_string()))
}

async fn framed(
    state: &AppState,
    origin: &str,
    path: &str,
    lang: &str,
    content: Content,
) -> Result<String, WriteError> {
    let lang = if is_tag(lang) { lang } else { "fr" };
    let query = format!("lang={lang}").into();
    let key = PageKey { path: path.into(), query, origin: origin.into(), now: Instant::now().in_brussels() };
    Ok(state.pages.around(&state.published.load_full(), key, content.title, content.html).await?)
}

fn to_receipt(receipt: &Receipt, fields: &Fields) -> Response {
    see_other(receipt, fields.get("lang").filter(|tag| is_tag(tag)).unwrap_or("fr"))
}

/// Leads to the receipt, so that loading the answer again sends nothing again.
fn see_other(receipt: &Receipt, lang: &str) -> Response {
    let query = if lang == "fr" { String::new() } else { format!("?lang={lang}") };
    let address = format!("/recu/{}{query}", receipt.code);
    (StatusCode::SEE_OTHER, [(header::LOCATION, address), (header::CACHE_CONTROL, "no-store".into())]).into_response()
}

/// A page for one person, kept nowhere; coded all the same, for a slow network.
async fn own_page(status: StatusCode, html: String, request: &HeaderMap) -> Result<Response, WriteError> {
    let coded = tokio::task::spawn_blocking(move || Coded::all(html.into(), QUALITY)).await??;
    let (body, coding) = coded.choose(request);
    let headers =
        [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-store"), (header::VARY, "Accept-Encoding")];
    let mut response = (status, headers, body.clone()).into_response();
    if let Some(coding) = coding {
        put(response.headers_mut(), header::CONTENT_ENCODING, coding);
    }
    Ok(response)
}
