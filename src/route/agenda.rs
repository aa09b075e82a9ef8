//! The address of the agenda: its days, or the moment one asks for, and its filters.

use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::query::{Query, When, Window};

use super::query;

/// How many days are shown where the address doesn't say.
const DAYS: i32 = 7;

/// The most days that are shown at once.
const MAX_DAYS: i32 = 92;

/// `/agenda?du=&au=&quand=&theme=&section=&cout=&acces=&page=`, and `jour=` from the day picker.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaRoute {
    /// The first day; it wins over the moment.
    pub from: Option<Date>,
    /// The last day, included.
    pub to: Option<Date>,
    /// The filters and the moment; it has no words.
    pub filters: Query,
    /// The page of a long agenda, from 1.
    pub page: usize,
}

impl Default for AgendaRoute {
    fn default() -> Self {
        Self { from: None, to: None, filters: Query::default(), page: 1 }
    }
}

impl AgendaRoute {
    /// Reads a query without `?`.
    pub(super) fn parse(text: &str) -> Self {
        let day = query::date(text, "jour");
        let (from, to) = (day.or_else(|| query::date(text, "du")), day.or_else(|| query::date(text, "au")));
        let filters = Query { words: String::new(), ..query::search(text) };
        Self { from, to, filters, page: query::page(text) }
    }

    /// The path with its query.
    pub fn href(&self) -> String {
        let text = |date: Option<Date>| date.map_or(String::new(), |date| date.to_string());
        let (from, to) = (text(self.from), text(self.to));
        query::search_href("/agenda", &[("du", &from), ("au", &to)], &self.filters, self.page)
    }

    /// The days that are shown: those of the address, else those of the moment, else a week from today.
    pub fn window(&self, now: DateTime) -> Window {
        let today = now.date;
        if self.from.is_none() && self.to.is_none() {
            let window = self.filters.when.as_ref().and_then(|when| when.window(now));
            return window.unwrap_or(Window::of_days(today, today.add_days(DAYS - 1)));
        }
        let from = self.from.unwrap_or(today);
        let to = self.to.unwrap_or(from.add_days(DAYS - 1)).clamp(from, from.add_days(MAX_DAYS - 1));
        Window::of_days(from, to)
    }

    /// The same filters at a moment.
    pub fn at(&self, when: Option<When>) -> Self {
        Self { filters: Query { when, ..self.filters.clone() }, ..Self::default() }
    }

    /// The same filters from one day to another, both included.
    pub fn between(&self, from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to), ..self.at(None) }
    }
}

#[cfg(test)]
mod tests {
    use chava_catalogue::query::DayPart;

    use super::*;

    fn window(query: &str) -> (String, String, bool) {
        // A Thursday.
        let window = AgendaRoute::parse(query).window(DateTime::parse("2026-11-26T15:00").unwrap());
        (window.from.to_string(), window.to.to_string(), window.part == DayPart::Evening)
    }

    fn days(from: &str, to: &str) -> (String, String, bool) {
        (from.into(), to.into(), false)
    }

    #[test]
    fn an_address_says_which_days_it_means() {
        assert_eq!(window(""), days("2026-11-26", "2026-12-02"));
        assert_eq!(window("quand=ce-soir"), ("2026-11-26".into(), "2026-11-26".into(), true));
        assert_eq!(window("quand=week-end"), days("2026-11-28", "2026-11-29"));
        assert_eq!(window("quand=semaine"), days("2026-11-26", "2026-11-29"));
        assert_eq!(window("du=2026-12-01&au=2026-12-03"), days("2026-12-01", "2026-12-03"));
        assert_eq!(window("du=2026-12-01"), days("2026-12-01", "2026-12-07"));
    }

    #[test]
    fn the_picked_day_wins_over_what_the_form_had() {
        assert_eq!(
            window("du=2026-12-01&au=2026-12-03&quand=demain&jour=2027-01-05"),
            days("2027-01-05", "2027-01-05")
        );
        assert_eq!(window("du=2026-12-01&au=2026-12-03&jour="), days("2026-12-01", "2026-12-03"));
    }

    #[test]
    fn too_many_days_and_days_the_wrong_way_round_are_put_right() {
        assert_eq!(window("du=2026-12-05&au=2026-12-01"), days("2026-12-05", "2026-12-05"));
        assert_eq!(window("du=2026-01-01&au=2126-01-01"), days("2026-01-01", "2026-04-02"));
    }

    #[test]
    fn another_moment_keeps_the_filters() {
        let route = AgendaRoute::parse("du=2026-12-01&au=2026-12-03&theme=x&cout=gratuit&page=2");
        assert_eq!(route.href(), "/agenda?du=2026-12-01&au=2026-12-03&theme=x&cout=gratuit&page=2");
        assert_eq!(route.at(Some(When::Tomorrow)).href(), "/agenda?theme=x&quand=demain&cout=gratuit");
    }
}
