//! Writes JSON objects key by key, and reads what stands in them.

use chava_catalogue::json::{Object, Value};

use crate::canonical::write_string;

/// An object that is being written.
#[derive(Clone, Debug)]
pub struct Writer(String);

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

impl Writer {
    /// Begins an object.
    pub fn new() -> Self {
        Self(String::from("{"))
    }

    /// Writes a value that is JSON already.
    #[inline(never)]
    pub fn raw(&mut self, key: &str, json: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_string(key, &mut self.0);
        self.0.push(':');
        self.0.push_str(json);
    }

    /// Writes a text.
    #[inline(never)]
    pub fn text(&mut self, key: &str, text: &str) {
        let mut json = String::with_capacity(text.len() + 2);
        write_string(text, &mut json);
        self.raw(key, &json);
    }

    /// Writes a text, where there is one.
    pub fn some(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// Writes a whole number.
    pub fn number(&mut self, key: &str, number: u64) {
        self.raw(key, &number.to_string());
    }

    /// Writes a list, unless it is empty.
    #[inline(never)]
    pub fn list(&mut self, key: &str, parts: &[String]) {
        if !parts.is_empty() {
            self.raw(key, &["[", &parts.join(","), "]"].concat());
        }
    }

    /// Ends the object.
    pub fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    let mut json = String::new();
    write_string(text, &mut json);
    json
}

/// The text of a field, none where there is none.
#[inline(never)]
pub fn text_of(object: Object<'_>, key: &str) -> Option<Box<str>> {
    Some(object.get(key)?.text()?.into())
}

/// A whole number of a field.
pub fn number_of(object: Object<'_>, key: &str) -> Option<u64> {
    object.get(key)?.raw().parse().ok()
}

/// The texts of a list; what is no text is left out.
pub fn texts_of(object: Object<'_>, key: &str) -> Vec<Box<str>> {
    object.get(key).and_then(Value::list).into_iter().flatten().filter_map(|part| Some(part.text()?.into())).collect()
}
