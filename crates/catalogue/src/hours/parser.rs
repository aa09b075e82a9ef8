//! Reading OpenStreetMap's `opening_hours` syntax, strictly: what isn't understood is an error, never a guess.

mod days;
mod periods;
mod spans;

use super::lexer::{Sign, Token, tokens};
use super::rule::{Days, Join, Rule};
use super::times::TimeSpan;
use super::{HoursError, State};
use spans::SUN;

const STATES: [(&str, State); 4] =
    [("open", State::Open), ("closed", State::Closed), ("off", State::Closed), ("unknown", State::Unknown)];

type Parsed<T> = Result<T, HoursError>;

pub(super) fn parse(text: &str) -> Parsed<Vec<Rule>> {
    let mut parser = Parser { end: text.chars().count() + 1, tokens: tokens(text)?, at: 0 };
    let mut rules = Vec::new();
    let mut join = Join::Override;
    loop {
        rules.push(parser.rule(join)?);
        join = match parser.peek() {
            None => return Ok(rules),
            Some(Sign::Mark(';')) => Join::Override,
            // « Mo-Fr,09:00-17:00 » is a slip of the pen, not every hour of Monday to Friday and then some.
            Some(Sign::Mark(',')) if parser.ends_a_rule() => Join::Add,
            Some(Sign::Fallback) => Join::Fallback,
            Some(_) => return parser.wrong("ce mot n’est pas compris ici"),
        };
        parser.at += 1;
        // A semicolon at the very end is common and harmless.
        if parser.peek().is_none() && join == Join::Override {
            return Ok(rules);
        }
    }
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    /// The character after the last one.
    end: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Sign> {
        self.ahead(0)
    }

    fn ahead(&self, n: usize) -> Option<&Sign> {
        self.tokens.get(self.at + n).map(|token| &token.sign)
    }

    fn wrong<T>(&self, message: &str) -> Parsed<T> {
        let position = self.tokens.get(self.at).map_or(self.end, |token| token.position);
        Err(HoursError { position, message: message.into() })
    }

    /// Says whether what was read last is what may stand before `,` and another rule: a time, a state or a comment.
    fn ends_a_rule(&self) -> bool {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.is_some_and(|token| match &token.sign {
            Sign::Comment(_) | Sign::Number(_) | Sign::Mark('+' | ')') => true,
            Sign::Word(word) => STATES.iter().any(|(state, _)| state == word) || SUN.contains(&word.as_str()),
            _ => false,
        })
    }

    fn take_mark(&mut self, mark: char) -> bool {
        let found = self.mark_ahead(0, mark);
        self.at += usize::from(found);
        found
    }

    fn take_word(&mut self, words: &[&str]) -> Option<usize> {
        let found = self.word_ahead(0, words);
        self.at += usize::from(found.is_some());
        found
    }

    fn mark_ahead(&self, n: usize, mark: char) -> bool {
        self.ahead(n) == Some(&Sign::Mark(mark))
    }

    fn word_ahead(&self, n: usize, words: &[&str]) -> Option<usize> {
        match self.ahead(n) {
            Some(Sign::Word(word)) => words.iter().position(|w| w == word),
            _ => None,
        }
    }

    fn number_ahead(&self, n: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.ahead(n) {
            Some(Sign::Number(text)) if digits.contains(&text.len()) => text.parse().ok(),
            _ => None,
        }
    }

    /// Takes a number of so many digits within bounds, or says what is expected.
    fn number(
        &mut self,
        digits: std::ops::RangeInclusive<usize>,
        bounds: std::ops::RangeInclusive<u32>,
        expected: &str,
    ) -> Parsed<u32> {
        match self.number_ahead(0, digits).filter(|number| bounds.contains(number)) {
            Some(number) => {
                self.at += 1;
                Ok(number)
            }
            None => self.wrong(expected),
        }
    }

    /// `+1 day`, `-2 days`: days to count from what stands before; 0 where nothing of it follows.
    fn day_offset(&mut self) -> i32 {
        let sign = match self.peek() {
            Some(Sign::Mark('+')) => 1,
            Some(Sign::Mark('-')) => -1,
            _ => return 0,
        };
        match (self.number_ahead(1, 1..=3), self.word_ahead(2, &["day", "days"])) {
            (Some(days), Some(_)) => {
                self.at += 3;
                sign * days as i32
            }
            _ => 0,
        }
    }

    fn rule(&mut self, join: Join) -> Parsed<Rule> {
        let begin = self.at;
        let title = if self.mark_ahead(1, ':') { self.comment() } else { None };
        self.take_mark(':');
        let days = self.days()?;
        let always = self.number_ahead(0, 2..=2) == Some(24)
            && self.mark_ahead(1, '/')
            && self.number_ahead(2, 1..=1) == Some(7);
        self.at += if always { 3 } else { 0 };
        let spans = if always { Vec::new() } else { self.spans()? };
        let is_empty = self.at == begin && !matches!(self.peek(), Some(Sign::Comment(_)));
        let said = self.take_word(&STATES.map(|(word, _)| word));
        if is_empty && said.is_none() {
            return self.wrong("on attend un jour (Mo, Tu, We, Th, Fr, Sa, Su, PH), un mois ou une heure HH:MM");
        }
        let comment = self.comment().or(title);
        Ok(whole_rule(join, days, spans, said.map(|n| STATES[n].1), comment))
    }

    fn comment(&mut self) -> Option<Box<str>> {
        let Some(Sign::Comment(words)) = self.peek() else { return None };
        let words = words.as_str().into();
        self.at += 1;
        Some(words)
    }
}

fn whole_rule(
    join: Join,
    days: Days,
    mut spans: Vec<TimeSpan>,
    said: Option<State>,
    comment: Option<Box<str>>,
) -> Rule {
    if spans.is_empty() {
        spans.push(TimeSpan::WHOLE_DAY);
    }
    // « sur rendez-vous » and the like: open for some, one has to ask.
    let state = said.unwrap_or(if comment.is_some() { State::Unknown } else { State::Open });
    Rule { join, days, spans, state, comment }
}
