//! The queue.

use axum::extract::State;
use axum::response::Html;
use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind as RecordKind, Need};
use chava_contribution::kind::Kind;
use chava_contribution::receipt::State as ItemState;

use super::extract::{Signed, page_number, require, scope};
use crate::clock::Instant;
use crate::routes::origin::RawQuery;
use crate::state::SharedState;
use crate::store::{Slice, Store};
use crate::team::error::TeamError;
use crate::team::form::Fields;
use crate::team::item::{Filter, Pick, States};
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::view::queue::QueuePage;

/// How many contributions a page has.
const PER_PAGE: i64 = 25;

pub(super) async fn page(
    State(state): State<SharedState>,
    Signed(member): Signed,
    RawQuery(query): RawQuery,
) -> Result<Html<String>, TeamError> {
    require(&member, Permission::Read)?;
    let fields = Fields::read(query.as_bytes());
    let catalogue = state.published.load().catalogue.clone();
    let themes = catalogue.themes();
    let now = Instant::now();
    let filter = filter(&fields, &member, &catalogue, now);
    let page = page_number(&fields);
    let slice = Slice { offset: (page - 1) * PER_PAGE, limit: PER_PAGE + 1 };
    let mut items = state.store.items(&filter, slice).await?;
    let has_more = items.len() > PER_PAGE as usize;
    items.truncate(PER_PAGE as usize);
    let shown = QueuePage {
        member: &member,
        fields: &fields,
        items: &items,
        page,
        has_more,
        catalogue: &catalogue,
        themes: &themes,
        needs: &needs(&catalogue),
        colleagues: &colleagues(&state.store).await?,
        now,
    };
    Ok(Html(shown.document(&state.team.style_links)))
}

fn filter(fields: &Fields, member: &Member, catalogue: &Catalogue, now: Instant) -> Filter {
    let themes = catalogue.themes();
    let group = fields.get("groupe").parse::<u8>().ok().map(|group| {
        let of_group = themes.iter().filter(|theme| theme.working_group == Some(group));
        of_group.map(|theme| theme.id.as_str().into()).collect()
    });
    Filter {
        scope: scope(member, &themes),
        group,
        kind: fields.some("genre").map(Kind::from_code),
        theme: Pick::read(fields.get("theme")),
        section: Pick::read(fields.get("section")),
        states: match fields.get("etat") {
            "" => States::Open,
            "tous" => States::All,
            one => States::One(ItemState::from_code(one)),
        },
        until: fields.get("age").parse::<u16>().ok().map(|days| now.days_ago(days.into())),
        asked: (fields.get("demande") == "moi").then(|| member.name.clone()),
        need: None,
        words: fields.get("mots").into(),
    }
}

/// The needs of the catalogue, by identifier and title, in the order of their titles.
pub(super) fn needs(catalogue: &Catalogue) -> Vec<(String, String)> {
    let mut needs: Vec<_> = all_needs(catalogue)
        .into_iter()
        .map(|need| (need.id.as_str().to_owned(), need.title.get(&Language::French).to_owned()))
        .collect();
    needs.sort_by_key(|(_, title)| chava_catalogue::fold::fold(title));
    needs
}

/// The needs of the catalogue.
pub(super) fn all_needs(catalogue: &Catalogue) -> Vec<Need> {
    let ids = catalogue.list(&RecordKind::Need, 0, usize::MAX);
    ids.iter().filter_map(|id| catalogue.record(&RecordKind::Need, id.as_str())?.view().ok()).collect()
}

/// Everybody in the team, by name.
pub(super) async fn colleagues(store: &Store) -> Result<Vec<String>, TeamError> {
    Ok(store.members().await?.into_iter().map(|member| member.name.into_string()).collect())
}
