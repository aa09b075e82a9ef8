//! The page of numbers: each plot with its table.

use chava_catalogue::records::Theme;
use chava_contribution::kind::Kind;
use maud::{Markup, html};

use super::plot::{Bar, flat, standing};
use super::{Page, Tab};
use crate::team::figures::{Figures, Row};
use crate::team::labels;
use crate::team::role::Permission;
use crate::team::session::Member;
use crate::team::words as w;

/// Draws the numbers.
pub fn page(figures: &Figures, themes: &[Theme], member: &Member, links: &str) -> String {
    let weeks: Vec<Bar> = figures.weeks.iter().map(|(monday, count)| (short_day(*monday), *count)).collect();
    let newest_first: Vec<Bar> = weeks.iter().rev().cloned().collect();
    let named = |rows: &[Row], none: &str, name: &dyn Fn(&str) -> String| -> Vec<Bar> {
        let name = |code: &str| if code.is_empty() { none.to_owned() } else { name(code) };
        rows.iter().map(|(code, count)| (name(code), *count)).collect()
    };
    let by_theme = named(&figures.themes, w::NO_THEME, &|id| labels::theme(themes, id));
    let by_section = named(&figures.sections, w::NO_SECTION, &str::to_owned);
    let by_kind = named(&figures.kinds, "", &|code| labels::kind(&Kind::from_code(code)).to_owned());
    let days = |days: Option<i64>| days.map_or_else(|| w::NONE_YET.to_owned(), |days| days.to_string());
    let content = html! {
        p { (w::FIGURES_INTRO) }
        ul.big {
            li { strong { (figures.total) } (w::TOTAL) }
            li { strong { (figures.open) } (w::WAITING) }
            li { strong { (days(figures.oldest_days)) } (w::OLDEST) }
            li { strong { (days(figures.median_days)) } (w::MEDIAN) }
        }
        @if member.role.may(Permission::Export) {
            p { a.button href="/equipe/chiffres.csv" download="chava-chiffres.csv" { (w::CSV) } }
        }
        (part(w::PER_WEEK, w::WEEK_OF, &newest_first, &standing(&weeks, w::PER_WEEK, 4)))
        (part(w::BY_THEME, w::F_THEME, &by_theme, &flat(&by_theme, w::BY_THEME)))
        (part(w::BY_SECTION, w::F_SECTION, &by_section, &flat(&by_section, w::BY_SECTION)))
        (part(w::BY_KIND, w::F_KIND, &by_kind, &flat(&by_kind, w::BY_KIND)))
    };
    Page { title: w::FIGURES_TITLE, tab: Tab::Figures, member: Some(member), content }.document(links)
}

fn short_day(date: chava_catalogue::civil::Date) -> String {
    let (_, month, day) = date.ymd();
    format!("{day}/{month}")
}

fn part(title: &str, first: &str, bars: &[Bar], plot: &Markup) -> Markup {
    html! {
        section {
            h2 { (title) }
            div.two {
                div { (plot) }
                div.scroll.low tabindex="0" role="region" aria-label=(title) {
                    table {
                        caption.for-ears { (title) }
                        thead { tr { th scope="col" { (first) } th.number scope="col" { (w::COUNT) } } }
                        tbody {
                            @for (name, count) in bars {
                                tr { th scope="row" { (name) } td.number { (count) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
