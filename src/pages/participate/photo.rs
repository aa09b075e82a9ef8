//! A photo beside the words: taken or chosen, made small and bare of where it was taken, seen before it leaves.

use yew::prelude::*;

use super::desk::Desk;
use super::medium::{Play, trouble};
use super::questions::PHOTO_ID;
use crate::components::icon::{Icon, icon};
use crate::context::Ask;
use crate::hooks::use_view;
use crate::messages::Key;
use crate::state::contributions::Medium;
use crate::state::media::MediaTrouble;

/// Properties of [`Photo`].
#[derive(Clone, PartialEq, Properties)]
pub struct PhotoProps {
    /// The form at work.
    pub desk: Desk,
    /// The words for the photo that the form begins with.
    pub words: String,
}

/// The photo of a form.
#[component]
pub fn Photo(props: &PhotoProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let desk = &props.desk;
    // Drawn again when something came of it: why there is none, if anything.
    let outcome = use_state(|| None::<Option<MediaTrouble>>);
    let photo = desk.media().into_iter().find(|medium| !medium.is_recording());
    let onchange = {
        let (desk, outcome) = (desk.clone(), outcome.setter());
        Callback::from(move |event: Event| {
            // The form keeps its fields at a change; this one is no field of it.
            event.stop_propagation();
            let Some(id) = desk.id() else { return };
            let number = desk.next_number();
            let (taken_by, outcome) = (desk.clone(), outcome.clone());
            let taken = Callback::from(move |taken: Result<u64, MediaTrouble>| {
                outcome.set(Some(taken.err()));
                if let Ok(bytes) = taken {
                    taken_by.put_medium(Medium { number, media_type: PHOTO_TYPE.into(), bytes });
                }
            });
            desk.asked.emit(Ask::TakePhoto(id, number, PHOTO_ID, taken));
        })
    };
    let drop_it = |number: u32| {
        let (desk, outcome) = (desk.clone(), outcome.setter());
        Callback::from(move |_: MouseEvent| {
            desk.drop_medium(number);
            outcome.set(Some(None));
        })
    };
    let words = view.messages.get(Key::PhotoWords);
    html! {
        <div class="photo needs-app-fold">
            if let Some((medium, id)) = photo.and_then(|medium| Some((medium, desk.id()?))) {
                <Play {id} drop_it={drop_it(medium.number)} {medium} />
                { crate::markup::html! {
                    <p class="line">
                        <label for="photo-words">{ words }</label>
                        <input id="photo-words" name="photo-words" maxlength="200" autocomplete="off" value={props.words.clone()} />
                    </p>
                } }
            } else {
                <input id={PHOTO_ID} type="file" accept="image/*" class="for-ears" {onchange} />
                <label for={PHOTO_ID} class="button">{ icon(Icon::Camera) }{ t.get(Key::PhotoTake) }</label>
            }
            <p role="status" class="note">{ match *outcome {
                Some(Some(why)) => trouble(t, why),
                Some(None) | None => t.get(Key::PhotoHint),
            } }</p>
        </div>
    }
}

/// What every photo becomes.
pub const PHOTO_TYPE: &str = "image/jpeg";
