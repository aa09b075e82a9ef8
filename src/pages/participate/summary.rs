//! What leaves the phone, shown before it leaves: words, choices, name or none, weight, and personal data in the words.

use chava_contribution::form::Fields;
use chava_contribution::personal::{self, Personal};
use yew::prelude::*;

use super::desk::{Desk, says_something};
use crate::components::icon::{Icon, icon};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Messages};

/// What a contribution weighs beside its body and its media: identifier, times, hash, the request around it.
const ENVELOPE_BYTES: u64 = 700;

/// What leaves; nothing where nothing is said yet.
pub fn summary(view: &View, desk: &Desk, fields: &Fields) -> Html {
    let t = &view.messages;
    let media = desk.media();
    if !says_something(fields) && media.is_empty() {
        return Html::default();
    }
    let recordings = media.iter().filter(|medium| medium.is_recording()).count();
    let theme = fields.get("theme").and_then(|id| view.catalogue.theme(id));
    let mut said: Vec<AttrValue> = Vec::new();
    said.extend(fields.get("text").map(|_| t.get(Key::SummaryWords)));
    said.extend((recordings > 0).then(|| t.get(Key::SummaryVoice)));
    said.extend((media.len() > recordings).then(|| t.get(Key::SummaryPhoto)));
    said.extend(fields.all("obstacles").map(|code| t.code("obstacle", code)));
    said.extend(fields.get("verdict").map(|code| t.code("verdict", code)));
    said.extend(theme.map(|theme| AttrValue::from(theme.label.get(t.language()).to_owned())));
    said.extend(fields.get("section").map(|section| AttrValue::from(section.to_owned())));
    let body = fields.body(&desk.form.kind, None).write().len() as u64;
    let weight = ENVELOPE_BYTES + body + media.iter().map(|medium| medium.bytes).sum::<u64>();
    let (sign, name) = match fields.get("contact") {
        Some(contact) => (Icon::Mail, t.with(Key::SummaryContact, &[("contact", contact)])),
        None => (Icon::Shield, t.get(Key::SummaryNoName).to_string()),
    };
    html! {
        <section class="summary" aria-labelledby="part">
            <h2 id="part">{ t.get(Key::SummaryTitle) }</h2>
            <ul class="plain">
                <li>{ icon(Icon::Send) }<span>{ t.list(&said) }</span></li>
                <li>{ icon(sign) }<span>{ name }</span></li>
                <li>{ icon(Icon::Smartphone) }<span>{ t.with(Key::SummaryWeight, &[("weight", &kilobytes(weight))]) }</span></li>
                { for found(t, fields).into_iter().map(|words| html! { <li class="personal">{ icon(Icon::Warning) }<span>{ words }</span></li> }) }
            </ul>
        </section>
    }
}

/// What personal data stands in the words, each kind once.
fn found(t: &Messages, fields: &Fields) -> Vec<String> {
    let mut kinds: Vec<Personal> =
        personal::find(fields.get("text").unwrap_or_default()).into_iter().map(|finding| finding.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let code = |kind| match kind {
        Personal::Phone => "phone",
        Personal::Email => "email",
        Personal::Address => "address",
        Personal::NationalNumber => "number",
    };
    kinds.into_iter().map(|kind| t.with(Key::SummaryPersonal, &[("what", &t.code("personal", code(kind)))])).collect()
}

/// Kilobytes, rounded up.
fn kilobytes(bytes: u64) -> String {
    bytes.div_ceil(1000).to_string()
}
