//! `/lieux` and `/acteurs`: everything of a kind, by name, in pages.

use chava_catalogue::query::Query;
use chava_catalogue::records::Kind;
use yew::prelude::*;

use crate::components::card::card;
use crate::components::near::near_bar;
use crate::components::pager::{pager, pages};
use crate::context::View;
use crate::markup::html;
use crate::messages::{Key, Plural};
use crate::route::{Door, PAGE_SIZE, Route};

/// A page of a list.
pub fn listing(view: &View, kind: &Kind, page: usize) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    let (title, intro, plural) = match kind {
        Kind::Place => (Key::PlacesTitle, Key::PlacesDescription, Plural::PlacesCount),
        _ => (Key::OrganisationsTitle, Key::OrganisationsDescription, Plural::OrganisationsCount),
    };
    let href = |page| if *kind == Kind::Place { Route::Places { page } } else { Route::Organisations { page } }.href();
    let total = catalogue.count(kind);
    let offset = (page - 1).saturating_mul(PAGE_SIZE);
    let ids = match view.near.point().filter(|_| *kind == Kind::Place) {
        None => catalogue.list(kind, offset, PAGE_SIZE),
        here => {
            let rows = catalogue.places(&Query::default(), view.now, here);
            rows.into_iter().skip(offset).take(PAGE_SIZE).map(|row| catalogue.place_id(row)).collect()
        }
    };
    html! {
        <>
            <h1>{ t.get(title) }</h1>
            <p>{ t.get(intro) }</p>
            if *kind == Kind::Place { { near_bar(view) } }
            <p class="count" data-testid="result-count" data-count={total.to_string()}>{ t.plural(plural, total, &[]) }</p>
            if ids.is_empty() && total > 0 {
                <p>{ t.get(Key::PageEmpty) }{ " " }<a href={href(1)}>{ t.get(Key::ListFirst) }</a></p>
            }
            if *kind == Kind::Organisation {
                <p><a class="more" href={Route::door(Door::Collaboration).href()}>{ t.get(Key::OrganisationsSay) }</a></p>
            }
            <ul class="cards">
                { for ids.iter().map(|id| card(kind, id)) }
            </ul>
            { pager(t, page, pages(total, PAGE_SIZE), href) }
        </>
    }
}
