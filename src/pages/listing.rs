//! `/lieux` and `/acteurs`: everything of a kind, by name, in pages.

use chava_catalogue::records::Kind;
use yew::prelude::*;

use crate::components::card::Card;
use crate::components::pager::{pager, pages};
use crate::hooks::{use_catalogue, use_messages};
use crate::messages::{Key, Plural};
use crate::route::{PAGE_SIZE, Route};

/// Properties of [`Listing`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ListingProps {
    /// The kind: place or organisation.
    pub kind: Kind,
    /// The page, from 1.
    pub page: usize,
}

/// A page of a list.
#[component]
pub fn Listing(props: &ListingProps) -> Html {
    let t = use_messages();
    let catalogue = use_catalogue();
    let (title, intro, plural) = match props.kind {
        Kind::Place => (Key::PlacesTitle, Key::PlacesDescription, Plural::PlacesCount),
        _ => (Key::OrganisationsTitle, Key::OrganisationsDescription, Plural::OrganisationsCount),
    };
    let kind = props.kind.clone();
    let href =
        move |page| if kind == Kind::Place { Route::Places { page } } else { Route::Organisations { page } }.href();
    let total = catalogue.count(&props.kind);
    let ids = catalogue.list(&props.kind, (props.page - 1).saturating_mul(PAGE_SIZE), PAGE_SIZE);
    html! {
        <>
            <h1>{ t.get(title) }</h1>
            <p>{ t.get(intro) }</p>
            <p class="count" data-testid="result-count" data-count={total.to_string()}>{ t.plural(plural, total, &[]) }</p>
            if ids.is_empty() && total > 0 {
                <p>{ t.get(Key::PageEmpty) }{ " " }<a href={href(1)}>{ t.get(Key::ListFirst) }</a></p>
            }
            <ul class="cards">
                { for ids.into_iter().map(|id| html! {
                    <Card key={id.as_str()} catalogue={catalogue.clone()} kind={props.kind.clone()} id={id.clone()} />
                }) }
            </ul>
            { pager(&t, props.page, pages(total, PAGE_SIZE), href) }
        </>
    }
}
