//! What is done with one contribution, or with several at once.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use chava_catalogue::records::Kind as RecordKind;
use chava_catalogue::vocabulary::NeedStatus;
use chava_contribution::{Uid, personal};

use super::extract::{SignedForm, require, scope};
use super::item::{again, draft};
use super::queue::colleagues;
use crate::state::SharedState;
use crate::team::acts::{Acting, Into, NewNeed};
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::item::Scope;
use crate::team::publish::Draft;
use crate::team::record::{KINDS, fields as record_fields, write};
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::view::item::Refused;
use crate::team::words as w;

/// What can be done, by the last part of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Group,
    Ungroup,
    Answer,
    Refuse,
    Ask,
    Redact,
    Publish,
    Confirm,
}

impl Deed {
    fn of(part: &str) -> Option<Self> {
        Some(match part {
            "grouper" => Self::Group,
            "degrouper" => Self::Ungroup,
            "repondre" => Self::Answer,
            "refuser" => Self::Refuse,
            "demander" => Self::Ask,
            "caviarder" => Self::Redact,
            "publier" => Self::Publish,
            "confirmer" => Self::Confirm,
            _ => return None,
        })
    }

    fn permission(self) -> Permission {
        match self {
            Self::Group | Self::Ungroup => Permission::Group,
            Self::Answer => Permission::Answer,
            Self::Refuse => Permission::Refuse,
            Self::Ask => Permission::Ask,
            Self::Redact => Permission::Redact,
            Self::Publish => Permission::Publish,
            Self::Confirm => Permission::Confirm,
        }
    }
}

pub(super) async fn one(
    State(state): State<SharedState>,
    Path((id, act)): Path<(String, String)>,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, TeamError> {
    let id = Uid::parse(&id).ok_or(TeamError::NotFound)?;
    let deed = Deed::of(&act).ok_or(TeamError::NotFound)?;
    require(&member, deed.permission())?;
    let catalogue = state.published.load().catalogue.clone();
    let scope = scope(&member, &catalogue.themes());
    let typed = match deed {
        Deed::Publish => Some(typed_draft(&state, id, &scope, &fields).await?),
        _ => None,
    };
    let clean = typed.as_ref().map_or(Ok(()), |(_, words)| without_personal(words, &fields));
    let typed = typed.map(|(draft, _)| draft);
    let done = match clean {
        Ok(()) => perform(&state, &member, &scope, deed, &[id], &fields, typed.clone()).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/equipe/messages/{id}?fait=1")).into_response()),
        Err(TeamError::Unfit(why)) => {
            let refused = Refused { act: &act, fields: &fields, why: &why };
            again(&state, &member, id, refused, typed).await
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn bulk(
    State(state): State<SharedState>,
    SignedForm { member, fields }: SignedForm,
) -> Result<Response, TeamError> {
    let ids: Option<Vec<_>> = fields.all("id").map(Uid::parse).collect();
    let ids = ids.filter(|ids| !ids.is_empty()).ok_or_else(|| TeamError::Unfit(w::NOTHING_CHOSEN.into()))?;
    let deed = match Deed::of(fields.get("action")) {
        Some(deed @ (Deed::Group | Deed::Refuse | Deed::Ask | Deed::Confirm)) => deed,
        _ => return Err(TeamError::Unfit(w::NOTHING_CHOSEN.into())),
    };
    require(&member, deed.permission())?;
    let scope = scope(&member, &state.published.load().catalogue.themes());
    perform(&state, &member, &scope, deed, &ids, &fields, None).await?;
    Ok(Redirect::to("/equipe").into_response())
}

/// Does it in one transaction, then publishes what changed.
async fn perform(
    state: &SharedState,
    member: &Member,
    scope: &Scope,
    deed: Deed,
    ids: &[Uid],
    fields: &Fields,
    typed: Option<Draft>,
) -> Result<(), TeamError> {
    let colleague = match deed {
        Deed::Ask => Some(colleague(state, fields).await?),
        _ => None,
    };
    let mut acting = Acting::begin(&state.store, member, scope).await?;
    if deed == Deed::Group {
        acting.group(ids, need(fields)?).await?;
    }
    for id in ids {
        match deed {
            Deed::Group => {}
            Deed::Ungroup => acting.ungroup(*id).await?,
            Deed::Answer => answer(&mut acting, state, *id, scope, fields).await?,
            Deed::Refuse => acting.refuse(*id, fields.get("raison"), fields.get("plus")).await?,
            Deed::Ask => acting.ask(*id, colleague.as_deref().unwrap_or_default(), fields.get("note")).await?,
            Deed::Redact => acting.redact(*id, fields.get("texte")).await?,
            Deed::Confirm => acting.confirm(*id).await?,
            Deed::Publish => {
                let draft = typed.clone().ok_or(TeamError::NotFound)?;
                let is_verified = fields.get("verifie") == "oui";
                acting.publish(*id, draft, is_verified).await?;
            }
        }
    }
    acting.commit().await?;
    state.refresh().await.map_err(TeamError::internal)?;
    Ok(())
}

async fn colleague(state: &SharedState, fields: &Fields) -> Result<String, TeamError> {
    let wanted = fields.get("collegue");
    let found = colleagues(&state.store).await?.into_iter().find(|name| name == wanted);
    found.ok_or_else(|| TeamError::Unfit(w::NO_COLLEAGUE.into()))
}

fn need(fields: &Fields) -> Result<Into<'_>, TeamError> {
    match (fields.some("titre"), fields.some("besoin")) {
        (Some(title), _) => {
            if !personal::find(title).is_empty() {
                return Err(TeamError::Unfit(w::TITLE_PERSONAL.into()));
            }
            let theme = fields.some("theme").ok_or_else(|| TeamError::Unfit(w::NEED_WITHOUT_THEME.into()))?;
            Ok(Into::New(NewNeed { title, theme, topic: fields.some("sujet"), section: fields.some("section") }))
        }
        (None, Some(need)) => Ok(Into::Existing(need)),
        (None, None) => Err(TeamError::Unfit(w::NO_NEED.into())),
    }
}

/// Answers the need of a contribution, or its person alone.
async fn answer(
    acting: &mut Acting<'_>,
    state: &SharedState,
    id: Uid,
    scope: &Scope,
    fields: &Fields,
) -> Result<(), TeamError> {
    let words = words(fields)?;
    let item = state.store.item(id, scope).await?.ok_or(TeamError::NotFound)?;
    if !item.is_there() {
        return Err(TeamError::Unfit(w::CLOSED_ALREADY.into()));
    }
    match item.need {
        Some(need) if fields.get("qui") != "personne" => {
            without_personal(words, fields)?;
            acting.answer_need(&need, words, &status(fields)).await?;
            Ok(())
        }
        _ => acting.answer_person(id, words).await,
    }
}

/// The words of an answer.
pub(super) fn words(fields: &Fields) -> Result<&str, TeamError> {
    let words = fields.some("texte").ok_or_else(|| TeamError::Unfit(w::NO_ANSWER.into()))?;
    // The brackets of a template are gaps to be filled in.
    let has_gap = words.split_once('[').is_some_and(|(_, rest)| rest.contains(']'));
    if has_gap { Err(TeamError::Unfit(w::GAPS.into())) } else { Ok(words) }
}

/// Where a need stands after an answer.
pub(super) fn status(fields: &Fields) -> NeedStatus {
    match NeedStatus::from_code(fields.get("statut")) {
        status if status.is_known() => status,
        _ => NeedStatus::Answered,
    }
}

/// Refuses a public text with personal data in it, unless somebody says that it is a service's.
pub(super) fn without_personal(words: &str, fields: &Fields) -> Result<(), TeamError> {
    let is_clean = fields.get("service") == "oui" || personal::find(words).is_empty();
    if is_clean { Ok(()) } else { Err(TeamError::Unfit(w::PERSONAL_FOUND.into())) }
}

/// The record as it was typed, and its free words.
async fn typed_draft(
    state: &SharedState,
    id: Uid,
    scope: &Scope,
    fields: &Fields,
) -> Result<(Draft, String), TeamError> {
    let item = state.store.item(id, scope).await?.ok_or(TeamError::NotFound)?;
    let catalogue = state.published.load().catalogue.clone();
    let kind = RecordKind::from_code(fields.get("genre"));
    let is_new = fields.some("change").is_none();
    if !KINDS.contains(&kind) {
        return Err(TeamError::NotFound);
    }
    let chosen = (is_new && item.said.is_some()).then(|| kind.clone());
    let mut draft = draft(&item, &catalogue, chosen).filter(|draft| draft.kind == kind).ok_or(TeamError::NotFound)?;
    if let Some((id, from)) = &mut draft.changes {
        if id.as_str() != fields.get("change") {
            return Err(TeamError::NotFound);
        }
        *from = fields.get("depuis").parse().unwrap_or(0);
    }
    let mut public = String::new();
    for field in record_fields(&kind) {
        let name = format!("champ.{}", field.path);
        // Boxes that are ticked come one by one.
        let words = &fields.all(&name).collect::<Vec<_>>().join(", ");
        write(&mut draft.fields, field, words);
        // A place's own telephone and address are what people look for; in free words they may be anybody's.
        if matches!(field.path, "description" | "text" | "cost.note") {
            public.push_str(words);
            public.push('\n');
        }
    }
    Ok((draft, public))
}
