//! What the rules say of one day.

use super::State;
use super::rule::{Join, Rule, Segment};

use crate::civil::Date;

/// The minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// What the rules say of the day `date`, in order and without gaps closed; a span may run into the next day.
///
/// Where it depends on school holidays, which this crate doesn't know, it is unknown.
pub(super) fn of(rules: &[Rule], date: Date) -> Vec<Segment> {
    let usual = assuming(rules, date, false);
    if rules.iter().any(|rule| rule.days.school_holidays) { merge(&usual, &assuming(rules, date, true)) } else { usual }
}

/// The state of a minute in a day's segments; closed where they say nothing.
pub(super) fn state_at(segments: &[Segment], minute: u16) -> State {
    segments.iter().find(|s| (s.start..s.end).contains(&minute)).map_or(State::Closed, |s| s.state)
}

fn assuming(rules: &[Rule], date: Date, in_school_holidays: bool) -> Vec<Segment> {
    let mut day: Vec<Segment> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.days.hold(date, in_school_holidays)) {
        // « off » for a part of the day cuts that part out and leaves the rest.
        let cuts_out = rule.has_times && rule.segments.iter().all(|s| s.state == State::Closed);
        match rule.join {
            Join::Override if !cuts_out => day.clear(),
            Join::Fallback => {
                let said = day.clone();
                for segment in &rule.segments {
                    let mut left = vec![*segment];
                    said.iter().for_each(|s| left = left.iter().flat_map(|l| without(*l, *s)).collect());
                    day.extend(left);
                }
                day.sort_by_key(|s| s.start);
                continue;
            }
            _ => {}
        }
        for segment in &rule.segments {
            day = day.iter().flat_map(|s| without(*s, *segment)).collect();
            day.push(*segment);
        }
        day.sort_by_key(|s| s.start);
    }
    joined(day)
}

/// What is left of `segment` outside of `cut`.
fn without(segment: Segment, cut: Segment) -> impl Iterator<Item = Segment> {
    let before = Segment { end: segment.end.min(cut.start), ..segment };
    let after = Segment { start: segment.start.max(cut.end), ..segment };
    let apart = cut.end <= segment.start || segment.end <= cut.start;
    let parts = if apart { [Some(segment), None] } else { [Some(before), Some(after)] };
    parts.into_iter().flatten().filter(|s| s.start < s.end)
}

/// Joins segments of one state that touch.
fn joined(segments: Vec<Segment>) -> Vec<Segment> {
    let mut all: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match all.last_mut() {
            Some(last) if last.end == segment.start && last.state == segment.state => last.end = segment.end,
            _ => all.push(segment),
        }
    }
    all
}

/// Where both say the same, that; elsewhere unknown.
fn merge(a: &[Segment], b: &[Segment]) -> Vec<Segment> {
    let mut edges: Vec<u16> = a.iter().chain(b).flat_map(|s| [s.start, s.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let merged = edges.windows(2).map(|edge| {
        let (first, second) = (state_at(a, edge[0]), state_at(b, edge[0]));
        let state = if first == second { first } else { State::Unknown };
        Segment { start: edge[0], end: edge[1], state }
    });
    joined(merged.collect())
}
