//! What a person asks the catalogue, and what comes back.

use crate::civil::Date;
use crate::id::Id;
use crate::open_enum::open_enum;
use crate::records::Kind;

/// A search with its filters; the default asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words, as typed.
    pub words: String,
    /// Only this theme.
    pub theme: Option<Id>,
    /// Only this section (its name).
    pub section: Option<Box<str>>,
    /// Only what takes place, or is known to be open, then.
    pub when: Option<When>,
    /// Only what costs this.
    pub cost: Option<CostFilter>,
    /// Only what one can enter or reach like this.
    pub access: Option<AccessFilter>,
}

/// What takes place from one day to another, with its filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaQuery {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
    /// Only what starts at 17:00 or later; what has no known hour isn't known to.
    pub evening: bool,
    /// Only this theme.
    pub theme: Option<Id>,
    /// Only this section (its name).
    pub section: Option<Box<str>>,
    /// Only what costs this.
    pub cost: Option<CostFilter>,
    /// Only what one can enter or reach like this.
    pub access: Option<AccessFilter>,
}

/// The minute of the day at which the evening begins: 17:00.
pub const EVENING: u16 = 17 * 60;

impl AgendaQuery {
    /// Everything from one day to another.
    pub fn of_days(from: Date, to: Date) -> Self {
        Self { from, to, evening: false, theme: None, section: None, cost: None, access: None }
    }
}

open_enum! {
    /// The moments one can ask for; codes are French since they stand in addresses.
    pub enum When {
        /// At this minute: open, or under way.
        Now = "maintenant",
        /// Today.
        Today = "aujourdhui",
        /// Tomorrow.
        Tomorrow = "demain",
        /// From today to Sunday.
        ThisWeek = "semaine",
        /// Saturday and Sunday.
        Weekend = "week-end",
    }
}

open_enum! {
    /// The costs one can ask for.
    pub enum CostFilter {
        /// Free for everyone.
        Free = "gratuit",
        /// Free, or free under conditions.
        FreeOrConditional = "gratuit-sous-condition",
    }
}

open_enum! {
    /// The ways in that one can ask for.
    pub enum AccessFilter {
        /// Without a step, or with a lift, or certified.
        StepFree = "sans-marche",
        /// Without an appointment.
        WalkIn = "sans-rendez-vous",
    }
}

/// One hit of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record's kind: place, offer, organisation or session.
    pub kind: Kind,
    /// The record's identifier.
    pub id: Id,
}

/// How well the hits fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// Every word was found in each hit.
    All,
    /// No record has every word; these have some.
    Some,
    /// Nothing fits; these come nearest, perhaps without the filters.
    Nearest,
}

/// The answer to a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// How many records fit, beyond the ones that are here.
    pub total: usize,
    /// The hits asked for, best first.
    pub hits: Vec<Hit>,
    /// How well they fit.
    pub matched: Match,
}
