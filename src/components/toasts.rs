//! Messages that lie over the page's end and move nothing: a new version, what changed, a wrong clock, lost data.

use yew::prelude::*;

use crate::context::Ask;
use crate::hooks::{use_sync, use_view};
use crate::messages::{Key, Plural};
use crate::pages::not_kept_words;

/// The messages of the moment.
#[component]
pub fn Toasts() -> Html {
    let view = use_view();
    let sync = use_sync();
    let t = &view.messages;
    html! {
        <div class="toasts" role="status">
            if sync.clock_wrong { <p class="toast">{ t.get(Key::ClockWrong) }</p> }
            if let Some(trouble) = view.contributions.trouble { <p class="toast">{ t.get(not_kept_words(trouble)) }</p> }
            if sync.evicted { <p class="toast">{ t.get(Key::Evicted) }</p> }
            if let Some(changed) = sync.changed.filter(|changed| *changed > 0) {
                <div class="toast">
                    <p>{ t.plural(Plural::ChangedCount, changed, &[]) }</p>
                    <button type="button" class="button" onclick={view.on_click(Ask::DismissChanges)}>{ t.get(Key::Dismiss) }</button>
                </div>
            }
            if sync.update_ready {
                <div class="toast" data-testid="update-prompt">
                    <p>{ t.get(Key::UpdateReady) }</p>
                    <button type="button" class="button strong" onclick={view.on_click(Ask::Update)}>{ t.get(Key::UpdateNow) }</button>
                </div>
            }
        </div>
    }
}
