//! The frame of every page: header with the state of network and data, navigation, footer.

use yew::prelude::*;

use crate::components::sync_bar::SyncBar;
use crate::hooks::{use_messages, use_route};
use crate::messages::Key;
use crate::route::Route;

/// The id of the element that holds the page's content.
pub const CONTENT_ID: &str = "contenu";

/// Properties of [`Frame`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FrameProps {
    /// The page's content.
    pub children: Html,
}

/// The frame around a page's content.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let t = use_messages();
    let route = use_route();
    let current = |is: bool| is.then_some("page");
    html! {
        <>
            <header class="frame-header">
                <a href="/" class="brand">{ t.get(Key::AppName) }</a>
                <SyncBar />
            </header>
            <main id={CONTENT_ID} tabindex="-1">{ props.children.clone() }</main>
            <nav class="frame-nav" aria-label={t.get(Key::NavMain)}>
                <a href="/" aria-current={current(matches!(route, Route::Home))}>{ t.get(Key::NavHome) }</a>
            </nav>
        </>
    }
}
