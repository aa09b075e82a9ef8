//! What the rules say of one day, as layers in the order in which they are said.

use super::State;
use super::rule::{Join, Rule};
use super::times::{DAY, TimeSpan};
use crate::civil::Date;

/// Some minutes of a day and what a rule says of them.
#[derive(Clone, Copy, Debug)]
struct Layer {
    start: u16,
    end: u16,
    state: State,
    /// The rule's number.
    rule: usize,
    /// Holds only where what is below leaves it closed.
    is_fallback: bool,
}

/// A day, to be filled again and again while one looks ahead.
#[derive(Clone, Debug, Default)]
pub(super) struct Day {
    layers: Vec<Layer>,
    /// What would hold if school holidays were then; only where nobody published whether they are.
    otherwise: Vec<Layer>,
}

impl Day {
    /// Takes what the rules say of `date`; what began on the day before too, unless only what begins on it is wanted.
    pub(super) fn fill(&mut self, rules: &[Rule], date: Date, with_late: bool) {
        lay(&mut self.layers, rules, date, with_late, false);
        self.otherwise.clear();
        let is_open_question = |rule: &Rule| {
            rule.days.is_open_question(date) || with_late && rule.days.is_open_question(date.add_days(-1))
        };
        if rules.iter().any(is_open_question) {
            lay(&mut self.otherwise, rules, date, with_late, true);
            // A layer that says nothing keeps the other list from looking empty.
            self.otherwise.push(Layer { start: 0, end: 0, state: State::Closed, rule: 0, is_fallback: false });
        }
    }

    /// The state at a minute, closed where nothing is said, and the rule that says it.
    pub(super) fn at(&self, minute: u16) -> (State, Option<usize>) {
        let (state, rule) = top(&self.layers, minute);
        if self.otherwise.is_empty() || top(&self.otherwise, minute).0 == state {
            return (state, rule);
        }
        (State::Unknown, None)
    }

    /// The next minute after `minute` at which the state may be another.
    pub(super) fn edge_after(&self, minute: u16) -> Option<u16> {
        let edges = self.layers.iter().chain(&self.otherwise).flat_map(|layer| [layer.start, layer.end]);
        edges.filter(|edge| *edge > minute).min()
    }
}

fn top(layers: &[Layer], minute: u16) -> (State, Option<usize>) {
    let mut said = (State::Closed, None);
    for layer in layers.iter().filter(|layer| (layer.start..layer.end).contains(&minute)) {
        if !layer.is_fallback || said.0 == State::Closed {
            said = (layer.state, Some(layer.rule));
        }
    }
    said
}

fn lay(layers: &mut Vec<Layer>, rules: &[Rule], date: Date, with_late: bool, assumed: bool) {
    layers.clear();
    let before = date.add_days(-1);
    for (number, rule) in rules.iter().enumerate() {
        if rule.days.hold(date, assumed) {
            // « off » takes out its own hours and leaves the rest of what was said.
            if rule.join == Join::Override && rule.state != State::Closed {
                layers.clear();
            }
            put(layers, number, rule, date, 0);
        }
        let may_be_late = with_late && rule.spans.iter().any(TimeSpan::may_be_late);
        if may_be_late && rule.days.hold(before, assumed) {
            put(layers, number, rule, before, DAY);
        }
    }
}

/// Puts on top what a rule says of `date`, seen from a midnight `shift` minutes later.
fn put(layers: &mut Vec<Layer>, number: usize, rule: &Rule, date: Date, shift: u16) {
    for span in &rule.spans {
        span.lay(date, rule.state, |start, end, state| {
            let (start, end) = (start.saturating_sub(shift), end.saturating_sub(shift));
            if start < end {
                layers.push(Layer { start, end, state, rule: number, is_fallback: rule.join == Join::Fallback });
            }
        });
    }
}
