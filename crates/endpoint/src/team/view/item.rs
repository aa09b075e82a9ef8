//! The page of one contribution: what is said, what it is about, what is like it, what was and what can be done.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::Record;
use chava_contribution::kind::Kind;
use chava_contribution::{Attachment, personal};
use maud::{Markup, html};

use super::facts::{about, facts};
use super::parts::{moment, select, token};
use super::publish::{PublishForm, form as publish_form};
use super::queue::{reasons, same, title};
use super::{Page, Tab};
use crate::store::Answer;
use crate::team::form::Fields;
use crate::team::item::Item;
use crate::team::log::Line;
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::templates::ANSWERS;
use crate::team::words as w;

/// What the page shows.
pub struct ItemPage<'a> {
    /// Who reads it.
    pub member: &'a Member,
    /// The contribution.
    pub item: &'a Item,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its attachments, each with whether its bytes are here.
    pub attachments: &'a [(Attachment, bool)],
    /// The name and, where it is still there, the record that it is about.
    pub about: Option<(String, Option<Record>)>,
    /// What is like it, with how much in hundredths.
    pub similar: &'a [(Item, u8)],
    /// What was done.
    pub history: &'a [Line],
    /// What was answered.
    pub answers: &'a [Answer],
    /// The needs to group into.
    pub needs: &'a [(String, String)],
    /// The colleagues.
    pub colleagues: &'a [String],
    /// What can be published of it.
    pub publish: Option<PublishForm<'a>>,
    /// Whether something was just done.
    pub is_done: bool,
    /// A form just sent that was refused.
    pub refused: Option<Refused<'a>>,
}

/// A form that was refused: nothing that was typed into it is lost.
#[derive(Clone, Copy)]
pub struct Refused<'a> {
    /// What it would have done, by the last part of its address.
    pub act: &'a str,
    /// What was typed.
    pub fields: &'a Fields,
    /// Why, in words.
    pub why: &'a str,
}

impl ItemPage<'_> {
    /// Draws it.
    pub fn document(&self, links: &str) -> String {
        let heading = title(self.item);
        let content = html! {
            p { a href="/equipe" { "← " (w::BACK_TO_QUEUE) } }
            @if let Some(refused) = self.refused {
                div.notice.wrong role="alert" { @for line in refused.why.lines() { p { (line) } } }
            }
            @if self.is_done { p.notice role="status" { (w::DONE) } }
            div.two {
                div { (self.said()) (self.acts()) }
                div {
                    section { h2 { (w::FACTS) } (facts(self.item, self.catalogue)) }
                    @if let Some((name, record)) = &self.about { (about(record.as_ref(), name, self.catalogue)) }
                    (self.similar())
                    (self.replies())
                    (self.history())
                }
            }
        };
        Page { title: &heading, tab: Tab::Queue, member: Some(self.member), content }.document(links)
    }

    fn said(&self) -> Markup {
        let words = self.item.words();
        let findings = personal::find(words);
        html! {
            section {
                h2 { (w::SAID) }
                @if words.is_empty() { p { (w::NO_WORDS) } } @else { p.said lang=[self.language()] { (marked(words)) } }
                @if !findings.is_empty() { p.notice { (w::PERSONAL) } }
                @if let Some(public) = &self.item.public_words {
                    h3 { (w::REDACTED) }
                    p.said { (public) }
                }
                @if !self.attachments.is_empty() {
                    h3 { (w::ATTACHED) }
                    @for (attachment, is_here) in self.attachments { (attached(attachment, *is_here)) }
                }
                @if let Some(asked) = &self.item.asked {
                    p.notice { (w::ASKED) " " strong { (asked) } @if let Some(q) = &self.item.question { " : " (q) } }
                }
            }
        }
    }

    fn language(&self) -> Option<&str> {
        let lang = self.item.said.as_ref()?.lang.as_ref();
        Some(if lang == "fr-falc" { "fr" } else { lang })
    }

    fn acts(&self) -> Markup {
        if !self.item.is_there() {
            return html! { p.notice { (w::CLOSED_ALREADY) } };
        }
        let may = |permission| self.member.role.may(permission);
        html! {
            @if may(Permission::Confirm) && self.item.kind == Kind::Confirmation {
                (self.act("confirmer", w::CONFIRM, true, html! {
                    p { (w::CONFIRM_HELP) " " (super::parts::day(self.item.received_at.in_brussels().date)) "." }
                    button.button.strong { (w::CONFIRM_DO) }
                }))
            }
            @if may(Permission::Group) { (self.group()) }
            @if may(Permission::Answer) { (self.answer()) }
            @if let (true, Some(publish)) = (may(Permission::Publish), &self.publish) {
                (self.act("publier", w::PUBLISH, publish.is_open, publish_form(publish, self.catalogue)))
            }
            @if may(Permission::Refuse) {
                (self.act("refuser", w::REFUSE, false, html! {
                    (select("raison", w::REFUSE_REASON, "–", &reasons(), self.typed("refuser", "raison")))
                    label for="refus-plus" { (w::REFUSE_MORE) }
                    input #refus-plus name="plus" type="text" maxlength="400" value=(self.typed("refuser", "plus"));
                    button.button.strong { (w::REFUSE_DO) }
                }))
            }
            @if may(Permission::Redact) && !self.item.words().is_empty() { (self.redact()) }
            @if may(Permission::Ask) {
                (self.act("demander", w::ASK, false, html! {
                    (select("collegue", w::COLLEAGUE, "–", &same(self.colleagues), ""))
                    label for="demande-note" { (w::NOTE) }
                    input #demande-note name="note" type="text" maxlength="400" value=(self.typed("demander", "note"));
                    button.button.strong { (w::ASK_DO) }
                }))
            }
        }
    }

    /// A form that does one thing; its identifier is the last part of its address.
    fn act(&self, id: &str, name: &str, is_open: bool, inside: Markup) -> Markup {
        let is_open = is_open || self.refused.is_some_and(|refused| refused.act == id);
        html! {
            details.act id=(id) open[is_open] {
                summary { h2 { (name) } }
                form.stack method="post" action={ "/equipe/messages/" (self.item.id) "/" (id) } {
                    (token(self.member))
                    (inside)
                }
            }
        }
    }

    /// What was typed into a form that was refused.
    fn typed(&self, act: &str, name: &str) -> &str {
        self.refused.filter(|refused| refused.act == act).map_or("", |refused| refused.fields.get(name))
    }

    fn group(&self) -> Markup {
        let chosen = self.item.need.as_deref().unwrap_or_default();
        let themes = self.catalogue.themes();
        let named: Vec<_> = super::parts::themes(&themes).into_iter().filter(|(id, _)| id != "-").collect();
        let sections: Vec<_> = super::parts::sections().into_iter().filter(|(name, _)| name != "-").collect();
        let is_open = self.item.need.is_none() && self.item.is_open() && self.publish.is_none();
        html! {
            (self.act("grouper", w::GROUP, is_open, html! {
                (select("besoin", w::GROUP_INTO, "–", self.needs, chosen))
                label for="titre" { (w::GROUP_NEW) }
                input #titre name="titre" type="text" maxlength="200" aria-describedby="titre-aide" value=(self.typed("grouper", "titre"));
                p.note #titre-aide { (w::GROUP_NEW_HELP) }
                (select("theme", w::F_THEME, "–", &named, self.item.theme().unwrap_or_default()))
                (select("section", w::F_SECTION, w::WHOLE_CITY, &sections, self.item.section().unwrap_or_default()))
                button.button.strong { (w::GROUP_DO) }
            }))
            @if self.item.need.is_some() {
                form method="post" action={ "/equipe/messages/" (self.item.id) "/degrouper" } {
                    (token(self.member))
                    button.button { (w::UNGROUP) }
                }
            }
        }
    }

    fn answer(&self) -> Markup {
        let in_need = self.item.need.as_deref();
        html! {
            (self.act("repondre", w::ANSWER, in_need.is_some() && self.item.is_open(), html! {
                @if let Some(need) = in_need {
                    label.choice-line { input type="radio" name="qui" value="besoin" checked; (w::TO_NEED) }
                    label.choice-line { input type="radio" name="qui" value="personne"; (w::TO_PERSON) }
                    p.note { (w::ANSWER_NEED) " " a href={ "/equipe/besoins/" (need) } { (w::NEEDS) } }
                } @else {
                    p.note { (w::ANSWER_PERSON) }
                }
                (answer_fields(in_need.is_some(), self.typed("repondre", "texte"), self.typed("repondre", "statut")))
            }))
        }
    }

    fn redact(&self) -> Markup {
        let proposed = personal::redacted(self.item.words());
        let words = self.item.public_words.as_deref().unwrap_or(&proposed);
        self.act(
            "caviarder",
            w::REDACT,
            false,
            html! {
                label for="texte-public" { (w::REDACT_TEXT) }
                textarea #texte-public name="texte" rows="5" aria-describedby="caviarder-aide" { (words) }
                p.note #caviarder-aide { (w::REDACT_HELP) }
                button.button.strong { (w::REDACT_DO) }
            },
        )
    }

    fn similar(&self) -> Markup {
        html! {
            section {
                h2 { (w::SIMILAR) }
                @if self.similar.is_empty() { p { (w::SIMILAR_NONE) } } @else {
                    ul.plain {
                        @for (item, likeness) in self.similar {
                            li {
                                a href={ "/equipe/messages/" (item.id) } { (title(item)) }
                                p.tags {
                                    span { (likeness) " %" }
                                    span class={ "state state-" (item.state.as_str()) } { (crate::team::labels::state(&item.state)) }
                                    @if let Some(need) = &item.need { span { (w::IN_NEED) " « " (self.need(need)) " »" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn need<'a>(&'a self, id: &'a str) -> &'a str {
        self.needs.iter().find(|(known, _)| known == id).map_or(id, |(_, title)| title)
    }

    fn replies(&self) -> Markup {
        html! {
            @if !self.answers.is_empty() {
                section {
                    h2 { (w::REPLIES) }
                    @for answer in self.answers { p.said { (answer.words) } p.note { (moment(answer.at)) } }
                }
            }
        }
    }

    fn history(&self) -> Markup {
        html! {
            section {
                h2 { (w::HISTORY) }
                @if self.history.is_empty() { p { (w::HISTORY_NONE) } } @else {
                    ul {
                        @for line in self.history {
                            li { (moment(line.at)) " – " (line.member) " " (w::act(&line.act)) " " (line.note) }
                        }
                    }
                }
            }
        }
    }
}

/// The fields of an answer, with what was typed before; a need also says where it stands.
pub fn answer_fields(is_public: bool, words: &str, status: &str) -> Markup {
    html! {
        div {
            label for="modele" { (w::TEMPLATE) }
            select #modele data-remplit="reponse" {
                option value="" { "–" }
                @for template in ANSWERS { option data-texte=(template.text) { (template.name) } }
            }
        }
        details {
            summary { (w::TEMPLATES) }
            dl { @for template in ANSWERS { dt { strong { (template.name) } } dd { (template.text) } } }
        }
        label for="reponse" { (w::ANSWER_TEXT) }
        textarea #reponse name="texte" rows="5" maxlength="2000" required { (words) }
        @if is_public {
            (select("statut", w::NEED_STATUS, w::status("answered"), &statuses(), status))
            label.choice-line { input type="checkbox" name="service" value="oui"; (w::PUBLIC_CONTACT) }
        }
        button.button.strong { (w::ANSWER_DO) }
    }
}

fn statuses() -> Vec<(String, String)> {
    ["in-progress", "heard"].map(|code| (code.to_owned(), w::status(code).to_owned())).into()
}

/// Words with what looks like personal data marked.
fn marked(words: &str) -> Markup {
    let findings = personal::find(words);
    let starts = std::iter::once(0).chain(findings.iter().map(|finding| finding.range.end));
    let ends = findings.iter().map(Some).chain([None]);
    html! {
        @for (start, next) in starts.zip(ends) {
            (words.get(start..next.map_or(words.len(), |next| next.range.start)).unwrap_or_default())
            @if let Some(next) = next { mark { (words.get(next.range.clone()).unwrap_or_default()) } }
        }
    }
}

fn attached(attachment: &Attachment, is_here: bool) -> Markup {
    let address = format!("/equipe/pieces/{}", attachment.sha256);
    let kind = attachment.media_type.split('/').next().unwrap_or_default();
    html! {
        @if !is_here { p { (attachment.media_type) " – " (w::NOT_YET_HERE) } }
        @else if kind == "audio" { audio controls preload="metadata" src=(address) aria-label=(w::AUDIO) {} }
        @else if kind == "image" { a href=(address) { img.photo src=(address) alt=(w::PHOTO_ALT); } }
        @else { p { a href=(address) { (w::FILE) " " (attachment.media_type) } } }
    }
}
