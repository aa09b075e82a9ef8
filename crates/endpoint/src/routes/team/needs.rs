//! The needs, and answering one of them.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chava_catalogue::records::{Kind as RecordKind, Reply};

use super::acts::{status, without_personal, words};
use super::extract::{Signed, SignedForm, require, scope};
use super::queue::all_needs;
use crate::state::SharedState;
use crate::store::Slice;
use crate::team::acts::Acting;
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::item::{Filter, Scope};
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::view::item::Refused;
use crate::team::view::needs::{self as view, NeedPage};

pub(super) async fn list(State(state): State<SharedState>, Signed(member): Signed) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Read)?;
    let catalogue = state.published.load().catalogue.clone();
    let counts: HashMap<Box<str>, u32> = state.store.messages_by_need().await?.into_iter().collect();
    let mut needs: Vec<_> = all_needs(&catalogue)
        .into_iter()
        .map(|need| {
            let messages = counts.get(need.id.as_str()).copied().unwrap_or(0);
            (need, messages)
        })
        .collect();
    needs.sort_by(|(a, fewer), (b, more)| more.cmp(fewer).then_with(|| a.id.cmp(&b.id)));
    Ok(Html(view::list(&needs, &catalogue.themes(), &member, &state.team.style_links)))
}

pub(super) async fn page(
    State(state): State<SharedState>,
    Signed(member): Signed,
    Path(id): Path<String>,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Read)?;
    shown(&state, &member, &id, None).await.map(Html)
}

pub(super) async fn answer(
    State(state): State<SharedState>,
    Path(id): Path<String>,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, TeamError> {
    require(&member, Permission::Answer)?;
    match answered(&state, &member, &id, &fields).await {
        Ok(()) => Ok(Redirect::to(&format!("/equipe/besoins/{id}")).into_response()),
        Err(TeamError::Unfit(why)) => {
            let refused = Refused { act: "repondre", fields: &fields, why: &why };
            let page = shown(&state, &member, &id, Some(refused)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn answered(state: &SharedState, member: &Member, need: &str, fields: &Fields) -> Result<(), TeamError> {
    let words = words(fields)?;
    without_personal(words, fields)?;
    let scope = Scope::All;
    let mut acting = Acting::begin(&state.store, member, &scope).await?;
    acting.answer_need(need, words, &status(fields)).await?;
    acting.commit().await?;
    state.refresh().await.map_err(TeamError::internal)?;
    Ok(())
}

async fn shown(
    state: &SharedState,
    member: &Member,
    id: &str,
    refused: Option<Refused<'_>>,
) -> Result<String, TeamError> {
    let catalogue = state.published.load().catalogue.clone();
    let themes = catalogue.themes();
    let need = all_needs(&catalogue).into_iter().find(|need| need.id.as_str() == id).ok_or(TeamError::NotFound)?;
    let replies = catalogue.list(&RecordKind::Reply, 0, usize::MAX);
    let mut replies: Vec<Reply> = replies
        .iter()
        .filter_map(|reply| catalogue.record(&RecordKind::Reply, reply.as_str())?.view().ok())
        .filter(|reply: &Reply| reply.need_id.as_str() == id)
        .collect();
    replies.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
    let filter = Filter { need: Some(id.into()), ..Filter::all(scope(member, &themes)) };
    let items = state.store.items(&filter, Slice { offset: 0, limit: 500 }).await?;
    let page = NeedPage { member, need: &need, replies: &replies, items: &items, themes: &themes, refused };
    Ok(page.document(&state.team.style_links))
}
