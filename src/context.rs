//! What pages and components read, in two contexts, and what they may ask for.
//!
//! The view and the state of the sync are apart, since a sync changes its state several times and the view seldom;
//! big data is compared by pointer.

use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::id::Id;
use chava_catalogue::records::RecordRef;
use chava_contribution::Uid;
use chava_contribution::kind::Observation;
use yew::prelude::*;

use crate::messages::Messages;
use crate::route::Route;
use crate::state::contributions::{Content, Contributions, Medium, NotKept};
use crate::state::favourites::Favourites;
use crate::state::media::{Heard, MediaTrouble};
use crate::state::near::Near;
use crate::state::settings::Settings;
use crate::state::sync::SyncState;

/// The catalogue, shared and compared by pointer.
#[derive(Clone, Debug)]
pub struct CatalogueHandle(pub Arc<Catalogue>);

impl PartialEq for CatalogueHandle {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for CatalogueHandle {
    type Target = Catalogue;

    fn deref(&self) -> &Catalogue {
        &self.0
    }
}

/// Something to share: a title, perhaps words, and a path of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The title.
    pub title: String,
    /// The words; none where the title says it all.
    pub text: Option<String>,
    /// The path with its query.
    pub href: String,
}

/// What pages and components may ask for. On the server nobody answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Open a path of ours.
    Open(String),
    /// The person goes on typing or filtering: keep the address in step, without a new entry in the history.
    Keep(Route),
    /// Find out where the phone is.
    FindMe,
    /// Measure distances from this section; with an empty name from nowhere.
    NearSection(String),
    /// Put this into the clipboard, and say whether it is there.
    Copy(String, Callback<bool>),
    /// Call back once the browser has done what waits already.
    Soon(Callback<()>),
    /// The results for these words are in the page.
    SearchPainted(String),
    /// Change the settings.
    SetSettings(Settings),
    /// Save a record, or forget it.
    ToggleFavourite(RecordRef),
    /// Compare with the endpoint now.
    SyncNow,
    /// Share by whatever the phone has.
    Share(Shared),
    /// Put the message about the last changes away.
    DismissChanges,
    /// Hand a session over to the phone's calendar.
    AddToCalendar(Id),
    /// The person has been told what happened to what they saved.
    Told,
    /// The person knows what happened to this saved record.
    PutNewsAway(RecordRef),
    /// The person knows that the phone's clock is wrong.
    DismissClock,
    /// Start the new version.
    Update,
    /// An id for a draft that is begun.
    NewId(Callback<Uid>),
    /// Keep a draft as it is now; [`ViewParts::contributions`] shows it once it is stored, or why it isn't.
    KeepDraft(Content),
    /// Throw a draft away, with its photos and recordings.
    DropDraft(Uid),
    /// Finish: in one step the draft goes and the contribution waits to be sent. Called back once that is durable,
    /// or when it could not be kept ([`NotKept::WithoutMedia`]: the words are).
    Contribute(Content, Callback<Result<(), NotKept>>),
    /// Say that a record is still right, or no longer.
    Confirm(RecordRef, Observation),
    /// Make a draft again of what waits, or go on with a draft: open its form.
    EditContribution(Uid),
    /// Take back what was sent.
    Withdraw(Uid),
    /// Delete from this phone what no longer waits.
    RemoveContribution(Uid),
    /// Send what waits now, and ask for answers.
    SendNow,
    /// Give the person a file of all that waits, to keep or to hand on.
    ExportRescue,
    /// Take in such a file.
    ImportRescue(web_sys::File),
    /// Call back in a moment, when there is something to look at again.
    InAMoment(Callback<()>),
    /// Record a voice as a medium of a draft, piece by piece into the store, for so many seconds at most.
    Record(Uid, u32, u32, Callback<Heard>),
    /// End the recording.
    StopRecording,
    /// Make a photo small and bare of where it was taken, and store it as a medium of a draft: the one that the field with
    /// this id holds. Called back with its bytes.
    TakePhoto(Uid, u32, &'static str, Callback<Result<u64, MediaTrouble>>),
    /// Lend a medium of a draft to the page, as an address.
    ShowMedium(Uid, Medium, Callback<Option<String>>),
    /// Drop a medium of a draft.
    DropMedium(Uid, u32),
}

/// Everything that a page is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewParts {
    /// The texts of the interface.
    pub messages: Messages,
    /// The catalogue.
    pub catalogue: CatalogueHandle,
    /// The local time in Europe/Brussels, to the minute.
    pub now: DateTime,
    /// The site's origin, such as `https://chava.example`, for addresses that are used elsewhere.
    pub origin: AttrValue,
    /// The page.
    pub route: Route,
    /// How many pages have been opened: each visit of a page starts afresh, also of the same one.
    pub visit: u32,
    /// The settings of this phone.
    pub settings: Settings,
    /// What is saved on this phone.
    pub favourites: Favourites,
    /// What the person wrote on this phone.
    pub contributions: Contributions,
    /// What distances are measured from.
    pub near: Near,
    /// Who answers what is asked for.
    pub asked: Callback<Ask>,
}

/// The view, shared: few components read it and lend it to the functions that draw.
pub type View = Rc<ViewParts>;

impl ViewParts {
    /// Asks for something each time an event comes.
    pub fn asks<E: 'static>(&self, ask: impl Fn(&E) -> Option<Ask> + 'static) -> Callback<E> {
        let asked = self.asked.clone();
        Callback::from(move |event| {
            if let Some(ask) = ask(&event) {
                asked.emit(ask);
            }
        })
    }

    /// Asks for the same thing at each click.
    pub fn on_click(&self, ask: Ask) -> Callback<MouseEvent> {
        self.asks(move |_| Some(ask.clone()))
    }
}

/// Gives what is inside it both contexts.
pub fn provide(view: View, sync: SyncState, inside: Html) -> Html {
    html! {
        <ContextProvider<View> context={view}>
            <ContextProvider<SyncState> context={sync}>{ inside }</ContextProvider<SyncState>>
        </ContextProvider<View>>
    }
}
