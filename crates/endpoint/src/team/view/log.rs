//! The page of the log.

use maud::html;

use super::parts::{moment, pager};
use super::{Page, Tab};
use crate::team::form::Fields;
use crate::team::log::Line;
use crate::team::session::Member;
use crate::team::words as w;

/// The lines of the log on a page.
pub struct LogPage {
    /// The lines, newest first.
    pub lines: Vec<Line>,
    /// Where the chain is broken, if it is.
    pub broken_at: Option<i64>,
    /// Which page, from 1.
    pub page: i64,
    /// Whether older lines follow.
    pub has_more: bool,
}

/// Draws the log.
pub fn page(log: &LogPage, fields: &Fields, member: &Member, links: &str) -> String {
    let content = html! {
        p { (w::LOG_INTRO) }
        @match log.broken_at {
            None => p.notice role="status" { (w::LOG_WHOLE) "." },
            Some(number) => p.notice.wrong role="alert" { (w::LOG_BROKEN) " " (number) "." },
        }
        @if log.lines.is_empty() { p { (w::LOG_EMPTY) } } @else {
            div.scroll tabindex="0" role="region" aria-label=(w::LOG_TITLE) {
                table {
                    thead { tr {
                        @for name in [w::NUMBER, w::WHEN, w::WHO, w::WHAT, w::SUBJECT, w::NOTE, w::FINGERPRINT] {
                            th scope="col" { (name) }
                        }
                    } }
                    tbody {
                        @for line in &log.lines {
                            tr {
                                td.number { (line.number) }
                                td { (moment(line.at)) }
                                td { (line.member) }
                                td { (w::act(&line.act)) }
                                td { (line.subject) }
                                td { (line.note) }
                                td { code { (line.sha256.get(..12).unwrap_or_default()) } }
                            }
                        }
                    }
                }
            }
        }
        (pager(fields, "/equipe/journal", log.page, log.has_more))
    };
    Page { title: w::LOG_TITLE, tab: Tab::Log, member: Some(member), content }.document(links)
}
