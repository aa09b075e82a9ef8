//! What HSDS has no field for, as attributes: terms of the taxonomies, and values under our own names.

use chava_catalogue::records::Source;
use uuid::Uuid;

use super::ids;
use super::shape::Attribute;
use super::taxonomy::Class;
use super::view::View;

/// What attributes are said of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner {
    pub id: Uuid,
    pub entity: &'static str,
}

impl Owner {
    /// A value under a name of ours.
    pub(super) fn said(self, link_type: &'static str, value: &str) -> Attribute {
        Attribute {
            id: ids::part_of(self.id, link_type, value),
            link_id: self.id,
            link_entity: self.entity,
            link_type,
            value: Some(value.to_owned()),
            ..Attribute::default()
        }
    }

    /// The identifier in the catalogue.
    pub(super) fn identifier(self, id: &str) -> Attribute {
        self.said("identifier", id)
    }

    /// Where the facts come from.
    pub(super) fn sources(self, sources: &[Source]) -> impl Iterator<Item = Attribute> {
        let mut urls: Vec<&str> = sources.iter().filter_map(|source| source.url.as_deref()).collect();
        urls.sort_unstable();
        urls.dedup();
        urls.into_iter().map(move |url| self.said("source", url))
    }
}

impl View<'_> {
    /// The terms of an object; a term that this version doesn't know stands as a value.
    pub(super) fn classified(&self, owner: Owner, classes: &[Class<'_>]) -> Vec<Attribute> {
        let mut attributes: Vec<Attribute> = Vec::new();
        for class in classes {
            let mut attribute = owner.said(class.link, class.code);
            if let Some(term) = self.index.term(class.term()) {
                attribute.value = None;
                attribute.taxonomy_term_id = Some(term.id);
                attribute.taxonomy_term = Some(self.term(term, false));
            }
            if attributes.iter().all(|other| other.id != attribute.id) {
                attributes.push(attribute);
            }
        }
        attributes
    }
}
