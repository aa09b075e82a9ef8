//! The pages that only tell: numbers, quality, the log.

use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use chava_contribution::Kind;

use super::extract::{Signed, page_number, require};
use crate::clock::Instant;
use crate::routes::origin::RawQuery;
use crate::state::SharedState;
use crate::store::Slice;
use crate::team::error::TeamError;
use crate::team::figures::{self, Figures};
use crate::team::form::Fields;
use crate::team::item::{Filter, Scope, States};
use crate::team::log::{Act, Entry, first_break};
use crate::team::quality::{flagged, rated};
use crate::team::role::Permission;
use crate::team::view;
use crate::team::view::log::LogPage;
use crate::team::view::quality::QualityPage;

const PER_PAGE: i64 = 50;

pub(super) async fn figures(
    State(state): State<SharedState>,
    Signed(member): Signed,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Figures)?;
    let figures = Figures::of(&state.store.counted().await?, Instant::now());
    let themes = state.published.load().catalogue.themes();
    Ok(Html(view::figures::page(&figures, &themes, &member, &state.team.style_links)))
}

pub(super) async fn csv(State(state): State<SharedState>, Signed(member): Signed) -> Result<Response, TeamError> {
    require(&member, Permission::Export)?;
    let csv = figures::csv(&state.store.counted().await?);
    let mut write = state.store.write().await?;
    let entry = Entry { at: Instant::now(), member: &member.name, act: Act::Export, subject: "", note: "" };
    write.log(entry).await?;
    write.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"chava-chiffres.csv\""),
    ];
    Ok((headers, csv).into_response())
}

pub(super) async fn quality(
    State(state): State<SharedState>,
    Signed(member): Signed,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Figures)?;
    let fields = Fields::read(query.as_bytes());
    let page = page_number(&fields);
    let catalogue = state.published.load().catalogue.clone();
    // Every role reads confirmations, so what they say of records is for everybody in the team.
    let open = Filter { kind: Some(Kind::Confirmation), states: States::Open, ..Filter::all(Scope::All) };
    let confirmations = state.store.items(&open, Slice { offset: 0, limit: 10_000 }).await?;
    let today = Instant::now().in_brussels().date;
    let (rated, flagged) =
        tokio::task::spawn_blocking(move || (rated(&catalogue, today), flagged(&confirmations, &catalogue)))
            .await
            .map_err(TeamError::internal)?;
    let start = usize::try_from((page - 1) * PER_PAGE).unwrap_or(0).min(rated.len());
    let end = (start + PER_PAGE as usize).min(rated.len());
    let shown = QualityPage {
        flagged: &flagged,
        rated: rated.get(start..end).unwrap_or_default(),
        page,
        has_more: end < rated.len(),
    };
    Ok(Html(view::quality::page(&shown, &fields, &member, &state.team.style_links)))
}

pub(super) async fn log(
    State(state): State<SharedState>,
    Signed(member): Signed,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Log)?;
    let fields = Fields::read(query.as_bytes());
    let page = page_number(&fields);
    let mut lines = state.store.log_page((page - 1) * PER_PAGE, PER_PAGE + 1).await?;
    let has_more = lines.len() > PER_PAGE as usize;
    lines.truncate(PER_PAGE as usize);
    let broken_at = first_break(&state.store.log().await?);
    let shown = LogPage { lines, broken_at, page, has_more };
    Ok(Html(view::log::page(&shown, &fields, &member, &state.team.style_links)))
}
