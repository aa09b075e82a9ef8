//! The frame of every page: header, navigation, the state of network and data, and the way to everything else.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::language_select::language_select;
use crate::components::shape::brand_mark;
use crate::components::sync_bar::SyncBar;
use crate::components::toasts::Toasts;
use crate::hooks::use_view;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::pages::page;
use crate::route::Route;

/// The id of the element that holds the page's content.
pub const CONTENT_ID: &str = "contenu";

/// The id of the list of all other pages, at the page's end.
const MORE_ID: &str = "plus";

/// Properties of [`Frame`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FrameProps {
    /// What is shown in place of the route's page.
    #[prop_or_default]
    pub instead: Option<Html>,
}

/// The frame around the page of the current route.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let content = props.instead.clone().unwrap_or_else(|| page(&view));
    html! {
        <>
            <a class="skip" href={["#", CONTENT_ID].concat()}>{ t.get(Key::NavSkip) }</a>
            <header class="frame-header">
                <a href="/" class="brand">
                    <span class="brand-mark">{ brand_mark() }</span>
                    <span class="brand-name">{ t.get(Key::AppName) }</span>
                    <span class="brand-line">{ t.get(Key::AppTagline) }</span>
                </a>
                { language_select(&view) }
            </header>
            { navigation(t, &view.route) }
            { yew::html! { <SyncBar /> } }
            <main id={CONTENT_ID} tabindex="-1">{ content }</main>
            { footer(t) }
            { yew::html! { <Toasts /> } }
        </>
    }
}

fn navigation(t: &Messages, route: &Route) -> Html {
    let items = [
        ("/", Icon::House, Key::NavHome, matches!(route, Route::Home)),
        ("/chercher", Icon::Search, Key::NavSearch, matches!(route, Route::Search { .. })),
        ("/agenda", Icon::Calendar, Key::NavAgenda, matches!(route, Route::Agenda(_))),
        ("/lieux", Icon::Pin, Key::NavPlaces, matches!(route, Route::Places { .. })),
        ("#plus", Icon::Menu, Key::NavMore, false),
    ];
    html! {
        <nav class="frame-nav" aria-label={t.get(Key::NavMain)}>
            { for items.into_iter().map(|(href, sign, words, current)| html! {
                <a {href} aria-current={current.then_some("page")}>{ icon(sign) }<span>{ t.get(words) }</span></a>
            }) }
        </nav>
    }
}

fn footer(t: &Messages) -> Html {
    let groups: [(Key, &[(&'static str, Key)]); 4] = [
        (
            Key::FooterDiscover,
            &[
                ("/lieux", Key::PlacesTitle),
                ("/carte", Key::MapTitle),
                ("/agenda", Key::AgendaTitle),
                ("/acteurs", Key::OrganisationsTitle),
            ],
        ),
        (
            Key::FooterTakePart,
            &[
                ("/appels", Key::CallsTitle),
                ("/participer", Key::ParticipateTitle),
                ("/mes-contributions", Key::ContributionsTitle),
            ],
        ),
        (
            Key::FooterPhone,
            &[("/favoris", Key::FavouritesTitle), ("/reglages", Key::SettingsTitle), ("/aide", Key::HelpTitle)],
        ),
        (
            Key::FooterKnow,
            &[
                ("/a-propos", Key::AboutTitle),
                ("/vie-privee", Key::PrivacyTitle),
                ("/accessibilite", Key::AccessibilityTitle),
            ],
        ),
    ];
    html! {
        <footer id={MORE_ID} tabindex="-1" class="frame-footer">
            <h2 class="for-ears">{ t.get(Key::FooterTitle) }</h2>
            <div class="footer-groups">
                { for groups.into_iter().map(|(title, pages)| html! {
                    <div>
                        <h3>{ t.get(title) }</h3>
                        <ul>{ for pages.iter().map(|(href, words)| html! { <li><a href={*href}>{ t.get(*words) }</a></li> }) }</ul>
                    </div>
                }) }
            </div>
            <p class="licence">{ t.get(Key::FooterLicence) }</p>
        </footer>
    }
}
