//! Days in the reader's language, written by the platform's Intl.

use std::cell::RefCell;

use chava_catalogue::civil::Date;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::messages::dates::Form;

const MS_PER_DAY: f64 = 86_400_000.0;

thread_local! {
    /// Making a formatter takes a phone about as long as a hundred uses of it.
    static FORMATTERS: RefCell<Vec<(String, Form, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Writes a day; as `YYYY-MM-DD` where the browser can't.
pub fn write_day(locale: &str, form: Form, date: Date) -> String {
    FORMATTERS.with_borrow_mut(|formatters| {
        let known = formatters.iter().position(|(l, f, _)| *f == form && l == locale);
        let at = known.unwrap_or_else(|| {
            formatters.push((locale.to_owned(), form, formatter(locale, form)));
            formatters.len() - 1
        });
        // A day of ours has no zone: it is asked for, and written, as one of UTC.
        let instant = JsValue::from_f64(f64::from(date.days()) * MS_PER_DAY);
        let written = formatters.get(at).and_then(|(_, _, format)| format.call1(&JsValue::UNDEFINED, &instant).ok());
        written.and_then(|text| text.as_string()).unwrap_or_else(|| date.to_string())
    })
}

fn formatter(locale: &str, form: Form) -> Function {
    let options = Object::new();
    let names = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
    let parts = names.into_iter().zip(form.parts()).filter_map(|(part, is_written)| is_written.then_some(part));
    for (name, value) in parts.chain([("timeZone", "UTC")]) {
        // On a plain object this can't fail.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options).format()
}
