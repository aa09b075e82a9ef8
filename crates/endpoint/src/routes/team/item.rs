//! The page of a contribution.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::{Kind as RecordKind, Record};
use chava_contribution::similar::Runs;
use chava_contribution::{Attachment, Kind, Uid};

use super::extract::{Signed, require, scope};
use super::queue::{colleagues, needs};
use crate::attachments::FileHash;
use crate::routes::origin::RawQuery;
use crate::state::SharedState;
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::item::{Item, Scope};
use crate::team::publish::{Draft, object};
use crate::team::record::KINDS;
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::view::item::{ItemPage, Refused};
use crate::team::view::publish::PublishForm;

/// From how much in hundredths on two contributions are shown as alike.
const ALIKE: u8 = 35;
/// How many alike ones are shown.
const SHOWN: usize = 8;
/// Among how many contributions the alike ones are looked for.
const COMPARED: i64 = 5000;

pub(super) async fn page(
    State(state): State<SharedState>,
    Signed(member): Signed,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Read)?;
    let id = Uid::parse(&id).ok_or(TeamError::NotFound)?;
    let fields = Fields::read(query.as_bytes());
    let kind = fields.some("fiche").map(RecordKind::from_code).filter(|kind| KINDS.contains(kind));
    let told = if fields.some("fait").is_some() { Told::Done } else { Told::Nothing };
    shown(&state, &member, id, kind, told, None).await.map(Html)
}

/// The page again, with what was wrong in a form and what was typed into it; a record as it was typed.
pub(super) async fn again(
    state: &SharedState,
    member: &Member,
    id: Uid,
    refused: Refused<'_>,
    typed: Option<Draft>,
) -> Result<Response, TeamError> {
    let page = shown(state, member, id, None, Told::Refused(refused), typed).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response())
}

/// What the page says of the form that led to it.
#[derive(Clone, Copy)]
enum Told<'a> {
    Nothing,
    Done,
    Refused(Refused<'a>),
}

async fn shown(
    state: &SharedState,
    member: &Member,
    id: Uid,
    kind: Option<RecordKind>,
    told: Told<'_>,
    typed: Option<Draft>,
) -> Result<String, TeamError> {
    let catalogue = state.published.load().catalogue.clone();
    let scope = scope(member, &catalogue.themes());
    let item = state.store.item(id, &scope).await?.ok_or(TeamError::NotFound)?;
    let is_open = kind.is_some() || typed.is_some() || matches!(item.kind, Kind::Proposal | Kind::Correction);
    let draft = typed.or_else(|| draft(&item, &catalogue, kind));
    let address = format!("/equipe/messages/{id}");
    let about = about(&item, &catalogue);
    let current = draft.as_ref().filter(|draft| draft.changes.is_some()).and(about.as_ref());
    let current = current.and_then(|(_, record)| record.as_ref()).map(|record| object(&record.json));
    let page = ItemPage {
        member,
        attachments: &attachments(state, &item).await?,
        about,
        similar: &similar(state, &item, &scope).await?,
        history: &state.store.log_about(&id.to_string()).await?,
        answers: &state.store.answers(id).await?,
        needs: &needs(&catalogue),
        colleagues: &colleagues(&state.store).await?,
        publish: draft.as_ref().map(|draft| PublishForm {
            draft,
            current: current.as_ref(),
            address: &address,
            is_open,
        }),
        item: &item,
        catalogue: &catalogue,
        is_done: matches!(told, Told::Done),
        refused: match told {
            Told::Refused(refused) => Some(refused),
            Told::Nothing | Told::Done => None,
        },
    };
    Ok(page.document(&state.team.style_links))
}

/// What can be published of a contribution: what is proposed, or the record that it is about. Nothing of obstacles.
pub(super) fn draft(item: &Item, catalogue: &Catalogue, kind: Option<RecordKind>) -> Option<Draft> {
    let body = &item.said.as_ref()?.body;
    let about = body.about.as_ref().filter(|_| kind.is_none() && item.kind != Kind::Proposal);
    let record = about.and_then(|about| catalogue.record(&RecordKind::from_code(&about.kind), &about.id));
    let record = record.filter(|record| KINDS.contains(&record.kind));
    let is_new = matches!(item.kind, Kind::Proposal | Kind::Collaboration) || kind.is_some();
    (record.is_some() || is_new).then(|| Draft::of(body, record, kind))
}

fn about(item: &Item, catalogue: &Catalogue) -> Option<(String, Option<Record>)> {
    let about = item.said.as_ref()?.body.about.as_ref()?;
    let kind = RecordKind::from_code(&about.kind);
    let name = catalogue.name_of(&kind, &about.id).unwrap_or_else(|| about.id.to_string());
    Some((name, catalogue.record(&kind, &about.id)))
}

async fn attachments(state: &SharedState, item: &Item) -> Result<Vec<(Attachment, bool)>, TeamError> {
    let attachments = item.said.as_ref().map(|said| said.attachments.clone()).unwrap_or_default();
    let folder = Arc::clone(&state.attachments);
    let look = move || {
        let is_here = |attachment: &Attachment| {
            FileHash::parse(&attachment.sha256)
                .is_some_and(|hash| folder.media_type(&hash).is_ok_and(|kind| kind.is_some()))
        };
        attachments.into_iter().map(|attachment| (attachment.clone(), is_here(&attachment))).collect()
    };
    tokio::task::spawn_blocking(look).await.map_err(TeamError::internal)
}

/// What says nearly the same, most alike first.
async fn similar(state: &SharedState, item: &Item, scope: &Scope) -> Result<Vec<(Item, u8)>, TeamError> {
    let words = item.words().to_owned();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let others = state.store.newest(scope, COMPARED).await?;
    let own = item.id;
    let compare = move || {
        let runs = Runs::of(&words);
        let likeness = |other: Item| {
            let likeness = runs.likeness(&Runs::of(other.words()));
            (other, likeness)
        };
        let others = others.into_iter().filter(|other| other.id != own && other.is_there());
        let mut alike: Vec<_> = others.map(likeness).filter(|(_, likeness)| *likeness >= ALIKE).collect();
        alike.sort_by(|(a, how), (b, much)| much.cmp(how).then_with(|| a.id.cmp(&b.id)));
        alike.truncate(SHOWN);
        alike
    };
    tokio::task::spawn_blocking(compare).await.map_err(TeamError::internal)
}
