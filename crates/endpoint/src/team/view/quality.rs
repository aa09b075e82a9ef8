//! The page of the quality of records.

use maud::{Markup, html};

use super::facts::address_of;
use super::parts::pager;
use super::{Page, Tab};
use crate::team::form::Fields;
use crate::team::labels;
use crate::team::quality::{Flagged, Rated};
use crate::team::session::Member;
use crate::team::words as w;

/// What the page shows.
pub struct QualityPage<'a> {
    /// What people find wrong.
    pub flagged: &'a [Flagged],
    /// A part of the rated records, worst first.
    pub rated: &'a [Rated],
    /// Which page, from 1.
    pub page: i64,
    /// Whether better ones follow.
    pub has_more: bool,
}

/// Draws it.
pub fn page(quality: &QualityPage<'_>, fields: &Fields, member: &Member, links: &str) -> String {
    let content = html! {
        section { h2 { (w::FLAGGED) } (flagged(quality.flagged)) }
        section {
            h2 { (w::SCORE) }
            p { (w::QUALITY_INTRO) }
            div.scroll tabindex="0" role="region" aria-label=(w::QUALITY_TITLE) {
                table {
                    thead { tr {
                        th.number scope="col" { (w::SCORE) }
                        th scope="col" { (w::RECORD_NAME) }
                        th scope="col" { (w::F_KIND) }
                        th scope="col" { (w::MISSING) }
                    } }
                    tbody {
                        @for record in quality.rated {
                            tr {
                                td.number { (record.quality.score) }
                                th scope="row" { (link(&record.kind, &record.id, &record.name)) }
                                td { (labels::label("kind", record.kind.as_str())) }
                                td { (gaps(record)) }
                            }
                        }
                    }
                }
            }
            (pager(fields, "/equipe/qualite", quality.page, quality.has_more))
        }
    };
    Page { title: w::QUALITY_TITLE, tab: Tab::Quality, member: Some(member), content }.document(links)
}

fn gaps(record: &Rated) -> String {
    record.quality.gaps.iter().map(|gap| w::gap(*gap)).collect::<Vec<_>>().join(", ")
}

fn link(kind: &chava_catalogue::records::Kind, id: &str, name: &str) -> Markup {
    html! {
        @match address_of(kind, id) {
            Some(address) => a href=(address) { (name) },
            None => (name),
        }
    }
}

fn flagged(all: &[Flagged]) -> Markup {
    html! {
        @if all.is_empty() { p { (w::FLAGGED_NONE) } } @else {
            div.scroll tabindex="0" role="region" aria-label=(w::FLAGGED) {
                table {
                    thead { tr {
                        th scope="col" { (w::RECORD_NAME) }
                        th scope="col" { (w::FLAGS) }
                        th scope="col" { (w::COUNT) }
                    } }
                    tbody {
                        @for record in all {
                            tr {
                                th scope="row" { (link(&record.kind, &record.id, &record.name)) }
                                td {
                                    @for (observation, count) in &record.seen {
                                        (labels::observation(observation)) " (" (count) ") "
                                    }
                                }
                                td { a href={ "/equipe/messages/" (record.first) } { (w::READ) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
