//! The questions of a form, drawn from the table: plain fields that keep what is chosen themselves and need no code.

use chava_catalogue::records::{Kind, RecordRef};
use chava_catalogue::sections::SECTIONS;
use chava_contribution::form::Fields;
use chava_contribution::limits::{TEXT_CHARS, WORD_CHARS};
use yew::prelude::*;

use super::doors::{Form, Question};
use super::facts;
use crate::components::icon::{Icon, icon};
use crate::components::shape::{Shape, shape};
use crate::components::text::name;
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};

/// The id of the field for words.
pub const WORDS_ID: &str = "mots";

/// The id of the field for a photo.
pub const PHOTO_ID: &str = "photo";

/// What a form is drawn with.
pub struct Drawn<'a> {
    /// Texts, catalogue and the rest.
    pub view: &'a View,
    /// What the fields hold at the beginning.
    pub fields: &'a Fields,
    /// The record that the form is about.
    pub about: Option<&'a RecordRef>,
    /// The recorder, to stand below the words.
    pub recorder: Html,
    /// The photo and the way to it.
    pub photo: Html,
}

impl Drawn<'_> {
    fn messages(&self) -> &Messages {
        &self.view.messages
    }

    /// The questions that are seen at once.
    pub fn first(&self, form: &Form) -> Html {
        form.first.iter().map(|question| self.question(question)).collect()
    }

    /// The questions behind a fold, which is open where one of them is answered.
    pub fn more(&self, form: &Form) -> Html {
        let answered = ["theme", "section", "contact", "organisationId"];
        let open = answered.iter().any(|name| self.fields.get(name).is_some()).then_some("");
        html! {
            <details class="fold" {open}>
                <summary>{ self.messages().get(Key::ContributionMore) }</summary>
                { for form.more.iter().map(|question| self.question(question)) }
            </details>
        }
    }

    fn question(&self, question: &Question) -> Html {
        let t = self.messages();
        match question {
            Question::Choice { name, group, legend, several, chosen, options } => {
                let tiles = options.iter().map(|(code, picture)| {
                    let start = self.fields.get(name).is_none() && code == chosen;
                    let is_chosen = start || self.fields.all(name).any(|known| known == *code);
                    pick(name, *several, code, is_chosen, icon(*picture), html! { t.code(group, code) })
                });
                picks(t.get(*legend), tiles.collect())
            }
            Question::Words => self.words(),
            Question::Line { name, label } => self.line(name, t.get(*label), self.fields.get(name)),
            Question::Facts => facts::facts(self),
            Question::Photo => self.photo.clone(),
            Question::Theme => self.themes(),
            Question::Section => {
                let sections = SECTIONS.iter().map(|section| (section.name.to_owned(), section.name.to_owned()));
                self.select("section", t.get(Key::FilterSection), sections)
            }
            Question::Organisation => {
                let catalogue = &self.view.catalogue;
                let named = catalogue.list(&Kind::Organisation, 0, usize::MAX).into_iter().filter_map(|id| {
                    let name = catalogue.name_of(&Kind::Organisation, id.as_str())?;
                    Some((id.to_string(), name))
                });
                self.select("organisationId", t.get(Key::CollaborationOrganisation), named)
            }
            Question::Contact => html! {
                <>
                    { self.line("contact", t.get(Key::ContributionContact), self.fields.get("contact")) }
                    <p class="note">{ t.get(Key::ContributionContactHint) }</p>
                </>
            },
        }
    }

    fn words(&self) -> Html {
        let t = self.messages();
        let written = self.fields.get("text").map(str::to_owned);
        html! {
            <div class="words">
                <label for={WORDS_ID}>{ t.get(Key::ContributionLabel) }</label>
                { yew::html! { <textarea id={WORDS_ID} name="text" data-testid="contribution-text" rows="4" maxlength={TEXT_CHARS.to_string()} defaultvalue={written} /> } }
                { self.recorder.clone() }
            </div>
        }
    }

    fn themes(&self) -> Html {
        let t = self.messages();
        let tiles = self.view.catalogue.themes().into_iter().map(|theme| {
            let id = theme.id.as_str();
            let label = theme.label.get(t.language()).to_owned();
            let is_chosen = self.fields.get("theme") == Some(id);
            pick("theme", false, id, is_chosen, shape(Shape::of_theme(id)), html! { label })
        });
        let none = pick(
            "theme",
            false,
            "",
            self.fields.get("theme").is_none(),
            icon(Icon::More),
            html! { t.get(Key::FilterAny) },
        );
        picks(t.get(Key::FilterTheme), tiles.chain([none]).collect())
    }

    /// A line to write on.
    pub fn line(&self, name: &str, label: AttrValue, value: Option<&str>) -> Html {
        html! {
            <p class="line">
                <label for={name.to_owned()}>{ label }</label>
                <input id={name.to_owned()} name={name.to_owned()} maxlength={WORD_CHARS.to_string()} autocomplete="off" value={value.unwrap_or("").to_owned()} />
            </p>
        }
    }

    fn select(&self, id: &'static str, label: AttrValue, options: impl Iterator<Item = (String, String)>) -> Html {
        let t = self.messages();
        let chosen = self.fields.get(id);
        html! {
            <p class="line">
                <label for={id}>{ label }</label>
                <select {id} name={id}>
                    <option value="">{ t.get(Key::FilterAny) }</option>
                    { for options.map(|(code, words)| {
                        let selected = (chosen == Some(code.as_str())).then_some("");
                        html! { <option value={code} {selected}>{ words }</option> }
                    }) }
                </select>
            </p>
        }
    }
}

/// What a form is about, in words, with the fields that carry it.
pub fn about_line(view: &View, about: &RecordRef) -> Html {
    let t = &view.messages;
    let title = view.catalogue.name_of(&about.kind, about.id.as_str()).unwrap_or_default();
    html! {
        <>
            <input type="hidden" name="about-kind" value={about.kind.as_str().to_owned()} />
            <input type="hidden" name="about-id" value={about.id.to_string()} />
            <p class="about-line">{ t.code("kind", about.kind.as_str()) }{ t.get(Key::Colon) }<strong>{ name(t, &title) }</strong></p>
        </>
    }
}

fn picks(legend: AttrValue, tiles: Html) -> Html {
    html! { <fieldset class="picks"><legend>{ legend }</legend><div>{ tiles }</div></fieldset> }
}

/// One choice with its picture: a native box that is as large as its tile.
fn pick(name: &'static str, several: bool, code: &str, chosen: bool, picture: Html, words: Html) -> Html {
    let kind = if several { "checkbox" } else { "radio" };
    html! {
        <label class="pick">
            <input type={kind} {name} value={code.to_owned()} checked={chosen.then_some("")} />
            <span>{ picture }{ words }</span>
        </label>
    }
}
