//! Reads JSON into typed views without a visitor per type: a phone's module has room for one small reader only.
//!
//! The server and whoever writes JSON use serde; the tests hold that both read the same.

mod decode;
mod parse;
#[cfg(test)]
mod tests;
mod views;

use std::borrow::Cow;

use parse::Node;

pub use decode::quoted;

/// A JSON text that was found to be well-formed.
#[derive(Debug)]
pub struct Document<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

impl<'a> Document<'a> {
    /// Reads a text, none where it is no JSON.
    pub fn parse(text: &'a [u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        Some(Self { text, nodes: parse::nodes(text.as_bytes())? })
    }

    /// The value that the text is.
    pub fn root(&self) -> Value<'_> {
        Value { text: self.text, nodes: &self.nodes }
    }
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a> {
    text: &'a str,
    /// This value and what is in it.
    nodes: &'a [Node],
}

impl<'a> Value<'a> {
    /// The text of this value as it stands in the document.
    pub fn raw(self) -> &'a str {
        self.nodes.first().and_then(|node| self.text.get(node.start as usize..node.end as usize)).unwrap_or("")
    }

    /// The value as an object, none where it is none.
    pub fn object(self) -> Option<Object<'a>> {
        self.raw().starts_with('{').then_some(Object(self))
    }

    /// The words of a string, none where the value is something else.
    pub fn text(self) -> Option<Cow<'a, str>> {
        decode::text(self.raw().strip_prefix('"')?.strip_suffix('"')?)
    }

    /// The values of a list, none where it is none.
    pub fn list(self) -> Option<impl Iterator<Item = Value<'a>>> {
        self.raw().starts_with('[').then_some(self.parts())
    }

    fn parts(self) -> Parts<'a> {
        Parts { text: self.text, nodes: self.nodes.get(1..).unwrap_or_default() }
    }
}

/// The values directly within a list or an object, there keys and values by turns.
struct Parts<'a> {
    text: &'a str,
    nodes: &'a [Node],
}

impl<'a> Iterator for Parts<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        let (nodes, rest) = self.nodes.split_at_checked(self.nodes.first()?.size as usize)?;
        self.nodes = rest;
        Some(Value { text: self.text, nodes })
    }
}

/// An object of a document.
#[derive(Clone, Copy, Debug)]
pub struct Object<'a>(Value<'a>);

impl<'a> Object<'a> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        let mut parts = self.0.parts();
        while let (Some(found), Some(value)) = (parts.next(), parts.next()) {
            if is_key(found.raw(), key) {
                return Some(value);
            }
        }
        None
    }

    /// Keys and values, in their order.
    pub fn entries(self) -> impl Iterator<Item = (Option<Cow<'a, str>>, Value<'a>)> {
        let mut parts = self.0.parts();
        std::iter::from_fn(move || Some((parts.next()?.text(), parts.next()?)))
    }

    /// Reads a field, or what an absent one means; none where the value is not what it should be.
    pub fn field<T: FromJson>(self, key: &str) -> Option<T> {
        match self.get(key) {
            Some(value) => T::from_json(value),
            None => T::absent(),
        }
    }

    /// Reads a field that must be there.
    pub fn required<T: FromJson>(self, key: &str) -> Option<T> {
        T::from_json(self.get(key)?)
    }
}

fn is_key(raw: &str, key: &str) -> bool {
    let inside = raw.get(1..raw.len().saturating_sub(1)).unwrap_or("");
    inside == key || (inside.contains('\\') && decode::text(inside).is_some_and(|found| found == key))
}

/// What can be read from a JSON value.
pub trait FromJson: Sized {
    /// Reads a value, none where it is not what it should be.
    fn from_json(value: Value<'_>) -> Option<Self>;

    /// What an absent field means; none where it must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// Reads a whole text, none where it is no JSON or not what it should be.
pub fn read<T: FromJson>(text: &[u8]) -> Option<T> {
    T::from_json(Document::parse(text)?.root())
}
