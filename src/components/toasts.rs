//! Messages that lie over the page's end and move nothing: a new version, what changed, a wrong clock, lost data.

use yew::prelude::*;

use crate::hooks::{use_actions, use_messages, use_sync};
use crate::messages::{Key, Plural};

/// The messages of the moment.
#[component]
pub fn Toasts() -> Html {
    let t = use_messages();
    let sync = use_sync();
    let actions = use_actions();
    let update = actions.update.reform(|_: MouseEvent| ());
    let dismiss = actions.dismiss_changes.reform(|_: MouseEvent| ());
    html! {
        <div class="toasts" role="status">
            if sync.clock_wrong { <p class="toast">{ t.get(Key::ClockWrong) }</p> }
            if sync.evicted { <p class="toast">{ t.get(Key::Evicted) }</p> }
            if let Some(changed) = sync.changed.filter(|changed| *changed > 0) {
                <div class="toast">
                    <p>{ t.plural(Plural::ChangedCount, changed, &[]) }</p>
                    <button type="button" class="button" onclick={dismiss}>{ t.get(Key::Dismiss) }</button>
                </div>
            }
            if sync.update_ready {
                <div class="toast" data-testid="update-prompt">
                    <p>{ t.get(Key::UpdateReady) }</p>
                    <button type="button" class="button strong" onclick={update}>{ t.get(Key::UpdateNow) }</button>
                </div>
            }
        </div>
    }
}
