//! The hours of the seven coming days, notices and comments included.

use chava_catalogue::civil::{Date, MINUTES_PER_DAY};
use chava_catalogue::hours::{Hours, Span, State};
use chava_catalogue::records::Notice;
use yew::prelude::*;

use crate::markup::html;
use crate::messages::{Key, Messages, dates};

/// A table of the seven coming days; none where the hours can't be read.
pub fn hours_table(t: &Messages, hours: &str, notices: &[Notice], today: Date) -> Option<Html> {
    let week = Hours::parse(hours).ok()?.week(today, notices);
    Some(html! {
        <table class="hours">
            <caption>{ t.get(Key::HoursNext) }</caption>
            <tbody>
                { for week.iter().map(|day| html! {
                    <tr>
                        <th scope="row">{ dates::weekday(t, day.weekday.index()) }<span class="note">{ dates::day_short(t, day.date, today) }</span></th>
                        <td>{ day_words(t, &day.spans) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    })
}

fn day_words(t: &Messages, spans: &[Span]) -> String {
    if spans.is_empty() {
        return t.get(Key::Closed).to_string();
    }
    let words: Vec<String> = spans.iter().map(|span| span_words(t, span)).collect();
    words.join(", ")
}

/// « 09:00 – 12:00 », « 14:00 – 16:00 (sur rendez-vous) », « Heures inconnues ».
fn span_words(t: &Messages, span: &Span) -> String {
    let is_whole_day = (span.start, span.end) == (0, MINUTES_PER_DAY as u16);
    let unsaid = match span.state {
        State::Unknown => Some(t.get(Key::OpenUnknown)),
        _ => None,
    };
    let time = match (is_whole_day, &unsaid) {
        (true, Some(unknown)) if span.comment.is_none() => return unknown.to_string(),
        (true, _) => t.get(Key::HoursAllDay).to_string(),
        (false, _) => dates::time_range(t, span.start, clock(span.end)),
    };
    match span.comment.as_deref().or(unsaid.as_deref()) {
        Some(words) => [&time, " (", words, ")"].concat(),
        None => time,
    }
}

/// The minute of the next day where a span goes on beyond midnight.
fn clock(end: u16) -> u16 {
    let day = MINUTES_PER_DAY as u16;
    if end > day { end - day } else { end }
}
