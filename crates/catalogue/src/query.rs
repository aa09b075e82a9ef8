//! What a person asks the catalogue, and what comes back.

use crate::civil::{Date, Weekday};
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
    /// Only what people meet for: meetings, conferences, sessions of collective intelligence.
    pub gatherings: bool,
}

/// The minute of the day at which the evening begins: 17:00.
pub const EVENING: u16 = 17 * 60;

impl AgendaQuery {
    /// Everything from one day to another.
    pub fn of_days(from: Date, to: Date) -> Self {
        Self::new(Window { from, to, evening: false }, &Query::default())
    }

    /// What takes place in a window and passes the filters of a query; its words and its moment don't count.
    pub fn new(window: Window, filters: &Query) -> Self {
        Self {
            from: window.from,
            to: window.to,
            evening: window.evening,
            theme: filters.theme.clone(),
            section: filters.section.clone(),
            cost: filters.cost.clone(),
            access: filters.access.clone(),
            gatherings: false,
        }
    }
}

/// Some days, or their evenings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
    /// Only what starts in the evening, see [`EVENING`].
    pub evening: bool,
}

impl Window {
    /// Says whether what starts at a minute of one of its days lies in it; what has no known hour isn't known to be in the
    /// evening.
    pub fn takes(&self, minute: Option<u16>) -> bool {
        !self.evening || minute.is_some_and(|minute| minute >= EVENING)
    }
}

open_enum! {
    /// The moments one can ask for; codes are French since they stand in addresses.
    pub enum When {
        /// Today.
        Today = "aujourdhui",
        /// Today from 17:00 on.
        Tonight = "ce-soir",
        /// Tomorrow.
        Tomorrow = "demain",
        /// From today to Sunday.
        ThisWeek = "semaine",
        /// Saturday and Sunday.
        Weekend = "week-end",
    }
}

impl When {
    /// The days that a moment means; none where this version doesn't know it.
    pub fn window(&self, today: Date) -> Option<Window> {
        let to = |weekday: Weekday| weekday.index() as i32 - today.weekday().index() as i32;
        let sunday = today.add_days(to(Weekday::Sunday));
        let (from, to) = match self {
            Self::Today | Self::Tonight => (today, today),
            Self::Tomorrow => (today.add_days(1), today.add_days(1)),
            Self::ThisWeek => (today, sunday),
            // On a Sunday the weekend is what is left of it.
            Self::Weekend => (today.max(sunday.add_days(-1)), sunday),
            Self::Other(_) => return None,
        };
        Some(Window { from, to, evening: *self == Self::Tonight })
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
