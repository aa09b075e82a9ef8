//! Near me: asks the phone where it is, when somebody taps, and tells nobody but the state in memory.

use chava_catalogue::geo::{Point, geography};
use wasm_bindgen_futures::spawn_local;

use super::runtime::Runtime;
use crate::platform::position;
use crate::state::model::Action;
use crate::state::near::Near;

/// Looks for the phone.
pub fn find_me(runtime: &Runtime) {
    runtime.dispatch(Action::SetNear(Near::Asking));
    let runtime = runtime.clone();
    spawn_local(async move {
        let found = match position::locate().await {
            Ok((lat, lon)) => Near::Here(Point::at(lat, lon)),
            Err(why) => Near::Failed(why),
        };
        // Who has chosen a section or changed their mind meanwhile keeps to that.
        if runtime.model().is_some_and(|model| model.near == Near::Asking) {
            runtime.dispatch(Action::SetNear(found));
        }
    });
}

/// Takes the middle of a section, or with an empty name nothing.
pub fn choose(runtime: &Runtime, section: &str) {
    let found = geography().sections().find(|feature| *feature.name == *section);
    let near = found.map_or(Near::Nothing, |feature| Near::Section(feature.name.clone(), feature.at));
    runtime.dispatch(Action::SetNear(near));
}
