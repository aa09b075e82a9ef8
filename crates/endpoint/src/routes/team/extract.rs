//! What the team's handlers take from a request: who asks, and a form that really is theirs.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};

use crate::clock::Instant;
use crate::routes::origin::Origin;
use crate::state::SharedState;
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::item::Scope;
use crate::team::role::{Permission, Reach};
use crate::team::session::{Member, Token};
use chava_catalogue::records::Theme;
use chava_contribution::kind::Kind;

/// The largest form, in bytes.
const MAX_FORM: usize = 256 << 10;

/// Somebody who is signed in.
pub(super) struct Signed(pub(super) Member);

impl FromRequestParts<SharedState> for Signed {
    type Rejection = TeamError;

    async fn from_request_parts(parts: &mut Parts, state: &SharedState) -> Result<Self, TeamError> {
        let signed_out = || TeamError::SignedOut(parts.uri.path_and_query().map_or("/equipe", |at| at.as_str()).into());
        let token = Token::of_request(&parts.headers).ok_or_else(signed_out)?;
        let (name, role) = state.store.session(&token.stored(), Instant::now()).await?.ok_or_else(signed_out)?;
        Ok(Self(Member { name, role, token }))
    }
}

/// A form of a page of this session, and who sends it.
pub(super) struct SignedForm {
    pub(super) member: Member,
    pub(super) fields: Fields,
}

impl FromRequest<SharedState> for SignedForm {
    type Rejection = TeamError;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, TeamError> {
        let (mut parts, body) = request.into_parts();
        let Signed(member) = Signed::from_request_parts(&mut parts, state).await.map_err(|error| match error {
            // A form can't be gone back to; the page that has it can.
            TeamError::SignedOut(_) => TeamError::SignedOut("/equipe".into()),
            other => other,
        })?;
        from_here(&mut parts, state).await?;
        let fields = fields(&parts.headers, to_bytes(body, MAX_FORM).await)?;
        if fields.get("jeton") == member.token.form_token() {
            Ok(Self { member, fields })
        } else {
            Err(TeamError::Forged)
        }
    }
}

/// A form of somebody who isn't signed in yet.
pub(super) struct OpenForm(pub(super) Fields);

impl FromRequest<SharedState> for OpenForm {
    type Rejection = TeamError;

    async fn from_request(request: Request, state: &SharedState) -> Result<Self, TeamError> {
        let (mut parts, body) = request.into_parts();
        from_here(&mut parts, state).await?;
        fields(&parts.headers, to_bytes(body, MAX_FORM).await).map(Self)
    }
}

/// Refuses what another site's page sends. Browsers say the origin of every post.
async fn from_here(parts: &mut Parts, state: &SharedState) -> Result<(), TeamError> {
    let origin = parts.headers.get(header::ORIGIN).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let Origin(own) = Origin::from_request_parts(parts, state).await.map_err(TeamError::internal)?;
    // A proxy that isn't trusted hides the scheme, never the host.
    let host = |origin: &str| origin.parse::<Uri>().ok().and_then(|uri| uri.authority().map(ToString::to_string));
    match origin {
        Some(origin) if host(&origin).is_some() && host(&origin) == host(&own) => Ok(()),
        _ => Err(TeamError::Forged),
    }
}

fn fields(headers: &HeaderMap, body: Result<Bytes, axum::Error>) -> Result<Fields, TeamError> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !content_type.starts_with("application/x-www-form-urlencoded") {
        return Err(TeamError::Forged);
    }
    Ok(Fields::read(&body.map_err(|_| TeamError::TooLarge)?))
}

/// Refuses what a role doesn't allow.
pub(super) fn require(member: &Member, permission: Permission) -> Result<(), TeamError> {
    if member.role.may(permission) { Ok(()) } else { Err(TeamError::Forbidden) }
}

/// What of the contributions a member reaches.
pub(super) fn scope(member: &Member, themes: &[Theme]) -> Scope {
    match member.role.reach() {
        Reach::All => Scope::All,
        Reach::WorkingGroup(group) => {
            let others = themes.iter().filter(|theme| theme.working_group.is_some_and(|other| other != group));
            Scope::NotThemes(others.map(|theme| theme.id.as_str().into()).collect(), member.name.clone())
        }
        Reach::Field => Scope::Kinds(vec![Kind::Encounter, Kind::Correction, Kind::Confirmation], member.name.clone()),
    }
}

/// Which page of a list is asked for, from 1.
pub(super) fn page_number(fields: &Fields) -> i64 {
    fields.get("page").parse().unwrap_or(1).clamp(1, 100_000)
}
