//! The fields of a record that the team edits, read out of its JSON and written back into it; all else stays as it is.

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::records::Kind;
use chava_catalogue::vocabulary::{CostKind, NoticeType, OfferType, PlaceType, SessionStatus, SessionType};
use serde_json::{Map, Value, json};

use crate::team::labels;

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A line.
    Line,
    /// A line in French of a text that may have other languages.
    Text,
    /// Several lines in French of such a text.
    Long,
    /// A whole number.
    Number,
    /// One of a closed list.
    Choice(Codes),
    /// One of Charleroi's sections.
    Section,
    /// A record of this kind.
    One(Referred),
    /// Records of this kind, separated by commas.
    Many(Referred),
}

/// The closed lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codes {
    /// Of places.
    Place,
    /// Of offers.
    Offer,
    /// Of sessions.
    Session,
    /// Whether a session takes place.
    Status,
    /// What it costs.
    Cost,
    /// What a notice announces.
    Notice,
}

/// What a field may point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Referred {
    /// A theme.
    Theme,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// An offer.
    Offer,
}

impl Referred {
    /// The kind of record.
    pub fn kind(self) -> Kind {
        match self {
            Self::Theme => Kind::Theme,
            Self::Organisation => Kind::Organisation,
            Self::Place => Kind::Place,
            Self::Offer => Kind::Offer,
        }
    }
}

impl Codes {
    /// The prefix of its words among the texts of the interface, and its codes.
    pub fn list(self) -> (&'static str, Vec<&'static str>) {
        match self {
            Self::Place => ("place_type", PlaceType::ALL.iter().map(PlaceType::as_str).collect()),
            Self::Offer => ("offer_type", OfferType::ALL.iter().map(OfferType::as_str).collect()),
            Self::Session => ("session_type", SessionType::ALL.iter().map(SessionType::as_str).collect()),
            Self::Status => ("status", SessionStatus::ALL.iter().map(SessionStatus::as_str).collect()),
            Self::Cost => ("cost", CostKind::ALL.iter().map(CostKind::as_str).collect()),
            Self::Notice => ("notice_type", NoticeType::ALL.iter().map(NoticeType::as_str).collect()),
        }
    }
}

/// A field of a form.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Where it stands in the record; a number is a place in a list.
    pub path: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it is typed.
    pub input: Input,
}

const fn field(path: &'static str, label: &'static str, input: Input) -> Field {
    Field { path, label, input }
}

/// The kinds of records that the team makes out of contributions.
pub const KINDS: [Kind; 5] = [Kind::Place, Kind::Offer, Kind::Session, Kind::Organisation, Kind::Notice];

/// The fields that are edited of a kind.
pub fn fields(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Place => PLACE,
        Kind::Offer => OFFER,
        Kind::Session => SESSION,
        Kind::Organisation => ORGANISATION,
        Kind::Notice => NOTICE,
        _ => &[],
    }
}

// What several kinds have.
const NAME: Field = field("name", "Nom", Input::Line);
const TITLE: Field = field("title", "Titre", Input::Text);
const THEMES: Field = field("themes", "Thèmes", Input::Many(Referred::Theme));
const ORGANISATION_ID: Field = field("organisationId", "Acteur", Input::One(Referred::Organisation));
const PHONE: Field = field("phones.0.number", "Téléphone (+32…)", Input::Line);
const EMAIL: Field = field("email", "E-mail", Input::Line);
const WEBSITE: Field = field("website", "Site web", Input::Line);
const DESCRIPTION: Field = field("description", "Description", Input::Long);
const COST: Field = field("cost.kind", "Prix", Input::Choice(Codes::Cost));
const COST_NOTE: Field = field("cost.note", "Précision sur le prix", Input::Text);

const PLACE: &[Field] = &[
    NAME,
    field("placeType", "Genre de lieu", Input::Choice(Codes::Place)),
    THEMES,
    ORGANISATION_ID,
    field("address.street", "Rue", Input::Line),
    field("address.number", "Numéro", Input::Line),
    field("address.postalCode", "Code postal", Input::Line),
    field("address.section", "Section", Input::Section),
    field("openingHours", "Heures d’ouverture (Mo-Fr 09:00-17:00)", Input::Line),
    PHONE,
    EMAIL,
    WEBSITE,
    DESCRIPTION,
    COST,
    COST_NOTE,
];

const OFFER: &[Field] = &[
    TITLE,
    field("offerType", "Forme", Input::Choice(Codes::Offer)),
    THEMES,
    ORGANISATION_ID,
    field("placeIds", "Lieux", Input::Many(Referred::Place)),
    DESCRIPTION,
    COST,
    COST_NOTE,
];

const SESSION: &[Field] = &[
    TITLE,
    field("offerId", "… ou ce qu’on y apprend", Input::One(Referred::Offer)),
    field("placeId", "Lieu", Input::One(Referred::Place)),
    field("start", "Début (2026-12-31T14:00)", Input::Line),
    field("durationMinutes", "Durée en minutes", Input::Number),
    field("rrule", "Répétition (RRULE)", Input::Line),
    field("sessionType", "Forme", Input::Choice(Codes::Session)),
    field("status", "État", Input::Choice(Codes::Status)),
    THEMES,
    field("booking", "Comment s’inscrire", Input::Text),
    DESCRIPTION,
    COST,
];

const ORGANISATION: &[Field] = &[NAME, THEMES, PHONE, EMAIL, WEBSITE, DESCRIPTION];

const NOTICE: &[Field] = &[
    field("noticeType", "Genre d’avis", Input::Choice(Codes::Notice)),
    field("about.kind", "Genre de fiche concernée", Input::Line),
    field("about.id", "Identifiant de la fiche concernée", Input::Line),
    field("from", "Du (2026-12-31)", Input::Line),
    field("to", "Au", Input::Line),
    field("text", "Texte", Input::Long),
];

/// What a field says now, as it is typed.
pub fn read(record: &Map<String, Value>, field: &Field) -> String {
    let mut parts = field.path.split('.');
    let mut value = parts.next().and_then(|key| record.get(key));
    for part in parts {
        value = value.and_then(|value| match value {
            Value::Array(list) => list.get(part.parse::<usize>().ok()?),
            other => other.get(part),
        });
    }
    value.map(typed).unwrap_or_default()
}

fn typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().map(typed).collect::<Vec<_>>().join(", "),
        Value::Object(languages) => languages.get("fr").map(typed).unwrap_or_default(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

/// What a field's value is called: the words of a code, the names of records.
pub fn shown(field: &Field, value: &str, catalogue: &Catalogue) -> String {
    match field.input {
        Input::Choice(codes) => labels::label(codes.list().0, value),
        Input::One(referred) | Input::Many(referred) => {
            let name = |id: &str| catalogue.name_of(&referred.kind(), id).unwrap_or_else(|| id.to_owned());
            value.split(", ").map(name).collect::<Vec<_>>().join(", ")
        }
        _ => value.to_owned(),
    }
}

/// Writes what was typed into a field; an empty one goes. What says the same as before is left as it was.
pub fn write(record: &mut Map<String, Value>, field: &Field, words: &str) {
    let words = words.replace("\r\n", "\n");
    if read(record, field) == words {
        return;
    }
    let value = match field.input {
        _ if words.is_empty() => None,
        // What is no number stays a text, so that the import says where it is.
        Input::Number => Some(words.parse::<u64>().map_or_else(|_| json!(words), |number| json!(number))),
        Input::Many(_) => Some(words.split(',').map(str::trim).filter(|id| !id.is_empty()).collect()),
        _ => Some(json!(words)),
    };
    let path: Vec<&str> = field.path.split('.').collect();
    let is_text = matches!(field.input, Input::Text | Input::Long);
    set(record, &path, value, is_text);
}

fn set(record: &mut Map<String, Value>, path: &[&str], value: Option<Value>, is_text: bool) {
    let Some((key, rest)) = path.split_first() else { return };
    let value = match rest {
        [] => match (record.get_mut(*key), value) {
            (Some(Value::Object(languages)), Some(value)) if is_text => {
                languages.insert("fr".into(), value);
                return;
            }
            (_, value) => value,
        },
        ["0", rest @ ..] => {
            let mut list = record.get(*key).and_then(Value::as_array).cloned().unwrap_or_default().into_iter();
            let first = changed(list.next().as_ref(), rest, value, is_text);
            let list: Vec<_> = (!first.is_empty()).then_some(Value::Object(first)).into_iter().chain(list).collect();
            (!list.is_empty()).then_some(Value::Array(list))
        }
        rest => {
            let inner = changed(record.get(*key), rest, value, is_text);
            // A place on wheels has an address without anything in it.
            (!inner.is_empty() || *key == "address").then_some(Value::Object(inner))
        }
    };
    match value {
        Some(value) => record.insert((*key).to_owned(), value),
        None => record.remove(*key),
    };
}

/// An object inside of a record (an empty one where there is none) with a field of it set.
fn changed(inner: Option<&Value>, path: &[&str], value: Option<Value>, is_text: bool) -> Map<String, Value> {
    let mut inner = inner.and_then(Value::as_object).cloned().unwrap_or_default();
    set(&mut inner, path, value, is_text);
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Map<String, Value> {
        let json = json!({ "name": "P", "phones": [{ "number": "+3271000000", "type": "voice" }, { "number": "+3271111111" }],
            "description": { "fr": "Bon", "nl": "Goed" }, "champFutur": [1, 2], "themes": ["a", "b"],
            "address": { "street": "rue" } });
        json.as_object().cloned().unwrap()
    }

    fn at(path: &str) -> &'static Field {
        PLACE.iter().find(|field| field.path == path).unwrap()
    }

    #[test]
    fn what_is_typed_comes_back_and_the_rest_stays() {
        let mut record = place();
        for field in PLACE {
            let words = read(&record, field);
            write(&mut record, field, &words);
        }
        assert_eq!(record, place(), "nothing was changed");
        write(&mut record, at("description"), "Meilleur");
        write(&mut record, at("phones.0.number"), "+3271222222");
        write(&mut record, at("themes"), "a, c ,");
        write(&mut record, at("cost.kind"), "free");
        assert_eq!(record["description"], json!({ "fr": "Meilleur", "nl": "Goed" }));
        assert_eq!(record["phones"][0], json!({ "number": "+3271222222", "type": "voice" }));
        assert_eq!((&record["phones"][1]["number"], &record["themes"]), (&json!("+3271111111"), &json!(["a", "c"])));
        assert_eq!((&record["cost"], &record["champFutur"]), (&json!({ "kind": "free" }), &json!([1, 2])));
    }

    #[test]
    fn an_emptied_field_goes_and_leaves_no_shell_but_the_address() {
        let mut record = place();
        write(&mut record, at("address.street"), "");
        assert_eq!(record["address"], json!({}));
        write(&mut record, at("cost.kind"), "free");
        write(&mut record, at("cost.kind"), "");
        assert!(!record.contains_key("cost"));
    }

    #[test]
    fn each_field_of_each_kind_can_be_written_and_read() {
        for kind in KINDS {
            for field in fields(&kind) {
                let mut record = Map::new();
                write(&mut record, field, "7");
                assert_eq!(read(&record, field), "7", "{kind:?} {}", field.path);
            }
        }
    }
}
