//! `/participer` and its doors: an obstacle, an idea, a proposal, a correction, an offer of help.

mod desk;
mod doors;
mod facts;
mod form;
mod medium;
mod nearest;
mod photo;
mod questions;
mod recorder;
mod start;
mod summary;

use chava_catalogue::records::RecordRef;
use chava_contribution::Body;
use chava_contribution::form::Fields;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};
use crate::route::{Door, Resume, Route};

pub use desk::draft_href;

use doors::{FORMS, form_of};
use form::ContributionForm;

/// The title of a door.
pub fn title(door: Door) -> Key {
    form_of(door).map_or(Key::ParticipateTitle, |form| form.title)
}

/// What the fields of a door's form say; none where that is nothing yet.
pub fn said_in(door: Door, form: &str) -> Option<Body> {
    let fields = Fields::parse(form);
    let is_something = desk::says_something(&fields);
    form_of(door).filter(|_| is_something).map(|form| fields.body(&form.kind, None))
}

/// The page of a door, or of all doors.
#[inline(never)]
pub fn participate(view: &View, door: Door, about: Option<&RecordRef>, draft: &Resume) -> Html {
    let t = &view.messages;
    let question = form_of(door).map_or(Key::ParticipateIntro, |form| form.question);
    let lost = door == Door::Correction && about.is_none();
    html! {
        <div class="participate">
            <h1>{ t.get(title(door)) }</h1>
            <p class="lead">{ t.get(question) }</p>
            if lost { <p class="notice">{ icon(Icon::Info) }<span>{ t.get(Key::CorrectionFrom) }{ " " }<a href="/chercher">{ t.get(Key::SearchTitle) }</a></span></p> }
            if door == Door::Choice {
                { choice(t) }
            } else {
                { yew::html! { <ContributionForm {door} about={about.cloned()} draft={draft.clone()} /> } }
            }
        </div>
    }
}

fn choice(t: &Messages) -> Html {
    html! {
        <>
            <ul class="doors">
                { for FORMS.iter().map(|form| html! {
                    <li><a class="tile" href={Route::door(form.door).href()}>{ icon(form.picture) }<span>{ t.get(form.title) }</span></a></li>
                }) }
            </ul>
            <ul class="links">
                <li><a href={Route::Needs { theme: None }.href()}>{ t.get(Key::NeedsTitle) }</a></li>
                <li><a href="/mes-contributions">{ t.get(Key::ContributionsTitle) }</a></li>
            </ul>
        </>
    }
}

/// The ways from a record to the doors that fit it.
pub fn ways_from(t: &Messages, about: &RecordRef, doors: &[Door]) -> Html {
    let links = doors.iter().filter_map(|door| form_of(*door)).map(|form| {
        html! {
            <a class="button" href={Route::door_about(form.door, about.clone()).href()}>{ icon(form.picture) }<span>{ t.get(form.title) }</span></a>
        }
    });
    html! { <nav class="say" aria-label={t.get(Key::ParticipateTitle)}>{ for links }</nav> }
}
