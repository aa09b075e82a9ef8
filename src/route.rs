//! Every path of ChaVa with its query: parsing, writing, and which pages are public.

mod agenda;
mod query;

use chava_catalogue::id::Id;
use chava_catalogue::query::Query;
use chava_catalogue::records::{Kind, RecordRef};

pub use agenda::AgendaRoute;
pub use query::{decode, encode};

/// How many entries a page of a list holds.
pub const PAGE_SIZE: usize = 50;

/// How many hits a page of search results holds.
pub const RESULTS_PER_PAGE: usize = 10;

/// A page of ChaVa.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// `/`
    Home,
    /// `/chercher?q=&theme=&section=&quand=&cout=&acces=&page=`
    Search {
        /// The words and filters.
        query: Query,
        /// The page of results, from 1.
        page: usize,
    },
    /// `/lieux?page=`
    Places {
        /// The page of the list, from 1.
        page: usize,
    },
    /// `/lieux/{id}`
    Place(Id),
    /// `/offres/{id}`
    Offer(Id),
    /// `/seances/{id}`
    Session(Id),
    /// `/agenda?du=&au=`
    Agenda(AgendaRoute),
    /// `/themes/{slug}`
    Theme(Id),
    /// `/carte?theme=&section=&quand=&cout=&acces=&page=`
    Map {
        /// The filters.
        query: Query,
        /// The page of the list beside the map, from 1.
        page: usize,
    },
    /// `/acteurs?page=`
    Organisations {
        /// The page of the list, from 1.
        page: usize,
    },
    /// `/acteurs/{id}`
    Organisation(Id),
    /// `/appels`
    Calls,
    /// `/participer` and the doors below it, `?place=…` or another kind of record, `&brouillon=`
    Participate {
        /// The door.
        door: Door,
        /// The record that the person comes from.
        about: Option<RecordRef>,
        /// With which words the form begins.
        draft: Resume,
    },
    /// `/participer/besoins?theme=`
    Needs {
        /// The theme; all where absent.
        theme: Option<Id>,
    },
    /// `/mes-contributions`
    Contributions,
    /// `/favoris`
    Favourites,
    /// `/a-propos`
    About,
    /// `/reglages`
    Settings,
    /// `/aide`
    Help,
    /// `/vie-privee`
    Privacy,
    /// `/accessibilite`
    Accessibility,
    /// Any other path.
    NotFound,
}

/// The doors of `/participer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `/participer`
    Choice,
    /// `/participer/obstacle`
    Obstacle,
    /// `/participer/idee`
    Idea,
    /// `/participer/proposer`
    Proposal,
    /// `/participer/corriger`
    Correction,
    /// `/participer/entraide`
    Collaboration,
}

/// With which words a form begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Resume {
    /// The newest draft that is about the same thing, where there is one.
    #[default]
    Newest,
    /// None: another contribution beside the drafts.
    New,
    /// This draft.
    Draft(Id),
}

impl Door {
    /// All doors with the last part of their paths.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Obstacle, "obstacle"),
        (Self::Idea, "idee"),
        (Self::Proposal, "proposer"),
        (Self::Correction, "corriger"),
        (Self::Collaboration, "entraide"),
    ];
}

impl Route {
    /// Says whether the page lies in the module's second part (`xtask/src/site/split.rs`).
    pub fn is_later(&self) -> bool {
        !matches!(
            self,
            Self::Home | Self::Search { .. } | Self::Places { .. } | Self::Organisations { .. } | Self::NotFound
        )
    }

    /// Reads a path, percent-encoded or not, and its query without `?`.
    pub fn parse(path: &str, query: &str) -> Self {
        let path = decode(path);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let page = || query::page(query);
        match parts[..] {
            [] => Self::Home,
            ["chercher"] => Self::Search { query: query::search(query), page: page() },
            ["lieux"] => Self::Places { page: page() },
            ["lieux", id] => Self::Place(Id::from(id)),
            ["offres", id] => Self::Offer(Id::from(id)),
            ["seances", id] => Self::Session(Id::from(id)),
            ["agenda"] => Self::Agenda(AgendaRoute::parse(query)),
            ["themes", id] => Self::Theme(Id::from(id)),
            ["carte"] => Self::Map { query: Query { words: String::new(), ..query::search(query) }, page: page() },
            ["acteurs"] => Self::Organisations { page: page() },
            ["acteurs", id] => Self::Organisation(Id::from(id)),
            ["appels"] => Self::Calls,
            ["participer"] => Self::door(Door::Choice),
            ["participer", "besoins"] => Self::Needs { theme: query::value(query, "theme").map(Id::new) },
            ["participer", door] => {
                Door::ALL.iter().find(|(_, slug)| *slug == door).map_or(Self::NotFound, |(door, _)| Self::Participate {
                    door: *door,
                    about: query::about(query),
                    draft: query::resume(query),
                })
            }
            ["mes-contributions"] => Self::Contributions,
            ["favoris"] => Self::Favourites,
            ["a-propos"] => Self::About,
            ["reglages"] => Self::Settings,
            ["aide"] => Self::Help,
            ["vie-privee"] => Self::Privacy,
            ["accessibilite"] => Self::Accessibility,
            _ => Self::NotFound,
        }
    }

    /// The page of a record, of those kinds that have one.
    pub fn of_record(record: &RecordRef) -> Option<Self> {
        let id = record.id.clone();
        Some(match record.kind {
            Kind::Place => Self::Place(id),
            Kind::Offer => Self::Offer(id),
            Kind::Session => Self::Session(id),
            Kind::Organisation => Self::Organisation(id),
            Kind::Theme => Self::Theme(id),
            _ => return None,
        })
    }

    /// A door that nothing leads to but a choice.
    pub fn door(door: Door) -> Self {
        Self::Participate { door, about: None, draft: Resume::Newest }
    }

    /// A door that is opened from a record.
    pub fn door_about(door: Door, about: RecordRef) -> Self {
        Self::Participate { door, about: Some(about), draft: Resume::Newest }
    }

    /// The path with its query, percent-encoded; `/` for a page that doesn't exist.
    #[inline(never)]
    pub fn href(&self) -> String {
        let list = |base: &str, page: usize| if page > 1 { format!("{base}?page={page}") } else { base.to_owned() };
        match self {
            Self::Home | Self::NotFound => "/".into(),
            Self::Search { query, page } => query::search_href("/chercher", &[], query, *page),
            Self::Map { query, page } => query::search_href("/carte", &[], query, *page),
            Self::Places { page } => list("/lieux", *page),
            Self::Place(id) => format!("/lieux/{}", encode(id.as_str())),
            Self::Offer(id) => format!("/offres/{}", encode(id.as_str())),
            Self::Session(id) => format!("/seances/{}", encode(id.as_str())),
            Self::Agenda(agenda) => agenda.href(),
            Self::Theme(id) => format!("/themes/{}", encode(id.as_str())),
            Self::Organisations { page } => list("/acteurs", *page),
            Self::Organisation(id) => format!("/acteurs/{}", encode(id.as_str())),
            Self::Calls => "/appels".into(),
            Self::Participate { door, about, draft } => {
                let slug = Door::ALL.iter().find(|(d, _)| d == door).map_or("", |(_, slug)| slug);
                query::participate_href(slug, about.as_ref(), draft)
            }
            Self::Needs { theme } => query::needs_href(theme.as_ref()),
            Self::Contributions => "/mes-contributions".into(),
            Self::Favourites => "/favoris".into(),
            Self::About => "/a-propos".into(),
            Self::Settings => "/reglages".into(),
            Self::Help => "/aide".into(),
            Self::Privacy => "/vie-privee".into(),
            Self::Accessibility => "/accessibilite".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for href in [
            "/",
            "/lieux",
            "/lieux?page=3",
            "/lieux/bps22",
            "/offres/fle",
            "/seances/x-1",
            "/agenda?du=2026-11-22&au=2026-11-29",
            "/agenda?theme=education-numerique&section=Gilly&quand=ce-soir&cout=gratuit&acces=sans-marche",
            "/themes/education-numerique",
            "/carte",
            "/carte?theme=education-numerique&section=Gilly&quand=maintenant&cout=gratuit&page=2",
            "/acteurs?page=2",
            "/acteurs/cpas",
            "/appels",
            "/participer",
            "/participer/obstacle",
            "/participer/entraide",
            "/participer/corriger?place=bps22",
            "/participer/obstacle?need=garde-d-enfants&brouillon=nouveau",
            "/participer/idee?brouillon=01997b2e-0000-7000-8000-000000000000",
            "/participer/besoins",
            "/participer/besoins?theme=education-numerique",
            "/mes-contributions",
            "/favoris",
            "/a-propos",
            "/reglages",
            "/aide",
            "/vie-privee",
            "/accessibilite",
            "/chercher?q=aide+ordi&theme=education-numerique&section=Gilly&quand=semaine&cout=gratuit&acces=sans-marche&page=2",
        ] {
            let (path, query) = href.split_once('?').unwrap_or((href, ""));
            let route = Route::parse(path, query);
            assert_ne!(route, Route::NotFound, "{href}");
            assert_eq!(route.href(), href);
        }
    }

    #[test]
    fn nonsense_is_not_found_and_never_fails() {
        for path in ["/x", "/lieux/a/b", "/participer/x", "/%ff%fe", "/%", "//etc/passwd"] {
            let _ = Route::parse(path, "page=%zz&du=2026-99-99&q=%F0%9F");
        }
        assert_eq!(Route::parse("/rien", ""), Route::NotFound);
        assert_eq!(Route::parse("/lieux", "page=0"), Route::Places { page: 1 });
        assert_eq!(Route::parse("/lieux", "page=abc"), Route::Places { page: 1 });
    }
}
