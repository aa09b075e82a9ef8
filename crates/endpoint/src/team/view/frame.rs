//! What is around every page of the team.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::team::error::TeamError;
use crate::team::files::{SCRIPT, STYLE};
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::words as w;

/// Where a page stands in the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The queue and what is in it.
    Queue,
    /// The needs.
    Needs,
    /// The numbers.
    Figures,
    /// The quality of records.
    Quality,
    /// The log.
    Log,
    /// Somewhere else.
    None,
}

const TABS: [(Tab, &str, &str, Permission); 5] = [
    (Tab::Queue, "/equipe", w::QUEUE, Permission::Read),
    (Tab::Needs, "/equipe/besoins", w::NEEDS, Permission::Read),
    (Tab::Figures, "/equipe/chiffres", w::FIGURES, Permission::Figures),
    (Tab::Quality, "/equipe/qualite", w::QUALITY, Permission::Figures),
    (Tab::Log, "/equipe/journal", w::LOG, Permission::Log),
];

/// A page before its frame.
pub struct Page<'a> {
    /// Its title.
    pub title: &'a str,
    /// Where it stands.
    pub tab: Tab,
    /// Who reads it; nobody is signed in on the page where one signs in.
    pub member: Option<&'a Member>,
    /// What it says.
    pub content: Markup,
}

impl Page<'_> {
    /// The whole document; `links` are the site's style sheets.
    pub fn document(&self, links: &str) -> String {
        let document = html! {
            (DOCTYPE)
            html lang="fr" dir="ltr" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="robots" content="noindex";
                    title { (self.title) " – " (w::TEAM) }
                    link rel="icon" href="/launcher/chava.svg" type="image/svg+xml";
                    (PreEscaped(links))
                    link rel="stylesheet" href=(STYLE.address);
                    script type="module" src=(SCRIPT.address) {}
                }
                body.team {
                    a.skip href="#contenu" { (w::SKIP) }
                    header.team-header {
                        a.brand href="/equipe" { span.brand-name { (w::TEAM) } }
                        @if let Some(member) = self.member { (signed_in(member)) }
                    }
                    @if let Some(member) = self.member { (self.navigation(member)) }
                    main #contenu tabindex="-1" { h1 { (self.title) } (self.content) }
                }
            }
        };
        document.into_string()
    }

    fn navigation(&self, member: &Member) -> Markup {
        html! {
            nav.team-nav aria-label=(w::NAV) {
                ul {
                    @for (tab, address, name, permission) in TABS {
                        @if member.role.may(permission) {
                            li { a href=(address) aria-current=[(tab == self.tab).then_some("page")] { (name) } }
                        }
                    }
                    li { a href="/" { (w::PUBLIC_SITE) } }
                }
            }
        }
    }
}

fn signed_in(member: &Member) -> Markup {
    html! {
        form method="post" action="/equipe/deconnexion" {
            (super::parts::token(member))
            span { (member.name) " · " (w::role(member.role)) " " }
            button.button.plain { (w::SIGN_OUT) }
        }
    }
}

/// The page that says a refusal.
pub fn refusal(error: &TeamError, links: &str) -> String {
    let (title, text) = match error {
        TeamError::Forbidden => (w::FORBIDDEN, w::FORBIDDEN_TEXT.into()),
        TeamError::SignedOut(_) | TeamError::Forged => (w::FORGED, w::FORGED_TEXT.into()),
        TeamError::NotFound => (w::NOT_FOUND, w::NOT_FOUND_TEXT.into()),
        TeamError::TooLarge => (w::TOO_LARGE, w::TOO_LARGE_TEXT.into()),
        TeamError::Unfit(words) => (w::UNFIT, words.to_string()),
        TeamError::Internal(_) => (w::BROKEN, w::BROKEN_TEXT.to_owned()),
    };
    let content = html! {
        @for line in text.lines() { p { (line) } }
        @if matches!(error, TeamError::Unfit(_)) { p { (w::GO_BACK) } }
        p { a.button href="/equipe" { (w::BACK_TO_QUEUE) } }
    };
    Page { title, tab: Tab::None, member: None, content }.document(links)
}
