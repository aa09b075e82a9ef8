//! The needs that come nearest to what somebody is about to say: « moi aussi » says it with one touch.

use std::rc::Rc;

use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind as RecordKind, Need, RecordRef};
use chava_contribution::body::Said;
use chava_contribution::form::Fields;
use chava_contribution::kind::Obstacle;
use chava_contribution::{Body, Uid};
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::components::text::words;
use crate::context::{Ask, ViewParts};
use crate::hooks::use_view;
use crate::messages::{Key, Messages};
use crate::pages::needs::voices;
use crate::route::Route;
use crate::state::contributions::{Content, NotKept, about};

/// How many needs are shown.
const SHOWN: usize = 3;

/// Properties of [`Nearest`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NearestProps {
    /// What is written and chosen.
    pub fields: Fields,
}

/// What others have said already that comes near; nothing where nothing does.
#[component]
pub fn Nearest(props: &NearestProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let ready = use_memo(view.catalogue.clone(), |catalogue| catalogue.nearest_needs());
    let joined = use_state(Vec::<Id>::new);
    let fields = &props.fields;
    let query = query(t, fields);
    let near = if query.is_empty() { Vec::new() } else { ready.to(&query, fields.get("section"), SHOWN) };
    html! {
        // There from the beginning, so that a screen reader hears what comes.
        <div class="nearest" aria-live="polite">
            if !near.is_empty() {
                <h2>{ t.get(Key::NearestTitle) }</h2>
                <ul class="plain">
                    { for near.into_iter().map(|need| {
                        let is_joined = joined.contains(&need.id);
                        let onclick = join(&view, need, fields, &joined);
                        html! {
                            <li key={need.id.as_str().to_owned()}>
                                <p><a href={need_href(&need.id)}>{ words(t, &need.title) }</a><span class="note">{ voices(t, need.voices) }</span></p>
                                if is_joined {
                                    <p class="joined">{ icon(Icon::Check) }{ t.get(Key::NearestJoined) }</p>
                                } else {
                                    <button type="button" class="button" {onclick}>{ icon(Icon::Plus) }{ t.get(Key::NearestJoin) }<span class="for-ears">{ t.get(Key::Colon) }{ need.title.get(t.language()).to_owned() }</span></button>
                                }
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// The address of a need among all.
fn need_href(id: &Id) -> String {
    [&Route::Needs { theme: None }.href(), "#", id.as_str()].concat()
}

/// The words, else what the choices mean.
fn query(t: &Messages, fields: &Fields) -> String {
    match fields.get("text") {
        Some(text) => text.to_owned(),
        None => {
            let chosen = fields.all("obstacles").filter(|code| *code != "other");
            chosen.map(|code| t.code("obstacle", code)).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Says the same as others: an obstacle about their need.
fn join(view: &Rc<ViewParts>, need: &Need, fields: &Fields, joined: &UseStateHandle<Vec<Id>>) -> Callback<MouseEvent> {
    let mut obstacles: Vec<Obstacle> = fields.all("obstacles").map(Obstacle::from_code).collect();
    if obstacles.is_empty() {
        obstacles.push(Obstacle::Another);
    }
    let body = Body {
        about: Some(about(&RecordRef { kind: RecordKind::Need, id: need.id.clone() })),
        theme: Some(need.theme.as_str().into()),
        topic: need.topic.as_ref().map(|topic| topic.as_str().into()),
        section: fields.get("section").map(Box::from).or_else(|| need.section.clone()),
        ..Body::new(Said::Obstacle { obstacles })
    };
    let (asked, id, joined) = (view.asked.clone(), need.id.clone(), joined.clone());
    let body = Rc::new(body);
    Callback::from(move |_| {
        let (answered, id, joined, body) = (asked.clone(), id.clone(), joined.clone(), body.clone());
        asked.emit(Ask::NewId(Callback::from(move |new: Uid| {
            let content = Content { id: new, body: body.clone(), form: "door=obstacle".into(), media: Vec::new() };
            let (id, joined) = (id.clone(), joined.clone());
            answered.emit(Ask::Contribute(
                content,
                Callback::from(move |stored: Result<(), NotKept>| {
                    if stored.is_ok() {
                        let mut all = (*joined).clone();
                        all.push(id.clone());
                        joined.set(all);
                    }
                }),
            ));
        })));
    })
}
