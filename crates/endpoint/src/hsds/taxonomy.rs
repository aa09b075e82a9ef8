//! Themes, topics and the closed lists of the catalogue as taxonomies and their terms.

use chava_catalogue::language::Language;
use chava_catalogue::records::{Offer, Organisation, Place, Session, Theme};
use chava_catalogue::text::Text;
use chava_catalogue::vocabulary::{
    Access, Audience, Facility, OfferType, PlaceType, SessionType, UnescoCharacteristic,
};
use uuid::Uuid;

use super::ids;
use super::shape::{Taxonomy, TaxonomyTerm};
use super::view::View;
use crate::labels::label;

const THEMES: &str = "themes";
const THEME: &str = "theme";
const TOPIC: &str = "topic";

/// A set of terms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vocabulary {
    pub code: &'static str,
    /// What its terms say of an object.
    link: &'static str,
    /// Under which prefix the words of its terms are kept.
    prefix: &'static str,
    name: &'static str,
    description: &'static str,
    /// What one of its terms is.
    one: &'static str,
    codes: fn() -> Vec<String>,
}

impl Vocabulary {
    pub(super) fn id(&self) -> Uuid {
        ids::taxonomy(self.code)
    }
}

/// A term as the index knows it.
#[derive(Debug)]
pub(super) struct Term {
    pub id: Uuid,
    pub code: String,
    pub parent: Option<Uuid>,
    /// The taxonomy's place in the list.
    pub taxonomy: usize,
    pub name: String,
    pub description: String,
    link: &'static str,
    language: String,
}

/// What an object is classified as: what the term says of it, and the term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class<'a> {
    pub link: &'static str,
    pub code: &'a str,
}

impl Class<'_> {
    /// The identifier of the term.
    pub(super) fn term(&self) -> Uuid {
        ids::term(self.link, self.code)
    }
}

macro_rules! codes {
    ($list:ident) => {
        || $list::ALL.iter().map(|value| value.as_str().to_owned()).collect()
    };
}

/// Every taxonomy, that of themes and topics first.
pub(super) fn vocabularies() -> Vec<Vocabulary> {
    let list = |code, link, prefix, name, one, codes| Vocabulary {
        code,
        link,
        prefix,
        name,
        description: "Une liste fermée du catalogue de Charleroi, ville apprenante ; ses mots sont ceux des pages publiques.",
        one,
        codes,
    };
    vec![
        Vocabulary {
            code: THEMES,
            link: THEME,
            prefix: "",
            name: "Thèmes et sujets",
            description: "Les thèmes des groupes de travail de Charleroi, ville apprenante, et leurs sujets.",
            one: "Thème",
            codes: Vec::new,
        },
        list("offer-types", "offer-type", "offer_type", "Formes d’offres", "Forme d’offre", codes!(OfferType)),
        list(
            "session-types",
            "session-type",
            "session_type",
            "Formes de séances",
            "Forme de séance",
            codes!(SessionType),
        ),
        list("place-types", "place-type", "place_type", "Types de lieux", "Type de lieu", codes!(PlaceType)),
        list("audiences", "audience", "audience", "Publics", "Public", codes!(Audience)),
        list("access", "access", "access", "Façons de venir", "Façon de venir", codes!(Access)),
        list("facilities", "facility", "facility", "Équipements", "Équipement", codes!(Facility)),
        list(
            "unesco",
            "unesco",
            "unesco",
            "Caractéristiques des villes apprenantes de l’UNESCO",
            "Caractéristique d’une ville apprenante",
            codes!(UnescoCharacteristic),
        ),
    ]
}

/// Every term: the themes, each with its topics behind it, then those of the closed lists.
pub(super) fn terms(themes: &[Theme]) -> Vec<Term> {
    let mut terms = Vec::new();
    for theme in themes {
        let group = theme.working_group.map(|group| format!(" (groupe de travail {group})")).unwrap_or_default();
        let label = theme.label.get(&Language::French);
        let parent = named(THEME, theme.id.as_str(), &theme.label, None, format!("Thème : {label}{group}."));
        let id = parent.id;
        terms.push(parent);
        let topic = |topic: &chava_catalogue::records::Topic| {
            let of = format!("Sujet du thème « {label} » : {}.", topic.label.get(&Language::French));
            named(TOPIC, topic.id.as_str(), &topic.label, Some(id), of)
        };
        terms.extend(theme.topics.iter().map(topic));
    }
    for (taxonomy, vocabulary) in vocabularies().iter().enumerate() {
        terms.extend((vocabulary.codes)().into_iter().map(|code| {
            let name = label(vocabulary.prefix, &code);
            Term {
                id: ids::term(vocabulary.link, &code),
                description: format!("{} : {name}.", vocabulary.one),
                code,
                parent: None,
                taxonomy,
                name,
                link: vocabulary.link,
                language: "fr".to_owned(),
            }
        }));
    }
    terms
}

fn named(link: &'static str, code: &str, label: &Text, parent: Option<Uuid>, description: String) -> Term {
    let (language, name) = label.pick(&Language::French).unwrap_or((&Language::French, code));
    Term {
        id: ids::term(link, code),
        code: code.to_owned(),
        parent,
        taxonomy: 0,
        name: name.to_owned(),
        description,
        link,
        language: language.html_tag().to_owned(),
    }
}

impl View<'_> {
    /// A taxonomy.
    pub(super) fn taxonomy(&self, place: usize) -> Option<Taxonomy> {
        let vocabulary = self.index.vocabularies.get(place)?;
        Some(Taxonomy {
            id: vocabulary.id(),
            name: vocabulary.name.to_owned(),
            description: vocabulary.description.to_owned(),
            uri: Some(self.address("/api/hsds/taxonomies/", vocabulary.code)),
        })
    }

    /// A term; with its taxonomy where it stands alone.
    pub(super) fn term(&self, term: &Term, stands_alone: bool) -> TaxonomyTerm {
        let taxonomy = self.taxonomy(term.taxonomy);
        TaxonomyTerm {
            id: term.id,
            code: term.code.clone(),
            name: term.name.clone(),
            description: term.description.clone(),
            taxonomy: taxonomy.as_ref().map(|taxonomy| taxonomy.name.clone()).unwrap_or_default(),
            taxonomy_id: taxonomy.as_ref().map(|taxonomy| taxonomy.id).unwrap_or_default(),
            parent_id: term.parent,
            language: Some(term.language.clone()),
            term_uri: (term.link == THEME).then(|| self.address("/themes/", &term.code)),
            taxonomy_detail: taxonomy.filter(|_| stands_alone),
        }
    }
}

/// Classes of one sort.
fn each<'a>(link: &'static str, codes: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Class<'a>> {
    codes.map(move |code| Class { link, code })
}

macro_rules! classes {
    ($( $link:expr, $list:expr; )+) => {
        std::iter::empty()$( .chain(each($link, $list.iter().map(|value| value.as_str()))) )+.collect()
    };
}

/// What an offer is classified as.
pub(super) fn of_offer(offer: &Offer) -> Vec<Class<'_>> {
    classes! {
        THEME, offer.themes;
        TOPIC, offer.topics;
        "offer-type", std::slice::from_ref(&offer.offer_type);
        "audience", offer.audiences;
        "access", offer.access;
        "unesco", offer.unesco;
    }
}

/// What a session is classified as.
pub(super) fn of_session(session: &Session) -> Vec<Class<'_>> {
    classes! {
        THEME, session.themes;
        TOPIC, session.topics;
        "session-type", session.session_type;
    }
}

/// What a place is classified as.
pub(super) fn of_place(place: &Place) -> Vec<Class<'_>> {
    classes! {
        THEME, place.themes;
        TOPIC, place.topics;
        "place-type", std::slice::from_ref(&place.place_type);
        "audience", place.audiences;
        "access", place.access;
        "facility", place.facilities;
    }
}

/// What an organisation is classified as.
pub(super) fn of_organisation(organisation: &Organisation) -> Vec<Class<'_>> {
    classes! { THEME, organisation.themes; }
}
