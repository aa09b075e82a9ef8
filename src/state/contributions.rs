//! What the person wrote on this phone: drafts, what waits, and what became of what was sent.

use std::rc::Rc;

use chava_catalogue::records::RecordRef;
use chava_contribution::receipt::Code;
use chava_contribution::{About, Body, Kind, Uid};

/// A photo or a recording that belongs to a contribution; its bytes lie in the store, piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Its number within the contribution.
    pub number: u32,
    /// Its media type, such as `audio/webm`.
    pub media_type: Box<str>,
    /// Its size; 0 while it is being recorded.
    pub bytes: u64,
}

impl Medium {
    /// Says whether it is heard rather than seen.
    pub fn is_recording(&self) -> bool {
        self.media_type.starts_with("audio/")
    }
}

/// What a person wrote, whatever became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The id that the draft got when it was begun, and that it keeps for ever.
    pub id: Uid,
    /// What is said.
    pub body: Rc<Body>,
    /// What the form remembers for itself, as it likes; never sent.
    pub form: Rc<str>,
    /// Photos and recordings.
    pub media: Vec<Medium>,
}

impl Content {
    /// The kind of contribution.
    pub fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The words, empty where there are none.
    pub fn text(&self) -> &str {
        self.body.text.as_deref().unwrap_or("")
    }

    /// Says whether this is about a record.
    pub fn is_about(&self, record: Option<&RecordRef>) -> bool {
        match (&self.body.about, record) {
            (Some(about), Some(record)) => *about.kind == *record.kind.as_str() && *about.id == *record.id.as_str(),
            (None, None) => true,
            _ => false,
        }
    }
}

/// A record as a contribution names it.
pub fn about(record: &RecordRef) -> About {
    About { kind: record.kind.as_str().into(), id: record.id.as_str().into() }
}

/// Where a contribution stands; the contract's `data-state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not finished.
    Draft,
    /// Finished, durably stored here, and to be sent.
    Waiting,
    /// Being sent now.
    Sending,
    /// The endpoint has it: its receipt fits.
    Received,
    /// The endpoint, or the team, does not take it.
    Refused,
    /// The team made it public.
    Published,
    /// The person took it back.
    Withdrawn,
}

impl State {
    /// The code of the contract's `data-state`, also the end of a message key.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::Received => "received",
            Self::Refused => "refused",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Says whether it counts as not yet received.
    pub fn is_unsent(self) -> bool {
        matches!(self, Self::Waiting | Self::Sending)
    }
}

/// Why something was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The endpoint's code for it.
    pub code: Box<str>,
    /// Its words, in French.
    pub message: Box<str>,
}

/// An answer of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its words.
    pub text: Box<str>,
    /// When it was given, as the endpoint wrote it; empty where it did not say.
    pub at: Box<str>,
}

/// One contribution of this phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// What the person wrote.
    pub content: Content,
    /// Where it stands.
    pub state: State,
    /// When it was last saved, in milliseconds since the Unix epoch.
    pub at: i64,
    /// What it weighs on the way, in bytes, photos and recordings included.
    pub weight: u64,
    /// How many of its photos and recordings haven't arrived yet.
    pub media_left: usize,
    /// The code of its receipt.
    pub receipt: Option<Code>,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// The team's answers, the oldest first.
    pub answers: Vec<Answer>,
}

/// Why something could not be kept. What was kept before still is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The phone is full: the words may still fit where a photo does not.
    Full,
    /// The words are kept, but a photo or recording is not.
    WithoutMedia,
    /// The phone's storage does not answer.
    Broken,
    /// A rescue file can't be read.
    NoRescueFile,
}

/// Everything of this phone, the newest first. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    list: Rc<Vec<Contribution>>,
    /// What could not be kept at the last try.
    pub trouble: Option<NotKept>,
    /// Bytes sent and received for contributions since the phone began to count, about.
    pub data_used: u64,
    /// The phone can tell Wi-Fi from a mobile network.
    pub knows_wifi: bool,
}

impl Contributions {
    /// Takes in what the store holds, in any order.
    pub fn new(mut list: Vec<Contribution>, data_used: u64) -> Self {
        list.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.content.id.cmp(&a.content.id)));
        Self { list: Rc::new(list), trouble: None, data_used, knows_wifi: false }
    }

    /// All of them, the newest first.
    pub fn all(&self) -> &[Contribution] {
        &self.list
    }

    /// How many are not yet received.
    pub fn unsent(&self) -> usize {
        self.list.iter().filter(|contribution| contribution.state.is_unsent()).count()
    }

    /// One of them.
    pub fn find(&self, id: Uid) -> Option<&Contribution> {
        self.list.iter().find(|contribution| contribution.content.id == id)
    }

    /// The newest draft of a kind that is about the same thing, to go on with.
    pub fn draft(&self, kind: &Kind, about: Option<&RecordRef>) -> Option<&Contribution> {
        self.list.iter().find(|contribution| {
            contribution.state == State::Draft
                && contribution.content.kind() == *kind
                && contribution.content.is_about(about)
        })
    }

    /// What this phone said last of whether a record is still right.
    pub fn confirmation(&self, about: &RecordRef) -> Option<&Contribution> {
        self.list.iter().find(|contribution| {
            contribution.content.kind() == Kind::Confirmation
                && !matches!(contribution.state, State::Draft | State::Withdrawn)
                && contribution.content.is_about(Some(about))
        })
    }
}

#[cfg(test)]
mod tests {
    use chava_catalogue::records;
    use chava_contribution::body::Said;
    use chava_contribution::kind::Observation;

    use super::*;

    fn contribution(n: u8, at: i64, state: State, body: Body) -> Contribution {
        let content = Content { id: Uid::new(1, [n; 10]), body: body.into(), form: "".into(), media: Vec::new() };
        Contribution { content, state, at, weight: 0, media_left: 0, receipt: None, refusal: None, answers: Vec::new() }
    }

    #[test]
    fn only_what_waits_is_counted_and_the_newest_comes_first() {
        let idea = |n, at, state| contribution(n, at, state, Body::new(Said::Idea));
        let all = Contributions::new(
            vec![idea(1, 1, State::Draft), idea(2, 3, State::Sending), idea(3, 2, State::Waiting)],
            0,
        );
        assert_eq!(all.unsent(), 2);
        let order: Vec<_> = all.all().iter().map(|contribution| contribution.at).collect();
        assert_eq!(order, [3, 2, 1]);
    }

    #[test]
    fn a_draft_is_found_by_what_it_is_about() {
        let record = RecordRef { kind: records::Kind::Place, id: "bps22".into() };
        let with_about = |said| Body { about: Some(about(&record)), ..Body::new(said) };
        let correction = with_about(Said::Correction { changes: Vec::new() });
        let confirmation = with_about(Said::Confirmation { verdict: Observation::Right });
        let all = Contributions::new(
            vec![contribution(1, 1, State::Draft, correction), contribution(2, 1, State::Waiting, confirmation)],
            0,
        );
        assert!(all.draft(&Kind::Correction, Some(&record)).is_some());
        assert!(all.draft(&Kind::Correction, None).is_none());
        assert_eq!(all.confirmation(&record).unwrap().state, State::Waiting);
    }
}
