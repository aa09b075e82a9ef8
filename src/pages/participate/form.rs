//! A form behind a door: what is typed and chosen is kept as a draft while it grows, shown before it leaves, then sent.

use chava_catalogue::records::RecordRef;
use chava_contribution::form::Fields;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::desk::{Desk, draft_of, is_enough};
use super::doors::{Form, form_of};
use super::nearest::Nearest;
use super::photo::Photo;
use super::questions::{Drawn, about_line};
use super::recorder::Recorder;
use super::start;
use super::summary::summary;
use crate::components::icon::{Icon, icon};
use crate::context::{Ask, View};
use crate::hooks::use_view;
use crate::markup;
use crate::messages::{Key, Messages};
use crate::route::{Door, Resume, Route};
use crate::state::contributions::NotKept;

/// Properties of [`ContributionForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ContributionFormProps {
    /// The door.
    pub door: Door,
    /// The record that the person comes from.
    pub about: Option<RecordRef>,
    /// With which words the form begins.
    pub draft: Resume,
}

/// How far somebody is.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Writing,
    /// Asked to be sent with nothing in it.
    Empty,
    /// Being stored.
    Storing,
    /// Stored; without its photos and recordings where they found no room.
    Stored {
        whole: bool,
    },
    /// Not stored; everything is still in the form.
    Failed(NotKept),
}

/// The form of a door.
#[component]
pub fn ContributionForm(props: &ContributionFormProps) -> Html {
    match form_of(props.door) {
        Some(form) => html! { <Sheet {form} about={props.about.clone()} draft={props.draft.clone()} /> },
        None => Html::default(),
    }
}

#[derive(Clone, Properties)]
struct SheetProps {
    form: &'static Form,
    about: Option<RecordRef>,
    draft: Resume,
}

impl PartialEq for SheetProps {
    fn eq(&self, other: &Self) -> bool {
        self.form.door == other.form.door && self.about == other.about && self.draft == other.draft
    }
}

#[component]
fn Sheet(props: &SheetProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let desk = use_memo((), |()| {
        let draft = draft_of(&view, props.form, props.about.as_ref(), &props.draft).map(|draft| &draft.content);
        let written = draft.map_or_else(|| start::of(&view, props.about.as_ref()), |draft| draft.form.to_string());
        (Desk::new(&view, props.form, t.get(Key::ContributionSpoken), draft), written, draft.is_some())
    });
    let (desk, begun_with, resumed) = (desk.0.clone(), &desk.1, desk.2);
    let written = use_state(|| begun_with.clone());
    let stage = use_state(|| Stage::Writing);
    let questions = use_memo((view.catalogue.clone(), t.clone()), |_| questions(&view, props, &desk, begun_with));

    let oninput = {
        let (desk, written) = (desk.clone(), written.setter());
        Callback::from(move |_: InputEvent| {
            desk.in_a_moment(Callback::from({
                let written = written.clone();
                move |form| written.set(form)
            }))
        })
    };
    // A field that is left, for a link perhaps.
    let onchange = {
        let desk = desk.clone();
        Callback::from(move |_: Event| desk.keep(&desk.written()))
    };
    let onsubmit = {
        let (desk, stage) = (desk.clone(), stage.setter());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            send(&desk, &stage);
        })
    };
    if let Stage::Stored { whole } = *stage {
        return html! { <Stored {whole} again={Route::Participate { door: props.form.door, about: None, draft: Resume::New }.href()} /> };
    }
    let fields = Fields::parse(&written);
    html! {
        <>
            if resumed { { resumed_line(t, props) } }
            <form ref={desk.place.clone()} class="contribution" method="post" action={Route::door(props.form.door).href()} {oninput} {onchange} {onsubmit}>
                { (*questions).clone() }
                <Nearest fields={fields.clone()} />
                { summary(&view, &desk, &fields) }
                { alert(t, *stage) }
                <button type="submit" class="button strong send" data-testid="contribution-submit" disabled={*stage == Stage::Storing}>
                    { icon(Icon::Send) }<span>{ t.get(Key::ContributionSubmit) }</span>
                </button>
            </form>
        </>
    }
}

/// Everything that stays as it is while somebody writes.
fn questions(view: &View, props: &SheetProps, desk: &Desk, begun_with: &str) -> Html {
    let drawn = Drawn {
        view,
        fields: &Fields::parse(begun_with),
        about: props.about.as_ref(),
        recorder: html! { <Recorder desk={desk.clone()} /> },
        photo: html! { <Photo desk={desk.clone()} words={Fields::parse(begun_with).get("photo-words").unwrap_or_default().to_owned()} /> },
    };
    let slug = Door::ALL.iter().find(|(door, _)| *door == props.form.door).map_or("", |(_, slug)| slug);
    markup::html! {
        <>
            <input type="hidden" name="door" value={slug} />
            if let Some(about) = &props.about { { about_line(view, about) } }
            { drawn.first(props.form) }
            { drawn.more(props.form) }
        </>
    }
}

fn resumed_line(t: &Messages, props: &SheetProps) -> Html {
    let other = Route::Participate { door: props.form.door, about: props.about.clone(), draft: Resume::New }.href();
    markup::html! {
        <p class="notice">{ icon(Icon::Pencil) }<span>{ t.get(Key::ContributionResumed) }{ " " }<a href={other}>{ t.get(Key::ContributionOther) }</a></span></p>
    }
}

fn send(desk: &Desk, stage: &UseStateSetter<Stage>) {
    let form = desk.written();
    let Some(content) = desk.content(&form) else { return };
    if !is_enough(&content.body, &Fields::parse(&form)) {
        stage.set(Stage::Empty);
        return;
    }
    desk.close(true);
    stage.set(Stage::Storing);
    let (desk, stage) = (desk.clone(), stage.clone());
    desk.asked.clone().emit(Ask::Contribute(
        content,
        Callback::from(move |result| {
            desk.close(matches!(result, Ok(()) | Err(NotKept::WithoutMedia)));
            stage.set(match result {
                Ok(()) => Stage::Stored { whole: true },
                Err(NotKept::WithoutMedia) => Stage::Stored { whole: false },
                Err(why) => Stage::Failed(why),
            });
        }),
    ));
}

fn alert(t: &Messages, stage: Stage) -> Html {
    let key = match stage {
        Stage::Empty => Key::ContributionEmpty,
        Stage::Failed(NotKept::Full) => Key::NotKeptFull,
        Stage::Failed(_) => Key::NotKeptBroken,
        _ => return markup::html! { <p role="alert" class="fault"></p> },
    };
    markup::html! { <p role="alert" class="fault">{ icon(Icon::Warning) }<span>{ t.get(key) }</span></p> }
}

#[derive(Clone, PartialEq, Properties)]
struct StoredProps {
    whole: bool,
    again: String,
}

/// What happens next, once it is stored.
#[component]
fn Stored(props: &StoredProps) -> Html {
    let view = use_view();
    let t = &view.messages;
    let place = use_node_ref();
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            // The button that had the focus is gone.
            if let Some(element) = place.cast::<HtmlElement>() {
                let _ = element.focus();
            }
        });
    }
    html! {
        <section ref={place} class="stored" tabindex="-1" aria-labelledby="garde">
            <h2 id="garde">{ icon(Icon::Check) }{ t.get(Key::StoredTitle) }</h2>
            if !props.whole { <p class="notice">{ icon(Icon::Warning) }<span>{ t.get(Key::NotKeptMedia) }</span></p> }
            <ol class="steps">{ for t.parts(Key::StoredSteps).into_iter().map(|step| markup::html! { <li>{ step }</li> }) }</ol>
            <p class="actions">
                <a class="button" href="/mes-contributions">{ t.get(Key::ContributionsTitle) }</a>
                <a class="button plain" href={props.again.clone()}>{ t.get(Key::StoredAgain) }</a>
            </p>
        </section>
    }
}
