//! The app in the browser: its state, its adapters, and the frame it draws.
//!
//! The only place that names concrete adapters: everything below reads contexts and asks with [`Ask`].

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::context::{Ask, CatalogueHandle, ViewParts, provide};
use crate::effects::runtime::Runtime;
use crate::effects::{
    calendar, contributions, device_clock, keeping, media, navigation, near, outbox, preferences, synchronise, version,
};
use crate::frame::Frame;
use crate::messages::Key;
use crate::pages::{meta, waiting};
use crate::platform::{dom, later, marks, timers};
use crate::route::Route;
use crate::state::model::{Action, Model};

/// How long the first page may be drawn before anything else is begun, in milliseconds: two frames.
const AFTER_FIRST_FRAME_MS: u32 = 34;

/// How long after a failure the second part of the module is asked for again, in milliseconds.
const LATER_AGAIN_MS: u32 = 10_000;

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
            // The person sees the page first.
            let watches = Rc::new(RefCell::new(None));
            let started = Rc::clone(&watches);
            let later = Timeout::new(AFTER_FIRST_FRAME_MS, move || {
                version::watch(&runtime);
                wasm_bindgen_futures::spawn_local(async move {
                    // What is on this phone is read without it; nothing can be synced or sent before it is here.
                    while later::ready().await.is_err() {
                        timers::sleep(LATER_AGAIN_MS).await;
                    }
                    *started.borrow_mut() = Some((synchronise::start(&runtime), outbox::start(&runtime)));
                });
            });
            move || drop((listeners, later, watches))
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
            // The browser may have looked for the anchor before its element was there. Who has scrolled stays there.
            dom::show_anchor_at_top();
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

    {
        let runtime = runtime.clone();
        let shown = model.route == Route::Favourites && !model.favourites.untold().is_empty();
        use_effect_with(shown, move |shown| {
            if *shown {
                keeping::told(&runtime);
            }
        });
    }

    let asked = use_memo((), {
        let runtime = runtime.clone();
        move |()| Callback::from(move |ask| answer(&runtime, ask))
    });
    let origin = use_memo((), |()| AttrValue::from(dom::origin()));
    let empty = use_memo((), |()| CatalogueHandle(Arc::new(Catalogue::default())));
    let view = Rc::new(ViewParts {
        messages: model.messages.clone(),
        catalogue: model.catalogue.clone().unwrap_or_else(|| (*empty).clone()),
        now: model.now,
        origin: (*origin).clone(),
        route: model.route.clone(),
        visit: model.visit,
        settings: model.settings.clone(),
        favourites: model.favourites.clone(),
        contributions: model.contributions.clone(),
        near: model.near.clone(),
        asked: (*asked).clone(),
    });
    let instead = match (&model.catalogue, &props.served) {
        (None, Some(served)) => Some(VNode::VRef(served.clone().into())),
        (None, None) => Some(waiting::waiting(&view, model.sync.status)),
        (Some(_), _) => None,
    };
    provide(view, model.sync.clone(), html! { <Frame {instead} /> })
}

/// Does what pages ask for.
fn answer(runtime: &Runtime, ask: Ask) {
    match ask {
        Ask::Open(href) => navigation::open(runtime, &href),
        Ask::Keep(route) => navigation::keep(runtime, route),
        Ask::FindMe => near::find_me(runtime),
        Ask::NearSection(section) => near::choose(runtime, &section),
        Ask::Copy(text, copied) => navigation::copy(text, copied),
        Ask::Soon(callback) => wasm_bindgen_futures::spawn_local(async move {
            timers::pause().await;
            callback.emit(());
        }),
        Ask::SearchPainted(words) => marks::mark_with_detail(marks::SEARCH_PAINTED, &words),
        Ask::SetSettings(settings) => preferences::set_settings(runtime, settings),
        Ask::ToggleFavourite(record) => keeping::toggle(runtime, record),
        Ask::SyncNow => synchronise::now(runtime),
        Ask::Share(shared) => navigation::share(shared),
        Ask::DismissChanges => runtime.dispatch(Action::DismissChanges),
        Ask::AddToCalendar(id) => calendar::add(runtime, &id),
        Ask::Told => keeping::told(runtime),
        Ask::PutNewsAway(record) => keeping::put_news_away(runtime, record),
        Ask::DismissClock => device_clock::dismiss(runtime),
        Ask::Update => version::start_new(),
        Ask::InAMoment(callback) => {
            Timeout::new(timers::MOMENT_MS, move || callback.emit(())).forget();
        }
        Ask::Record(id, number, longest, heard) => media::record(runtime, id, number, longest, heard),
        Ask::StopRecording => media::end_recording(runtime),
        Ask::TakePhoto(id, number, field, taken) => media::take_photo(runtime, id, number, field, taken),
        Ask::ShowMedium(id, medium, shown) => media::show(runtime, id, medium, shown),
        Ask::DropMedium(id, number) => media::drop_medium(runtime, id, number),
        other => contributions::answer(runtime, other),
    }
}
