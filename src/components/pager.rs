//! The links between the pages of a list.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::markup::html;
use crate::messages::{Key, Messages};

/// How many pages a list has; an empty one has one.
pub fn pages(total: usize, per_page: usize) -> usize {
    total.div_ceil(per_page).max(1)
}

/// Links to the page before and the page after, where there are such pages.
pub fn pager(t: &Messages, page: usize, pages: usize, href: impl Fn(usize) -> String) -> Html {
    if pages < 2 {
        return Html::default();
    }
    let words = t.with(Key::PageOf, &[("page", &page.to_string()), ("pages", &pages.to_string())]);
    html! {
        <nav class="pager" aria-label={t.get(Key::PageNav)}>
            if page > 1 { <a class="button" rel="prev" href={href((page - 1).min(pages))}>{ icon(Icon::Previous) }{ t.get(Key::PagePrevious) }</a> }
            <span>{ words }</span>
            if page < pages { <a class="button" rel="next" href={href(page + 1)}>{ t.get(Key::PageNext) }{ icon(Icon::Next) }</a> }
        </nav>
    }
}
