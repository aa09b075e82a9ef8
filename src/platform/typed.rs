//! What somebody types and chooses in a page that is about to be replaced, carried into the one that comes.

use js_sys::{JsString, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement, HtmlFormElement, MutationObserver, MutationObserverInit};

use super::dom::document;

/// The fields whose words outlive the page that they were typed into.
const WORDS: &str = "[data-testid=search-input], [data-testid=contribution-text]";

/// The form that says something to the city; a search is carried by its words alone.
const FORM: &str = "form[method=post]";

/// The fields of a form; what it says of its page itself stays with the page.
const FIELDS: &str = "[name]:not([type=hidden])";

/// Says on a form that a draft holds what is in it.
const KEPT: &str = "data-kept";

/// The fields that somebody may have typed into, and the one in which they are.
#[derive(Debug)]
pub(super) struct Typed {
    fields: Vec<Element>,
    active: Option<Element>,
}

impl Typed {
    /// Looks at the page as it is; none where it has nothing to type into.
    pub(super) fn read() -> Option<Self> {
        Some(Self { fields: fields_around(&words_field()?), active: document().ok()?.active_element() })
    }

    /// Puts what these fields hold by now, though they have left the document, into the same ones of the page that is
    /// there, with the focus and the caret. What nobody touched says nothing: the new page may go on with a draft.
    pub(super) fn restore(&self) {
        let Some(words) = words_field() else { return };
        let there = fields_around(&words);
        let mut changed = false;
        for old in &self.fields {
            let Some(new) = there.iter().find(|new| is_same(old, new)) else { continue };
            let carried = carry(old, new);
            changed |= carried;
            let is_active = self.active.as_ref() == Some(old);
            if carried || is_active {
                unfold(new);
            }
            if is_active {
                enter(old, new);
            }
        }
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        if changed && let Ok(event) = web_sys::Event::new_with_event_init_dict("input", &init) {
            let _ = words.dispatch_event(&event);
        }
    }
}

/// Takes what is typed into the page that is shown along to the one that replaces it soon, whenever that is.
///
/// On a slow phone letters arrive until the old field goes, and again as soon as the new one is there. The browser calls
/// an observer between the two, before it hands out the next key.
pub fn carry_soon() {
    let (Some(mut typed), Ok(document)) = (Typed::read(), document()) else { return };
    let Some(words) = words_field() else { return };
    let before = get(&words, "value");
    let replaced = Closure::<dyn FnMut(JsValue, MutationObserver)>::new(move |_, observer: MutationObserver| {
        if !words.is_connected() {
            observer.disconnect();
            if get(&words, "value") != before {
                // Who has typed meanwhile was in the field.
                typed.active = Some(words.clone());
            }
            typed.restore();
        }
    });
    if let Ok(observer) = MutationObserver::new(replaced.into_js_value().unchecked_ref()) {
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_subtree(true);
        let _ = observer.observe_with_options(&document, &what);
    }
}

/// The form in the page that says something to the city.
pub fn form() -> Option<HtmlFormElement> {
    words_field()?.closest(FORM).ok().flatten()?.dyn_into().ok()
}

/// Notes that a draft holds what is in a form: the page that comes goes on with it.
pub fn is_kept(form: &HtmlFormElement) {
    let _ = form.set_attribute(KEPT, "");
}

fn words_field() -> Option<Element> {
    document().ok()?.query_selector(WORDS).ok().flatten()
}

/// The fields of the form around a field, or it alone.
fn fields_around(field: &Element) -> Vec<Element> {
    let Some(all) = field.closest(FORM).ok().flatten().and_then(|form| form.query_selector_all(FIELDS).ok()) else {
        return vec![field.clone()];
    };
    (0..all.length()).filter_map(|n| all.get(n)?.dyn_into().ok()).collect()
}

fn get(field: &Element, property: &str) -> JsValue {
    Reflect::get(field, &property.into()).unwrap_or_default()
}

fn set(field: &Element, property: &str, value: &JsValue) {
    // A field without such a property keeps what it has.
    let _ = Reflect::set(field, &property.into(), value);
}

/// Says whether a field is a box that is ticked or not; its value never changes then.
fn is_box(field: &Element) -> bool {
    get(field, "type") == "checkbox" || get(field, "type") == "radio"
}

fn is_same(old: &Element, new: &Element) -> bool {
    let is_alike = |property| get(old, property) == get(new, property);
    is_alike("name") && is_alike("type") && (!is_box(old) || is_alike("value"))
}

/// Carries what somebody has put into a field to another; says whether that changed it.
fn carry(old: &Element, new: &Element) -> bool {
    let [state, default] = if is_box(old) { ["checked", "defaultChecked"] } else { ["value", "defaultValue"] };
    let (is, was, there) = (get(old, state), get(old, default), get(new, state));
    // A list to choose from begins with its first line, which says nothing.
    let was = if was.is_undefined() { "".into() } else { was };
    if is == was || is == there {
        return false;
    }
    let both = if there == get(new, default) { with_draft(old, &is, &there) } else { None };
    set(new, state, &both.unwrap_or(is));
    true
}

/// The words of a field below those of the draft that the new page goes on with, which nobody must lose; none where they
/// are among them already.
fn with_draft(field: &Element, words: &JsValue, draft: &JsValue) -> Option<JsValue> {
    let is_kept = field.closest(FORM).ok().flatten().is_some_and(|form| form.has_attribute(KEPT));
    let (words, draft) = (words.as_string()?, draft.as_string()?);
    let apart = get(field, "type") == "textarea" && !is_kept && !words.starts_with(&*draft);
    apart.then(|| [&draft, "\n\n", &*words].concat().into())
}

/// Opens the fold that a field lies in.
fn unfold(field: &Element) {
    if let Ok(Some(fold)) = field.closest("details") {
        let _ = fold.set_attribute("open", "");
    }
}

/// Gives a field the focus, and the caret its place among the words, which end as they did.
fn enter(old: &Element, new: &Element) {
    if let Some(field) = new.dyn_ref::<HtmlElement>() {
        let _ = field.focus();
    }
    let length =
        |field: &Element| f64::from(get(field, "value").dyn_into::<JsString>().map_or(0, |text| text.length()));
    let moved = length(new) - length(old);
    for end in ["selectionStart", "selectionEnd"] {
        if let Some(place) = get(old, end).as_f64() {
            set(new, end, &(place + moved).into());
        }
    }
}
