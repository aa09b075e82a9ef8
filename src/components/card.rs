//! One entry of a list: what it is, where, for how much, whether it is open, and how sure all that is.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::freshness::{Freshness, freshness};
use chava_catalogue::hours::OpenState;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Cost, Kind, Place};
use yew::prelude::*;

use crate::markup::html;

use crate::components::contact::call_first;
use crate::components::near::distance_html;
use crate::components::sessions::next_words;
use crate::components::shape::{Shape, shape};
use crate::components::states::{cost_html, freshness_html, open_state_html, place_state_html, state_of};
use crate::components::text::{name, words};
use crate::hooks::use_view;
use crate::messages::{Key, Messages, Plural};
use crate::route::Route;

/// Properties of [`Card`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardProps {
    /// The record's kind: place, offer, organisation or session.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Id,
}

/// What every kind of card shows, gathered.
struct Face {
    route: Route,
    title: Html,
    kind: AttrValue,
    where_: Option<String>,
    themes: Vec<Id>,
    cost: Option<Cost>,
    state: Html,
    freshness: Html,
    /// Whom to telephone before going there, where the hours aren't known or nobody confirmed it for long.
    call: Html,
    note: Option<String>,
}

/// A card, keyed for a list that changes.
pub fn card(kind: &Kind, id: &Id) -> Html {
    let key = [kind.as_str(), "/", id.as_str()].concat();
    yew::html! { <Card {key} kind={kind.clone()} id={id.clone()} /> }
}

/// An entry of a list: an item that carries the contract's hook `result`.
#[component]
pub fn Card(props: &CardProps) -> Html {
    let view = use_view();
    let (t, catalogue) = (&view.messages, &view.catalogue);
    let Some(face) = face(t, catalogue, props, view.now) else {
        return Html::default();
    };
    html! {
        <li class="card" data-testid="result" data-kind={props.kind.as_str().to_owned()} data-id={props.id.as_str().to_owned()}>
            <div class="card-shapes">{ for face.themes.iter().take(3).map(|theme| shape(Shape::of_theme(theme.as_str()))) }</div>
            <div class="card-body">
                <h2><a href={face.route.href()}>{ face.title }</a></h2>
                <p class="card-kind">
                    { face.kind }
                    if let Some(place) = face.where_ { { " · " }{ name(t, &place) } }
                </p>
                if !face.themes.is_empty() { <p class="for-ears">{ theme_names(t, catalogue, &face.themes) }</p> }
                if let Some(note) = face.note { <p class="card-note">{ note }</p> }
                <p class="card-states">{ distance_html(&view, &props.kind, &props.id) }{ face.state }{ cost_html(t, face.cost.as_ref()) }{ face.freshness }</p>
                { face.call }
            </div>
        </li>
    }
}

fn theme_names(t: &Messages, catalogue: &Catalogue, themes: &[Id]) -> String {
    let names: Vec<AttrValue> = themes
        .iter()
        .filter_map(|id| catalogue.theme(id.as_str()))
        .map(|theme| theme.label.get(t.language()).to_owned().into())
        .collect();
    t.list(&names)
}

fn face(t: &Messages, catalogue: &Catalogue, props: &CardProps, now: DateTime) -> Option<Face> {
    let id = props.id.as_str();
    let today = now.date;
    let at_place = |place: Option<&Place>| place.map_or(OpenState::Unknown, |place| state_of(catalogue, place, now));
    let call = |place: Option<&Place>, state: OpenState, fresh: Freshness| {
        let phones = place.map_or(&[][..], |place| &place.phones);
        call_first(t, phones, state == OpenState::Unknown || fresh.is_stale())
    };
    Some(match props.kind {
        Kind::Place => {
            let place = catalogue.place(id)?;
            let state = state_of(catalogue, &place, now);
            let fresh = freshness(place.assured.as_ref(), &place.sources, today);
            Face {
                route: Route::Place(props.id.clone()),
                title: name(t, &place.name),
                kind: t.code("place_type", place.place_type.as_str()),
                where_: place.address.section.as_deref().map(str::to_owned),
                state: open_state_html(t, state, now),
                freshness: freshness_html(t, &fresh),
                call: call(Some(&place), state, fresh),
                themes: place.themes,
                cost: place.cost,
                note: None,
            }
        }
        Kind::Offer => {
            let offer = catalogue.offer(id)?;
            let places: Vec<Place> =
                offer.place_ids.iter().take(2).filter_map(|p| catalogue.place(p.as_str())).collect();
            let only = (offer.place_ids.len() == 1).then(|| places.first()).flatten();
            let more = offer.place_ids.len().saturating_sub(1);
            let first = places.first().map(|place| place.name.to_string());
            let state = at_place(only);
            let fresh = freshness(offer.assured.as_ref(), &offer.sources, today);
            Face {
                route: Route::Offer(props.id.clone()),
                title: words(t, &offer.title),
                kind: t.code("offer_type", offer.offer_type.as_str()),
                state: place_state_html(t, state, now),
                freshness: freshness_html(t, &fresh),
                call: call(only, state, fresh),
                themes: offer.themes,
                cost: offer.cost,
                note: (more > 0).then(|| t.plural(Plural::MorePlaces, more, &[])),
                where_: first,
            }
        }
        Kind::Session => {
            let session = catalogue.session(id)?;
            let offer = session.offer_id.as_ref().and_then(|offer| catalogue.offer(offer.as_str()));
            let place = catalogue.place(session.place_id.as_str());
            let title = session.title.as_ref().or(offer.as_ref().map(|offer| &offer.title))?;
            let sources = if session.sources.is_empty() {
                offer.as_ref().map_or(&[][..], |o| &o.sources)
            } else {
                &session.sources
            };
            let state = at_place(place.as_ref());
            let fresh = freshness(session.assured.as_ref(), sources, today);
            Face {
                route: Route::Session(props.id.clone()),
                title: words(t, title),
                kind: session
                    .session_type
                    .as_ref()
                    .map_or_else(|| t.get(Key::KindSession), |kind| t.code("session_type", kind.as_str())),
                where_: place.as_ref().map(|place| place.name.to_string()),
                state: place_state_html(t, state, now),
                freshness: freshness_html(t, &fresh),
                call: call(place.as_ref(), state, fresh),
                note: next_words(t, &session, now),
                themes: if session.themes.is_empty() {
                    offer.as_ref().map(|o| o.themes.clone()).unwrap_or_default()
                } else {
                    session.themes.clone()
                },
                cost: session.cost.clone().or(offer.and_then(|offer| offer.cost)),
            }
        }
        Kind::Organisation => {
            let organisation = catalogue.organisation(id)?;
            let places = catalogue.places_of(id);
            let only = if let [place] = &places[..] { Some(place) } else { None };
            let fresh = freshness(None, &organisation.sources, today);
            Face {
                route: Route::Organisation(props.id.clone()),
                title: name(t, &organisation.name),
                kind: t.get(Key::KindOrganisation),
                where_: None,
                state: place_state_html(t, at_place(only), now),
                freshness: freshness_html(t, &fresh),
                call: call_first(t, &organisation.phones, true),
                themes: organisation.themes,
                cost: None,
                note: (!places.is_empty()).then(|| t.plural(Plural::PlacesCount, places.len(), &[])),
            }
        }
        _ => return None,
    })
}
