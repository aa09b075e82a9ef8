//! The pages of needs: all of them, and one with what was grouped into it.

use chava_catalogue::language::Language;
use chava_catalogue::records::{Need, Reply, Theme, VOICES_SHOWN_FROM};
use maud::html;

use super::item::{Refused, answer_fields};
use super::parts::token;
use super::queue::title;
use super::{Page, Tab};
use crate::team::item::Item;
use crate::team::labels;
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::words as w;

/// A need with the number of messages in it.
pub type Counted = (Need, u32);

/// Draws the list.
pub fn list(needs: &[Counted], themes: &[Theme], member: &Member, links: &str) -> String {
    let content = html! {
        p { (w::NEEDS_INTRO) }
        @if needs.is_empty() { p { (w::NO_NEEDS) } } @else {
            div.scroll tabindex="0" role="region" aria-label=(w::NEEDS_TITLE) {
                table {
                    thead { tr {
                        th scope="col" { (w::NEED_TITLE) }
                        th scope="col" { (w::F_THEME) }
                        th scope="col" { (w::F_SECTION) }
                        th scope="col" { (w::F_STATE) }
                        th.number scope="col" { (w::MESSAGES) }
                        th.number scope="col" { (w::VOICES) }
                    } }
                    tbody {
                        @for (need, messages) in needs {
                            tr {
                                th scope="row" { a href={ "/equipe/besoins/" (need.id) } { (need.title.get(&Language::French)) } }
                                td { (labels::theme(themes, need.theme.as_str())) }
                                td { (need.section.as_deref().unwrap_or_default()) }
                                td { (status(need)) }
                                td.number { (messages) }
                                td.number { (voices(need)) }
                            }
                        }
                    }
                }
            }
        }
    };
    Page { title: w::NEEDS_TITLE, tab: Tab::Needs, member: Some(member), content }.document(links)
}

fn status(need: &Need) -> String {
    need.status.as_ref().map_or(String::new(), |status| w::status(status.as_str()).to_owned())
}

fn voices(need: &Need) -> String {
    let shown = need.voices.filter(|voices| *voices >= VOICES_SHOWN_FROM);
    shown.map_or_else(|| format!("< {VOICES_SHOWN_FROM}"), |voices| voices.to_string())
}

/// What the page of a need shows.
pub struct NeedPage<'a> {
    /// Who reads it.
    pub member: &'a Member,
    /// The need.
    pub need: &'a Need,
    /// What was answered.
    pub replies: &'a [Reply],
    /// The messages in it that are within reach.
    pub items: &'a [Item],
    /// The themes.
    pub themes: &'a [Theme],
    /// An answer just sent that was refused.
    pub refused: Option<Refused<'a>>,
}

impl NeedPage<'_> {
    /// Draws it.
    pub fn document(&self, links: &str) -> String {
        let typed = |name| self.refused.map_or("", |refused| refused.fields.get(name));
        let content = html! {
            p { a href="/equipe/besoins" { "← " (w::NEEDS) } }
            @if let Some(refused) = self.refused { p.notice.wrong role="alert" { (refused.why) } }
            dl.facts {
                dt { (w::F_THEME) } dd { (labels::theme(self.themes, self.need.theme.as_str())) }
                @if let Some(section) = &self.need.section { dt { (w::F_SECTION) } dd { (section) } }
                dt { (w::F_STATE) } dd { (status(self.need)) }
                dt { (w::VOICES) } dd { (voices(self.need)) }
                @if let Some(since) = &self.need.since { dt { (w::SINCE) } dd { (since) } }
            }
            @if !self.replies.is_empty() {
                h2 { (w::REPLIES) }
                @for reply in self.replies { p.said { (reply.text.get(&Language::French)) } p.note { (reply.at) } }
            }
            @if self.member.role.may(Permission::Answer) {
                details.act #repondre open[self.replies.is_empty() || self.refused.is_some()] {
                    summary { h2 { (w::ANSWER) } }
                    p.note { (w::ANSWER_NEED) }
                    form.stack method="post" action={ "/equipe/besoins/" (self.need.id) "/repondre" } {
                        (token(self.member))
                        (answer_fields(true, typed("texte"), typed("statut")))
                    }
                }
            }
            h2 { (w::MESSAGES) " (" (self.items.len()) ")" }
            ul.plain {
                @for item in self.items {
                    li {
                        a href={ "/equipe/messages/" (item.id) } { (title(item)) }
                        " " span class={ "state state-" (item.state.as_str()) } { (labels::state(&item.state)) }
                    }
                }
            }
        };
        let title = self.need.title.get(&Language::French);
        Page { title, tab: Tab::Needs, member: Some(self.member), content }.document(links)
    }
}
