//! What a contribution says beside its words, and the record that it is about.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::{Kind, Record};
use chava_contribution::body::Said;
use maud::{Markup, html};
use serde_json::Value;

use super::parts::moment;
use crate::team::item::Item;
use crate::team::labels;
use crate::team::publish::object;
use crate::team::record::{fields, read, shown};
use crate::team::words as w;

/// The public page of a record, where it has one.
pub fn address_of(kind: &Kind, id: &str) -> Option<String> {
    let folder = match kind {
        Kind::Place => "lieux",
        Kind::Offer => "offres",
        Kind::Session => "seances",
        Kind::Organisation => "acteurs",
        Kind::Theme => "themes",
        _ => return None,
    };
    Some(format!("/{folder}/{id}"))
}

/// The facts of a contribution.
pub fn facts(item: &Item, catalogue: &Catalogue) -> Markup {
    let themes = catalogue.themes();
    let body = item.said.as_ref().map(|said| &said.body);
    html! {
        dl.facts {
            (fact(w::F_KIND, labels::kind(&item.kind)))
            dt { (w::F_STATE) } dd { span class={ "state state-" (item.state.as_str()) } { (labels::state(&item.state)) } }
            @if let Some(reason) = &item.reason { (fact(w::REASON, reason)) }
            dt { (w::RECEIVED) } dd { (moment(item.received_at)) }
            (fact(w::CODE, &item.code.to_string()))
            @if let Some(said) = &item.said { (fact(w::LANGUAGE, &said.lang)) }
            @if let Some(theme) = item.theme() { (fact(w::F_THEME, &labels::theme(&themes, theme))) }
            @if let Some(topic) = body.and_then(|body| body.topic.as_deref()) {
                (fact(w::TOPIC, &labels::topic(&themes, topic)))
            }
            @if let Some(section) = item.section() { (fact(w::F_SECTION, section)) }
            @if let Some(body) = body { (said(&body.said, catalogue)) }
            @if let Some(contact) = body.and_then(|body| body.contact.as_deref()) { (fact(w::CONTACT, contact)) }
        }
    }
}

fn fact(name: &str, value: &str) -> Markup {
    html! { dt { (name) } dd { (value) } }
}

fn said(said: &Said, catalogue: &Catalogue) -> Markup {
    let themes = catalogue.themes();
    html! {
        @match said {
            Said::Obstacle { obstacles } => {
                (fact(w::OBSTACLES, &obstacles.iter().map(labels::obstacle).collect::<Vec<_>>().join(", ")))
            }
            Said::Idea | Said::Other(_) | Said::Proposal { record: None } => {}
            Said::Proposal { record: Some(record) } => {
                dt { (w::RECORD) }
                dd { (labels::label("kind", &record.kind)) (values(&object(&record.data))) }
            }
            Said::Correction { changes } => {
                @if !changes.is_empty() {
                    dt { (w::CHANGES) }
                    dd { ul { @for (field, value) in changes { li { code { (field) } " → " (plain(value)) } } } }
                }
            }
            Said::Confirmation { verdict } => (fact(w::OBSERVED, labels::observation(verdict))),
            Said::Collaboration { direction, organisation } => {
                (fact(w::DIRECTION, labels::direction(direction)))
                @if let Some(id) = organisation {
                    (fact(w::ORGANISATION, &catalogue.name_of(&Kind::Organisation, id).unwrap_or_else(|| id.to_string())))
                }
            }
            Said::Encounter { needs, language, helped } => {
                (fact(w::ENCOUNTER_NEEDS, &needs.iter().map(|id| labels::topic(&themes, id)).collect::<Vec<_>>().join(", ")))
                @if let Some(language) = language { (fact(w::ENCOUNTER_LANGUAGE, language)) }
                @if let Some(helped) = helped { (fact(w::ENCOUNTER_HELPED, labels::helped(helped))) }
            }
        }
    }
}

/// A JSON value in words: a text without its quotes, anything else as it is written.
fn plain(json: &str) -> String {
    serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
}

fn values(record: &serde_json::Map<String, Value>) -> Markup {
    html! {
        ul {
            @for (field, value) in record {
                li { code { (field) } " : " (value.as_str().map_or_else(|| value.to_string(), str::to_owned)) }
            }
        }
    }
}

/// The record that a contribution is about, by what the team edits of it.
pub fn about(record: Option<&Record>, name: &str, catalogue: &Catalogue) -> Markup {
    html! {
        section {
            h2 { (w::ABOUT) }
            @match record {
                None => p { (name) " – " (w::ABOUT_GONE) },
                Some(record) => {
                    @let values = object(&record.json);
                    p {
                        @match address_of(&record.kind, record.id.as_str()) {
                            Some(address) => a href=(address) { (name) },
                            None => (name),
                        }
                    }
                    dl.facts {
                        @for field in fields(&record.kind) {
                            @let value = read(&values, field);
                            @if !value.is_empty() { (fact(field.label, &shown(field, &value, catalogue))) }
                        }
                    }
                }
            }
        }
    }
}
