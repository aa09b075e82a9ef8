//! Offers as services, and sessions that have no offer; and services at their locations.

use chava_catalogue::civil::Date;
use chava_catalogue::records::{Cost, Kind, Notice, Offer, Session};
use chava_catalogue::vocabulary::{CostKind, NoticeType, SessionStatus};
use uuid::Uuid;

use super::attributes::Owner;
use super::index::{At, Service as Entry};
use super::locations::languages;
use super::phrases::{self, french, joined, labels};
use super::shape::{Attribute, CostOption, Language, RequiredDocument, Service, ServiceAtLocation, Status};
use super::view::{Depth, View};
use super::{ids, taxonomy};
use crate::labels::label;

impl View<'_> {
    /// The service at a place of the list.
    pub(super) fn service(&self, n: usize, depth: Depth) -> Option<Service> {
        let entry = self.index.services.get(n)?;
        let flat = self.of_entry(entry, depth)?;
        if depth == Depth::Flat {
            return Some(flat);
        }
        let at = self.index.at.partition_point(|at| at.service < n);
        let at = self.index.at.get(at..).unwrap_or_default().iter().take_while(|at| at.service == n);
        let schedules = self.sessions(entry).flat_map(|session| {
            let at = at.clone().find(|at| at.place == session.place_id).map(|at| at.id);
            self.schedules_of(&session, entry.id, at)
        });
        Some(Service {
            schedules: schedules.collect(),
            service_at_locations: at.clone().filter_map(|at| self.at_location(entry, at, Depth::Full)).collect(),
            ..flat
        })
    }

    /// A service with what HSDS requires and no more.
    pub(super) fn minimal_service(&self, n: usize) -> Option<Service> {
        let Service { id, name, status, .. } = self.of_entry(self.index.services.get(n)?, Depth::Flat)?;
        Some(Service { id, name, status, ..Service::default() })
    }

    /// The service at a location at a place of the list, with its service.
    pub(super) fn standing_at(&self, n: usize, depth: Depth) -> Option<ServiceAtLocation> {
        let at = self.index.at.get(n)?;
        let entry = self.index.services.get(at.service)?;
        let service = Some(Box::new(self.of_entry(entry, depth)?));
        Some(ServiceAtLocation { service, ..self.at_location(entry, at, depth)? })
    }

    fn at_location(&self, entry: &Entry, at: &At, depth: Depth) -> Option<ServiceAtLocation> {
        let location = self.location(at.place.as_str(), depth)?;
        let here = |session: &Session| depth == Depth::Full && session.place_id == at.place;
        let schedules = self.sessions(entry).filter(here);
        Some(ServiceAtLocation {
            id: at.id,
            service_id: entry.id,
            location_id: location.id,
            location,
            schedules: schedules.flat_map(|session| self.schedules_of(&session, entry.id, Some(at.id))).collect(),
            service: None,
        })
    }

    fn sessions<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = Session> + 'a {
        entry.sessions.iter().filter_map(|id| self.catalogue.session(id.as_str()))
    }

    /// The service without its schedules and locations.
    fn of_entry(&self, entry: &Entry, depth: Depth) -> Option<Service> {
        let id = entry.record.as_str();
        if entry.kind == Kind::Session {
            return self.catalogue.session(id).map(|session| self.of_session(entry, &session, depth));
        }
        self.catalogue.offer(id).map(|offer| self.of_offer(entry, &offer, depth))
    }

    fn of_offer(&self, entry: &Entry, offer: &Offer, depth: Depth) -> Service {
        let id = entry.id;
        let organisation = offer.organisation_id.as_ref().map(|id| id.as_str());
        let (status, alert) = self.news(entry);
        let called_off = self.sessions(entry).filter_map(|session| called_off(&session));
        let flat = Service {
            id,
            name: named(french(Some(&offer.title)), entry),
            status,
            organization_id: organisation.and_then(|id| self.organization_id(id)),
            organization: organisation.and_then(|id| self.organization(id, depth)),
            description: french(offer.description.as_ref()),
            url: Some(self.address("/offres/", entry.record.as_str())),
            application_process: labels("access", offer.access.iter().map(|it| it.as_str())),
            fees_description: offer.cost.as_ref().map(phrases::cost),
            eligibility_description: labels("audience", offer.audiences.iter().map(|it| it.as_str())),
            minimum_age: offer.age_min,
            maximum_age: offer.age_max,
            assured_date: offer.assured.as_ref().map(|assured| assured.at.to_string()),
            alert: joined(alert.into_iter().chain(called_off), "\n"),
            ..Service::default()
        };
        if depth == Depth::Flat {
            return flat;
        }
        let owner = Owner { id, entity: "service" };
        let of_service = Language { service_id: Some(id), ..Language::default() };
        let documents = offer.required_documents.iter().filter_map(|text| french(Some(text)));
        Service {
            languages: languages(id, &offer.languages, of_service),
            cost_options: offer.cost.iter().map(|cost| cost_option(id, cost)).collect(),
            required_documents: documents.map(|document| required(id, document)).collect(),
            attributes: self.attributes_of_service(owner, entry, &taxonomy::of_offer(offer), &offer.sources),
            ..flat
        }
    }

    fn of_session(&self, entry: &Entry, session: &Session, depth: Depth) -> Service {
        let id = entry.id;
        let (status, alert) = self.news(entry);
        let flat = Service {
            id,
            name: named(french(session.title.as_ref()), entry),
            status: match session.status {
                Some(SessionStatus::Cancelled) => Status::Inactive,
                Some(SessionStatus::Postponed) => Status::TemporarilyClosed,
                _ => status,
            },
            description: french(session.description.as_ref()),
            url: Some(self.address("/seances/", entry.record.as_str())),
            application_process: french(session.booking.as_ref()),
            fees_description: session.cost.as_ref().map(phrases::cost),
            assured_date: session.assured.as_ref().map(|assured| assured.at.to_string()),
            alert: joined(alert.into_iter().chain(called_off(session)), "\n"),
            ..Service::default()
        };
        if depth == Depth::Flat {
            return flat;
        }
        let owner = Owner { id, entity: "service" };
        Service {
            cost_options: session.cost.iter().map(|cost| cost_option(id, cost)).collect(),
            attributes: self.attributes_of_service(owner, entry, &taxonomy::of_session(session), &session.sources),
            ..flat
        }
    }

    fn attributes_of_service(
        &self,
        owner: Owner,
        entry: &Entry,
        classes: &[taxonomy::Class<'_>],
        sources: &[chava_catalogue::records::Source],
    ) -> Vec<Attribute> {
        let mut attributes = vec![owner.identifier(entry.record.as_str())];
        attributes.extend(self.classified(owner, classes));
        attributes.extend(owner.sources(sources));
        attributes
    }

    /// What the notices about a service and its places say that is not over, and whether it is closed today.
    fn news(&self, entry: &Entry) -> (Status, Option<String>) {
        let own = self.catalogue.notices_about(&entry.kind, entry.record.as_str());
        let is_closed = own.iter().any(|notice| {
            notice.notice_type == NoticeType::Closure && self.stands(notice) && begins(notice) <= Some(self.index.today)
        });
        let of_places =
            entry.places.iter().flat_map(|place| self.catalogue.notices_about(&Kind::Place, place.as_str()));
        let notices: Vec<_> = own.into_iter().chain(of_places).filter(|notice| self.stands(notice)).collect();
        let alert = joined(notices.iter().filter_map(|notice| french(Some(&notice.text))), "\n");
        (if is_closed { Status::TemporarilyClosed } else { Status::Active }, alert)
    }

    fn stands(&self, notice: &Notice) -> bool {
        notice.to.as_deref().is_none_or(|to| day_of(to).is_none_or(|to| to >= self.index.today))
    }
}

fn begins(notice: &Notice) -> Option<Date> {
    day_of(&notice.from)
}

fn day_of(moment: &str) -> Option<Date> {
    Date::parse(moment.get(..10)?)
}

/// A name; the identifier where the record has none.
fn named(name: Option<String>, entry: &Entry) -> String {
    name.unwrap_or_else(|| entry.record.to_string())
}

/// « Annulé : atelier (2026-12-06) », of what doesn't take place as it was said.
fn called_off(session: &Session) -> Option<String> {
    let status = session.status.as_ref()?;
    let is_called_off = matches!(status, SessionStatus::Cancelled | SessionStatus::Postponed);
    let title = french(session.title.as_ref()).map(|title| format!(" : {title}")).unwrap_or_default();
    is_called_off.then(|| format!("{}{title} ({}).", label("status", status.as_str()), session.start))
}

fn cost_option(service: Uuid, cost: &Cost) -> CostOption {
    let is_free = cost.kind == CostKind::Free;
    CostOption {
        id: ids::part_of(service, "cost", cost.kind.as_str()),
        service_id: service,
        option: label("cost", cost.kind.as_str()),
        currency: is_free.then_some("EUR"),
        amount: is_free.then_some(0),
        amount_description: french(cost.note.as_ref()),
    }
}

fn required(service: Uuid, document: String) -> RequiredDocument {
    RequiredDocument { id: ids::part_of(service, "document", &document), service_id: service, document }
}
