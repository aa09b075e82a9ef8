//! Reading OpenStreetMap's `opening_hours` syntax, strictly: what isn't understood is an error, never a guess.

mod days;

use super::day::DAY;
use super::lexer::{Sign, Token, tokens};
use super::rule::{Days, Join, Rule, Segment};
use super::{HoursError, State};

const STATES: [(&str, State); 4] =
    [("open", State::Open), ("closed", State::Closed), ("off", State::Closed), ("unknown", State::Unknown)];
/// Times that depend on the sun; what they bound is unknown.
const SUN: [&str; 4] = ["sunrise", "sunset", "dawn", "dusk"];

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
            Some(Sign::Mark(',')) => Join::Add,
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

    fn take_mark(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Sign::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn mark_ahead(&self, n: usize, mark: char) -> bool {
        self.ahead(n) == Some(&Sign::Mark(mark))
    }

    fn word_ahead<'a>(&self, n: usize, words: &'a [&'a str]) -> Option<usize> {
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

    /// Says whether a time, and not a day or a year, stands `n` signs ahead.
    fn time_ahead(&self, n: usize) -> bool {
        self.number_ahead(n, 1..=2).is_some()
            && self.mark_ahead(n + 1, ':')
            && self.number_ahead(n + 2, 2..=2).is_some()
    }

    fn rule(&mut self, join: Join) -> Parsed<Rule> {
        let begin = self.at;
        if self.number_ahead(0, 2..=2) == Some(24) && self.mark_ahead(1, '/') && self.number_ahead(2, 1..=1) == Some(7)
        {
            self.at += 3;
            return self.tail(join, Days::default(), Vec::new(), true);
        }
        let days = self.days()?;
        let segments = self.times()?;
        if self.at == begin && !matches!(self.peek(), Some(Sign::Comment(_))) && self.state_ahead().is_none() {
            return self.wrong("on attend un jour (Mo, Tu, We, Th, Fr, Sa, Su, PH), un mois ou une heure HH:MM");
        }
        self.tail(join, days, segments, false)
    }

    fn state_ahead(&self) -> Option<State> {
        let words = STATES.map(|(word, _)| word);
        self.word_ahead(0, &words).map(|n| STATES[n].1)
    }

    /// The state and the comment at a rule's end.
    fn tail(&mut self, join: Join, days: Days, times: Vec<Segment>, always: bool) -> Parsed<Rule> {
        let said = self.state_ahead();
        self.at += usize::from(said.is_some());
        let has_comment = matches!(self.peek(), Some(Sign::Comment(_)));
        self.at += usize::from(has_comment);
        let has_times = !times.is_empty();
        let state = match said {
            Some(state) => state,
            // « sur rendez-vous » and the like: open for some, one has to ask.
            None if has_comment => State::Unknown,
            None if has_times || always => State::Open,
            // A day without hours: somebody comes then, nobody said when.
            None => State::Unknown,
        };
        let times = if has_times { times } else { vec![Segment { start: 0, end: DAY, state: State::Open }] };
        // An end or a start that isn't known stays so, unless the rule closes.
        let with_state = |s: Segment| Segment {
            state: if s.state == State::Unknown && state == State::Open { State::Unknown } else { state },
            ..s
        };
        Ok(Rule { join, days, segments: times.into_iter().map(with_state).collect(), has_times })
    }

    fn times(&mut self) -> Parsed<Vec<Segment>> {
        let mut found = Vec::new();
        while self.time_ahead(0) || self.sun_ahead() {
            self.span(&mut found)?;
            let time_follows = self.time_ahead(1) || self.word_ahead(1, &SUN).is_some() || self.mark_ahead(1, '(');
            if !(self.mark_ahead(0, ',') && time_follows) {
                break;
            }
            self.at += 1;
        }
        Ok(found)
    }

    fn sun_ahead(&self) -> bool {
        self.word_ahead(0, &SUN).is_some() || self.mark_ahead(0, '(') && self.word_ahead(1, &SUN).is_some()
    }

    /// A span of time; where one of its ends isn't known, the span of all that it can be is unknown.
    fn span(&mut self, found: &mut Vec<Segment>) -> Parsed<()> {
        let open = |start, end| Segment { start, end, state: State::Open };
        let unknown = |start, end| Segment { start, end, state: State::Unknown };
        let start = self.time()?;
        if self.take_mark('+') {
            found.push(unknown(start.unwrap_or(0), DAY));
            return Ok(());
        }
        if !self.take_mark('-') {
            return self.wrong("il manque l’heure de fin, comme 09:00-17:00");
        }
        let end = self.time()?;
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start, end),
            (start, end) => {
                found.push(unknown(start.unwrap_or(0), end.filter(|e| start.is_none_or(|s| *e > s)).unwrap_or(DAY)));
                self.take_mark('+');
                return Ok(());
            }
        };
        if start >= DAY || start == end {
            return self.wrong("cette plage d’heures n’a pas de durée qu’on puisse lire");
        }
        let end = if end < start { end + DAY } else { end };
        found.push(open(start, end));
        if self.take_mark('+') {
            let until = if end < DAY { DAY } else { end.saturating_add(120) };
            found.push(unknown(end, until));
        }
        Ok(())
    }

    /// A time as minutes from midnight, none where it depends on the sun.
    fn time(&mut self) -> Parsed<Option<u16>> {
        if self.take_mark('(') {
            // « (sunset-01:00) »: its length doesn't matter, it isn't known either way.
            while !self.take_mark(')') {
                if self.peek().is_none() {
                    return self.wrong("la parenthèse n’est pas fermée");
                }
                self.at += 1;
            }
            return Ok(None);
        }
        if self.word_ahead(0, &SUN).is_some() {
            self.at += 1;
            return Ok(None);
        }
        let (hour, minute) = match (self.number_ahead(0, 1..=2), self.number_ahead(2, 2..=2)) {
            (Some(hour), Some(minute)) if self.mark_ahead(1, ':') => (hour, minute),
            _ => return self.wrong("on attend une heure HH:MM"),
        };
        // Hours after 24 are those of the night after, as in 22:00-26:00.
        if hour > 30 || minute > 59 {
            return self.wrong("cette heure n’existe pas");
        }
        self.at += 3;
        Ok(Some((hour * 60 + minute) as u16))
    }
}
