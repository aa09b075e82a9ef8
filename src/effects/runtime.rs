//! What the effects work with: the way to dispatch, the newest state, and the open database.

use std::cell::RefCell;
use std::rc::Rc;

use yew::Callback;

use crate::state::model::{Action, Model};

/// The handle that every effect gets. Cheap to clone; compared by pointer.
#[derive(Clone)]
pub struct Runtime(Rc<Inner>);

struct Inner {
    dispatch: RefCell<Option<Callback<Action>>>,
    model: RefCell<Option<Rc<Model>>>,
}

impl PartialEq for Runtime {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Runtime {
    /// A runtime that isn't connected to an app yet.
    pub fn new() -> Self {
        Self(Rc::new(Inner { dispatch: RefCell::new(None), model: RefCell::new(None) }))
    }

    /// Connects the runtime to the app's state.
    pub fn connect(&self, dispatch: Callback<Action>) {
        *self.0.dispatch.borrow_mut() = Some(dispatch);
    }

    /// Keeps the newest state for effects to read.
    pub fn show(&self, model: &Model) {
        *self.0.model.borrow_mut() = Some(Rc::new(model.clone()));
    }

    /// The newest state.
    pub fn model(&self) -> Option<Rc<Model>> {
        self.0.model.borrow().clone()
    }

    /// Changes the state; before the app is connected there is nothing to change.
    pub fn dispatch(&self, action: Action) {
        let dispatch = self.0.dispatch.borrow().clone();
        if let Some(dispatch) = dispatch {
            dispatch.emit(action);
        }
    }
}
