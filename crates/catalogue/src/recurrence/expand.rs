//! The days of a rule within a window, period by period, without taking any memory.

use super::rule::{Frequency, Rule, Until};
use crate::civil::{Date, DateTime, Weekday, days_in_month};

/// How far behind the start the end of a counted rule is looked for, in days: two centuries.
pub(super) const COUNTED_DAYS: i32 = 200 * 366;

/// The days to look through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// The first day.
    pub from: Date,
    /// The last day, included.
    pub to: Date,
    /// Whether the rule's own end is heeded; needless where the window is known to lie before it.
    pub has_end: bool,
}

/// Tells `found` each day of the window that the rule hits, in order, for as long as it says to go on.
/// Says whether it went to the end.
///
/// Without `COUNT` it jumps to the window; with it, it counts from the start on.
pub(super) fn each(
    rule: &Rule,
    start: Date,
    minute: Option<u16>,
    window: Window,
    found: &mut dyn FnMut(Date) -> bool,
) -> bool {
    let until = rule.until.filter(|_| window.has_end);
    let mut to = until.map_or(window.to, |until| window.to.min(last_day(until, minute)));
    let mut left = rule.count.filter(|_| window.has_end);
    let mut number = match left {
        Some(_) => {
            to = to.min(start.add_days(COUNTED_DAYS));
            0
        }
        None => first_period(rule, start, window.from.max(start)),
    };
    let mut period = Period { spans: [(start, 0); 12], len: 0 };
    while let Some(begin) = period_begin(rule, start, number).filter(|begin| *begin <= to) {
        period.fill(rule, start, begin);
        for (first, mut days) in period.spans.into_iter().take(period.len) {
            while days != 0 {
                let date = first.add_days(days.trailing_zeros() as i32);
                days &= days - 1;
                if date < start {
                    continue;
                }
                if date > to || left == Some(0) {
                    return true;
                }
                left = left.map(|left| left - 1);
                if date >= window.from && !found(date) {
                    return false;
                }
            }
        }
        number += 1;
    }
    true
}

/// The last day that the rule hits, none where it goes on for ever; the day before the start where it hits none.
pub(super) fn last(rule: &Rule, start: Date, minute: Option<u16>) -> Option<Date> {
    let nothing = start.add_days(-1);
    let last_from = |from: Date, to: Date, has_end: bool| {
        let mut last = None;
        each(rule, start, minute, Window { from, to, has_end }, &mut |date| {
            last = Some(date);
            true
        });
        last
    };
    let Some(until) = rule.until else {
        rule.count?;
        return Some(last_from(start, Date::from_days(i32::MAX), true).unwrap_or(nothing));
    };
    // From the end backwards, in longer and longer leaps.
    let end = last_day(until, minute);
    let mut leap = 7 * rule.interval;
    loop {
        let from = end.add_days(-leap).max(start);
        match last_from(from, end, false) {
            Some(last) => return Some(last),
            None if from == start => return Some(nothing),
            None => leap = leap.saturating_mul(4),
        }
    }
}

/// The last day that can be an occurrence at `minute`.
fn last_day(until: Until, minute: Option<u16>) -> Date {
    match until {
        Until::Day(day) => day,
        Until::Instant(instant) => {
            let day = DateTime::in_brussels(instant.saturating_mul(60_000)).date;
            let at_last = DateTime { date: day, minute: minute.unwrap_or(0) };
            if at_last.to_unix_minutes() > instant { day.add_days(-1) } else { day }
        }
    }
}

/// The number of the period that holds `day`, or of the last one before it.
fn first_period(rule: &Rule, start: Date, day: Date) -> i32 {
    let units = match rule.frequency {
        Frequency::Daily => day.days() - start.days(),
        Frequency::Weekly => (day.days() - week_begin(start, rule.week_start).days()) / 7,
        Frequency::Monthly => months(day) - months(start),
        Frequency::Yearly => day.ymd().0 - start.ymd().0,
    };
    units.max(0) / rule.interval
}

fn months(day: Date) -> i32 {
    let (year, month, _) = day.ymd();
    year * 12 + month as i32 - 1
}

/// The first day of a period; none beyond the calendar.
fn period_begin(rule: &Rule, start: Date, number: i32) -> Option<Date> {
    let step = number.checked_mul(rule.interval)?;
    match rule.frequency {
        Frequency::Daily => start.days().checked_add(step).map(Date::from_days),
        Frequency::Weekly => {
            let days = week_begin(start, rule.week_start).days().checked_add(step.checked_mul(7)?)?;
            Some(Date::from_days(days))
        }
        Frequency::Monthly => {
            let months = months(start).checked_add(step)?;
            Date::new(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1)
        }
        Frequency::Yearly => Date::new(start.ymd().0.checked_add(step)?, 1, 1),
    }
}

fn week_begin(day: Date, week_start: Weekday) -> Date {
    day.add_days(-((day.weekday().index() as i32 - week_start.index() as i32).rem_euclid(7)))
}

/// The days of one period: at most twelve spans, each a first day and a bit for each day from it on.
struct Period {
    spans: [(Date, u32); 12],
    len: usize,
}

impl Period {
    /// Takes in the days that the rule hits within the period that begins at `begin`.
    fn fill(&mut self, rule: &Rule, start: Date, begin: Date) {
        self.len = 0;
        match rule.frequency {
            Frequency::Daily => self.push(begin, day(rule, begin)),
            Frequency::Weekly => {
                // Positions in the first week are counted from the start on.
                let before = if rule.by_set_pos.is_empty() { 0 } else { (start.days() - begin.days()).clamp(0, 7) };
                self.push(begin, week(rule, start, begin) >> before << before);
            }
            Frequency::Monthly => self.push(begin, month(rule, start, begin)),
            Frequency::Yearly => {
                let (year, _, _) = begin.ymd();
                let (_, start_month, _) = start.ymd();
                let all = rule.by_month != 0 || !rule.by_month_day.is_empty();
                for number in (1..=12).filter(|number| all || *number == start_month) {
                    if let Some(first) = Date::new(year, number, 1) {
                        self.push(first, month(rule, start, first));
                    }
                }
            }
        }
        if !rule.by_set_pos.is_empty() {
            self.keep_positions(&rule.by_set_pos);
        }
    }

    fn push(&mut self, first: Date, days: u32) {
        if let Some(span) = self.spans.get_mut(self.len).filter(|_| days != 0) {
            *span = (first, days);
            self.len += 1;
        }
    }

    fn keep_positions(&mut self, positions: &[i32]) {
        let spans = self.spans.get_mut(..self.len).unwrap_or_default();
        let total: i32 = spans.iter().map(|(_, days)| days.count_ones() as i32).sum();
        let mut n = 0;
        for (_, days) in spans {
            let mut left = *days;
            while left != 0 {
                let bit = left & left.wrapping_neg();
                left ^= bit;
                if !positions.contains(&(n + 1)) && !positions.contains(&(n - total)) {
                    *days ^= bit;
                }
                n += 1;
            }
        }
    }
}

fn fits_month(rule: &Rule, month: u32) -> bool {
    rule.by_month == 0 || rule.by_month >> month & 1 == 1
}

fn has_weekday(rule: &Rule, weekday: Weekday) -> bool {
    rule.by_day.iter().any(|(_, wanted)| *wanted == weekday)
}

/// The first bit where a daily rule hits `day`.
fn day(rule: &Rule, day: Date) -> u32 {
    let (year, month, of_month) = day.ymd();
    let fits = fits_month(rule, month)
        && (rule.by_month_day.is_empty() || month_days(rule, days_in_month(year, month)) >> (of_month - 1) & 1 == 1)
        && (rule.by_day.is_empty() || has_weekday(rule, day.weekday()));
    u32::from(fits)
}

/// A bit for each day of the week from `begin` on that a weekly rule hits.
fn week(rule: &Rule, start: Date, begin: Date) -> u32 {
    let mut days = 0;
    for n in 0..7 {
        let day = begin.add_days(n);
        let weekday = day.weekday();
        let fits = if rule.by_day.is_empty() { weekday == start.weekday() } else { has_weekday(rule, weekday) };
        if fits && (rule.by_month == 0 || fits_month(rule, day.ymd().1)) {
            days |= 1 << n;
        }
    }
    days
}

/// A bit for each day of the month that begins at `first` that the rule hits.
fn month(rule: &Rule, start: Date, first: Date) -> u32 {
    let (year, month, _) = first.ymd();
    if !fits_month(rule, month) {
        return 0;
    }
    let length = days_in_month(year, month);
    if !rule.by_month_day.is_empty() {
        let days = month_days(rule, length);
        return if rule.by_day.is_empty() { days } else { days & weekdays(rule, first, length) };
    }
    if rule.by_day.is_empty() {
        let (_, _, of_month) = start.ymd();
        return if of_month <= length { 1 << (of_month - 1) } else { 0 };
    }
    weekdays(rule, first, length)
}

/// The days that `BYMONTHDAY` names in a month of a length.
fn month_days(rule: &Rule, length: u32) -> u32 {
    let length = length as i32;
    let numbers = rule.by_month_day.iter().map(|n| if *n < 0 { length + 1 + n } else { *n });
    numbers.filter(|n| (1..=length).contains(n)).fold(0, |days, n| days | 1 << (n - 1))
}

/// The days that `BYDAY` names in the month that begins at `first`.
fn weekdays(rule: &Rule, first: Date, length: u32) -> u32 {
    let begin = first.weekday().index() as i32;
    let length = length as i32;
    let mut days = 0;
    for (nth, weekday) in &rule.by_day {
        let earliest = (weekday.index() as i32 - begin).rem_euclid(7);
        let latest = earliest + (length - 1 - earliest) / 7 * 7;
        let day = match nth {
            0 => {
                days |= 0x1020_4081u32 << earliest & (u32::MAX >> (32 - length));
                continue;
            }
            1.. => earliest + 7 * (nth - 1),
            _ => latest + 7 * (nth + 1),
        };
        if (0..length).contains(&day) {
            days |= 1 << day;
        }
    }
    days
}
