//! The form fields that several pages share, and how what was typed is read from them.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, UrlSearchParams};
use yew::prelude::*;

use crate::components::icon::{Icon, icon};
use crate::messages::{Key, Messages};
use crate::route::decode;

/// What an input field holds.
pub fn input_value(event: &InputEvent) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// The words in the search box of a form that was sent.
pub fn submitted_words(event: &SubmitEvent) -> Option<String> {
    field_of(event, "q")
}

/// What a field of a form that was sent holds.
pub fn field_of(event: &SubmitEvent, name: &str) -> Option<String> {
    let form = event.target_dyn_into::<Element>()?;
    let input = form.query_selector(&["input[name=", name, "]"].concat()).ok().flatten()?;
    Some(input.dyn_into::<HtmlInputElement>().ok()?.value())
}

/// What was typed into a field that one has left.
pub fn typed(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value())
}

/// Gives the focus to an element that has just been drawn.
pub fn focus(place: &NodeRef) {
    if let Some(element) = place.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// What the fields of a form hold, as HTML would send it.
pub fn written(form: &NodeRef) -> Option<String> {
    fields_of(&form.cast()?)
}

/// The same of the form itself.
pub fn fields_of(form: &HtmlFormElement) -> Option<String> {
    let data = FormData::new_with_form(form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(query.to_string().into())
}

/// What a choice is set to.
pub fn select_value(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value())
}

/// The file that was chosen; the field is empty again then, so that the same file can be chosen once more.
pub fn chosen_file(event: &Event) -> Option<web_sys::File> {
    let input = event.target_dyn_into::<HtmlInputElement>()?;
    let file = input.files()?.get(0)?;
    input.set_value("");
    Some(file)
}

/// What a box holds that stands in the page already. It alone knows the letters typed since the last drawing.
pub fn held(place: &NodeRef) -> Option<String> {
    place.cast::<HtmlInputElement>().map(|input| input.value())
}

/// The search box with its button, for inside a form that goes to `/chercher`; without words it keeps what is typed.
pub fn search_box(t: &Messages, words: Option<String>, place: NodeRef, oninput: Callback<InputEvent>) -> Html {
    html! {
        <div class="search-box">
            <label class="for-ears" for="q">{ t.get(Key::SearchLabel) }</label>
            <input ref={place} id="q" data-testid="search-input" name="q" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="none"
                maxlength="200" placeholder={t.get(Key::SearchHint)} value={words} {oninput} />
            <button type="submit" class="button strong" aria-label={t.get(Key::SearchButton)}>{ icon(Icon::Search) }<span>{ t.get(Key::SearchButton) }</span></button>
        </div>
    }
}

/// One option of a choice: its code and its words.
pub type Choice = (AttrValue, AttrValue);

/// A labelled choice; its first option, with an empty code, is everything.
pub fn choice(
    id: &'static str,
    testid: &'static str,
    label: AttrValue,
    all: &AttrValue,
    chosen: &str,
    options: &[Choice],
    onchange: Callback<Event>,
) -> Html {
    html! {
        <p class="choice">
            <label for={id}>{ label }</label>
            <select {id} name={id} data-testid={testid} {onchange}>
                <option value="" selected={chosen.is_empty()}>{ all.clone() }</option>
                { for options.iter().map(|(code, words)| {
                    let selected = code.as_str() == chosen;
                    html! { <option value={code.clone()} {selected}>{ words.clone() }</option> }
                }) }
            </select>
        </p>
    }
}

/// The parameters of an address as hidden fields, so that a form keeps them; all but the one named.
pub fn kept_parameters(href: &str, except: &str) -> Html {
    let query = href.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| *name != except)
        .map(|(name, value)| {
            let value = decode(&value.replace('+', " ")).into_owned();
            html! { <input type="hidden" name={name.to_owned()} {value} /> }
        })
        .collect()
}
