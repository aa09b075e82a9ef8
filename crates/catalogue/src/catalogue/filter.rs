//! Which rows pass the filters of a query, with what a row inherits from what it links to.

use std::ops::Range;

use super::Catalogue;
use super::facts::{CONDITIONAL, FREE, Fact, HAS_HOURS, STEP_FREE, WALK_IN};
use crate::civil::{Date, DateTime};
use crate::hours::{OpenState, open_state};
use crate::live::{Bits, Layer};
use crate::query::{AccessFilter, CostFilter, DayPart, Query, Window};
use crate::records::{Kind, Place};

/// Which places are known to be open sometime in the window that was asked for last.
#[derive(Debug, Default)]
pub(super) struct OpenThen {
    window: Option<Window>,
    known: Bits,
    open: Bits,
}

/// A query's filters, made ready.
pub(super) struct Filter<'a> {
    catalogue: &'a Catalogue,
    /// The theme's bit in each layer.
    theme: Option<[u32; 2]>,
    /// The section's number in each layer.
    section: Option<[u16; 2]>,
    window: Option<Window>,
    cost: Option<CostFilter>,
    access: Option<AccessFilter>,
    today: Date,
    /// The rows of the sessions in each layer.
    sessions: [Range<usize>; 2],
}

impl<'a> Filter<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, query: &Query, now: DateTime) -> Self {
        let tables = [&catalogue.base.tables, &catalogue.recent.tables];
        let theme = query.theme.as_ref().map(|theme| {
            tables.map(|tables| tables.themes.find(theme.as_str()).filter(|n| *n < 32).map_or(0, |n| 1 << n))
        });
        let section = query.section.as_ref().map(|section| {
            // A section that no place has matches nothing, not the places without one.
            tables
                .map(|tables| tables.sections.find(section).and_then(|n| u16::try_from(n + 1).ok()).unwrap_or(u16::MAX))
        });
        Self {
            catalogue,
            theme,
            section,
            window: query.when.as_ref().and_then(|when| when.window(now)),
            cost: query.cost.clone().filter(CostFilter::is_known),
            access: query.access.clone().filter(AccessFilter::is_known),
            today: now.date,
            sessions: [Layer::Base, Layer::Recent].map(|layer| catalogue.live.segment(layer).range(&Kind::Session)),
        }
    }

    /// Says whether a row is live, of a kind that is searched, not past, and passes every filter.
    pub(super) fn passes(&self, layer: Layer, row: usize) -> bool {
        if !self.catalogue.live.is_live(layer, row) {
            return false;
        }
        let is_session = self.sessions[layer as usize].contains(&row);
        if is_session && self.times(layer, row, |times, n| times.is_past(n, self.today)) {
            return false;
        }
        // Most searches have no filter, and ask this of thousands of hits.
        if self.is_empty() {
            return true;
        }
        let kind = self.catalogue.live.segment(layer).kind(row);
        self.passes_facts(&kind, layer, row)
            && self.window.is_none_or(|window| self.takes_place(&kind, layer, row, window))
    }

    /// Says whether a row passes the filters by theme, section, cost and access.
    pub(super) fn passes_facts(&self, kind: &Kind, layer: Layer, row: usize) -> bool {
        self.passes_theme(kind, layer, row)
            && self.passes_section(kind, layer, row)
            && self.passes_cost(kind, layer, row)
            && self.passes_access(kind, layer, row)
    }

    /// Says whether a row comes after others that answer as well: nobody confirmed it for long.
    pub(super) fn is_stale(&self, layer: Layer, row: usize) -> bool {
        self.fact(layer, row).is_stale(self.today)
    }

    fn is_empty(&self) -> bool {
        self.theme.is_none()
            && self.section.is_none()
            && self.cost.is_none()
            && self.access.is_none()
            && self.window.is_none()
    }

    fn fact(&self, layer: Layer, row: usize) -> Fact {
        self.catalogue.derived(layer).facts.get(row).copied().unwrap_or_default()
    }

    /// The live records of a kind that a row links to.
    fn linked(&self, layer: Layer, row: usize, kind: Kind) -> impl Iterator<Item = (Layer, usize)> {
        let links = self.catalogue.derived(layer).links(row).iter();
        links
            .filter_map(move |link| self.catalogue.follow(layer, *link))
            .filter(move |(layer, row)| self.catalogue.live.segment(*layer).kind_str(*row) == kind.as_str())
    }

    fn passes_theme(&self, kind: &Kind, layer: Layer, row: usize) -> bool {
        let Some(bits) = self.theme else { return true };
        let own = self.fact(layer, row).themes;
        if own != 0 || *kind != Kind::Session {
            return own & bits[layer as usize] != 0;
        }
        self.linked(layer, row, Kind::Offer)
            .any(|(layer, row)| self.fact(layer, row).themes & bits[layer as usize] != 0)
    }

    fn passes_section(&self, kind: &Kind, layer: Layer, row: usize) -> bool {
        let Some(sections) = self.section else { return true };
        let lies_there = |layer, row| self.fact(layer, row).section == sections[layer as usize];
        match kind {
            Kind::Place => lies_there(layer, row),
            Kind::Organisation => {
                let id = self.catalogue.live.segment(layer).id(row);
                self.catalogue.referrers(kind, id, &Kind::Place).into_iter().any(|(layer, row)| lies_there(layer, row))
            }
            _ => self.linked(layer, row, Kind::Place).any(|(layer, row)| lies_there(layer, row)),
        }
    }

    fn passes_cost(&self, kind: &Kind, layer: Layer, row: usize) -> bool {
        let Some(cost) = &self.cost else { return true };
        let mut code = self.fact(layer, row).cost;
        if code == 0 && *kind == Kind::Session {
            code =
                self.linked(layer, row, Kind::Offer).map(|(layer, row)| self.fact(layer, row).cost).max().unwrap_or(0);
        }
        match cost {
            CostFilter::Free => code == FREE,
            _ => code == FREE || code == CONDITIONAL,
        }
    }

    fn passes_access(&self, kind: &Kind, layer: Layer, row: usize) -> bool {
        let Some(access) = &self.access else { return true };
        let flag = if *access == AccessFilter::StepFree { STEP_FREE } else { WALK_IN };
        let has = |(layer, row): (Layer, usize)| self.fact(layer, row).flags & flag != 0;
        match (kind, flag) {
            (Kind::Place, _) | (Kind::Offer, WALK_IN) => has((layer, row)),
            // One enters the place; how one comes is the offer's word before the place's.
            (Kind::Session, WALK_IN) => match self.linked(layer, row, Kind::Offer).next() {
                Some(offer) => has(offer),
                None => self.linked(layer, row, Kind::Place).any(has),
            },
            (Kind::Offer | Kind::Session, _) => self.linked(layer, row, Kind::Place).any(has),
            _ => false,
        }
    }

    fn takes_place(&self, kind: &Kind, layer: Layer, row: usize, window: Window) -> bool {
        let ahead = Window { from: window.from.max(self.today), ..window };
        let session_takes_place =
            |(layer, row): (Layer, usize)| self.times(layer, row, |times, n| times.takes_place(n, ahead));
        match kind {
            Kind::Session => session_takes_place((layer, row)),
            Kind::Offer | Kind::Place => {
                let id = self.catalogue.live.segment(layer).id(row);
                self.catalogue.referrers(kind, id, &Kind::Session).into_iter().any(session_takes_place)
                    || (*kind == Kind::Place && self.is_open_then(layer, row, window))
                // What one learns by coming is there while its place is open.
                || (*kind == Kind::Offer
                    && matches!(window.part, DayPart::Minute(_))
                    && self.linked(layer, row, Kind::Place).any(|(layer, row)| self.is_open_then(layer, row, window)))
            }
            _ => false,
        }
    }

    fn times(&self, layer: Layer, row: usize, ask: impl FnOnce(&super::times::Times, usize) -> bool) -> bool {
        row.checked_sub(self.sessions[layer as usize].start)
            .is_some_and(|n| ask(&self.catalogue.derived(layer).times, n))
    }

    /// Says whether a place is known to be open sometime from one day to another. Remembers it for the base.
    fn is_open_then(&self, layer: Layer, row: usize, window: Window) -> bool {
        if self.fact(layer, row).flags & HAS_HOURS == 0 {
            return false;
        }
        if layer == Layer::Recent {
            return self.work_out_open(layer, row, window);
        }
        let Ok(mut memory) = self.catalogue.open_then.lock() else {
            return self.work_out_open(layer, row, window);
        };
        if memory.window != Some(window) {
            let rows = self.catalogue.live.base().len();
            *memory = OpenThen { window: Some(window), known: Bits::new(rows), open: Bits::new(rows) };
        }
        if !memory.known.get(row) {
            memory.known.set(row);
            if self.work_out_open(layer, row, window) {
                memory.open.set(row);
            }
        }
        memory.open.get(row)
    }

    fn work_out_open(&self, layer: Layer, row: usize, window: Window) -> bool {
        let Some(place) = self.catalogue.read::<Place>(layer, row) else { return false };
        let start = DateTime { date: window.from, minute: window.first_minute() };
        let notices = self.catalogue.notices_about(&Kind::Place, place.id.as_str());
        match open_state(place.opening_hours.as_deref(), &notices, start) {
            OpenState::Open { .. } | OpenState::ClosingSoon { .. } => true,
            OpenState::Closed { opens } => {
                !matches!(window.part, DayPart::Minute(_)) && opens.is_some_and(|opens| opens.date <= window.to)
            }
            OpenState::Unknown => false,
        }
    }
}
