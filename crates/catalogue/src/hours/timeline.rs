//! The state over time: what the hours say day by day, and dated notices over it.

use super::day::Day;
use super::times::DAY;
use super::{DayHours, Hours, Moment, Span, State};
use crate::civil::{Date, DateTime};
use crate::records::Notice;
use crate::vocabulary::NoticeType;

/// How many days ahead a change is looked for: a day of the year falls on each weekday within eleven.
const HORIZON_DAYS: i32 = 11 * 366;
/// The same where the hours are those of every week.
const WEEKLY_HORIZON_DAYS: i32 = 8;

pub(super) struct Timeline<'a> {
    hours: Option<&'a Hours>,
    /// First minute and the minute after the last, on the wall clock, with the state a notice gives.
    notices: Vec<(i64, i64, State)>,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(hours: Option<&'a Hours>, notices: &[Notice]) -> Self {
        Self { hours, notices: notices.iter().filter_map(span).collect() }
    }

    pub(super) fn moment(&self, now: DateTime) -> Moment {
        let last_day = now.date.days().saturating_add(self.horizon());
        let mut day = Day::default();
        self.fill(&mut day, now.date);
        let state = self.state(&day, now);
        let mut at = now;
        while at.date.days() <= last_day {
            match self.edge_after(&day, at) {
                Some(minute) => at.minute = minute,
                None => {
                    at = DateTime { date: at.date.add_days(1), minute: 0 };
                    self.fill(&mut day, at.date);
                }
            }
            let then = self.state(&day, at);
            if then != state {
                return Moment { state, next: Some((at.on_brussels_clocks(), then)) };
            }
            if self.is_for_ever(at) {
                break;
            }
        }
        Moment { state, next: None }
    }

    /// Says whether a notice holds at some time of a day.
    pub(super) fn has_notice_on(&self, date: Date) -> bool {
        let midnight = DateTime { date, minute: 0 }.wall_minutes();
        self.notices.iter().any(|(from, to, _)| *from < midnight + i64::from(DAY) && *to > midnight)
    }

    /// A day's hours with the notices over them, from midnight to midnight.
    pub(super) fn day(&self, usual: DayHours) -> DayHours {
        let mut spans = Vec::new();
        let mut at = DateTime { date: usual.date, minute: 0 };
        while at.minute < DAY {
            let Moment { state, next } = self.moment(at);
            let next = next.filter(|(time, _)| time.date == at.date && time.minute > at.minute);
            let end = next.map_or(DAY, |(time, _)| time.minute);
            if state != State::Closed {
                let same =
                    usual.spans.iter().find(|span| span.state == state && (span.start..span.end).contains(&at.minute));
                let comment = same.and_then(|span| span.comment.clone());
                spans.push(Span { start: at.minute, end, state, comment });
            }
            at.minute = end;
        }
        DayHours { spans, ..usual }
    }

    /// How many days ahead something may change.
    fn horizon(&self) -> i32 {
        let hours = match self.hours {
            None => 0,
            Some(hours) if hours.rules.iter().all(|rule| rule.days.is_weekly()) => WEEKLY_HORIZON_DAYS,
            Some(_) => HORIZON_DAYS,
        };
        // What notices change lies within the horizon too; behind them the habit has to be found again.
        hours + if self.notices.is_empty() { 0 } else { HORIZON_DAYS }
    }

    fn fill(&self, day: &mut Day, date: Date) {
        if let Some(hours) = self.hours {
            day.fill(&hours.rules, date, true);
        }
    }

    /// The next minute of the same day at which something may change.
    fn edge_after(&self, day: &Day, at: DateTime) -> Option<u16> {
        let midnight = at.wall_minutes() - i64::from(at.minute);
        let edges = self.notices.iter().flat_map(|(from, to, _)| [*from, *to]);
        let today = edges.filter_map(|edge| u16::try_from(edge.checked_sub(midnight)?).ok());
        today.filter(|edge| *edge > at.minute).chain(day.edge_after(at.minute)).min().filter(|edge| *edge < DAY)
    }

    /// Says whether the place is closed without an end known.
    fn is_for_ever(&self, at: DateTime) -> bool {
        let at = at.wall_minutes();
        self.notices.iter().any(|(from, to, state)| *state == State::Closed && *from <= at && *to == i64::MAX)
    }

    fn state(&self, day: &Day, at: DateTime) -> State {
        let wall = at.wall_minutes();
        let now = self.notices.iter().filter(|(from, to, _)| (*from..*to).contains(&wall));
        // A closure wins over other hours.
        let said = now.map(|(_, _, state)| *state).reduce(|one, other| if one == State::Closed { one } else { other });
        said.unwrap_or_else(|| if self.hours.is_some() { day.at(at.minute).0 } else { State::Unknown })
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
