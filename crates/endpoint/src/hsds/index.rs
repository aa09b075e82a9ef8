//! What there is to list and to find: services, their locations, organizations, terms, each with its identifier.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chava_catalogue::catalogue::{Catalogue, Scope};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::collate::collation_key;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Session};
use uuid::Uuid;

use super::ids;
use super::taxonomy::{Term, Vocabulary, terms, vocabularies};

/// The lists of the specification, and the one of locations beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// What can be had.
    Services,
    /// What can be had where.
    ServiceAtLocations,
    /// Who offers it.
    Organizations,
    /// Every place, also one where no service is known.
    Locations,
    /// Sets of terms.
    Taxonomies,
    /// Their terms.
    TaxonomyTerms,
}

impl Resource {
    /// The list of this name in an address.
    pub fn from_path(name: &str) -> Option<Self> {
        Some(match name {
            "services" => Self::Services,
            "service_at_locations" => Self::ServiceAtLocations,
            "organizations" => Self::Organizations,
            "locations" => Self::Locations,
            "taxonomies" => Self::Taxonomies,
            "taxonomy_terms" => Self::TaxonomyTerms,
            _ => return None,
        })
    }
}

/// An object that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its list.
    pub resource: Resource,
    /// Its place in the list.
    pub place: usize,
}

/// An offer, or a session that has none.
#[derive(Debug)]
pub(super) struct Service {
    pub id: Uuid,
    pub kind: Kind,
    pub record: Id,
    /// The places of the catalogue where it is, those of its sessions too.
    pub places: Vec<Id>,
    /// Its sessions that are not over.
    pub sessions: Vec<Id>,
}

/// A service at a location.
#[derive(Debug)]
pub(super) struct At {
    pub id: Uuid,
    /// The place of the service in its list.
    pub service: usize,
    pub place: Id,
}

/// A record under its identifier.
#[derive(Debug)]
pub(super) struct Named {
    pub id: Uuid,
    pub record: Id,
}

/// Everything there is on a day.
#[derive(Debug)]
pub struct Index {
    pub(super) today: Date,
    /// By name, in French collation.
    pub(super) services: Vec<Service>,
    /// The places of the services in their list.
    places: HashMap<Uuid, usize>,
    pub(super) at: Vec<At>,
    pub(super) organizations: Vec<Named>,
    pub(super) locations: Vec<Named>,
    pub(super) vocabularies: Vec<Vocabulary>,
    pub(super) terms: Vec<Term>,
}

impl Index {
    /// Reads what the catalogue holds on a day.
    pub fn new(catalogue: &Catalogue, today: Date) -> Self {
        let services = services(catalogue, today);
        let at = |(n, service): (usize, &Service)| {
            let id = service.id;
            let at = move |place: &Id| {
                let location = ids::of_record(&Kind::Place, place.as_str());
                At { id: ids::at_location(id, location), service: n, place: place.clone() }
            };
            service.places.iter().map(at).collect::<Vec<_>>()
        };
        let themes = catalogue.themes();
        Self {
            today,
            places: services.iter().enumerate().map(|(n, service)| (service.id, n)).collect(),
            at: services.iter().enumerate().flat_map(at).collect(),
            services,
            organizations: named(catalogue, &Kind::Organisation),
            locations: named(catalogue, &Kind::Place),
            terms: terms(&themes),
            vocabularies: vocabularies(),
        }
    }

    /// The day it is of.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Finds an object by its identifier here or in the catalogue.
    pub fn find(&self, resource: Resource, id: &str) -> Option<Found> {
        let uuid = Uuid::try_parse(id).unwrap_or_default();
        let place = match resource {
            Resource::Services => {
                let of = |kind: Kind| self.service(ids::of_record(&kind, id));
                self.service(uuid).or_else(|| of(Kind::Offer)).or_else(|| of(Kind::Session))
            }
            Resource::ServiceAtLocations => self.at.iter().position(|at| at.id == uuid),
            Resource::Organizations => find_named(&self.organizations, uuid, id),
            Resource::Locations => find_named(&self.locations, uuid, id),
            Resource::Taxonomies => self.vocabularies.iter().position(|v| v.id() == uuid || v.code == id),
            Resource::TaxonomyTerms => {
                let by_code = || self.terms.iter().position(|term| term.code == id);
                self.terms.iter().position(|term| term.id == uuid).or_else(by_code)
            }
        };
        place.map(|place| Found { resource, place })
    }

    /// The place of a service in its list.
    pub(super) fn service(&self, id: Uuid) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The term of an identifier.
    pub(super) fn term(&self, id: Uuid) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == id)
    }
}

fn find_named(all: &[Named], uuid: Uuid, id: &str) -> Option<usize> {
    let by_record = || all.iter().position(|named| named.record.as_str() == id);
    all.iter().position(|named| named.id == uuid).or_else(by_record)
}

fn named(catalogue: &Catalogue, kind: &Kind) -> Vec<Named> {
    let named = |record: Id| Named { id: ids::of_record(kind, record.as_str()), record };
    catalogue.list(kind, 0, usize::MAX).into_iter().map(named).collect()
}

fn services(catalogue: &Catalogue, today: Date) -> Vec<Service> {
    let mut of_offer: HashMap<Id, Vec<Session>> = HashMap::new();
    let mut services = Vec::new();
    for session in catalogue.sessions_from(DateTime { date: today, minute: 0 }, Scope::All) {
        match &session.offer_id {
            Some(offer) if catalogue.modified(&Kind::Offer, offer.as_str()).is_some() => {
                of_offer.entry(offer.clone()).or_default().push(session);
            }
            _ => services.push(service(catalogue, Kind::Session, session.id.clone(), &[], &[session])),
        }
    }
    for id in catalogue.list(&Kind::Offer, 0, usize::MAX) {
        let Some(offer) = catalogue.offer(id.as_str()) else { continue };
        let sessions = of_offer.remove(&id).unwrap_or_default();
        services.push(service(catalogue, Kind::Offer, id, &offer.place_ids, &sessions));
    }
    services.sort_by_cached_key(|service| {
        let name = catalogue.name_of(&service.kind, service.record.as_str());
        (collation_key(name.as_deref().unwrap_or(service.record.as_str())), service.id)
    });
    services
}

fn service(catalogue: &Catalogue, kind: Kind, record: Id, places: &[Id], sessions: &[Session]) -> Service {
    let mut at: Vec<Id> = Vec::new();
    for place in places.iter().chain(sessions.iter().map(|session| &session.place_id)) {
        if !at.contains(place) && catalogue.modified(&Kind::Place, place.as_str()).is_some() {
            at.push(place.clone());
        }
    }
    let id = ids::of_record(&kind, record.as_str());
    Service { id, kind, record, places: at, sessions: sessions.iter().map(|session| session.id.clone()).collect() }
}

/// The index of a catalogue, kept for a day.
#[derive(Debug, Default)]
pub struct KeptIndex(Mutex<Option<Arc<Index>>>);

impl KeptIndex {
    /// The index of the catalogue beside which it is kept. Reading a large one takes a while: not on a thread that serves.
    pub fn of(&self, catalogue: &Catalogue, today: Date) -> Arc<Index> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_ref().filter(|index| index.today == today) {
            Some(index) => Arc::clone(index),
            None => Arc::clone(kept.insert(Arc::new(Index::new(catalogue, today)))),
        }
    }
}
