//! `/chercher`: words and filters, and what they find, as one types.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::id::Id;
use chava_catalogue::query::{AccessFilter, CostFilter, Hits, Match, Query, When};
use yew::prelude::*;

use crate::components::card::Card;
use crate::components::forms::{Choice, choice, input_value, passing, search_box, select_value};
use crate::components::pager::{pager, pages};
use crate::components::theme_tiles::ThemeTiles;
use crate::hooks::{use_actions, use_catalogue, use_messages, use_now};
use crate::messages::{Key, Messages, Plural};
use crate::route::{RESULTS_PER_PAGE, Route};

/// Properties of [`Search`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SearchProps {
    /// What the address asks.
    pub query: Query,
    /// The page of results, from 1.
    pub page: usize,
}

/// The search page. What is typed wins over the route, until another route of this page is opened.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let t = use_messages();
    let catalogue = use_catalogue();
    let now = use_now();
    let actions = use_actions();
    let typed = use_state_eq(|| None::<Query>);
    {
        let typed = typed.clone();
        use_effect_with(address(&props.query, props.page), move |_| typed.set(None));
    }

    let (query, page) = match &*typed {
        Some(query) => (query.clone(), 1),
        None => (props.query.clone(), props.page),
    };
    let change = {
        let query = query.clone();
        let (typed, search) = (typed.clone(), actions.search.clone());
        Callback::from(move |edit: Edit| {
            let query = edit.apply(&query);
            typed.set(Some(query.clone()));
            search.emit(query);
        })
    };
    let hits = use_memo((catalogue.clone(), query.clone(), page, now), |(catalogue, query, page, now)| {
        catalogue.search(query, *now, (page - 1).saturating_mul(RESULTS_PER_PAGE), RESULTS_PER_PAGE)
    });
    {
        let painted = actions.search_painted.clone();
        use_effect_with(query.words.clone(), move |words| painted.emit(words.clone()));
    }

    let oninput = passing(&change, |event: InputEvent| input_value(&event).map(Edit::Words));
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <div class="search">
            <search>
                <form action="/chercher" method="get" {onsubmit}>
                    <h1>{ t.get(Key::SearchTitle) }</h1>
                    { search_box(&t, &query.words, oninput) }
                    { filters(&t, &catalogue, &query, &change) }
                </form>
            </search>
            <section class="found" aria-label={t.get(Key::SearchResults)}>
                <p class="count" role="status" data-testid="result-count" data-count={hits.total.to_string()}>
                    { t.plural(Plural::ResultsCount, hits.total, &[]) }
                    { explanation(&t, &hits) }
                </p>
                <ul class="cards">
                    { for hits.hits.iter().map(|hit| html! {
                        <Card key={format!("{}/{}", hit.kind.as_str(), hit.id.as_str())} catalogue={catalogue.clone()} kind={hit.kind.clone()} id={hit.id.clone()} />
                    }) }
                </ul>
                { pager(&t, page, pages(hits.total, RESULTS_PER_PAGE), |page| address(&query, page)) }
                if hits.hits.is_empty() { { nothing(&t, &query, page) } }
            </section>
        </div>
    }
}

/// A change of the query by the person.
enum Edit {
    Words(String),
    Theme(String),
    Section(String),
    When(String),
    Cost(String),
    Access(String),
}

impl Edit {
    fn apply(self, query: &Query) -> Query {
        let mut query = query.clone();
        let chosen = |code: String| (!code.is_empty()).then_some(code);
        match self {
            Self::Words(words) => query.words = words,
            Self::Theme(code) => query.theme = chosen(code).map(Id::new),
            Self::Section(code) => query.section = chosen(code).map(Into::into),
            Self::When(code) => query.when = chosen(code).map(|code| When::from_code(&code)),
            Self::Cost(code) => query.cost = chosen(code).map(|code| CostFilter::from_code(&code)),
            Self::Access(code) => query.access = chosen(code).map(|code| AccessFilter::from_code(&code)),
        }
        query
    }
}

fn address(query: &Query, page: usize) -> String {
    Route::Search { query: query.clone(), page }.href()
}

fn filters(t: &Messages, catalogue: &Catalogue, query: &Query, change: &Callback<Edit>) -> Html {
    let on = |edit: fn(String) -> Edit| passing(change, move |event: Event| select_value(&event).map(edit));
    let codes = |group: &str, codes: &mut dyn Iterator<Item = &str>| -> Vec<Choice> {
        codes.map(|code| (code.to_owned().into(), t.code(group, code))).collect()
    };
    let themes = catalogue
        .themes()
        .into_iter()
        .map(|theme| (theme.id.as_str().to_owned().into(), theme.label.get(t.language()).to_owned().into()))
        .collect();
    let sections = catalogue
        .sections()
        .into_iter()
        .map(|section| (section.to_string().into(), section.to_string().into()))
        .collect();
    let (all, any) = (t.get(Key::FilterAll), t.get(Key::FilterAny));
    let when = codes("when", &mut When::ALL.iter().map(When::as_str));
    let cost = codes("cost_filter", &mut CostFilter::ALL.iter().map(CostFilter::as_str));
    let access = codes("access_filter", &mut AccessFilter::ALL.iter().map(AccessFilter::as_str));
    html! {
        <fieldset class="filters">
            <legend class="for-ears">{ t.get(Key::SearchFilters) }</legend>
            { choice("theme", "filter-theme", t.get(Key::FilterTheme), all.clone(), query.theme.as_ref().map_or("", Id::as_str), themes, on(Edit::Theme)) }
            { choice("section", "filter-section", t.get(Key::FilterSection), all, query.section.as_deref().unwrap_or(""), sections, on(Edit::Section)) }
            { choice("quand", "filter-when", t.get(Key::FilterWhen), any.clone(), query.when.as_ref().map_or("", When::as_str), when, on(Edit::When)) }
            { choice("cout", "filter-cost", t.get(Key::FilterCost), any.clone(), query.cost.as_ref().map_or("", CostFilter::as_str), cost, on(Edit::Cost)) }
            { choice("acces", "filter-access", t.get(Key::FilterAccess), any, query.access.as_ref().map_or("", AccessFilter::as_str), access, on(Edit::Access)) }
        </fieldset>
    }
}

fn explanation(t: &Messages, hits: &Hits) -> Html {
    let key = match hits.matched {
        Match::All => return Html::default(),
        Match::Some => Key::SearchSome,
        Match::Nearest => Key::SearchNearest,
    };
    html! { <span class="note">{ t.get(key) }</span> }
}

/// Never a dead end: without the filters, from a theme, or with a person.
fn nothing(t: &Messages, query: &Query, page: usize) -> Html {
    let filtered = *query != (Query { words: query.words.clone(), ..Query::default() });
    let unfiltered = address(&Query { words: query.words.clone(), ..Query::default() }, 1);
    html! {
        <div class="nothing">
            if page > 1 {
                <p>{ t.get(Key::PageEmpty) }{ " " }<a href={address(query, 1)}>{ t.get(Key::ListFirst) }</a></p>
            } else {
                <p>{ t.get(Key::SearchNone) }{ " " }{ t.get(Key::SearchNoneHelp) }</p>
            }
            if filtered { <p><a class="button" href={unfiltered}>{ t.get(Key::SearchClear) }</a></p> }
            <p><a href="/chercher?q=aide&acces=sans-rendez-vous">{ t.get(Key::SearchPerson) }</a></p>
            <ThemeTiles />
        </div>
    }
}
