//! What a form works with while somebody writes: its draft, which is kept as it grows.

use std::cell::RefCell;
use std::rc::Rc;

use chava_catalogue::records::{Kind as RecordKind, RecordRef};
use chava_contribution::body::Said;
use chava_contribution::form::Fields;
use chava_contribution::{Body, Kind, Uid};
use yew::prelude::*;

use super::doors::Form;
use crate::components::forms::written;
use crate::context::{Ask, View, ViewParts};
use crate::route::{Door, Resume};
use crate::state::contributions::{Content, Contribution, Medium, State};

/// A form at work. Cheap to clone; compared by pointer.
#[derive(Clone)]
pub struct Desk {
    /// The form's table.
    pub form: &'static Form,
    /// The form in the page.
    pub place: NodeRef,
    /// Who answers what is asked for.
    pub asked: Callback<Ask>,
    /// What stands for the words where somebody only spoke.
    pub spoken: AttrValue,
    work: Rc<RefCell<Work>>,
}

/// The draft.
struct Work {
    id: Option<Uid>,
    media: Vec<Medium>,
    /// Whether the draft is stored.
    kept: bool,
    /// Whether it has become a contribution, so that nothing is kept as a draft any more.
    closed: bool,
    /// Whether the next look at the fields is on its way.
    waiting: bool,
    /// What the fields held at the last look.
    last: String,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.work, &other.work)
    }
}

impl Desk {
    /// A desk that goes on with a draft, or begins with nothing.
    pub fn new(view: &View, form: &'static Form, spoken: AttrValue, draft: Option<&Content>) -> Self {
        let work = Work {
            id: draft.map(|draft| draft.id),
            media: draft.map(|draft| draft.media.clone()).unwrap_or_default(),
            kept: draft.is_some(),
            closed: false,
            waiting: false,
            last: draft.map(|draft| draft.form.to_string()).unwrap_or_default(),
        };
        let work = Rc::new(RefCell::new(work));
        Self { form, place: NodeRef::default(), asked: view.asked.clone(), spoken, work }
    }

    /// What the fields hold now; what they held at the end where the form has gone.
    pub fn written(&self) -> String {
        if let Some(form) = written(&self.place) {
            self.work.borrow_mut().last = form;
        }
        self.work.borrow().last.clone()
    }

    /// The draft's id, which it gets when there is something to keep; none where nobody gives one.
    pub fn id(&self) -> Option<Uid> {
        if self.work.borrow().id.is_none() {
            let work = Rc::clone(&self.work);
            self.asked.emit(Ask::NewId(Callback::from(move |id| work.borrow_mut().id = Some(id))));
        }
        self.work.borrow().id
    }

    /// Photos and recordings.
    pub fn media(&self) -> Vec<Medium> {
        self.work.borrow().media.clone()
    }

    /// The number of the next photo or recording.
    pub fn next_number(&self) -> u32 {
        self.work.borrow().media.iter().map(|medium| medium.number + 1).max().unwrap_or(0)
    }

    /// Adds a photo or recording, or puts another in the place of one; keeps the draft.
    pub fn put_medium(&self, medium: Medium) {
        {
            let media = &mut self.work.borrow_mut().media;
            media.retain(|known| known.number != medium.number);
            media.push(medium);
        }
        self.keep(&self.written());
    }

    /// Drops a photo or recording; keeps the draft.
    pub fn drop_medium(&self, number: u32) {
        self.work.borrow_mut().media.retain(|known| known.number != number);
        if let Some(id) = self.id() {
            self.asked.emit(Ask::DropMedium(id, number));
        }
        self.keep(&self.written());
    }

    /// The contribution as it is now.
    pub fn content(&self, form: &str) -> Option<Content> {
        let media = self.media();
        let spoken = media.iter().any(Medium::is_recording).then_some(self.spoken.as_str());
        let body = body(&self.form.kind, &Fields::parse(form), spoken);
        Some(Content { id: self.id()?, body: Rc::new(body), form: form.into(), media })
    }

    /// Keeps the draft; one in which nothing is said any more goes.
    pub fn keep(&self, form: &str) {
        if self.work.borrow().closed {
            return;
        }
        let is_something = says_something(&Fields::parse(form)) || !self.work.borrow().media.is_empty();
        if is_something && let Some(content) = self.content(form) {
            self.work.borrow_mut().kept = true;
            self.asked.emit(Ask::KeepDraft(content));
        } else if !is_something && self.work.borrow().kept {
            self.work.borrow_mut().kept = false;
            if let Some(id) = self.id() {
                self.asked.emit(Ask::DropDraft(id));
            }
        }
    }

    /// Looks at the fields in a moment, once for all letters until then.
    pub fn in_a_moment(&self, then: Callback<String>) {
        if std::mem::replace(&mut self.work.borrow_mut().waiting, true) {
            return;
        }
        let desk = self.clone();
        self.asked.emit(Ask::InAMoment(Callback::from(move |()| {
            desk.work.borrow_mut().waiting = false;
            let form = desk.written();
            desk.keep(&form);
            then.emit(form);
        })));
    }

    /// Stops keeping drafts: it is a contribution now. Opened again where that failed.
    pub fn close(&self, closed: bool) {
        self.work.borrow_mut().closed = closed;
    }
}

/// The draft that a form begins with.
pub fn draft_of<'a>(
    view: &'a ViewParts,
    form: &Form,
    about: Option<&RecordRef>,
    resume: &Resume,
) -> Option<&'a Contribution> {
    let fits = |contribution: &&Contribution| {
        let content = &contribution.content;
        contribution.state == State::Draft
            && match resume {
                Resume::New => false,
                Resume::Draft(id) => content.id.to_string() == id.as_str(),
                Resume::Newest => door_of(&content.body, &content.form) == form.door && content.is_about(about),
            }
    };
    view.contributions.all().iter().find(fits)
}

/// The door whose form made a contribution.
fn door_of(body: &Body, form: &str) -> Door {
    let fields = Fields::parse(form);
    let slug = fields.get("door").unwrap_or_default();
    Door::ALL.iter().find(|(_, known)| *known == slug).map_or_else(|| door_of_kind(&body.kind()), |(door, _)| *door)
}

fn door_of_kind(kind: &Kind) -> Door {
    match kind {
        Kind::Obstacle => Door::Obstacle,
        Kind::Proposal => Door::Proposal,
        Kind::Correction | Kind::Confirmation => Door::Correction,
        Kind::Collaboration => Door::Collaboration,
        _ => Door::Idea,
    }
}

/// The address of the form that goes on with a draft.
pub fn draft_href(body: &Body, form: &str, id: Uid) -> String {
    let record = body
        .about
        .as_ref()
        .map(|about| RecordRef { kind: RecordKind::from_code(&about.kind), id: about.id.as_ref().into() });
    let draft = Resume::Draft(id.to_string().as_str().into());
    crate::route::Route::Participate { door: door_of(body, form), about: record, draft }.href()
}

/// The body that fields say; the words for a photo stand below the others.
fn body(kind: &Kind, fields: &Fields, spoken: Option<&str>) -> Body {
    let mut body = fields.body(kind, spoken);
    if let Some(photo) = fields.get("photo-words") {
        let text = body.text.take().unwrap_or_default();
        body.text = Some([&*text, "\n\n[photo] ", photo].concat().trim().into());
    }
    body
}

/// Says whether somebody has written or chosen something that a form doesn't begin with.
pub fn says_something(fields: &Fields) -> bool {
    let names = ["text", "contact", "obstacles", "verdict", "photo-words"];
    names.iter().any(|name| fields.get(name).is_some())
        || fields.under("record-").any(|(field, _)| field != "kind")
        || fields.changes().next().is_some()
}

/// Says whether a body says enough to be sent.
pub fn is_enough(body: &Body, fields: &Fields) -> bool {
    let has_words = body.text.is_some();
    match &body.said {
        Said::Obstacle { .. } => has_words || fields.get("obstacles").is_some(),
        Said::Correction { changes } => has_words || !changes.is_empty(),
        Said::Confirmation { .. } | Said::Proposal { record: Some(_) } => true,
        _ => has_words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enough(kind: Kind, form: &str) -> bool {
        let fields = Fields::parse(form);
        is_enough(&body(&kind, &fields, None), &fields)
    }

    #[test]
    fn nothing_is_not_enough_and_words_are() {
        for kind in [Kind::Obstacle, Kind::Idea, Kind::Proposal, Kind::Correction, Kind::Collaboration] {
            let start =
                "door=x&about-kind=place&about-id=a&record-kind=place&direction=offers&was-name=A&change-name=A";
            assert!(!enough(kind.clone(), start), "{kind:?}");
            assert!(!says_something(&Fields::parse(start)));
            assert!(enough(kind, &[start, "&text=a"].concat()));
        }
    }

    #[test]
    fn a_choice_alone_is_enough_where_it_says_all() {
        assert!(enough(Kind::Obstacle, "obstacles=money"));
        assert!(enough(Kind::Correction, "about-kind=place&about-id=a&verdict=closed"));
        assert!(enough(Kind::Proposal, "record-kind=place&record-name=Atelier"));
        assert!(!enough(Kind::Collaboration, "direction=seeks"));
    }

    #[test]
    fn the_words_for_a_photo_stand_below_the_others() {
        let fields = Fields::parse("text=Ici&photo-words=Une+porte");
        assert_eq!(body(&Kind::Idea, &fields, None).text.as_deref(), Some("Ici\n\n[photo] Une porte"));
    }
}
