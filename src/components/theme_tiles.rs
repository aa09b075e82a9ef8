//! The three themes as tiles: a shape, then a name.

use yew::prelude::*;

use crate::components::shape::{Shape, shape};
use crate::components::text::words;
use crate::context::View;
use crate::markup::html;
use crate::messages::Key;
use crate::route::Route;

/// The themes, each a link to its page.
pub fn theme_tiles(view: &View) -> Html {
    let t = &view.messages;
    let catalogue = &view.catalogue;
    html! {
        <section class="themes" aria-labelledby="themes">
            <h2 id="themes" class="for-ears">{ t.get(Key::HomeThemes) }</h2>
            <ul>
                { for catalogue.themes().into_iter().map(|theme| {
                    let sign = Shape::of_theme(theme.id.as_str());
                    let label = words(t, &theme.label);
                    html! { <li><a class={["tile ", sign.class()].concat()} href={Route::Theme(theme.id).href()}>{ shape(sign) }<span>{ label }</span></a></li> }
                }) }
            </ul>
        </section>
    }
}
