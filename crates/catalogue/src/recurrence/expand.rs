//! The days of a rule within a window, period by period.

use super::rule::{Frequency, Rule, Until};
use crate::civil::{Date, Weekday};

/// The days from `from` to `to`, both included, that the rule hits, in order.
///
/// Without `COUNT` it jumps to the window; with it, it counts from the start on.
pub(super) fn dates(rule: &Rule, start: Date, minute: Option<u16>, from: Date, to: Date) -> Vec<Date> {
    let to = match rule.until {
        Some(until) => to.min(last_day(until, minute)),
        None => to,
    };
    let mut found = Vec::new();
    let mut left = rule.count.unwrap_or(u32::MAX);
    let mut period = if rule.count.is_some() { 0 } else { first_period(rule, start, from.max(start)) };
    while let Some(begin) = period_begin(rule, start, period).filter(|begin| *begin <= to) {
        for date in candidates(rule, start, begin).into_iter().filter(|date| *date >= start && *date <= to) {
            if left == 0 {
                return found;
            }
            left -= u32::from(rule.count.is_some());
            if date >= from {
                found.push(date);
            }
        }
        period += 1;
    }
    found
}

/// The last day that can be an occurrence at `minute`.
fn last_day(until: Until, minute: Option<u16>) -> Date {
    match until {
        Until::Day(day) => day,
        Until::Time(time) if minute.is_some_and(|minute| minute > time.minute) => time.date.add_days(-1),
        Until::Time(time) => time.date,
    }
}

/// The number of the period that holds `day`, or of the last one before it.
fn first_period(rule: &Rule, start: Date, day: Date) -> i32 {
    let (start_year, start_month, _) = start.ymd();
    let (year, month, _) = day.ymd();
    let units = match rule.frequency {
        Frequency::Daily => day.days() - start.days(),
        Frequency::Weekly => (day.days() - week_begin(start, rule.week_start).days()) / 7,
        Frequency::Monthly => (year - start_year) * 12 + month as i32 - start_month as i32,
        Frequency::Yearly => year - start_year,
    };
    units.max(0) / rule.interval
}

/// The first day of a period; none beyond the calendar.
fn period_begin(rule: &Rule, start: Date, period: i32) -> Option<Date> {
    let step = period.checked_mul(rule.interval)?;
    let (year, month, _) = start.ymd();
    match rule.frequency {
        Frequency::Daily => Some(start.add_days(step)),
        Frequency::Weekly => Some(week_begin(start, rule.week_start).add_days(step.checked_mul(7)?)),
        Frequency::Monthly => {
            let months = (year * 12 + month as i32 - 1).checked_add(step)?;
            Date::new(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1)
        }
        Frequency::Yearly => Date::new(year.checked_add(step)?, 1, 1),
    }
}

fn week_begin(day: Date, week_start: Weekday) -> Date {
    day.add_days(-((day.weekday().index() as i32 - week_start.index() as i32).rem_euclid(7)))
}

/// The days that the rule hits within the period that begins at `begin`, in order.
fn candidates(rule: &Rule, start: Date, begin: Date) -> Vec<Date> {
    let mut days = match rule.frequency {
        Frequency::Daily => {
            let fits = (rule.by_month_day.is_empty() || month_days(rule, begin).contains(&begin))
                && (rule.by_day.is_empty() || rule.by_day.iter().any(|(_, weekday)| *weekday == begin.weekday()));
            Vec::from_iter(fits.then_some(begin))
        }
        Frequency::Weekly => (0..7)
            .map(|n| begin.add_days(n))
            .filter(|day| {
                let weekday = day.weekday();
                if rule.by_day.is_empty() {
                    weekday == start.weekday()
                } else {
                    rule.by_day.iter().any(|(_, w)| *w == weekday)
                }
            })
            .collect(),
        Frequency::Monthly => days_of_month(rule, start, begin),
        Frequency::Yearly => {
            let (year, _, _) = begin.ymd();
            let every_month = rule.by_month.is_empty() && !rule.by_month_day.is_empty();
            let (_, start_month, _) = start.ymd();
            let is_meant = |month: u32| every_month || !rule.by_month.is_empty() || month == start_month;
            (1..=12)
                .filter(|month| is_meant(*month) && fits_month(rule, *month))
                .filter_map(|month| Date::new(year, month, 1))
                .flat_map(|month| days_of_month(rule, start, month))
                .collect()
        }
    };
    days.retain(|day| fits_month(rule, day.ymd().1));
    if rule.by_set_pos.is_empty() { days } else { at_positions(&days, &rule.by_set_pos) }
}

fn fits_month(rule: &Rule, month: u32) -> bool {
    rule.by_month.is_empty() || rule.by_month.contains(&month)
}

/// The days of the month that begins at `first`.
fn days_of_month(rule: &Rule, start: Date, first: Date) -> Vec<Date> {
    let (year, month, _) = first.ymd();
    if !rule.by_month_day.is_empty() {
        let mut days = month_days(rule, first);
        days.retain(|day| rule.by_day.is_empty() || rule.by_day.iter().any(|(_, w)| *w == day.weekday()));
        return days;
    }
    if rule.by_day.is_empty() {
        return Vec::from_iter(Date::new(year, month, start.ymd().2));
    }
    let length = month_length(first);
    (0..length)
        .map(|n| (n, first.add_days(n)))
        .filter(|(n, day)| {
            let (nth, from_end) = (n / 7 + 1, -((length - 1 - n) / 7 + 1));
            let fits = |wanted: i32| wanted == 0 || wanted == nth || wanted == from_end;
            rule.by_day.iter().any(|(wanted, weekday)| *weekday == day.weekday() && fits(*wanted))
        })
        .map(|(_, day)| day)
        .collect()
}

/// The days that `BYMONTHDAY` names in the month of `day`, in order.
fn month_days(rule: &Rule, day: Date) -> Vec<Date> {
    let (year, month, of_month) = day.ymd();
    let length = month_length(day.add_days(1 - of_month as i32));
    let mut days: Vec<_> = rule
        .by_month_day
        .iter()
        .map(|n| if *n < 0 { length + 1 + n } else { *n })
        .filter_map(|n| Date::new(year, month, u32::try_from(n).ok()?))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn month_length(first: Date) -> i32 {
    let (year, month, _) = first.ymd();
    (28..=31).rev().find(|day| Date::new(year, month, *day).is_some()).map_or(28, |day| day as i32)
}

fn at_positions(days: &[Date], positions: &[i32]) -> Vec<Date> {
    let mut chosen: Vec<_> = positions
        .iter()
        .filter_map(|n| {
            let index = if *n > 0 { *n as usize - 1 } else { days.len().checked_sub(n.unsigned_abs() as usize)? };
            days.get(index).copied()
        })
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}
