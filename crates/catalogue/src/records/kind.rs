//! The kinds of records and the lists that hold them.

use crate::open_enum::open_enum;

open_enum! {
    /// The kind of a record.
    pub enum Kind {
        /// A theme of the learning city, with its topics.
        Theme = "theme",
        /// An organisation.
        Organisation = "organisation",
        /// A place one can go to.
        Place = "place",
        /// Something that can be learnt.
        Offer = "offer",
        /// A dated or recurring session.
        Session = "session",
        /// A closure, other hours or a message about another record.
        Notice = "notice",
        /// A call to take part.
        Call = "call",
        /// A need that several residents expressed.
        Need = "need",
        /// The city's answer to a need.
        Reply = "reply",
    }
}

impl Kind {
    /// The key of this kind's list in the catalogue document, none for a kind this version doesn't know.
    pub fn list_key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Theme => "themes",
            Self::Organisation => "organisations",
            Self::Place => "places",
            Self::Offer => "offers",
            Self::Session => "sessions",
            Self::Notice => "notices",
            Self::Call => "calls",
            Self::Need => "needs",
            Self::Reply => "replies",
            Self::Other(_) => return None,
        })
    }

    /// The kind whose list has this key in the catalogue document.
    pub fn from_list_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.list_key() == Some(key)).cloned()
    }
}
