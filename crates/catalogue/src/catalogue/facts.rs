//! What filters and links need of a record, taken out of it once.

use crate::civil::Date;
use crate::freshness::STALE_AFTER_DAYS;
use crate::id::Id;
use crate::records::{Assured, Offer, Organisation, Place, Session};
use crate::vocabulary::{Access, Accessibility, CostKind, SessionType};

/// A record without steps, with a lift, or certified.
pub(crate) const STEP_FREE: u8 = 1;
/// A record that takes people without an appointment.
pub(crate) const WALK_IN: u8 = 2;
/// A place with hours.
pub(crate) const HAS_HOURS: u8 = 4;
/// A session that people meet for.
pub(crate) const GATHERING: u8 = 8;

/// What people meet for.
const GATHERINGS: [SessionType; 3] =
    [SessionType::Meeting, SessionType::Conference, SessionType::CollectiveIntelligence];

/// What something costs, in one byte; 0 is not known.
pub(crate) const FREE: u8 = 1;
/// Free under conditions.
pub(crate) const CONDITIONAL: u8 = 2;
/// Costs money, or has a kind of cost that this version doesn't know.
pub(crate) const PAID: u8 = 3;

/// The facts of one record that stand in the record itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fact {
    /// A bit for each theme, by its place in the table of themes.
    pub(crate) themes: u32,
    /// The section's place in its table, from 1; 0 is none.
    pub(crate) section: u16,
    pub(crate) cost: u8,
    pub(crate) flags: u8,
    /// The day on which somebody confirmed it last, as days since 1970; [`NEVER`] where nobody did.
    pub(crate) confirmed: i32,
}

/// In place of a day: nobody confirmed it.
const NEVER: i32 = 0;
/// In place of a day: of what carries no confirmation, none is missing.
const NOT_ASKED: i32 = i32::MAX;

impl Fact {
    /// Says whether nobody confirmed it for so long that it comes after others that answer as well.
    pub(crate) fn is_stale(&self, today: Date) -> bool {
        today.days().saturating_sub(self.confirmed) > STALE_AFTER_DAYS
    }
}

fn confirmed(assured: Option<&Assured>) -> i32 {
    assured.and_then(|assured| Date::parse_partial(&assured.at)).map_or(NEVER, Date::days)
}

/// Names that occur again and again, each with a number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table(pub(crate) Vec<Box<str>>);

impl Table {
    /// The number of a name, which gets one where it has none yet.
    pub(crate) fn intern(&mut self, name: &str) -> usize {
        self.find(name).unwrap_or_else(|| {
            self.0.push(name.into());
            self.0.len() - 1
        })
    }

    /// The number of a name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|known| **known == *name)
    }
}

/// The tables that facts point into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    pub(crate) themes: Table,
    pub(crate) sections: Table,
}

impl Tables {
    pub(crate) fn place(&mut self, place: &Place) -> Fact {
        let steps = [Accessibility::StepFree, Accessibility::Lift, Accessibility::AccessI];
        let section = place.address.section.as_deref().map_or(0, |section| self.sections.intern(section) + 1);
        Fact {
            themes: self.themes(&place.themes),
            section: u16::try_from(section).unwrap_or(0),
            cost: place.cost.as_ref().map_or(0, |cost| cost_code(&cost.kind)),
            confirmed: confirmed(place.assured.as_ref()),
            flags: flag(place.accessibility.iter().any(|a| steps.contains(a)), STEP_FREE)
                | flag(place.access.contains(&Access::WalkIn), WALK_IN)
                | flag(place.opening_hours.is_some(), HAS_HOURS),
        }
    }

    pub(crate) fn offer(&mut self, offer: &Offer) -> Fact {
        Fact {
            themes: self.themes(&offer.themes),
            section: 0,
            cost: offer.cost.as_ref().map_or(0, |cost| cost_code(&cost.kind)),
            confirmed: confirmed(offer.assured.as_ref()),
            flags: flag(offer.access.contains(&Access::WalkIn), WALK_IN),
        }
    }

    pub(crate) fn session(&mut self, session: &Session) -> Fact {
        let cost = session.cost.as_ref().map_or(0, |cost| cost_code(&cost.kind));
        let meets = session.session_type.as_ref().is_some_and(|kind| GATHERINGS.contains(kind));
        Fact {
            themes: self.themes(&session.themes),
            cost,
            flags: flag(meets, GATHERING),
            confirmed: confirmed(session.assured.as_ref()),
            ..Fact::default()
        }
    }

    pub(crate) fn organisation(&mut self, organisation: &Organisation) -> Fact {
        Fact { themes: self.themes(&organisation.themes), confirmed: NOT_ASKED, ..Fact::default() }
    }

    fn themes(&mut self, themes: &[Id]) -> u32 {
        themes.iter().fold(0, |bits, theme| match u32::try_from(self.themes.intern(theme.as_str())) {
            Ok(n) if n < u32::BITS => bits | 1 << n,
            // A city with more than 32 themes can't filter by the last of them.
            _ => bits,
        })
    }
}

fn flag(is_set: bool, bit: u8) -> u8 {
    if is_set { bit } else { 0 }
}

fn cost_code(kind: &CostKind) -> u8 {
    match kind {
        CostKind::Free => FREE,
        CostKind::Conditional => CONDITIONAL,
        CostKind::Paid | CostKind::Other(_) => PAID,
    }
}
