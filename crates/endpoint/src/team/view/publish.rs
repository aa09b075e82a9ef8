//! The form that makes a record out of a contribution.

use std::collections::BTreeSet;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::language::Language;
use chava_catalogue::records::Kind;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::parts::{sections, select};
use crate::team::labels;
use crate::team::publish::Draft;
use crate::team::record::{Field, Input, KINDS, Referred, fields, read, shown};
use crate::team::words as w;

/// What the form shows.
pub struct PublishForm<'a> {
    /// The record as it would be.
    pub draft: &'a Draft,
    /// The record as it is now, where it is there.
    pub current: Option<&'a Map<String, Value>>,
    /// Where to choose another kind of record, for what is new.
    pub address: &'a str,
    /// Whether it is what one comes for.
    pub is_open: bool,
}

/// Draws the inside of the form.
pub fn form(publish: &PublishForm<'_>, catalogue: &Catalogue) -> Markup {
    let draft = publish.draft;
    html! {
        p.note { (w::PUBLISH_HELP) }
        @match &draft.changes {
            Some((id, modified)) => {
                input type="hidden" name="change" value=(id);
                input type="hidden" name="depuis" value=(modified);
            }
            None => (other_kinds(publish)),
        }
        input type="hidden" name="genre" value=(draft.kind.as_str());
        @for field in fields(&draft.kind) {
            @let value = read(&draft.fields, field);
            (input(field, &value, catalogue))
            @if let Some(now) = publish.current.map(|current| read(current, field)).filter(|now| *now != value) {
                p.note { (w::NOW) " " (shown(field, &now, catalogue)) @if now.is_empty() { (w::NONE_YET) } }
            }
        }
        @if draft.kind != Kind::Notice && draft.kind != Kind::Organisation {
            label.choice-line { input type="checkbox" name="verifie" value="oui"; (w::VERIFIED) }
        }
        label.choice-line { input type="checkbox" name="service" value="oui"; (w::PUBLIC_CONTACT) }
        (lists(&fields(&draft.kind).iter().filter_map(referred).collect(), catalogue))
        button.button.strong { (w::PUBLISH_DO) }
    }
}

fn referred(field: &Field) -> Option<Kind> {
    match field.input {
        Input::One(referred) | Input::Many(referred) => Some(referred.kind()),
        _ => None,
    }
}

fn other_kinds(publish: &PublishForm<'_>) -> Markup {
    html! {
        p {
            (w::PUBLISH_KIND) " : "
            @for kind in KINDS {
                @let name = labels::label("kind", kind.as_str());
                @if kind == publish.draft.kind { strong { (name) } " " }
                @else { a href={ (publish.address) "?fiche=" (kind.as_str()) "#publier" } { (name) } " " }
            }
        }
    }
}

fn input(field: &Field, value: &str, catalogue: &Catalogue) -> Markup {
    let name = format!("champ.{}", field.path);
    let id = name.replace('.', "-");
    html! {
        @match field.input {
            Input::Choice(codes) => {
                @let (prefix, list) = codes.list();
                @let options: Vec<_> = list.iter().map(|code| ((*code).to_owned(), labels::label(prefix, code))).collect();
                (select(&name, field.label, "–", &kept(options, value), value))
            }
            Input::Section => {
                @let options: Vec<_> = sections().into_iter().filter(|(name, _)| name != "-").collect();
                (select(&name, field.label, "–", &kept(options, value), value))
            }
            Input::Many(Referred::Theme) => {
                fieldset {
                    legend { strong { (field.label) } }
                    @for theme in catalogue.themes() {
                        @let is_chosen = value.split(", ").any(|id| id == theme.id.as_str());
                        label.choice-line {
                            input type="checkbox" name=(name) value=(theme.id) checked[is_chosen];
                            (theme.label.get(&Language::French))
                        }
                    }
                }
            }
            Input::One(referred) | Input::Many(referred) => {
                @let list = format!("liste-{}", referred.kind().as_str());
                label for=(id) { (field.label) @if matches!(field.input, Input::Many(_)) { (w::SEPARATED) } }
                input id=(id) name=(name) type="text" value=(value) list=(list);
                @if let Some(words) = names(value, &referred.kind(), catalogue) { p.note { (words) } }
            }
            Input::Long => {
                label for=(id) { (field.label) }
                textarea id=(id) name=(name) rows="4" { (value) }
            }
            Input::Line | Input::Text | Input::Number => {
                label for=(id) { (field.label) }
                input id=(id) name=(name) type="text" value=(value) inputmode=[(field.input == Input::Number).then_some("numeric")];
            }
        }
    }
}

/// The options with the present value among them, should it be one that this version doesn't know.
fn kept(mut options: Vec<(String, String)>, value: &str) -> Vec<(String, String)> {
    if !value.is_empty() && !options.iter().any(|(code, _)| code == value) {
        options.push((value.to_owned(), value.to_owned()));
    }
    options
}

/// What the records of some identifiers are called.
fn names(ids: &str, kind: &Kind, catalogue: &Catalogue) -> Option<String> {
    let names: Vec<_> = ids.split(", ").filter_map(|id| catalogue.name_of(kind, id)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The lists from which identifiers are chosen.
fn lists(kinds: &BTreeSet<Kind>, catalogue: &Catalogue) -> Markup {
    html! {
        @for kind in kinds {
            datalist id={ "liste-" (kind.as_str()) } {
                @for id in catalogue.list(kind, 0, usize::MAX) {
                    option value=(id) { (catalogue.name_of(kind, id.as_str()).unwrap_or_default()) }
                }
            }
        }
    }
}
