//! The dates of one session: its start, its rule, what is left out and what comes beside.

use super::Pattern;
use super::expand::{self, Window};
use crate::civil::Date;
use crate::records::Session;

/// A day, and the minute of the day where the hour is known.
pub type Moment = (Date, Option<u16>);

/// From so many dates on, a list that was made of a rule may not be all of it.
pub const MAX_LISTED: usize = 4000;

/// Where the dates come from, beside those that are added.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    /// The start alone.
    Once,
    /// A rule.
    Rule(&'a Pattern),
    /// A rule that was expanded elsewhere: its dates stand among the added ones.
    Listed {
        /// Whether those are all.
        is_whole: bool,
    },
}

/// All that says when a session takes place, read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dates<'a> {
    pub start: Moment,
    pub source: Source<'a>,
    /// The rule's last day, where it was worked out before: its `COUNT` needs no counting then.
    pub last: Option<Date>,
    pub excluded: &'a [Moment],
    pub added: &'a [Moment],
}

impl Dates<'_> {
    /// Tells `found` what takes place from one day to another, both included, for as long as it says to go on;
    /// first the rule's dates in order, then the added ones in theirs.
    pub(crate) fn each(&self, from: Date, to: Date, found: &mut dyn FnMut(Moment) -> bool) {
        let (start, minute) = self.start;
        let goes_on = match self.source {
            Source::Once => {
                let is_meant = (from..=to).contains(&start) && !self.is_excluded(self.start);
                !is_meant || found(self.start)
            }
            Source::Rule(pattern) => {
                let window = self.window(from, to);
                expand::each(&pattern.0, start, minute, window, &mut |date| {
                    self.is_excluded((date, minute)) || found((date, minute))
                })
            }
            Source::Listed { .. } => true,
        };
        if !goes_on {
            return;
        }
        for (n, moment) in self.added.iter().enumerate() {
            let is_new = || !self.added.get(..n).is_some_and(|before| before.contains(moment)) && !self.hits(*moment);
            if (from..=to).contains(&moment.0) && !self.is_excluded(*moment) && is_new() && !found(*moment) {
                return;
            }
        }
    }

    fn window(&self, from: Date, to: Date) -> Window {
        match self.last {
            Some(last) => Window { from, to: to.min(last), has_end: false },
            None => Window { from, to, has_end: true },
        }
    }

    /// Says whether an added date is one that the rule or the start gives anyway.
    fn hits(&self, moment: Moment) -> bool {
        let (start, minute) = self.start;
        match self.source {
            Source::Once => moment == self.start,
            Source::Rule(pattern) => {
                minute == moment.1
                    && !expand::each(&pattern.0, start, minute, self.window(moment.0, moment.0), &mut |_| false)
            }
            Source::Listed { .. } => false,
        }
    }

    fn is_excluded(&self, (date, minute): Moment) -> bool {
        // An exclusion without an hour takes the whole day, one with an hour only that hour.
        self.excluded.iter().any(|(day, at)| *day == date && (at.is_none() || minute.is_none() || *at == minute))
    }

    /// The last day of the rule or the start, none where it goes on for ever or nobody knows.
    pub(crate) fn last_of_source(&self) -> Option<Date> {
        match self.source {
            Source::Once => Some(self.start.0),
            Source::Rule(pattern) => expand::last(&pattern.0, self.start.0, self.start.1),
            Source::Listed { is_whole } => is_whole.then(|| self.start.0.add_days(-1)),
        }
    }

    /// The last day that it can take place, none where it goes on for ever or nobody knows.
    pub(crate) fn last(&self) -> Option<Date> {
        let added = self.added.iter().map(|(date, _)| *date);
        self.last_of_source().map(|last| added.fold(last, Date::max))
    }
}

/// The dates that were added to a session, and those that were made of its rule where `is_listed`; in order.
pub(crate) fn added(session: &Session, is_listed: bool) -> Vec<Moment> {
    let made: &[Box<str>] = if is_listed { &session.expanded_dates } else { &[] };
    let mut all: Vec<_> = session.rdates.iter().chain(made).filter_map(|date| super::day_and_minute(date)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Says whether the list made of a session's rule is all of it: the rule has an end, and the list wasn't cut off.
pub(crate) fn is_whole_list(session: &Session) -> bool {
    let rule = session.rrule.as_deref().unwrap_or_default().to_ascii_uppercase();
    session.expanded_dates.len() < MAX_LISTED && (rule.contains("COUNT=") || rule.contains("UNTIL="))
}
