//! The numbers: counts of messages by week, theme, section and kind, and how long they wait.

use std::collections::BTreeMap;

use chava_catalogue::civil::Date;
use chava_contribution::receipt::State;

use crate::clock::Instant;
use crate::store::Counted;

const MS_PER_DAY: i64 = 86_400_000;
/// How many weeks the plot shows.
pub const WEEKS: usize = 16;

/// A name with a count.
pub type Row = (Box<str>, u32);

/// The numbers of some messages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many messages.
    pub total: u32,
    /// How many wait for the team.
    pub open: u32,
    /// The age of the oldest that waits, in days.
    pub oldest_days: Option<i64>,
    /// The median time until somebody decided, in days.
    pub median_days: Option<i64>,
    /// Messages by week, each by its Monday, the newest last; weeks without any too.
    pub weeks: Vec<(Date, u32)>,
    /// By theme; an empty name is none.
    pub themes: Vec<Row>,
    /// By section.
    pub sections: Vec<Row>,
    /// By kind.
    pub kinds: Vec<Row>,
}

impl Figures {
    /// Reckons them at an instant.
    pub fn of(messages: &[Counted], now: Instant) -> Self {
        let open = |message: &&Counted| matches!(message.state, State::Received | State::Held);
        let days = |from: Instant, to: Instant| (to.0 - from.0).max(0) / MS_PER_DAY;
        let mut waits: Vec<i64> =
            messages.iter().filter_map(|message| Some(days(message.received_at, message.decided_at?))).collect();
        waits.sort_unstable();
        Self {
            total: count(messages.len()),
            open: count(messages.iter().filter(open).count()),
            oldest_days: messages.iter().filter(open).map(|message| days(message.received_at, now)).max(),
            median_days: median(&waits),
            weeks: weeks(messages, now),
            themes: by(messages, |message| message.theme.as_deref()),
            sections: by(messages, |message| message.section.as_deref()),
            kinds: by(messages, |message| Some(&message.kind)),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The lower of the two middles where there are two: a wait that somebody really had.
fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

fn by<'a>(messages: &'a [Counted], name: impl Fn(&'a Counted) -> Option<&'a str>) -> Vec<Row> {
    let mut counts = BTreeMap::<&str, u32>::new();
    for message in messages {
        *counts.entry(name(message).unwrap_or_default()).or_default() += 1;
    }
    let mut rows: Vec<Row> = counts.into_iter().map(|(name, count)| (name.into(), count)).collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

fn weeks(messages: &[Counted], now: Instant) -> Vec<(Date, u32)> {
    let monday = |at: Instant| {
        let date = at.in_brussels().date;
        date.add_days(-i32::try_from(date.weekday().index()).unwrap_or(0))
    };
    let last = monday(now);
    let mut counts = BTreeMap::<Date, u32>::new();
    for message in messages {
        *counts.entry(monday(message.received_at)).or_default() += 1;
    }
    let week = |back: usize| {
        let date = last.add_days(-7 * i32::try_from(back).unwrap_or(0));
        (date, counts.get(&date).copied().unwrap_or(0))
    };
    (0..WEEKS).rev().map(week).collect()
}

/// The messages as CSV: a line for each group of equal ones by week, kind, theme, section and state. Counts only.
pub fn csv(messages: &[Counted]) -> String {
    let mut groups = BTreeMap::<[String; 5], u32>::new();
    for message in messages {
        let date = message.received_at.in_brussels().date;
        let monday = date.add_days(-i32::try_from(date.weekday().index()).unwrap_or(0));
        let text = |part: &Option<Box<str>>| part.as_deref().unwrap_or_default().to_owned();
        let key = [
            monday.to_string(),
            message.kind.to_string(),
            text(&message.theme),
            text(&message.section),
            message.state.as_str().to_owned(),
        ];
        *groups.entry(key).or_default() += 1;
    }
    let mut out = String::from("\u{feff}semaine,genre,theme,section,etat,messages\r\n");
    for (key, count) in groups {
        let cells: Vec<_> = key.iter().map(|text| cell(text)).collect();
        out.push_str(&format!("{},{count}\r\n", cells.join(",")));
    }
    out
}

/// A cell. What a spreadsheet could take for a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thursday 26 November 2026, noon in Charleroi.
    const NOW: Instant = Instant(1_795_690_800_000);

    fn message(days_ago: i64, decided_after: Option<i64>, theme: Option<&str>) -> Counted {
        let received_at = NOW.days_ago(days_ago);
        let decided_at = decided_after.map(|days| received_at.days_ago(-days));
        let state = if decided_at.is_some() { State::Answered } else { State::Received };
        Counted { kind: "idea".into(), theme: theme.map(Into::into), section: None, state, received_at, decided_at }
    }

    #[test]
    fn the_median_and_the_oldest_are_told_in_days() {
        let messages = [message(40, None, None), message(30, Some(2), Some("a")), message(20, Some(9), Some("a"))];
        let figures = Figures::of(&messages, NOW);
        assert_eq!((figures.total, figures.open), (3, 1));
        assert_eq!((figures.oldest_days, figures.median_days), (Some(40), Some(2)));
        assert_eq!(*figures.themes, [("a".into(), 2), ("".into(), 1)]);
    }

    #[test]
    fn weeks_begin_on_monday_and_empty_ones_are_shown() {
        let messages = [message(0, None, None), message(3, None, None), message(4, None, None)];
        let weeks = Figures::of(&messages, NOW).weeks;
        assert_eq!(weeks.len(), WEEKS);
        assert_eq!(weeks[WEEKS - 1], (Date::parse("2026-11-23").unwrap(), 2));
        assert_eq!(weeks[WEEKS - 2], (Date::parse("2026-11-16").unwrap(), 1));
        assert_eq!(weeks[0].1, 0);
    }

    #[test]
    fn nothing_has_no_median() {
        assert_eq!(Figures::of(&[], NOW).median_days, None);
        assert_eq!(median(&[1, 5]), Some(1));
    }

    #[test]
    fn a_spreadsheet_gets_counts_and_no_formula() {
        let text =
            csv(&[message(0, None, Some("=1+1")), message(0, None, Some("=1+1")), message(1, None, Some("a,b"))]);
        let lines: Vec<_> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[1], "2026-11-23,idea,'=1+1,,received,2");
        assert_eq!(lines[2], "2026-11-23,idea,\"a,b\",,received,1");
    }
}
