//! The page of the queue: filters, contributions, what can be done with several at once, shortcuts.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::{Kind as RecordKind, Theme};
use chava_contribution::body::Said;
use maud::{Markup, html};

use super::parts::{age, pager, select, token};
use super::{Page, Tab};
use crate::clock::Instant;
use crate::team::form::Fields;
use crate::team::item::Item;
use crate::team::labels;
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::templates::REASONS;
use crate::team::words as w;

/// How many characters of somebody's words a list shows.
const SHOWN_CHARS: usize = 160;

/// What the page shows.
pub struct QueuePage<'a> {
    /// Who reads it.
    pub member: &'a Member,
    /// The filters as they stand in the address.
    pub fields: &'a Fields,
    /// The contributions, oldest first.
    pub items: &'a [Item],
    /// Which page, from 1.
    pub page: i64,
    /// Whether younger ones follow.
    pub has_more: bool,
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// Its themes.
    pub themes: &'a [Theme],
    /// The needs to group into, by identifier and title.
    pub needs: &'a [(String, String)],
    /// The colleagues, by name.
    pub colleagues: &'a [String],
    /// The present instant.
    pub now: Instant,
}

impl QueuePage<'_> {
    /// Draws it.
    pub fn document(&self, links: &str) -> String {
        let content = html! {
            (self.filters())
            (shortcuts())
            @if self.items.is_empty() { p.notice { (w::NOTHING_OPEN) } } @else { (self.list()) }
            (pager(self.fields, "/equipe", self.page, self.has_more))
        };
        Page { title: w::QUEUE_TITLE, tab: Tab::Queue, member: Some(self.member), content }.document(links)
    }

    fn filters(&self) -> Markup {
        let now = |name: &str| self.fields.get(name);
        html! {
            search {
                form method="get" action="/equipe" {
                    div.filters-grid {
                        div {
                            label for="mots" { (w::F_WORDS) }
                            input #mots name="mots" type="search" value=(now("mots"));
                        }
                        (select("groupe", w::F_GROUP, w::ALL, &groups(self.themes), now("groupe")))
                        (select("genre", w::F_KIND, w::ALL, &super::parts::kinds(), now("genre")))
                        (select("theme", w::F_THEME, w::ALL, &super::parts::themes(self.themes), now("theme")))
                        (select("section", w::F_SECTION, w::ALL, &super::parts::sections(), now("section")))
                        (select("etat", w::F_STATE, w::STATE_OPEN, &super::parts::states(), now("etat")))
                        (select("age", w::F_AGE, w::ALL, &pairs(&w::AGES), now("age")))
                        (select("demande", w::F_ASKED, w::ALL, &pairs(&[("moi", w::ASKED_ME)]), now("demande")))
                        div { button.button { (w::FILTER) } }
                    }
                }
            }
        }
    }

    fn list(&self) -> Markup {
        html! {
            form method="post" action="/equipe/lot" {
                (token(self.member))
                p.note { (w::OLDEST_FIRST) }
                p hidden {
                    label.choice-line { input #tout-choisir type="checkbox"; (w::CHOOSE_ALL) }
                }
                ol.queue { @for item in self.items { (self.entry(item)) } }
                (self.bulk())
            }
        }
    }

    fn entry(&self, item: &Item) -> Markup {
        let title = title(item);
        html! {
            li data-testid="team-item" data-id=(item.id) data-state=(item.state.as_str()) {
                label.tick { input type="checkbox" name="id" value=(item.id) aria-label={ (w::CHOOSE) " : " (title) }; }
                div {
                    h2 { a href={ "/equipe/messages/" (item.id) } { (title) } }
                    p.tags {
                        span { (labels::kind(&item.kind)) }
                        span class={ "state state-" (item.state.as_str()) } { (labels::state(&item.state)) }
                        span { (age(item.received_at, self.now)) }
                        @if let Some(name) = self.about(item) { span { (w::CONCERNS) " " strong { (name) } } }
                        @if let Some(theme) = item.theme() { span { (labels::theme(self.themes, theme)) } }
                        @if let Some(section) = item.section() { span { (section) } }
                        @for media in media(item) { span { (media) } }
                        @if let Some(need) = &item.need { span { (w::IN_NEED) " « " (self.need(need)) " »" } }
                        @if let Some(asked) = &item.asked { span { (w::ASKED) " " (asked) } }
                    }
                }
            }
        }
    }

    fn about(&self, item: &Item) -> Option<String> {
        let about = item.said.as_ref()?.body.about.as_ref()?;
        let name = self.catalogue.name_of(&RecordKind::from_code(&about.kind), &about.id);
        Some(name.unwrap_or_else(|| about.id.to_string()))
    }

    fn need<'a>(&'a self, id: &'a str) -> &'a str {
        self.needs.iter().find(|(known, _)| known == id).map_or(id, |(_, title)| title)
    }

    fn bulk(&self) -> Markup {
        let may = |permission| self.member.role.may(permission);
        let acts = [
            (Permission::Group, "grouper", w::B_GROUP),
            (Permission::Refuse, "refuser", w::B_REFUSE),
            (Permission::Ask, "demander", w::B_ASK),
            (Permission::Confirm, "confirmer", w::B_CONFIRM),
        ];
        let acts: Vec<_> = acts.into_iter().filter(|(permission, ..)| may(*permission)).collect();
        let options: Vec<_> = acts.iter().map(|(_, value, words)| ((*value).into(), (*words).into())).collect();
        html! {
            fieldset.bulk {
                legend.for-ears { (w::BULK) }
                (select("action", w::BULK_WHAT, "–", &options, ""))
                @if may(Permission::Group) { (select("besoin", w::BULK_NEED, "–", self.needs, "")) }
                @if may(Permission::Refuse) { (select("raison", w::BULK_REASON, "–", &reasons(), "")) }
                (select("collegue", w::BULK_COLLEAGUE, "–", &same(self.colleagues), ""))
                button.button.strong { (w::BULK_DO) }
            }
        }
    }
}

/// The reasons for refusing, as options.
pub fn reasons() -> Vec<(String, String)> {
    REASONS.iter().map(|reason| (reason.code.into(), reason.text.into())).collect()
}

/// Names as options.
pub fn same(names: &[String]) -> Vec<(String, String)> {
    names.iter().map(|name| (name.clone(), name.clone())).collect()
}

fn pairs(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options.iter().map(|(value, words)| ((*value).into(), (*words).into())).collect()
}

fn groups(themes: &[Theme]) -> Vec<(String, String)> {
    let group = |theme: &Theme| {
        let number = theme.working_group?;
        Some((
            number.to_string(),
            format!("GT {number} · {}", labels::theme(std::slice::from_ref(theme), theme.id.as_str())),
        ))
    };
    themes.iter().filter_map(group).collect()
}

fn shortcuts() -> Markup {
    html! {
        details #raccourcis {
            summary { (w::SHORTCUTS) }
            dl.facts { @for (key, words) in w::SHORTCUT_LIST { dt { kbd { (key) } } dd { (words) } } }
            label.choice-line { input #raccourcis-actifs type="checkbox" checked; (w::SHORTCUTS_ON) }
        }
    }
}

fn media(item: &Item) -> impl Iterator<Item = &'static str> {
    let attachments = item.said.iter().flat_map(|said| &said.attachments);
    attachments.map(|attachment| match attachment.media_type.split('/').next() {
        Some("audio") => w::AUDIO,
        Some("image") => w::PHOTO,
        _ => w::FILE,
    })
}

/// What a contribution is called in a list: the beginning of its words, or what else it says.
pub fn title(item: &Item) -> String {
    let words = item.public_words.as_deref().unwrap_or_else(|| item.words());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.is_empty() {
        return shortened(&words);
    }
    let said = item.said.as_ref().map(|said| &said.body.said);
    match said {
        Some(Said::Obstacle { obstacles }) => obstacles.iter().map(labels::obstacle).collect::<Vec<_>>().join(", "),
        Some(Said::Confirmation { verdict }) => labels::observation(verdict).to_owned(),
        _ => format!("{} {}", labels::kind(&item.kind), w::NO_WORDS),
    }
}

fn shortened(words: &str) -> String {
    if words.chars().count() <= SHOWN_CHARS {
        return words.to_owned();
    }
    let start: String = words.chars().take(SHOWN_CHARS - 1).collect();
    format!("{}…", start.trim_end())
}
