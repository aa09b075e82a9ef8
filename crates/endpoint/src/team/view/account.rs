//! Signing in.

use maud::{Markup, html};

use super::{Page, Tab};
use crate::team::words as w;

/// The page where one signs in; `wrong` says why it didn't work.
pub fn sign_in(name: &str, back: &str, wrong: Option<&str>, links: &str) -> String {
    let content = html! {
        p { (w::SIGN_IN_INTRO) }
        @if let Some(wrong) = wrong { p.notice.wrong role="alert" #faute { (wrong) } }
        form.stack method="post" action="/equipe/connexion" {
            input type="hidden" name="suite" value=(back);
            (field("nom", w::NAME, "text", "username", name, wrong.is_none()))
            (field("mot-de-passe", w::PASSWORD, "password", "current-password", "", wrong.is_some()))
            button.button.strong { (w::SIGN_IN) }
        }
    };
    Page { title: w::SIGN_IN, tab: Tab::None, member: None, content }.document(links)
}

fn field(name: &str, label: &str, kind: &str, complete: &str, value: &str, is_first: bool) -> Markup {
    html! {
        label for=(name) { (label) }
        input #(name) name=(name) type=(kind) autocomplete=(complete) value=(value) autofocus[is_first] required;
    }
}
