//! What of each record is searched; how it is found is the crate `chava-search`, which knows no record.

pub use chava_search::{
    Field, Hit, INDEX_VERSION, Index, IndexBuilder, IndexError, Lexicon, LexiconFault, SearchDoc, SearchResult,
    Segment, nearest, search, search_all,
};

use crate::id::Id;
use crate::records::{Cost, Kind, Offer, Organisation, Place, Record, Session};
use crate::text::Text;

/// What everything but a place weighs beside one: a place comes before its own offers.
const BESIDE_A_PLACE: f32 = 0.45;

/// Finds the names that a record points at.
pub trait Lookup {
    /// The name of an organisation or place, or the title of an offer.
    fn name(&self, kind: &Kind, id: &Id) -> Option<&str>;
    /// The label of a topic of any theme.
    fn topic(&self, id: &Id) -> Option<&Text>;
    /// The section of a place.
    fn section(&self, place: &Id) -> Option<&str>;
}

/// A record that can be found by words.
pub trait Searched {
    /// Fills a document with what is searched of this record.
    fn fill(&self, doc: &mut SearchDoc, lookup: &dyn Lookup);
}

/// Fills a document from a record; says false for a kind that isn't searched.
///
/// # Errors
/// When the record's JSON isn't what the contract says.
pub fn fill(record: &Record, doc: &mut SearchDoc, lookup: &dyn Lookup) -> Result<bool, serde_json::Error> {
    match record.kind {
        Kind::Place => record.view::<Place>()?.fill(doc, lookup),
        Kind::Offer => record.view::<Offer>()?.fill(doc, lookup),
        Kind::Session => record.view::<Session>()?.fill(doc, lookup),
        Kind::Organisation => record.view::<Organisation>()?.fill(doc, lookup),
        _ => return Ok(false),
    }
    Ok(true)
}

impl Searched for Place {
    fn fill(&self, doc: &mut SearchDoc, lookup: &dyn Lookup) {
        doc.clear();
        doc.push(Field::Name, &self.name);
        doc.push(Field::Code, self.place_type.as_str());
        topics(doc, &self.themes, &self.topics, lookup);
        doc.push(Field::Section, self.address.section.as_deref().unwrap_or(""));
        organised_by(doc, self.organisation_id.as_ref(), lookup);
        texts(doc, Field::Description, self.description.as_ref());
        codes(doc, self.audiences.iter().map(|audience| audience.as_str()));
        codes(doc, self.facilities.iter().map(|facility| facility.as_str()));
        codes(doc, self.accessibility.iter().map(|accessibility| accessibility.as_str()));
        codes(doc, self.access.iter().map(|access| access.as_str()));
        cost(doc, self.cost.as_ref());
        doc.push(Field::Detail, self.address.street.as_deref().unwrap_or(""));
        doc.push(Field::Detail, self.address.postal_code.as_deref().unwrap_or(""));
        texts(doc, Field::Detail, self.transport.as_ref());
    }
}

impl Searched for Offer {
    fn fill(&self, doc: &mut SearchDoc, lookup: &dyn Lookup) {
        doc.clear();
        doc.set_boost(BESIDE_A_PLACE);
        texts(doc, Field::Name, Some(&self.title));
        doc.push(Field::Code, self.offer_type.as_str());
        topics(doc, &self.themes, &self.topics, lookup);
        organised_by(doc, self.organisation_id.as_ref(), lookup);
        for place in &self.place_ids {
            at_place(doc, place, lookup);
        }
        texts(doc, Field::Description, self.description.as_ref());
        codes(doc, self.audiences.iter().map(|audience| audience.as_str()));
        codes(doc, self.access.iter().map(|access| access.as_str()));
        cost(doc, self.cost.as_ref());
    }
}

impl Searched for Session {
    fn fill(&self, doc: &mut SearchDoc, lookup: &dyn Lookup) {
        doc.clear();
        doc.set_boost(BESIDE_A_PLACE);
        texts(doc, Field::Name, self.title.as_ref());
        if let Some(title) = self.offer_id.as_ref().and_then(|id| lookup.name(&Kind::Offer, id)) {
            doc.push(if self.title.is_some() { Field::OtherName } else { Field::Name }, title);
        }
        if let Some(session_type) = &self.session_type {
            doc.push(Field::Code, session_type.as_str());
        }
        topics(doc, &self.themes, &self.topics, lookup);
        at_place(doc, &self.place_id, lookup);
        texts(doc, Field::Description, self.description.as_ref());
        cost(doc, self.cost.as_ref());
    }
}

impl Searched for Organisation {
    fn fill(&self, doc: &mut SearchDoc, _lookup: &dyn Lookup) {
        doc.clear();
        doc.set_boost(BESIDE_A_PLACE);
        doc.push(Field::Name, &self.name);
        codes(doc, self.themes.iter().map(Id::as_str));
        texts(doc, Field::Description, self.description.as_ref());
        for text in self.offers.iter().chain(&self.seeks) {
            texts(doc, Field::Description, Some(text));
        }
    }
}

fn codes<'a>(doc: &mut SearchDoc, codes: impl Iterator<Item = &'a str>) {
    for code in codes {
        doc.push(Field::Code, code);
    }
}

fn cost(doc: &mut SearchDoc, cost: Option<&Cost>) {
    if let Some(cost) = cost {
        doc.push(Field::Code, cost.kind.as_str());
        texts(doc, Field::Detail, cost.note.as_ref());
    }
}

fn topics(doc: &mut SearchDoc, themes: &[Id], topics: &[Id], lookup: &dyn Lookup) {
    codes(doc, themes.iter().chain(topics).map(Id::as_str));
    for topic in topics {
        texts(doc, Field::Topic, lookup.topic(topic));
    }
}

fn organised_by(doc: &mut SearchDoc, organisation: Option<&Id>, lookup: &dyn Lookup) {
    let name = organisation.and_then(|id| lookup.name(&Kind::Organisation, id));
    doc.push(Field::Organisation, name.unwrap_or(""));
}

fn at_place(doc: &mut SearchDoc, place: &Id, lookup: &dyn Lookup) {
    doc.push(Field::Organisation, lookup.name(&Kind::Place, place).unwrap_or(""));
    doc.push(Field::Section, lookup.section(place).unwrap_or(""));
}

fn texts(doc: &mut SearchDoc, field: Field, text: Option<&Text>) {
    for (_, words) in text.iter().flat_map(|text| text.entries()) {
        doc.push(field, words);
    }
}
