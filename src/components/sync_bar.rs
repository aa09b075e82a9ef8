//! The state of network and data in words, the button that syncs, and the count of waiting contributions.

use chava_catalogue::civil::Date;
use yew::prelude::*;

use crate::components::forms::kept_parameters;
use crate::components::icon::{Icon, icon};
use crate::context::Ask;
use crate::hooks::{use_sync, use_view};
use crate::messages::{Key, Messages, Plural, dates};
use crate::state::sync::{SyncState, SyncStatus};

/// The state of network and data. Without JavaScript its button loads the page again.
#[component]
pub fn SyncBar() -> Html {
    let view = use_view();
    let sync = use_sync();
    let t = &view.messages;
    let href = view.route.href();
    let version = &sync.held;
    let onsubmit = view.asks(|event: &SubmitEvent| {
        event.prevent_default();
        Some(Ask::SyncNow)
    });
    let path = href.split('?').next().unwrap_or("/").to_owned();
    html! {
        <form class="sync-bar" method="get" action={path} {onsubmit}>
            { kept_parameters(&href, "") }
            <p class={classes!("sync-state", ["sync-", sync.status.as_str()].concat())} role="status" data-testid="sync-state" data-state={sync.status.as_str()}
                data-change={version.change.to_string()} data-epoch={version.epoch.to_string()} data-digest={version.digest.to_string()}>
                { state_words(t, &sync, view.now.date) }
            </p>
            <span class="outbox" role="status" data-testid="outbox-count" data-count={sync.outbox.to_string()}>
                if sync.outbox > 0 { { t.plural(Plural::OutboxCount, sync.outbox, &[]) } }
            </span>
            <button type="submit" class="button plain" data-testid="sync-now">{ icon(Icon::Refresh) }<span class="label">{ t.get(Key::SyncNow) }</span></button>
        </form>
    }
}

fn state_words(t: &Messages, sync: &SyncState, today: Date) -> String {
    let dated = |with_day: Key, without: Key| match sync.fresh_at {
        Some(at) => t.with(with_day, &[("day", &dates::day_short(t, at.date, today))]),
        None => t.get(without).to_string(),
    };
    match sync.status {
        SyncStatus::Fresh => t.get(Key::SyncFresh).to_string(),
        SyncStatus::Stale => dated(Key::SyncStale, Key::SyncServer),
        SyncStatus::Syncing => t.get(Key::SyncSyncing).to_string(),
        SyncStatus::Offline => dated(Key::SyncOfflineData, Key::SyncOffline),
        SyncStatus::Failed => dated(Key::SyncFailedData, Key::SyncFailed),
    }
}
