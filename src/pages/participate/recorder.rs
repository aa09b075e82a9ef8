//! Speaking instead of writing: record, hear it again, drop it.

use yew::prelude::*;

use super::desk::Desk;
use super::medium::{Play, trouble};
use crate::components::icon::{Icon, icon};
use crate::context::Ask;
use crate::hooks::use_view;
use crate::markup;
use crate::messages::{Key, Messages};
use crate::state::contributions::Medium;
use crate::state::media::{Heard, MediaTrouble};

/// The longest recording, in seconds.
pub const LONGEST_S: u32 = 60;

/// Properties of [`Recorder`].
#[derive(Clone, PartialEq, Properties)]
pub struct RecorderProps {
    /// The form at work.
    pub desk: Desk,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Quiet,
    /// Asks for the microphone.
    Asking,
    Recording {
        level: u8,
        seconds: u32,
    },
    Failed(MediaTrouble),
}

/// The recorder of a form, with its recordings.
#[component]
pub fn Recorder(props: &RecorderProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let desk = &props.desk;
    let state = use_state(|| State::Quiet);
    let onclick = {
        let (desk, state) = (desk.clone(), state.setter());
        Callback::from(move |_: MouseEvent| record(&desk, &state))
    };
    let stop = view.on_click(Ask::StopRecording);
    {
        let asked = view.asked.clone();
        // Whoever goes elsewhere doesn't want to be heard any more.
        use_effect_with((), move |()| move || asked.emit(Ask::StopRecording));
    }
    let is_recording = matches!(*state, State::Recording { .. } | State::Asking);
    let recordings: Vec<Medium> = desk.media().into_iter().filter(Medium::is_recording).collect();
    let drop_one = |number: u32| {
        let (desk, state) = (desk.clone(), state.setter());
        Callback::from(move |_: MouseEvent| {
            desk.drop_medium(number);
            state.set(State::Quiet);
        })
    };
    html! {
        <div class="recorder needs-app-fold">
            if let State::Recording { level, seconds } = *state { { meter(t, level, seconds) } }
            if is_recording {
                <button type="button" class="button strong" onclick={stop}>{ icon(Icon::Stop) }{ t.get(Key::VoiceStop) }</button>
            } else {
                { for recordings.into_iter().filter_map(|medium| {
                    let drop_it = drop_one(medium.number);
                    let (key, id) = (medium.number, desk.id()?);
                    Some(html! { <Play {key} {id} {medium} {drop_it} /> })
                }) }
                <button type="button" class="button" {onclick}>{ icon(Icon::Microphone) }{ t.get(Key::VoiceStart) }</button>
            }
            <p role="status" class="note">{ match *state {
                State::Asking => t.get(Key::VoiceAsking),
                State::Recording { .. } => t.get(Key::VoiceRecording),
                State::Failed(why) => trouble(t, why),
                State::Quiet => AttrValue::default(),
            } }</p>
        </div>
    }
}

fn record(desk: &Desk, state: &UseStateSetter<State>) {
    let Some(id) = desk.id() else { return };
    let number = desk.next_number();
    state.set(State::Asking);
    let (heard_by, state) = (desk.clone(), state.clone());
    let put = move |media_type: &str, bytes| {
        heard_by.put_medium(Medium { number, media_type: media_type.into(), bytes });
    };
    let media_type = std::cell::RefCell::new(Box::<str>::default());
    let heard = Callback::from(move |heard: Heard| match heard {
        Heard::Started(kind) => {
            // In the draft from the beginning: what was said is found again after a kill.
            put(&kind, 0);
            media_type.replace(kind);
            state.set(State::Recording { level: 0, seconds: 0 });
        }
        Heard::Level(level, seconds) => state.set(State::Recording { level, seconds }),
        Heard::Ended(bytes) => {
            put(&media_type.borrow(), bytes);
            state.set(State::Quiet);
        }
        Heard::Failed(why) => state.set(State::Failed(why)),
    });
    desk.asked.emit(Ask::Record(id, number, LONGEST_S, heard));
}

/// How loud it is and how long it has been going on; drawn, since a page may not style itself.
fn meter(t: &Messages, level: u8, seconds: u32) -> Html {
    let time = t.with(Key::VoiceTime, &[("now", &seconds.to_string()), ("all", &LONGEST_S.to_string())]);
    markup::html! {
        <div class="meter">
            <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <path d={["M0 5h", &level.to_string()].concat()} />
            </svg>
            <span>{ time }</span>
        </div>
    }
}
