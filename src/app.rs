//! The app in the browser: its state, its adapters, and the frame it draws.
//!
//! The only place that names concrete adapters: everything below reads contexts and asks through [`Actions`].

use std::rc::Rc;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::context::{Actions, CatalogueHandle, Now, Providers};
use crate::effects::runtime::Runtime;
use crate::effects::{navigation, preferences, synchronise, version};
use crate::frame::Frame;
use crate::messages::Key;
use crate::pages::{Page, meta};
use crate::platform::{dom, marks};
use crate::state::model::{Action, Model};

/// Properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The state the app starts with.
    pub model: Rc<Model>,
    /// What the effects work with.
    pub runtime: Runtime,
    /// The element the app renders into, not yet in the document.
    pub stage: Element,
    /// The content the server rendered, shown on until the catalogue has arrived.
    pub served: Option<Element>,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let start = props.model.clone();
    let model = use_reducer(move || (*start).clone());
    let runtime = props.runtime.clone();
    {
        let (dispatcher, runtime) = (model.dispatcher(), runtime.clone());
        use_effect_with((), move |()| {
            runtime.connect(Callback::from(move |action: Action| dispatcher.dispatch(action)));
            let listeners = navigation::follow_links(&runtime);
            let watches = synchronise::start(&runtime);
            version::watch(&runtime);
            move || drop((listeners, watches))
        });
    }
    // The effects read the newest state through the runtime, never through a handle they keep.
    runtime.show(Rc::new((*model).clone()));

    let stage = props.stage.clone();
    use_effect_with((), move |()| {
        if let Err(error) = dom::take_over(&stage) {
            crate::platform::recovery::show(&error.to_string());
        }
    });
    use_effect_with(model.catalogue.is_some(), |ready| {
        if *ready {
            marks::mark(marks::INTERACTIVE);
        }
    });
    use_effect_with((model.settings.language.clone(), model.settings.scheme), |(language, scheme)| {
        dom::set_root(language, *scheme);
    });
    {
        let model = (*model).clone();
        use_effect_with((model.route.clone(), model.catalogue.clone(), model.messages.clone()), move |_| {
            if let Some(catalogue) = &model.catalogue {
                let meta = meta(&model.route, catalogue, &model.messages);
                dom::set_head(&format!("{} · {}", meta.title, model.messages.get(Key::AppName)), &meta.description);
            }
        });
    }

    let actions = use_memo((), {
        let runtime = runtime.clone();
        move |()| actions(&runtime)
    });
    let empty = use_memo((), |()| CatalogueHandle(Arc::new(Catalogue::default())));
    let content = match (&model.catalogue, &props.served) {
        (None, Some(served)) => VNode::VRef(served.clone().into()),
        (None, None) => html! { <crate::pages::waiting::Waiting /> },
        (Some(_), _) => html! { <Page /> },
    };
    html! {
        <Providers
            messages={model.messages.clone()} catalogue={model.catalogue.clone().unwrap_or_else(|| (*empty).clone())}
            now={Now(model.now)} route={model.route.clone()} settings={model.settings.clone()}
            favourites={model.favourites.clone()} sync={model.sync.clone()} actions={(*actions).clone()}>
            <Frame>{ content }</Frame>
        </Providers>
    }
}

/// What pages may ask for, bound to the effects that do it.
fn actions(runtime: &Runtime) -> Actions {
    fn bind<T: 'static>(runtime: &Runtime, effect: impl Fn(&Runtime, T) + 'static) -> Callback<T> {
        let runtime = runtime.clone();
        Callback::from(move |value| effect(&runtime, value))
    }
    Actions {
        open: bind(runtime, |runtime, href: String| navigation::open(runtime, &href)),
        search: bind(runtime, navigation::keep_search),
        search_painted: Callback::from(|words: String| marks::mark_with_detail(marks::SEARCH_PAINTED, &words)),
        set_settings: bind(runtime, preferences::set_settings),
        toggle_favourite: bind(runtime, preferences::toggle_favourite),
        sync_now: bind(runtime, |runtime, ()| synchronise::now(runtime)),
        share: bind(runtime, |runtime, shared| navigation::share(runtime, shared)),
        dismiss_changes: bind(runtime, |runtime, ()| runtime.dispatch(Action::DismissChanges)),
        update: bind(runtime, |_, ()| version::start_new()),
    }
}
