//! `/participer` and its doors: words for the city, which for now one shares oneself; the page says so.

use yew::prelude::*;

use crate::markup::html;

use crate::components::forms::text_value;
use crate::components::icon::{Icon, icon};
use crate::context::{Ask, Shared, View};
use crate::hooks::use_view;
use crate::messages::{Key, Messages};
use crate::route::{Door, Route};

/// The city's own site, which takes messages today.
const CITY_SITE: &str = "https://www.charleroivilleapprenante.be/";

/// The title of a door.
pub fn title(door: Door) -> Key {
    match door {
        Door::Choice => Key::ParticipateTitle,
        Door::Obstacle => Key::DoorObstacle,
        Door::Idea => Key::DoorIdea,
        Door::Proposal => Key::DoorProposal,
        Door::Correction => Key::DoorCorrection,
        Door::Collaboration => Key::DoorCollaboration,
    }
}

/// What a door asks.
pub fn question(door: Door) -> Key {
    match door {
        Door::Choice => Key::ParticipateIntro,
        Door::Obstacle => Key::DoorObstacleText,
        Door::Idea => Key::DoorIdeaText,
        Door::Proposal => Key::DoorProposalText,
        Door::Correction => Key::DoorCorrectionText,
        Door::Collaboration => Key::DoorCollaborationText,
    }
}

/// The page of a door, or of all doors.
pub fn participate(view: &View, door: Door) -> Html {
    let t = &view.messages;
    html! {
        <div class="participate">
            <h1>{ t.get(title(door)) }</h1>
            <p class="lead">{ t.get(question(door)) }</p>
            if door == Door::Choice { { doors(t) } } else { { yew::html! { <Words {door} /> } } }
        </div>
    }
}

fn doors(t: &Messages) -> Html {
    html! {
        <ul class="doors">
            { for Door::ALL.iter().map(|(door, _)| html! {
                <li><a class="tile" href={Route::Participate(*door).href()}><span>{ t.get(title(*door)) }</span></a></li>
            }) }
        </ul>
    }
}

/// What the last press of the button did.
#[derive(Clone, Copy, PartialEq)]
enum Said {
    Nothing,
    Empty,
    Shared,
}

/// Properties of [`Words`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct WordsProps {
    /// The door.
    door: Door,
}

/// What a person has to say, and the button that shares it.
#[component]
fn Words(props: &WordsProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let state = use_state(|| (String::new(), Said::Nothing));
    let (text, said) = &*state;
    let oninput = {
        let (state, said) = (state.clone(), *said);
        Callback::from(move |event: InputEvent| {
            if let Some(typed) = text_value(&event) {
                state.set((typed, said));
            }
        })
    };
    let shared = Shared {
        title: t.get(title(props.door)).to_string(),
        text: Some(text.trim().to_owned()),
        href: Route::Participate(props.door).href(),
    };
    let onclick = {
        let (state, text) = (state.clone(), text.clone());
        view.asks(move |_: &MouseEvent| {
            let empty = text.trim().is_empty();
            state.set((text.clone(), if empty { Said::Empty } else { Said::Shared }));
            (!empty).then(|| Ask::Share(shared.clone()))
        })
    };
    let outcome = match said {
        Said::Nothing => AttrValue::default(),
        Said::Empty => t.get(Key::ContributionEmpty),
        Said::Shared => t.get(Key::ContributionDone),
    };
    yew::html! {
        <>
            <label for="mots">{ t.get(Key::ContributionLabel) }</label>
            <textarea id="mots" data-testid="contribution-text" rows="6" maxlength="4000" aria-describedby="mots-aide" {oninput} />
            <p id="mots-aide">{ t.get(Key::ContributionHint) }</p>
            <noscript><p class="notice">{ icon(Icon::Warning) }<span>{ t.get(Key::ContributionNoApp) }</span></p></noscript>
            <div class="actions">
                <button type="button" class="button strong" data-testid="contribution-submit" {onclick}>{ icon(Icon::Share) }{ t.get(Key::ContributionSubmit) }</button>
                <a class="button" href={CITY_SITE} rel="external noopener">{ icon(Icon::Globe) }{ t.get(Key::ContributionCity) }</a>
            </div>
            <p role="status">{ outcome }</p>
        </>
    }
}
