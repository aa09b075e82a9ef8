//! A fold with the address of a calendar that other programs subscribe to.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::View;
use crate::markup::html;
use crate::messages::Key;

/// How to subscribe to a calendar of the endpoint, such as `/api/agenda.ics`.
pub fn subscribe(view: &View, path: &str) -> Html {
    let t = &view.messages;
    // A site of static files that was built without its address has none to give.
    if !view.origin.contains("://") {
        return Html::default();
    }
    let address = [&*view.origin, path].concat();
    // What phones and computers open with their calendar.
    let live = ["webcal:", address.split_once(':').map_or(&*address, |(_, rest)| rest)].concat();
    html! {
        <details class="subscribe">
            <summary>{ t.get(Key::SubscribeTitle) }</summary>
            <p>{ t.get(Key::SubscribeNote) }</p>
            <p><a class="button" href={live} rel="external">{ icon(Icon::Calendar) }{ t.get(Key::SubscribeOpen) }</a></p>
            <p>{ t.get(Key::SubscribeCopy) }{ " " }<span class="copyable" dir="ltr">{ address }</span></p>
        </details>
    }
}
