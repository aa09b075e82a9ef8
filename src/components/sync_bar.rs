//! The state of network and data in words, the button that syncs, and the count of waiting contributions.

use yew::prelude::*;

use crate::hooks::{use_actions, use_catalogue, use_messages, use_sync};
use crate::messages::Key;

/// The state of network and data.
#[component]
pub fn SyncBar() -> Html {
    let t = use_messages();
    let sync = use_sync();
    let catalogue = use_catalogue();
    let actions = use_actions();
    let version = catalogue.version();
    let onclick = actions.sync_now.reform(|_: MouseEvent| ());
    html! {
        <div class="sync-bar">
            <p role="status" data-testid="sync-state" data-state={sync.status.as_str()}
                data-change={version.change.to_string()} data-epoch={version.epoch.to_string()} data-digest={version.digest.to_string()}>
                { t.get(Key::AppTagline) }
            </p>
            <button type="button" data-testid="sync-now" {onclick}>{ t.get(Key::SyncNow) }</button>
            <span data-testid="outbox-count" data-count={sync.outbox.to_string()}></span>
        </div>
    }
}
