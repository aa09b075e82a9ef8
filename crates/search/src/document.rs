//! The searched parts of a document, and how much each weighs.

/// A part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name or title.
    Name,
    /// Other names: the title of an offer's session, the name of a session's offer.
    OtherName,
    /// The names of topics.
    Topic,
    /// The codes of the closed lists and the slugs of topics and themes, kept apart from words: a synonym line aims at them as `@library`.
    Code,
    /// The name of the organisation behind it.
    Organisation,
    /// The section, or the municipality.
    Section,
    /// What it is, in words.
    Description,
    /// The street and whatever else may be looked for now and then.
    Detail,
}

impl Field {
    /// What one occurrence weighs in a field of `words` words: less in a long one.
    pub(crate) fn weight(self, words: usize) -> f32 {
        let (weight, usual, share) = match self {
            Self::Name => (9.0, 5.0, 0.5),
            Self::OtherName => (4.0, 5.0, 0.4),
            Self::Topic => (3.0, 4.0, 0.2),
            Self::Code => (4.0, 1.0, 0.0),
            Self::Organisation => (2.0, 4.0, 0.4),
            Self::Section => (5.0, 1.0, 0.0),
            Self::Description => (2.4, 25.0, 0.4),
            Self::Detail => (0.8, 6.0, 0.2),
        };
        weight / (1.0 - share + share * words as f32 / usual)
    }

    /// Says whether words that a hyphen or an apostrophe joins are found as one word too.
    pub(crate) fn keeps_compounds(self) -> bool {
        matches!(self, Self::Name | Self::OtherName | Self::Organisation | Self::Section)
    }
}

/// The searched parts of one document. Made once and filled again for each, it allocates almost nothing.
#[derive(Debug, Default)]
pub struct SearchDoc {
    text: String,
    fields: Vec<(Field, usize)>,
    boost: Option<f32>,
}

impl SearchDoc {
    /// An empty document.
    pub fn new() -> Self {
        Self::default()
    }

    /// Empties the document.
    pub fn clear(&mut self) {
        self.text.clear();
        self.fields.clear();
        self.boost = None;
    }

    /// Adds a part; an empty one is nothing.
    pub fn push(&mut self, field: Field, text: &str) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.fields.push((field, self.text.len()));
        }
    }

    /// Lets the document weigh less than others, 0 to 1.
    pub fn set_boost(&mut self, boost: f32) {
        self.boost = Some(boost.clamp(0.0, 1.0));
    }

    pub(crate) fn boost(&self) -> f32 {
        self.boost.unwrap_or(1.0)
    }

    /// The parts, in the order in which they were added.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let starts = std::iter::once(0).chain(self.fields.iter().map(|(_, end)| *end));
        starts.zip(&self.fields).map(|(start, (field, end))| (*field, self.text.get(start..*end).unwrap_or("")))
    }
}
