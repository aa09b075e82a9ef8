//! The open hours of the seven coming days, notices included, read from the rule that also says « ouvert ».

use chava_catalogue::civil::{Date, DateTime, MINUTES_PER_DAY};
use chava_catalogue::hours::{OpenState, open_state};
use chava_catalogue::records::Notice;
use yew::prelude::*;

use crate::markup::html;
use crate::messages::{Key, Messages, dates};

/// The most changes of state that are read in a day.
const MAX_CHANGES: usize = 12;

/// What is known of a day.
enum Day {
    Known(Vec<(u16, u16)>),
    Unknown,
}

/// A table of the seven coming days; none where no day is known.
pub fn hours_table(t: &Messages, hours: &str, notices: &[Notice], today: Date) -> Option<Html> {
    let week: Vec<(Date, Day)> =
        (0..7).map(|n| today.add_days(n)).map(|date| (date, day(hours, notices, date))).collect();
    week.iter().any(|(_, day)| matches!(day, Day::Known(_))).then(|| {
        html! {
            <table class="hours">
                <caption>{ t.get(Key::HoursNext) }</caption>
                <tbody>
                    { for week.iter().map(|(date, day)| html! {
                        <tr>
                            <th scope="row">{ dates::weekday(t, date.weekday().index()) }<span class="note">{ dates::day_short(t, *date, today) }</span></th>
                            <td>{ day_words(t, day) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        }
    })
}

fn day(hours: &str, notices: &[Notice], date: Date) -> Day {
    let end_of_day = MINUTES_PER_DAY as u16;
    let mut spans: Vec<(u16, u16)> = Vec::new();
    let mut minute = 0;
    for _ in 0..MAX_CHANGES {
        let (open, next) = match open_state(Some(hours), notices, DateTime { date, minute }) {
            OpenState::Unknown => return Day::Unknown,
            OpenState::Open { until } => (true, until),
            OpenState::ClosingSoon { until } => (true, Some(until)),
            OpenState::Closed { opens } => (false, opens),
        };
        let next = next.filter(|next| next.date == date && next.minute > minute).map_or(end_of_day, |next| next.minute);
        if open {
            spans.push((minute, next));
        }
        if next >= end_of_day {
            break;
        }
        minute = next;
    }
    Day::Known(spans)
}

fn day_words(t: &Messages, day: &Day) -> String {
    match day {
        Day::Unknown => t.get(Key::OpenUnknown).to_string(),
        Day::Known(spans) if spans.is_empty() => t.get(Key::Closed).to_string(),
        Day::Known(spans) if spans[..] == [(0, MINUTES_PER_DAY as u16)] => t.get(Key::HoursAllDay).to_string(),
        Day::Known(spans) => {
            let words: Vec<String> = spans.iter().map(|(from, to)| dates::time_range(t, *from, *to)).collect();
            words.join(", ")
        }
    }
}
