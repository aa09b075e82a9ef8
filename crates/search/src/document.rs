//! What of a record is searched, and how much each part weighs.

use crate::id::Id;
use crate::records::{Kind, Offer, Organisation, Place, Record, Session};
use crate::text::Text;

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
    pub(super) fn weight(self, words: usize) -> f32 {
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
    pub(super) fn keeps_compounds(self) -> bool {
        matches!(self, Self::Name | Self::OtherName | Self::Organisation | Self::Section)
    }
}

/// Finds the names that a record points at.
pub trait Lookup {
    /// The name of an organisation or place, or the title of an offer.
    fn name(&self, kind: &Kind, id: &Id) -> Option<&str>;
    /// The label of a topic of any theme.
    fn topic(&self, id: &Id) -> Option<&Text>;
    /// The section of a place.
    fn section(&self, place: &Id) -> Option<&str>;
}

/// The searched parts of one record. Made once and filled again for each record, it allocates almost nothing.
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

    pub(super) fn boost(&self) -> f32 {
        self.boost.unwrap_or(1.0)
    }

    /// The parts, in the order in which they were added.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let starts = std::iter::once(0).chain(self.fields.iter().map(|(_, end)| *end));
        starts.zip(&self.fields).map(|(start, (field, end))| (*field, self.text.get(start..*end).unwrap_or("")))
    }

    /// Fills the document from a record; says false for a kind that isn't searched.
    ///
    /// # Errors
    /// When the record's JSON isn't what the contract says.
    pub fn record(&mut self, record: &Record, lookup: &dyn Lookup) -> Result<bool, serde_json::Error> {
        match record.kind {
            Kind::Place => self.place(&record.view()?, lookup),
            Kind::Offer => self.offer(&record.view()?, lookup),
            Kind::Session => self.session(&record.view()?, lookup),
            Kind::Organisation => self.organisation(&record.view()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Fills the document from a place.
    pub fn place(&mut self, place: &Place, lookup: &dyn Lookup) {
        self.clear();
        self.push(Field::Name, &place.name);
        self.code(place.place_type.as_str());
        self.topics(&place.themes, &place.topics, lookup);
        self.push(Field::Section, place.address.section.as_deref().unwrap_or(""));
        self.organised_by(place.organisation_id.as_ref(), lookup);
        self.texts(Field::Description, place.description.as_ref());
        self.codes(place.audiences.iter().map(|audience| audience.as_str()));
        self.codes(place.facilities.iter().map(|facility| facility.as_str()));
        self.codes(place.accessibility.iter().map(|accessibility| accessibility.as_str()));
        self.codes(place.access.iter().map(|access| access.as_str()));
        if let Some(cost) = &place.cost {
            self.code(cost.kind.as_str());
            self.texts(Field::Detail, cost.note.as_ref());
        }
        self.push(Field::Detail, place.address.street.as_deref().unwrap_or(""));
        self.push(Field::Detail, place.address.postal_code.as_deref().unwrap_or(""));
        self.texts(Field::Detail, place.transport.as_ref());
    }

    /// Fills the document from an offer.
    pub fn offer(&mut self, offer: &Offer, lookup: &dyn Lookup) {
        self.clear();
        self.set_boost(0.45);
        self.texts(Field::Name, Some(&offer.title));
        self.code(offer.offer_type.as_str());
        self.topics(&offer.themes, &offer.topics, lookup);
        self.organised_by(offer.organisation_id.as_ref(), lookup);
        for place in &offer.place_ids {
            self.at_place(place, lookup);
        }
        self.texts(Field::Description, offer.description.as_ref());
        self.codes(offer.audiences.iter().map(|audience| audience.as_str()));
        self.codes(offer.access.iter().map(|access| access.as_str()));
        if let Some(cost) = &offer.cost {
            self.code(cost.kind.as_str());
            self.texts(Field::Detail, cost.note.as_ref());
        }
    }

    /// Fills the document from a session.
    pub fn session(&mut self, session: &Session, lookup: &dyn Lookup) {
        self.clear();
        self.set_boost(0.45);
        self.texts(Field::Name, session.title.as_ref());
        if let Some(title) = session.offer_id.as_ref().and_then(|id| lookup.name(&Kind::Offer, id)) {
            self.push(if session.title.is_some() { Field::OtherName } else { Field::Name }, title);
        }
        if let Some(session_type) = &session.session_type {
            self.code(session_type.as_str());
        }
        self.topics(&session.themes, &session.topics, lookup);
        self.at_place(&session.place_id, lookup);
        self.texts(Field::Description, session.description.as_ref());
        if let Some(cost) = &session.cost {
            self.code(cost.kind.as_str());
            self.texts(Field::Detail, cost.note.as_ref());
        }
    }

    /// Fills the document from an organisation.
    pub fn organisation(&mut self, organisation: &Organisation) {
        self.clear();
        self.set_boost(0.45);
        self.push(Field::Name, &organisation.name);
        self.codes(organisation.themes.iter().map(Id::as_str));
        self.texts(Field::Description, organisation.description.as_ref());
        for text in organisation.offers.iter().chain(&organisation.seeks) {
            self.texts(Field::Description, Some(text));
        }
    }

    fn code(&mut self, code: &str) {
        self.push(Field::Code, code);
    }

    fn codes<'a>(&mut self, codes: impl Iterator<Item = &'a str>) {
        for code in codes {
            self.push(Field::Code, code);
        }
    }

    fn topics(&mut self, themes: &[Id], topics: &[Id], lookup: &dyn Lookup) {
        self.codes(themes.iter().chain(topics).map(Id::as_str));
        for topic in topics {
            self.texts(Field::Topic, lookup.topic(topic));
        }
    }

    fn organised_by(&mut self, organisation: Option<&Id>, lookup: &dyn Lookup) {
        let name = organisation.and_then(|id| lookup.name(&Kind::Organisation, id));
        self.push(Field::Organisation, name.unwrap_or(""));
    }

    fn at_place(&mut self, place: &Id, lookup: &dyn Lookup) {
        self.push(Field::Organisation, lookup.name(&Kind::Place, place).unwrap_or(""));
        self.push(Field::Section, lookup.section(place).unwrap_or(""));
    }

    fn texts(&mut self, field: Field, text: Option<&Text>) {
        for (_, words) in text.iter().flat_map(|text| text.entries()) {
            self.push(field, words);
        }
    }
}
