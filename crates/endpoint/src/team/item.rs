//! A contribution as the team sees it, and which of them a list shows.

use chava_contribution::kind::Kind;
use chava_contribution::receipt::{Code, State};
use chava_contribution::{Contribution, Uid};

use crate::clock::Instant;

/// A contribution with what the team keeps beside it.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its identifier.
    pub id: Uid,
    /// The code of its receipt.
    pub code: Code,
    /// Its kind.
    pub kind: Kind,
    /// What became of it.
    pub state: State,
    /// Why it was held or refused.
    pub reason: Option<Box<str>>,
    /// When it was received.
    pub received_at: Instant,
    /// What is said; nothing where it was withdrawn or is of a newer form.
    pub said: Option<Contribution>,
    /// The need it is a voice of.
    pub need: Option<Box<str>>,
    /// The colleague who was asked.
    pub asked: Option<Box<str>>,
    /// What they were asked.
    pub question: Option<Box<str>>,
    /// Its words without personal data.
    pub public_words: Option<Box<str>>,
}

impl Item {
    /// The person's words; empty where there are none.
    pub fn words(&self) -> &str {
        self.said.as_ref().and_then(|said| said.body.text.as_deref()).unwrap_or_default()
    }

    /// The theme it was said under.
    pub fn theme(&self) -> Option<&str> {
        self.said.as_ref()?.body.theme.as_deref()
    }

    /// The section it was said in.
    pub fn section(&self) -> Option<&str> {
        self.said.as_ref()?.body.section.as_deref()
    }

    /// Says whether something can still be done with it.
    pub fn is_there(&self) -> bool {
        self.state != State::Withdrawn
    }

    /// Says whether nobody has decided yet.
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Received | State::Held)
    }
}

/// Which states a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum States {
    /// What waits for the team.
    #[default]
    Open,
    /// Everything.
    All,
    /// One state.
    One(State),
}

/// A theme, a section: any, one, or none at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pick {
    /// Whatever it is.
    #[default]
    Any,
    /// Where nothing is said of it.
    Without,
    /// Just this one.
    One(Box<str>),
}

impl Pick {
    /// Reads a choice of a form, where `-` stands for none.
    pub fn read(choice: &str) -> Self {
        match choice {
            "" => Self::Any,
            "-" => Self::Without,
            one => Self::One(one.into()),
        }
    }
}

/// What of the contributions is within reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// What has none of these themes, which are other groups', and what this member was asked.
    NotThemes(Vec<Box<str>>, Box<str>),
    /// These kinds, and what this member was asked.
    Kinds(Vec<Kind>, Box<str>),
}

/// Which contributions a list shows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// What is within reach.
    pub scope: Scope,
    /// Only those of these themes, and of none, of a working group.
    pub group: Option<Vec<Box<str>>>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this theme.
    pub theme: Pick,
    /// Only this section.
    pub section: Pick,
    /// Only in these states.
    pub states: States,
    /// Only what was received until then.
    pub until: Option<Instant>,
    /// Only what this member was asked.
    pub asked: Option<Box<str>>,
    /// Only those of a need.
    pub need: Option<Box<str>>,
    /// Only those that say these words.
    pub words: Box<str>,
}

impl Filter {
    /// Everything within reach, whatever its state.
    pub fn all(scope: Scope) -> Self {
        Self {
            scope,
            group: None,
            kind: None,
            theme: Pick::Any,
            section: Pick::Any,
            states: States::All,
            until: None,
            asked: None,
            need: None,
            words: "".into(),
        }
    }
}
