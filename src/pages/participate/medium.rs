//! A recording or a photo of a draft: heard or seen again, and dropped.

use chava_contribution::Uid;
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::context::Ask;
use crate::hooks::use_view;
use crate::messages::{Key, Messages};
use crate::state::contributions::Medium;
use crate::state::media::MediaTrouble;

/// Properties of [`Play`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PlayProps {
    /// The draft.
    pub id: Uid,
    /// The recording or photo.
    pub medium: Medium,
    /// Drops it.
    pub drop_it: Callback<MouseEvent>,
}

/// A recording with the browser's own player, or a photo.
#[component]
pub fn Play(props: &PlayProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let address = use_state(|| None::<String>);
    {
        let (address, asked) = (address.setter(), view.asked.clone());
        use_effect_with((props.id, props.medium.clone()), move |(id, medium)| {
            asked.emit(Ask::ShowMedium(*id, medium.clone(), Callback::from(move |shown| address.set(shown))));
        });
    }
    let shown = address.as_ref().map(|src| {
        let src = src.clone();
        if props.medium.is_recording() {
            html! { <audio controls=true {src} aria-label={t.get(Key::SummaryVoice)}></audio> }
        } else {
            html! { <img {src} alt={t.get(Key::SummaryPhoto)} /> }
        }
    });
    html! {
        <div class="medium">
            { shown.unwrap_or_default() }
            <button type="button" class="button" onclick={props.drop_it.clone()}>{ icon(Icon::Bin) }{ t.get(Key::MediumDrop) }</button>
        </div>
    }
}

/// Why there is no recording or photo, and what to do.
pub fn trouble(t: &Messages, why: MediaTrouble) -> AttrValue {
    t.get(match why {
        MediaTrouble::Refused => Key::VoiceRefused,
        MediaTrouble::Missing => Key::VoiceMissing,
        MediaTrouble::Full => Key::NotKeptMedia,
        MediaTrouble::NotStored => Key::NotKeptBroken,
        MediaTrouble::Unreadable => Key::PhotoUnreadable,
    })
}
