//! The agenda: what takes place within some days, over all sessions.

use super::facts::GATHERING;
use super::filter::Filter;
use super::{Catalogue, live_rows};
use crate::civil::{Date, DateTime};
use crate::live::Layer;
use crate::query::{AgendaQuery, DayPart, Query, Window};
use crate::records::{Kind, Session};
use crate::recurrence::Occurrence;
use crate::vocabulary::SessionStatus;

/// Which sessions a calendar is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// All.
    All,
    /// Those at a place.
    Place(&'a str),
    /// Those of a theme, their own or their offer's.
    Theme(&'a str),
}

impl Catalogue {
    /// What starts from the day `from` to the day `to`, both included, in order of start, then id.
    ///
    /// Cancelled sessions are there and say so: who planned to come must see it.
    pub fn agenda(&self, from: Date, to: Date) -> Vec<Occurrence> {
        self.collect(from, to, &mut |_, _| true, &mut |_| true)
    }

    /// What starts within the days of a query and passes its filters, in order of start, then id.
    ///
    /// What was cancelled is there until the day after. What has ended today or before is there too, see
    /// [`Occurrence::is_over`]; so is what is full or postponed.
    pub fn agenda_of(&self, query: &AgendaQuery, now: DateTime) -> Vec<Occurrence> {
        let facts = Query {
            theme: query.theme.clone(),
            section: query.section.clone(),
            cost: query.cost.clone(),
            access: query.access.clone(),
            ..Query::default()
        };
        let filter = Filter::new(self, &facts, now);
        let is_gathering =
            |layer, row: usize| self.derived(layer).facts.get(row).is_some_and(|fact| fact.flags & GATHERING != 0);
        let mut passes = |layer, row| {
            filter.passes_facts(&Kind::Session, layer, row) && (!query.gatherings || is_gathering(layer, row))
        };
        let window = query.window;
        self.collect(window.from, window.to, &mut passes, &mut |occurrence| {
            window.takes(occurrence.minute, occurrence.duration_minutes)
                && (occurrence.status != SessionStatus::Cancelled || occurrence.is_shown(now))
        })
    }

    /// The next of what passes the filters of a query, after its window, is still to be and not cancelled; within a year.
    pub fn next_after(&self, query: &AgendaQuery, now: DateTime) -> Option<Occurrence> {
        let Window { from, to, part } = query.window;
        // What isn't tonight may be this afternoon.
        let mut from = now.date.max(if part == DayPart::Whole { to.add_days(1) } else { from });
        // A catalogue that is full has something next week; looking at a whole year of it would take long.
        [7, 60, 300].into_iter().find_map(|days| {
            let later = AgendaQuery { window: Window::of_days(from, from.add_days(days - 1)), ..query.clone() };
            from = from.add_days(days);
            let takes_place = |o: &Occurrence| o.status != SessionStatus::Cancelled && o.is_shown(now);
            self.agenda_of(&later, now).into_iter().find(takes_place)
        })
    }

    /// The sessions that have not ended before today, in the order of their ids; cancelled ones until the day after.
    pub fn sessions_from(&self, today: DateTime, scope: Scope<'_>) -> Vec<Session> {
        let theme = if let Scope::Theme(theme) = scope { Some(theme.into()) } else { None };
        let filter = Filter::new(self, &Query { theme, ..Query::default() }, today);
        let rows: Vec<_> = match scope {
            Scope::Place(place) => self.referrers(&Kind::Place, place, &Kind::Session),
            _ => live_rows(&self.live, &Kind::Session).collect(),
        };
        let mut rows: Vec<_> = rows
            .into_iter()
            .filter(|(layer, row)| {
                let first = self.live.segment(*layer).range(&Kind::Session).start;
                !self.derived(*layer).times.has_ended(row - first, today.date)
                    && filter.passes_facts(&Kind::Session, *layer, *row)
            })
            .collect();
        rows.sort_by_key(|(layer, row)| self.live.segment(*layer).id(*row));
        rows.into_iter().filter_map(|(layer, row)| self.read(layer, row)).collect()
    }

    fn collect(
        &self,
        from: Date,
        to: Date,
        row_passes: &mut dyn FnMut(Layer, usize) -> bool,
        passes: &mut dyn FnMut(&Occurrence) -> bool,
    ) -> Vec<Occurrence> {
        let mut all: Vec<Occurrence> = Vec::new();
        for layer in [Layer::Base, Layer::Recent] {
            let segment = self.live.segment(layer);
            let times = &self.derived(layer).times;
            for (n, row) in segment.range(&Kind::Session).enumerate() {
                let mut row_fits = None;
                times.each(n, from, to, &mut |moment| {
                    // Few sessions have dates in a window; only those are looked at any closer.
                    let fits = *row_fits.get_or_insert_with(|| self.live.is_live(layer, row) && row_passes(layer, row));
                    if fits && let Some(occurrence) = times.occurrence(n, segment.id(row), moment).filter(|o| passes(o))
                    {
                        all.push(occurrence);
                    }
                    fits
                });
            }
        }
        all.sort_unstable_by(|a, b| (a.date, a.minute, &a.session).cmp(&(b.date, b.minute, &b.session)));
        all
    }
}
