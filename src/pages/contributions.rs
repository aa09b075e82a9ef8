//! `/mes-contributions`: what was sent from this phone; nothing can be sent yet, and the page says so.

use yew::prelude::*;

use crate::context::View;
use crate::markup::html;
use crate::messages::Key;

/// The contributions of this phone.
pub fn contributions(view: &View) -> Html {
    let t = &view.messages;
    html! {
        <>
            <h1>{ t.get(Key::ContributionsTitle) }</h1>
            <p>{ t.get(Key::ContributionsText) }</p>
            <p><a class="button strong" href="/participer">{ t.get(Key::ParticipateTitle) }</a></p>
        </>
    }
}
