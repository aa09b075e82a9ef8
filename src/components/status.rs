//! Whether a session takes place: in words, and with a sign of its own for each.

use chava_catalogue::vocabulary::SessionStatus;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::markup::html;
use crate::messages::Messages;

/// What a status says; nothing where all is as planned.
pub fn status_html(t: &Messages, status: &SessionStatus) -> Html {
    let sign = match status {
        SessionStatus::Scheduled => return Html::default(),
        SessionStatus::Cancelled => Icon::Cancelled,
        SessionStatus::Postponed => Icon::Postponed,
        SessionStatus::Full => Icon::People,
        SessionStatus::Other(_) => Icon::Warning,
    };
    html! {
        <strong class={["status status-", status.as_str()].concat()}>{ icon(sign) }{ t.code("status", status.as_str()) }</strong>
    }
}
