//! What one can do from a page at once: call, write, go there, read the site, share, keep.

use chava_catalogue::id::Id;
use chava_catalogue::records::{Phone, Place, RecordRef};
use yew::prelude::*;

use crate::markup::html;

use crate::components::icon::{Icon, icon};
use crate::components::links;
use crate::context::{Ask, Shared, View};
use crate::messages::{Key, Messages};

/// Links to call, write and read the website, as far as they are known.
pub fn contact_links(t: &Messages, phones: &[Phone], email: Option<&str>, website: Option<&str>) -> Html {
    let calls = phones.iter().filter(|phone| phone.phone_type.as_deref() != Some("fax"));
    html! {
        <>
            { for calls.map(|phone| html! {
                <a class="button" href={links::tel(&phone.number)}>
                    { icon(Icon::Phone) }<span>{ t.get(Key::ActCall) }{ " " }<span class="number" dir="ltr">{ phone.number.to_string() }</span></span>
                </a>
            }) }
            if let Some(email) = email {
                <a class="button" href={links::mailto(email)}>{ icon(Icon::Mail) }{ t.get(Key::ActWrite) }</a>
            }
            if let Some(website) = website.and_then(links::web) {
                <a class="button" href={website} rel="external noopener">{ icon(Icon::Globe) }{ t.get(Key::ActWebsite) }</a>
            }
        </>
    }
}

/// The number that a person would call: a fax answers nobody.
pub fn first_phone(phones: &[Phone]) -> Option<&Phone> {
    phones.iter().find(|phone| phone.phone_type.as_deref() != Some("fax"))
}

/// « Téléphonez avant : 071 … »; nothing where that isn't wanted or there is no number.
pub fn call_first(t: &Messages, phones: &[Phone], wanted: bool) -> Html {
    match first_phone(phones).filter(|_| wanted) {
        Some(phone) => html! {
            <p class="card-call">
                <a href={links::tel(&phone.number)}>
                    { icon(Icon::Phone) }{ t.get(Key::CallFirst) }{ " " }<span class="number" dir="ltr">{ phone.number.to_string() }</span>
                </a>
            </p>
        },
        None => Html::default(),
    }
}

/// Links that lead to a place.
pub fn direction_links(t: &Messages, place: &Place) -> Html {
    let Some((geo, map)) = links::directions(place) else {
        return Html::default();
    };
    html! {
        <>
            <a class="button" href={geo}>{ icon(Icon::Route) }{ t.get(Key::ActRoute) }</a>
            <a class="button" href={map} rel="external noopener">{ icon(Icon::Map) }{ t.get(Key::ActMap) }</a>
        </>
    }
}

/// The link that hands a session over to the phone's calendar: made by the app, or without it by the endpoint.
pub fn calendar_link(view: &View, id: &Id) -> Html {
    let file = [id.as_str(), ".ics"].concat();
    let ask = Ask::AddToCalendar(id.clone());
    let onclick = view.asks(move |event: &MouseEvent| {
        event.prevent_default();
        Some(ask.clone())
    });
    yew::html! {
        <a class="button" href={["/api/seances/", &file].concat()} download={file} {onclick} data-testid="add-to-calendar">
            { icon(Icon::Calendar) }{ view.messages.get(Key::ActCalendar) }
        </a>
    }
}

/// The buttons that keep a record on this phone and share it; both need the app.
pub fn keep_and_share(view: &View, record: RecordRef, title: &str, href: String) -> Html {
    let t = &view.messages;
    let kept = view.favourites.contains(&record);
    let keep = view.on_click(Ask::ToggleFavourite(record));
    let share = view.on_click(Ask::Share(Shared { title: title.to_owned(), text: None, href }));
    let label = t.get(if kept { Key::ActSaved } else { Key::ActSave });
    yew::html! {
        <>
            <button type="button" class="button needs-app" aria-pressed={kept.to_string()} onclick={keep}>{ icon(Icon::Star) }{ label }</button>
            <button type="button" class="button needs-app" onclick={share}>{ icon(Icon::Share) }{ t.get(Key::ActShare) }</button>
        </>
    }
}
