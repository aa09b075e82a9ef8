//! `/participer` and its doors: words for the city, which for now one shares oneself; the page says so.

use yew::prelude::*;

use crate::components::forms::text_value;
use crate::components::icon::{Icon, icon};
use crate::context::Shared;
use crate::hooks::{use_actions, use_messages};
use crate::messages::{Key, Messages};
use crate::route::{Door, Route};

/// The city's own site, which takes messages today.
const CITY_SITE: &str = "https://www.charleroivilleapprenante.be/";

/// Properties of [`Participate`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ParticipateProps {
    /// The door.
    pub door: Door,
}

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
#[component]
pub fn Participate(props: &ParticipateProps) -> Html {
    let t = use_messages();
    html! {
        <div class="participate">
            <h1>{ t.get(title(props.door)) }</h1>
            <p class="lead">{ t.get(question(props.door)) }</p>
            if props.door == Door::Choice { { doors(&t) } } else { <Words door={props.door} /> }
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

#[component]
fn Words(props: &ParticipateProps) -> Html {
    let t = use_messages();
    let actions = use_actions();
    let text = use_state(String::new);
    let said = use_state_eq(|| Said::Nothing);
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(typed) = text_value(&event) {
                text.set(typed);
            }
        })
    };
    let onclick = {
        let (text, said, door) = (text.clone(), said.clone(), props.door);
        Callback::from(move |_: MouseEvent| {
            if text.trim().is_empty() {
                said.set(Said::Empty);
            } else {
                actions.share.emit(Shared { title: text.trim().to_owned(), href: Route::Participate(door).href() });
                said.set(Said::Shared);
            }
        })
    };
    let outcome = match *said {
        Said::Nothing => AttrValue::default(),
        Said::Empty => t.get(Key::ContributionEmpty),
        Said::Shared => t.get(Key::ContributionDone),
    };
    html! {
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
