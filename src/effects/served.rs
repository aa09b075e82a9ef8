//! What is written into the server's form while the catalogue is on its way: a draft all the same.

use std::cell::Cell;
use std::rc::Rc;

use chava_contribution::Uid;
use chava_contribution::form::Fields;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::contributions::{answer, keep_draft};
use super::runtime::Runtime;
use crate::components::forms::fields_of;
use crate::context::Ask;
use crate::pages::participate::said_in;
use crate::platform::{dom, timers, typed};
use crate::route::{Resume, Route};
use crate::state::contributions::Content;

/// Keeps what is written already, and from now on what is written until the app draws a form of its own.
pub fn watch(runtime: &Runtime) -> Option<EventListener> {
    if runtime.model()?.catalogue.is_some() {
        return None;
    }
    let (runtime, waiting) = (runtime.clone(), Rc::new(Cell::new(false)));
    keep_soon(&runtime, &waiting);
    let document = dom::document().ok()?;
    Some(EventListener::new(&document, "input", move |_| keep_soon(&runtime, &waiting)))
}

fn keep_soon(runtime: &Runtime, waiting: &Rc<Cell<bool>>) {
    if waiting.replace(true) {
        return;
    }
    let (runtime, waiting) = (runtime.clone(), Rc::clone(waiting));
    Timeout::new(timers::MOMENT_MS, move || {
        waiting.set(false);
        spawn_local(async move { keep(&runtime).await });
    })
    .forget();
}

/// Keeps what is written in the server's form, if the page still is the server's.
///
/// The draft has the identifier that the form would be sent with: sent both ways, it is one contribution.
pub async fn keep(runtime: &Runtime) {
    let Some(model) = runtime.model().filter(|model| model.catalogue.is_none()) else { return };
    // Of any other address the app's form would go on with another draft.
    let Route::Participate { door, draft: Resume::Newest, .. } = &model.route else { return };
    let Some(form) = typed::form() else { return };
    let Some(written) = fields_of(&form) else { return };
    let Some(id) = Fields::parse(&written).get("id").and_then(Uid::parse) else { return };
    if let Some(body) = said_in(*door, &written) {
        typed::is_kept(&form);
        keep_draft(runtime, Content { id, body: body.into(), form: written.into(), media: Vec::new() }).await;
    } else if runtime.with_book(|book| book.drafts.contains_key(&id)) {
        answer(runtime, Ask::DropDraft(id));
    }
}
