//! A list or an object, written: what the route asks for.

use std::collections::HashMap;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::DateTime;
use chava_catalogue::fold::fold;
use chava_catalogue::id::Id;
use chava_catalogue::query::{Match, Query};
use chava_catalogue::records::Kind;
use serde::Serialize;
use uuid::Uuid;

use super::ask::Ask;
use super::index::{At, Found, Index, Named, Resource, Service};
use super::page::page;
use super::{PROFILE, VERSION, ids, taxonomy};

/// How much of an object is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What is said of it alone.
    Flat,
    /// With all that belongs to it.
    Full,
}

impl From<bool> for Depth {
    fn from(full: bool) -> Self {
        if full { Self::Full } else { Self::Flat }
    }
}

/// The catalogue on a day, under an origin.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// What there is in it.
    pub index: &'a Index,
    /// The origin of addresses, without a slash at its end.
    pub origin: &'a str,
}

/// Which hits a search gave, each with its rank.
type Ranks = HashMap<(Kind, Id), usize>;

impl View<'_> {
    /// What this API is.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn about(&self) -> serde_json::Result<String> {
        #[derive(Serialize)]
        struct About {
            version: &'static str,
            profile: &'static str,
            openapi_url: String,
        }
        let openapi_url = self.address("/api/openapi.json", "");
        serde_json::to_string(&About { version: VERSION, profile: PROFILE, openapi_url })
    }

    /// A list, as it was asked for.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn list(&self, resource: Resource, ask: &Ask) -> serde_json::Result<String> {
        let depth = Depth::from(ask.full);
        match resource {
            Resource::Services if ask.minimal => page(ask, &self.services(ask), |n| self.minimal_service(*n)),
            Resource::Services => page(ask, &self.services(ask), |n| self.service(*n, depth)),
            Resource::ServiceAtLocations => page(ask, &self.at(ask), |n| self.standing_at(*n, depth)),
            Resource::Organizations => {
                let services = ask.full.then(|| Depth::from(ask.full_service));
                page(ask, &self.named(&self.index.organizations, &Kind::Organisation, ask), |organization| {
                    self.organization_with(organization.record.as_str(), services)
                })
            }
            Resource::Locations => page(ask, &self.named(&self.index.locations, &Kind::Place, ask), |location| {
                self.location(location.record.as_str(), depth)
            }),
            Resource::Taxonomies => page(ask, &self.taxonomies(ask), |n| self.taxonomy(*n)),
            Resource::TaxonomyTerms => page(ask, &self.terms(ask), |term| Some(self.term(term, true))),
        }
    }

    /// One object with all that belongs to it; null where it isn't there after all.
    ///
    /// # Errors
    /// When it can't be written as JSON.
    pub fn one(&self, found: Found, full_service: bool) -> serde_json::Result<String> {
        let index = self.index;
        let n = found.place;
        match found.resource {
            Resource::Services => serde_json::to_string(&self.service(n, Depth::Full)),
            Resource::ServiceAtLocations => serde_json::to_string(&self.standing_at(n, Depth::Full)),
            Resource::Organizations => {
                let services = Some(Depth::from(full_service));
                let organization = index.organizations.get(n);
                serde_json::to_string(&organization.and_then(|o| self.organization_with(o.record.as_str(), services)))
            }
            Resource::Locations => {
                let location = index.locations.get(n);
                serde_json::to_string(&location.and_then(|l| self.location(l.record.as_str(), Depth::Full)))
            }
            Resource::Taxonomies => serde_json::to_string(&self.taxonomy(n)),
            Resource::TaxonomyTerms => serde_json::to_string(&index.terms.get(n).map(|term| self.term(term, true))),
        }
    }

    /// An absolute address.
    pub(super) fn address(&self, path: &str, id: &str) -> String {
        [self.origin, path, id].concat()
    }

    /// The places of the services asked for in their list.
    fn services(&self, ask: &Ask) -> Vec<usize> {
        let fits = self.filter(ask);
        let ranks = self.ranks(ask);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (n, service) in self.index.services.iter().enumerate() {
            let rank = ranks.as_ref().map_or(Some(0), |ranks| ranks.get(&service.hit()).copied());
            if let Some(rank) = rank.filter(|_| fits(service)) {
                found.push((rank, n));
            }
        }
        ordered(found)
    }

    /// The places of the services at locations asked for in their list.
    fn at(&self, ask: &Ask) -> Vec<usize> {
        let fits = self.filter(ask);
        let ranks = self.ranks(ask);
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (n, at) in self.index.at.iter().enumerate() {
            let Some(service) = self.index.services.get(at.service) else { continue };
            let hits = [service.hit(), (Kind::Place, at.place.clone())];
            let rank = match &ranks {
                Some(ranks) => hits.iter().filter_map(|hit| ranks.get(hit)).min().copied(),
                None => Some(0),
            };
            if let Some(rank) = rank.filter(|_| fits(service) && self.is_at(at, ask.postcode.as_deref())) {
                found.push((rank, n));
            }
        }
        ordered(found)
    }

    fn is_at(&self, at: &At, postcode: Option<&str>) -> bool {
        let Some(postcode) = postcode else { return true };
        let place = self.catalogue.place(at.place.as_str());
        place.and_then(|place| place.address.postal_code).is_some_and(|code| *code == *postcode)
    }

    fn named<'a>(&self, all: &'a [Named], kind: &Kind, ask: &Ask) -> Vec<&'a Named> {
        let Some(ranks) = self.ranks(ask) else { return all.iter().collect() };
        let rank = |named: &Named| ranks.get(&(kind.clone(), named.record.clone())).copied();
        let found = all.iter().enumerate().filter_map(|(n, named)| Some((rank(named)?, n))).collect();
        ordered(found).into_iter().filter_map(|n| all.get(n)).collect()
    }

    fn taxonomies(&self, ask: &Ask) -> Vec<usize> {
        let fits = says(ask);
        let all = 0..self.index.vocabularies.len();
        all.filter(|n| self.taxonomy(*n).is_some_and(|it| fits(&[&it.name, &it.description]))).collect()
    }

    fn terms(&self, ask: &Ask) -> Vec<&taxonomy::Term> {
        let fits = says(ask);
        let parents = ask.parent_id.as_deref().map(|id| self.terms_called(id));
        let of_taxonomy = ask.taxonomy_id.as_deref().map(|id| self.terms_of(id));
        let terms = self.index.terms.iter().filter(|term| {
            let below = |parents: &Vec<Uuid>| term.parent.is_some_and(|parent| parents.contains(&parent));
            fits(&[&term.name, &term.description, &term.code])
                && !(ask.top_only && term.parent.is_some())
                && parents.as_ref().is_none_or(below)
                && of_taxonomy.as_ref().is_none_or(|of| of.contains(&term.id))
        });
        terms.collect()
    }

    /// The terms with this identifier or code.
    fn terms_called(&self, id: &str) -> Vec<Uuid> {
        let uuid = Uuid::try_parse(id).unwrap_or_default();
        let called = self.index.terms.iter().filter(|term| term.id == uuid || term.code == id);
        called.map(|term| term.id).collect()
    }

    /// Says whether a service passes the filters, all of them.
    fn filter(&self, ask: &Ask) -> impl Fn(&Service) -> bool {
        let terms = ask.taxonomy_term_id.as_deref().map(|id| self.terms_called(id));
        let of_taxonomy = ask.taxonomy_id.as_deref().map(|id| self.terms_of(id));
        let organization = ask.organization_id.as_deref().map(|id| {
            let found = self.index.find(Resource::Organizations, id);
            found.and_then(|found| self.index.organizations.get(found.place)).map(|named| named.id)
        });
        move |service| {
            if terms.is_none() && of_taxonomy.is_none() && organization.is_none() {
                return true;
            }
            let facts = self.facts(service);
            let has_one = |wanted: &Vec<Uuid>| facts.terms.iter().any(|term| wanted.contains(term));
            terms.as_ref().is_none_or(has_one)
                && of_taxonomy.as_ref().is_none_or(has_one)
                && organization.is_none_or(|id| id.is_some() && facts.organization == id)
        }
    }

    /// The terms of the taxonomy with this identifier or code.
    fn terms_of(&self, taxonomy: &str) -> Vec<Uuid> {
        let found = self.index.find(Resource::Taxonomies, taxonomy).map(|found| found.place);
        let of = self.index.terms.iter().filter(|term| Some(term.taxonomy) == found);
        of.map(|term| term.id).collect()
    }

    /// What a service is filtered by.
    fn facts(&self, service: &Service) -> Facts {
        let ids = |classes: Vec<taxonomy::Class<'_>>| classes.iter().map(taxonomy::Class::term).collect();
        let id = service.record.as_str();
        if service.kind == Kind::Session {
            let terms = self.catalogue.session(id).map(|session| ids(taxonomy::of_session(&session)));
            return Facts { terms: terms.unwrap_or_default(), organization: None };
        }
        let Some(offer) = self.catalogue.offer(id) else { return Facts::default() };
        let organization = offer.organisation_id.as_ref().map(|id| ids::of_record(&Kind::Organisation, id.as_str()));
        Facts { terms: ids(taxonomy::of_offer(&offer)), organization }
    }

    /// What the search finds, as on the pages for people; nothing where it only finds what comes near.
    fn ranks(&self, ask: &Ask) -> Option<Ranks> {
        let query = Query { words: ask.search.clone()?, ..Query::default() };
        let now = DateTime { date: self.index.today, minute: 0 };
        let hits = self.catalogue.search(&query, now, 0, usize::MAX);
        let hits = if hits.matched == Match::Nearest { Vec::new() } else { hits.hits };
        Some(hits.into_iter().enumerate().map(|(rank, hit)| ((hit.kind, hit.id), rank)).collect())
    }
}

#[derive(Debug, Default)]
struct Facts {
    terms: Vec<Uuid>,
    organization: Option<Uuid>,
}

impl Service {
    /// The hit of a search that means it.
    fn hit(&self) -> (Kind, Id) {
        (self.kind.clone(), self.record.clone())
    }
}

/// Places of a list by rank, then as they stand.
fn ordered(mut found: Vec<(usize, usize)>) -> Vec<usize> {
    found.sort_unstable();
    found.into_iter().map(|(_, n)| n).collect()
}

/// Says whether some texts say all the words that are searched.
fn says(ask: &Ask) -> impl Fn(&[&str]) -> bool {
    let words = fold(ask.search.as_deref().unwrap_or_default());
    move |texts| {
        let text = fold(&texts.join(" "));
        words.split_whitespace().all(|word| text.contains(word))
    }
}
