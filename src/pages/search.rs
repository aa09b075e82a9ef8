//! `/chercher`: words and filters, and what they find, as one types; `/carte`: the same filters over the map of the places.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::id::Id;
use chava_catalogue::query::{AccessFilter, CostFilter, Hit, Hits, Match, Query, When};
use chava_catalogue::records::{Kind, Theme};
use yew::prelude::*;

use crate::components::card::card;
use crate::components::forms::{Choice, choice, held, input_value, search_box, select_value};
use crate::components::map::{Map, legend};
use crate::components::near::near_bar;
use crate::components::pager::{pager, pages};
use crate::components::theme_tiles::theme_tiles;
use crate::context::{Ask, View};
use crate::hooks::use_view;
use crate::messages::{Key, Messages, Plural};
use crate::route::{RESULTS_PER_PAGE, Route};

/// Properties of [`Search`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SearchProps {
    /// What the address asks.
    pub query: Query,
    /// The page of results, from 1.
    pub page: usize,
    /// The map of the places instead of the search.
    #[prop_or_default]
    pub is_map: bool,
}

/// How many places a page of the list beside the map holds.
const PLACES_BESIDE_MAP: usize = 20;

/// The search page, or the map. What is typed and chosen wins over the route as long as the visit lasts.
#[component]
pub fn Search(props: &SearchProps) -> Html {
    let view = use_view();
    let (t, catalogue) = (&view.messages, &view.catalogue);
    let state = use_state(|| (props.query.clone(), props.page));
    let (query, page, is_map) = (&state.0, state.1, props.is_map);
    let newest = use_mut_ref(|| None::<Query>);
    let place = use_node_ref();
    // Whatever is drawn meanwhile, the box keeps what was typed.
    let words = held(&place).unwrap_or_else(|| query.words.clone());
    let change = {
        let (state, asked) = (state.clone(), view.asked.clone());
        Callback::from(move |edit: Edit| {
            let before = newest.borrow().clone().unwrap_or_else(|| state.0.clone());
            let is_waiting = newest.replace(Some(edit.apply(&before))).is_some();
            if is_waiting {
                return;
            }
            let (newest, state, answered) = (newest.clone(), state.clone(), asked.clone());
            // Letters that wait already come first: a slow phone searches for the last of them only.
            asked.emit(Ask::Soon(Callback::from(move |()| {
                if let Some(query) = newest.take() {
                    state.set((query.clone(), 1));
                    answered.emit(Ask::Keep(route(is_map, &query, 1)));
                }
            })));
        })
    };
    let choices = use_memo((catalogue.clone(), t.clone()), |(catalogue, t)| Choices::of(catalogue, t));
    let here = view.near.point();
    // Only what is asked for now changes with the minutes.
    let minute = query.when.as_ref().map(|_| view.now);
    let places = use_memo((catalogue.clone(), query.clone(), here, minute), |(catalogue, query, here, _)| {
        if is_map { catalogue.places(query, view.now, *here) } else { Vec::new() }
    });
    let per_page = if is_map { PLACES_BESIDE_MAP } else { RESULTS_PER_PAGE };
    let offset = (page - 1).saturating_mul(per_page);
    let hits = if is_map {
        let shown = places.iter().skip(offset).take(per_page);
        let hits = shown.map(|row| Hit { kind: Kind::Place, id: catalogue.place_id(*row) }).collect();
        Hits { total: places.len(), hits, matched: Match::All }
    } else {
        catalogue.search_from(query, view.now, here, offset, per_page)
    };
    {
        let asked = view.asked.clone();
        use_effect_with(query.clone(), move |query| asked.emit(Ask::SearchPainted(query.words.clone())));
    }

    let oninput = on(&change, |event: &InputEvent| input_value(event).map(Edit::Words));
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <div class={if is_map { "search atlas" } else { "search" }}>
            <search>
                <form action={if is_map { "/carte" } else { "/chercher" }} method="get" {onsubmit}>
                    <h1>{ t.get(if is_map { Key::MapTitle } else { Key::SearchTitle }) }</h1>
                    if !is_map { { search_box(t, Some(words), place, oninput) } }
                    { filters(t, &choices, query, &change) }
                    if is_map { <noscript><button type="submit" class="button">{ t.get(Key::SettingsApply) }</button></noscript> }
                </form>
                { near_bar(&view) }
            </search>
            if is_map { <div class="atlas-map"><Map rows={places} query={query.clone()} />{ legend(&view) }</div> }
            <section class="found" id="liste" aria-label={t.get(Key::SearchResults)}>
                <p class="count" role="status" data-testid="result-count" data-count={hits.total.to_string()}>
                    { t.plural(if is_map { Plural::PlacesCount } else { Plural::ResultsCount }, hits.total, &[]) }
                    { explanation(t, &hits) }
                </p>
                <ul class="cards">
                    { for hits.hits.iter().map(|hit| card(&hit.kind, &hit.id)) }
                </ul>
                { pager(t, page, pages(hits.total, per_page), |page| route(is_map, query, page).href()) }
                if hits.hits.is_empty() { { nothing(&view, query, page, is_map) } }
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

/// Edits the query at each event, where something can be read from it.
fn on<E: 'static>(change: &Callback<Edit>, read: impl Fn(&E) -> Option<Edit> + 'static) -> Callback<E> {
    let change = change.clone();
    Callback::from(move |event| {
        if let Some(edit) = read(&event) {
            change.emit(edit);
        }
    })
}

fn route(is_map: bool, query: &Query, page: usize) -> Route {
    let query = query.clone();
    if is_map { Route::Map { query, page } } else { Route::Search { query, page } }
}

/// What the filters offer; worked out once for a catalogue and a language.
struct Choices {
    themes: Vec<Choice>,
    sections: Vec<Choice>,
    when: Vec<Choice>,
    cost: Vec<Choice>,
    access: Vec<Choice>,
}

impl Choices {
    fn of(catalogue: &Catalogue, t: &Messages) -> Self {
        let codes = |group: &str, codes: &mut dyn Iterator<Item = &str>| -> Vec<Choice> {
            codes.map(|code| (code.to_owned().into(), t.code(group, code))).collect()
        };
        let label = |theme: &Theme| AttrValue::from(theme.label.get(t.language()).to_owned());
        let section = |section: Box<str>| (section.to_string().into(), section.to_string().into());
        Self {
            themes: catalogue.themes().iter().map(|theme| (theme.id.to_string().into(), label(theme))).collect(),
            sections: catalogue.sections().into_iter().map(section).collect(),
            when: codes("when", &mut When::ALL.iter().map(When::as_str)),
            cost: codes("cost_filter", &mut CostFilter::ALL.iter().map(CostFilter::as_str)),
            access: codes("access_filter", &mut AccessFilter::ALL.iter().map(AccessFilter::as_str)),
        }
    }
}

fn filters(t: &Messages, choices: &Choices, query: &Query, change: &Callback<Edit>) -> Html {
    let on = |edit: fn(String) -> Edit| on(change, move |event: &Event| select_value(event).map(edit));
    let (theme, section) = (query.theme.as_ref().map_or("", Id::as_str), query.section.as_deref().unwrap_or(""));
    let when = query.when.as_ref().map_or("", When::as_str);
    let cost = query.cost.as_ref().map_or("", CostFilter::as_str);
    let access = query.access.as_ref().map_or("", AccessFilter::as_str);
    let (all, any) = (t.get(Key::FilterAll), t.get(Key::FilterAny));
    html! {
        <fieldset class="filters">
            <legend class="for-ears">{ t.get(Key::SearchFilters) }</legend>
            { choice("theme", "filter-theme", t.get(Key::FilterTheme), &all, theme, &choices.themes, on(Edit::Theme)) }
            { choice("section", "filter-section", t.get(Key::FilterSection), &all, section, &choices.sections, on(Edit::Section)) }
            { choice("quand", "filter-when", t.get(Key::FilterWhen), &any, when, &choices.when, on(Edit::When)) }
            { choice("cout", "filter-cost", t.get(Key::FilterCost), &any, cost, &choices.cost, on(Edit::Cost)) }
            { choice("acces", "filter-access", t.get(Key::FilterAccess), &any, access, &choices.access, on(Edit::Access)) }
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
fn nothing(view: &View, query: &Query, page: usize, is_map: bool) -> Html {
    let t = &view.messages;
    let filtered = *query != (Query { words: query.words.clone(), ..Query::default() });
    let unfiltered = route(is_map, &Query { words: query.words.clone(), ..Query::default() }, 1).href();
    html! {
        <div class="nothing">
            if page > 1 {
                <p>{ t.get(Key::PageEmpty) }{ " " }<a href={route(is_map, query, 1).href()}>{ t.get(Key::ListFirst) }</a></p>
            } else {
                <p>{ t.get(Key::SearchNone) }{ " " }{ t.get(Key::SearchNoneHelp) }</p>
            }
            if filtered { <p><a class="button" href={unfiltered}>{ t.get(Key::SearchClear) }</a></p> }
            <p><a href="/chercher?q=aide&acces=sans-rendez-vous">{ t.get(Key::SearchPerson) }</a></p>
            { theme_tiles(view) }
        </div>
    }
}
