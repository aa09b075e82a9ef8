//! The known facts of a record as fields to put right, each beside what it was.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::language::Language;
use chava_catalogue::records::{Kind, RecordRef};
use chava_catalogue::text::Text;
use yew::prelude::*;

use super::questions::Drawn;
use crate::components::links::address_line;
use crate::markup::html;
use crate::messages::Key;

/// The longest fact that fits a line; what is longer is said in words.
const LONGEST: usize = 200;

/// A fact: the field of the record, what it is called and what is known.
type Fact = (&'static str, Key, Option<String>);

/// The facts of the record that a form is about.
pub fn facts(drawn: &Drawn<'_>) -> Html {
    let known = drawn.about.map(|about| of_record(&drawn.view.catalogue, about)).unwrap_or_default();
    if known.is_empty() {
        return Html::default();
    }
    let t = &drawn.view.messages;
    html! {
        <details class="fold">
            <summary>{ t.get(Key::CorrectionFacts) }</summary>
            { for known.into_iter().filter(|(_, _, was)| was.as_ref().is_none_or(|was| was.len() <= LONGEST)).map(|(field, label, was)| {
                let (was_name, name) = (["was-", field].concat(), ["change-", field].concat());
                let now = drawn.fields.get(&name).map(str::to_owned).or_else(|| was.clone());
                html! {
                    <>
                        { drawn.line(&name, t.get(label), now.as_deref()) }
                        <input type="hidden" name={was_name} value={was.unwrap_or_default()} />
                    </>
                }
            }) }
        </details>
    }
}

fn of_record(catalogue: &Catalogue, about: &RecordRef) -> Vec<Fact> {
    let id = about.id.as_str();
    let text = |text: Option<&Text>| text.map(|text| text.get(&Language::French).to_owned());
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let facts = match about.kind {
        Kind::Place => catalogue.place(id).map(|place| {
            vec![
                ("name", Key::ProposalName, owned(Some(&place.name))),
                ("address", Key::FactAddress, address_line(&place.address)),
                ("openingHours", Key::FactHours, owned(place.opening_hours.as_deref())),
                ("phones", Key::FactPhone, place.phones.first().map(|phone| phone.number.to_string())),
                ("email", Key::FactEmail, owned(place.email.as_deref())),
                ("website", Key::ActWebsite, owned(place.website.as_deref())),
            ]
        }),
        Kind::Offer => catalogue.offer(id).map(|offer| {
            vec![
                ("title", Key::ProposalName, text(Some(&offer.title))),
                ("description", Key::SectionAbout, text(offer.description.as_ref())),
            ]
        }),
        Kind::Session => catalogue.session(id).map(|session| {
            vec![
                ("title", Key::ProposalName, text(session.title.as_ref())),
                ("start", Key::FactWhen, owned(Some(&session.start))),
                ("booking", Key::FactBooking, text(session.booking.as_ref())),
            ]
        }),
        Kind::Organisation => catalogue.organisation(id).map(|organisation| {
            vec![
                ("name", Key::ProposalName, owned(Some(&organisation.name))),
                ("phones", Key::FactPhone, organisation.phones.first().map(|phone| phone.number.to_string())),
                ("email", Key::FactEmail, owned(organisation.email.as_deref())),
                ("website", Key::ActWebsite, owned(organisation.website.as_deref())),
            ]
        }),
        _ => None,
    };
    facts.unwrap_or_default()
}
