//! Organisations as organizations, with their places and services.

use chava_catalogue::records::{Kind, Organisation};
use uuid::Uuid;

use super::attributes::Owner;
use super::locations::{OURS, phones};
use super::phrases::{NO_DESCRIPTION, french};
use super::shape::{Attribute, Organization, OrganizationIdentifier, Phone, Service};
use super::view::{Depth, View};
use super::{ids, taxonomy};

impl View<'_> {
    /// The identifier of an organization that the catalogue has.
    pub(super) fn organization_id(&self, id: &str) -> Option<Uuid> {
        self.catalogue.modified(&Kind::Organisation, id).map(|_| ids::of_record(&Kind::Organisation, id))
    }

    /// An organization by itself.
    pub(super) fn organization(&self, id: &str, depth: Depth) -> Option<Organization> {
        let organisation = self.catalogue.organisation(id)?;
        let id = ids::of_record(&Kind::Organisation, id);
        let flat = Organization {
            id,
            name: organisation.name.to_string(),
            description: french(organisation.description.as_ref()).unwrap_or_else(|| NO_DESCRIPTION.to_owned()),
            email: organisation.email.as_deref().map(str::to_owned),
            website: organisation.website.as_deref().map(str::to_owned),
            uri: Some(self.address("/acteurs/", organisation.id.as_str())),
            ..Organization::default()
        };
        if depth == Depth::Flat {
            return Some(flat);
        }
        Some(Organization {
            phones: phones(&organisation.phones, id, |phone| Phone { organization_id: Some(id), ..phone }),
            organization_identifiers: vec![OrganizationIdentifier {
                id: ids::part_of(id, "identifier", OURS),
                organization_id: id,
                identifier_type: OURS,
                identifier: organisation.id.as_str().to_owned(),
            }],
            attributes: self.attributes_of_organisation(&organisation, id),
            ..flat
        })
    }

    /// An organization with its places and its services, these short or in full; by itself where they are not asked for.
    pub(super) fn organization_with(&self, id: &str, services: Option<Depth>) -> Option<Organization> {
        let Some(depth) = services else { return self.organization(id, Depth::Flat) };
        let of_place = |place: chava_catalogue::records::Place| self.location(place.id.as_str(), Depth::Full);
        let of_offer = |offer: chava_catalogue::records::Offer| self.service_of(offer.id.as_str(), depth);
        Some(Organization {
            locations: self.catalogue.places_of(id).into_iter().filter_map(of_place).collect(),
            services: self.catalogue.offers_of(id).into_iter().filter_map(of_offer).collect(),
            ..self.organization(id, Depth::Full)?
        })
    }

    /// A service of an organization, which needs not be said again in it.
    fn service_of(&self, offer: &str, depth: Depth) -> Option<Service> {
        let service = self.index.service(ids::of_record(&Kind::Offer, offer))?;
        match depth {
            Depth::Full => self.service(service, Depth::Full).map(|service| Service { organization: None, ..service }),
            Depth::Flat => self.minimal_service(service),
        }
    }

    fn attributes_of_organisation(&self, organisation: &Organisation, id: Uuid) -> Vec<Attribute> {
        let owner = Owner { id, entity: "organization" };
        let mut attributes = self.classified(owner, &taxonomy::of_organisation(organisation));
        for (link_type, texts) in [("offers", &organisation.offers), ("seeks", &organisation.seeks)] {
            attributes.extend(texts.iter().filter_map(|text| Some(owner.said(link_type, &french(Some(text))?))));
        }
        attributes.extend(owner.sources(&organisation.sources));
        attributes
    }
}
