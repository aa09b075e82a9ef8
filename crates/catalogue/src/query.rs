//! What a person asks the catalogue, and what comes back.

use crate::civil::{Date, DateTime, Weekday};
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
    /// When it takes place.
    pub window: Window,
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
        Self::new(Window::of_days(from, to), &Query::default())
    }

    /// What takes place in a window and passes the filters of a query; its words and its moment don't count.
    pub fn new(window: Window, filters: &Query) -> Self {
        Self {
            window,
            theme: filters.theme.clone(),
            section: filters.section.clone(),
            cost: filters.cost.clone(),
            access: filters.access.clone(),
            gatherings: false,
        }
    }
}

/// Some days, or a part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
    /// The part of each day.
    pub part: DayPart,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayPart {
    /// All of it.
    Whole,
    /// What starts in the evening, see [`EVENING`].
    Evening,
    /// What is under way at this minute.
    Minute(u16),
}

impl Window {
    /// All that takes place from one day to another, both included.
    pub fn of_days(from: Date, to: Date) -> Self {
        Self { from, to, part: DayPart::Whole }
    }

    /// Says whether what starts at a minute of one of its days, and lasts so long, lies in it. Of what isn't known that isn't
    /// known either.
    pub fn takes(&self, minute: Option<u16>, duration: Option<u32>) -> bool {
        match self.part {
            DayPart::Whole => true,
            DayPart::Evening => minute >= Some(EVENING),
            DayPart::Minute(now) => minute.zip(duration).is_some_and(|(start, duration)| {
                let (start, now) = (u32::from(start), u32::from(now));
                start <= now && now < start.saturating_add(duration)
            }),
        }
    }

    /// The first minute of its first day.
    pub fn first_minute(&self) -> u16 {
        match self.part {
            DayPart::Whole => 0,
            DayPart::Evening => EVENING,
            DayPart::Minute(minute) => minute,
        }
    }
}

open_enum! {
    /// The moments one can ask for; codes are French since they stand in addresses.
    pub enum When {
        /// At this minute: open, or under way.
        Now = "maintenant",
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
    /// The days that a moment means, and the part of them; none where this version doesn't know it.
    pub fn window(&self, now: DateTime) -> Option<Window> {
        let today = now.date;
        let to = |weekday: Weekday| weekday.index() as i32 - today.weekday().index() as i32;
        let sunday = today.add_days(to(Weekday::Sunday));
        Some(match self {
            Self::Now => Window { part: DayPart::Minute(now.minute), ..Window::of_days(today, today) },
            Self::Today => Window::of_days(today, today),
            Self::Tonight => Window { part: DayPart::Evening, ..Window::of_days(today, today) },
            Self::Tomorrow => Window::of_days(today.add_days(1), today.add_days(1)),
            Self::ThisWeek => Window::of_days(today, sunday),
            // On a Sunday the weekend is what is left of it.
            Self::Weekend => Window::of_days(today.max(sunday.add_days(-1)), sunday),
            Self::Other(_) => return None,
        })
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
