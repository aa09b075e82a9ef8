//! The state over time: yesterday's late hours, today's, and dated notices over both.

use super::day::{self, DAY};
use super::rule::{Rule, Segment};
use super::{Moment, State};
use crate::civil::{Date, DateTime};
use crate::records::Notice;
use crate::vocabulary::NoticeType;

/// How many days ahead a change is looked for: a season that is over comes back within a year.
const HORIZON_DAYS: i32 = 366;

pub(super) struct Timeline<'a> {
    rules: Option<&'a [Rule]>,
    /// First minute and the minute after the last, on the wall clock, with the state a notice gives.
    notices: Vec<(i64, i64, State)>,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(rules: Option<&'a [Rule]>, notices: &[Notice]) -> Self {
        let mut spans: Vec<_> = notices.iter().filter_map(span).collect();
        // Closures first: they win over other hours.
        spans.sort_by_key(|(from, _, state)| (*state != State::Closed, *from));
        Self { rules, notices: spans }
    }

    pub(super) fn moment(&self, now: DateTime) -> Moment {
        let at = now.wall_minutes();
        let mut yesterday = self.segments(now.date.add_days(-1));
        let mut today = self.segments(now.date);
        let state = self.state(&yesterday, &today, at - i64::from(now.minute), at);
        for date in (0..=HORIZON_DAYS).map(|n| now.date.add_days(n)) {
            let midnight = DateTime { date, minute: 0 }.wall_minutes();
            for edge in self.edges(&yesterday, &today, midnight).into_iter().filter(|edge| *edge > at) {
                let then = self.state(&yesterday, &today, midnight, edge);
                if then != state {
                    let time = DateTime { date, minute: (edge - midnight) as u16 };
                    return Moment { state, next: Some((time, then)) };
                }
            }
            yesterday = today;
            today = self.segments(date.add_days(1));
        }
        Moment { state, next: None }
    }

    fn segments(&self, date: Date) -> Vec<Segment> {
        self.rules.map_or_else(Vec::new, |rules| day::of(rules, date))
    }

    /// The minutes of the day from `midnight` on at which something may change, in order.
    fn edges(&self, yesterday: &[Segment], today: &[Segment], midnight: i64) -> Vec<i64> {
        let day = i64::from(DAY);
        let own = today.iter().flat_map(|s| [midnight + i64::from(s.start), midnight + i64::from(s.end)]);
        let late = yesterday.iter().map(|s| midnight + i64::from(s.end) - day);
        let late_starts = yesterday.iter().map(|s| midnight + i64::from(s.start) - day);
        let notices = self.notices.iter().flat_map(|(from, to, _)| [*from, *to]);
        let mut edges: Vec<_> = own.chain(late).chain(late_starts).chain(notices).chain([midnight]).collect();
        edges.retain(|edge| (midnight..midnight + day).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    fn state(&self, yesterday: &[Segment], today: &[Segment], midnight: i64, at: i64) -> State {
        if let Some((_, _, state)) = self.notices.iter().find(|(from, to, _)| (*from..*to).contains(&at)) {
            return *state;
        }
        if self.rules.is_none() {
            return State::Unknown;
        }
        let minute = (at - midnight) as u16;
        let (own, late) = (day::state_at(today, minute), day::state_at(yesterday, minute + DAY));
        match (own, late) {
            (State::Open, _) | (_, State::Open) => State::Open,
            (State::Unknown, _) | (_, State::Unknown) => State::Unknown,
            _ => State::Closed,
        }
    }
}

fn span(notice: &Notice) -> Option<(i64, i64, State)> {
    let state = match notice.notice_type {
        NoticeType::Closure => State::Closed,
        NoticeType::Hours => State::Unknown,
        NoticeType::Message | NoticeType::Other(_) => return None,
    };
    let at_midnight = |date: Date| DateTime { date, minute: 0 }.wall_minutes();
    let from = match DateTime::parse(&notice.from) {
        Some(time) => time.wall_minutes(),
        None => at_midnight(Date::parse(&notice.from)?),
    };
    let to = match notice.to.as_deref() {
        None => i64::MAX,
        Some(to) => match DateTime::parse(to) {
            // Until a moment: from that moment on the usual hours hold again. Until a day: that day is included.
            Some(time) => time.wall_minutes(),
            None => at_midnight(Date::parse(to)?.add_days(1)),
        },
    };
    Some((from, to, state))
}
