//! What a phone shows that has neither a catalogue nor a page from the server: what happens, and what to do.

use yew::prelude::*;

use crate::context::{Ask, View};
use crate::messages::Key;
use crate::state::sync::SyncStatus;

/// The page before the first catalogue has arrived.
pub fn waiting(view: &View, status: SyncStatus) -> Html {
    let t = &view.messages;
    let retry = view.on_click(Ask::SyncNow);
    let failed = matches!(status, SyncStatus::Offline | SyncStatus::Failed);
    html! {
        <section class="waiting" aria-live="polite">
            <h1>{ t.get(if failed { Key::WaitingFailedTitle } else { Key::WaitingTitle }) }</h1>
            <p>{ t.get(if failed { Key::WaitingFailedText } else { Key::WaitingText }) }</p>
            if failed {
                <button type="button" class="button strong" onclick={retry}>{ t.get(Key::WaitingRetry) }</button>
            }
        </section>
    }
}
