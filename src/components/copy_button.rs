//! A button that puts a text into the clipboard and says so.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::Ask;
use crate::hooks::use_view;
use crate::messages::Key;

/// Properties of [`CopyButton`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// The text.
    pub text: String,
}

/// « Copier l'adresse ». Where the browser refuses, it says how to do it by hand.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let copied = use_state(|| None);
    let onclick = {
        let (copied, text) = (copied.clone(), props.text.clone());
        let done = Callback::from(move |done| copied.set(Some(done)));
        view.asks(move |_: &MouseEvent| Some(Ask::Copy(text.clone(), done.clone())))
    };
    let said = copied.map(|done| t.get(if done { Key::AddressCopied } else { Key::AddressCopy }));
    html! {
        <>
            <button type="button" class="button needs-app" data-testid="copy-address" {onclick}>{ icon(Icon::Copy) }{ t.get(Key::ActCopy) }</button>
            <span class="note" role="status">{ said }</span>
        </>
    }
}
