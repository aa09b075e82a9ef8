//! From a proposal or a correction to a record: what the form begins with, and what is imported after editing.

use chava_catalogue::civil::Date;
use chava_catalogue::document::{FORMAT, VERSION};
use chava_catalogue::fold::fold;
use chava_catalogue::id::{Id, MAX_ID_BYTES};
use chava_catalogue::records::{Kind, Record};
use chava_catalogue::wire::CATALOGUE_LICENSE;
use chava_contribution::body::Said;
use chava_contribution::{Body, personal};
use serde_json::{Map, Value, json};

use crate::rare_rules::without_made;
use crate::team::words as w;

/// A record before it is published.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its kind.
    pub kind: Kind,
    /// The record that it changes, and the change number from which it does.
    pub changes: Option<(Id, u64)>,
    /// Its fields.
    pub fields: Map<String, Value>,
}

impl Draft {
    /// The draft of a contribution: of the record it is about, with what is proposed; or of a new one of `kind`.
    pub fn of(body: &Body, about: Option<Record>, kind: Option<Kind>) -> Self {
        match about {
            Some(record) => Self::change(record, body),
            None => Self::new(body, kind),
        }
    }

    fn change(record: Record, body: &Body) -> Self {
        let changes = Some((record.id.clone(), record.modified));
        let record = without_made(record);
        let mut fields = object(&record.json);
        fields.remove("modified");
        if let Said::Correction { changes } = &body.said {
            for (field, value) in changes {
                let Ok(value) = serde_json::from_str::<Value>(value) else { continue };
                match fields.get_mut(&**field) {
                    Some(Value::Object(languages)) if value.is_string() && languages.contains_key("fr") => {
                        languages.insert("fr".into(), value);
                    }
                    // What the record is and where it comes from isn't proposed.
                    _ if matches!(&**field, "id" | "modified" | "assured" | "sources") => {}
                    _ => {
                        fields.insert(field.to_string(), value);
                    }
                }
            }
        }
        Self { kind: record.kind, changes, fields }
    }

    fn new(body: &Body, kind: Option<Kind>) -> Self {
        let proposed = match &body.said {
            Said::Proposal { record } => record.as_ref(),
            _ => None,
        };
        let kind = kind.or_else(|| proposed.map(|record| Kind::from_code(&record.kind))).unwrap_or(Kind::Place);
        let mut fields = proposed.map(|record| object(&record.data)).unwrap_or_default();
        for field in ["id", "modified", "assured", "sources"] {
            fields.remove(field);
        }
        if let (Some(theme), false) = (&body.theme, kind == Kind::Notice) {
            fields.entry("themes").or_insert_with(|| json!([theme]));
        }
        if kind == Kind::Place {
            let address = fields.entry("address").or_insert_with(|| json!({}));
            if let (Some(section), Some(address)) = (&body.section, address.as_object_mut()) {
                address.entry("section").or_insert_with(|| json!(section));
            }
        }
        if let Some(text) = &body.text {
            let name = if kind == Kind::Notice { "text" } else { "description" };
            fields.entry(name).or_insert_with(|| json!(personal::redacted(text)));
        }
        Self { kind, changes: None, fields }
    }

    /// The document that brings the record into the catalogue. `is_free` says whether no record has an identifier.
    pub fn document(mut self, verified_on: Option<Date>, today: Date, is_free: impl Fn(&str) -> bool) -> (Id, Value) {
        let id = match &self.changes {
            Some((id, _)) => id.clone(),
            None => {
                let source = json!({ "seen": today.to_string(), "facts": [w::PUBLISHED_SOURCE] });
                if self.kind != Kind::Notice {
                    self.fields.entry("sources").or_insert_with(|| json!([source]));
                }
                new_id(&name_of(&self.fields), &self.kind, is_free)
            }
        };
        self.fields.insert("id".into(), json!(id.as_str()));
        if let Some(date) = verified_on.filter(|_| matches!(self.kind, Kind::Place | Kind::Offer | Kind::Session)) {
            self.fields.insert("assured".into(), json!({ "at": date.to_string(), "by": w::TEAM_NAME }));
        }
        let document = document([(&self.kind, Value::Object(self.fields))]);
        (id, document)
    }
}

/// A catalogue document of some records.
pub fn document<'a>(records: impl IntoIterator<Item = (&'a Kind, Value)>) -> Value {
    let mut document = json!({ "format": FORMAT, "version": VERSION, "license": CATALOGUE_LICENSE });
    for (kind, record) in records {
        let (Some(key), Some(top)) = (kind.list_key(), document.as_object_mut()) else { continue };
        if let Some(list) = top.entry(key).or_insert_with(|| json!([])).as_array_mut() {
            list.push(record);
        }
    }
    document
}

/// The JSON object of a text; an empty one where it is none.
pub fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

fn name_of(fields: &Map<String, Value>) -> String {
    let named = ["name", "title"].into_iter().find_map(|key| fields.get(key));
    let words = named.map(|name| name.get("fr").unwrap_or(name)).and_then(Value::as_str);
    words.unwrap_or_default().to_owned()
}

/// A slug of some words that no record of the kind has yet.
pub fn new_id(words: &str, kind: &Kind, is_free: impl Fn(&str) -> bool) -> Id {
    let folded = fold(words);
    let parts: Vec<String> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let mut slug = parts.join("-");
    // Room for a number.
    slug.truncate(MAX_ID_BYTES - 8);
    let slug = slug.trim_matches('-');
    let slug = if slug.is_empty() { kind.as_str() } else { slug };
    let numbered = (2u32..).map(|n| format!("{slug}-{n}"));
    let free = std::iter::once(slug.to_owned()).chain(numbered).find(|id| is_free(id));
    Id::new(free.unwrap_or_else(|| slug.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chava_contribution::ProposedRecord;

    fn record() -> Record {
        let json =
            r#"{"id":"biblio","name":"Biblio","description":{"fr":"Vieux","nl":"Oud"},"champFutur":1,"modified":7}"#;
        Record { kind: Kind::Place, id: Id::from("biblio"), modified: 7, json: json.into() }
    }

    #[test]
    fn a_correction_changes_what_it_names_and_keeps_the_rest() {
        let changes = vec![
            ("openingHours".into(), r#""Mo 10:00-12:00""#.into()),
            ("description".into(), r#""Neuf""#.into()),
            ("id".into(), r#""autre""#.into()),
        ];
        let body = Body::new(Said::Correction { changes });
        let draft = Draft::of(&body, Some(record()), None);
        assert_eq!(draft.changes, Some((Id::from("biblio"), 7)));
        let today = Date::parse("2026-11-26").unwrap();
        let (id, document) = draft.document(Some(today), today, |_| false);
        let place = &document["places"][0];
        assert_eq!((id.as_str(), &place["id"]), ("biblio", &json!("biblio")));
        assert_eq!(place["openingHours"], json!("Mo 10:00-12:00"));
        assert_eq!(place["description"], json!({ "fr": "Neuf", "nl": "Oud" }));
        assert_eq!((&place["champFutur"], &place["assured"]["at"]), (&json!(1), &json!("2026-11-26")));
        assert!(place.get("modified").is_none());
    }

    #[test]
    fn a_proposal_becomes_a_record_of_its_kind_with_no_personal_data_in_its_words() {
        let mut body = Body::new(Said::Proposal {
            record: Some(ProposedRecord {
                kind: "place".into(),
                data: r#"{"name":"L’Atelier d’Été","id":"x"}"#.into(),
            }),
        });
        body.text = Some("Appelez-moi au 0475 12 34 56".into());
        body.section = Some("Gilly".into());
        body.theme = Some("education-numerique".into());
        let today = Date::parse("2026-11-26").unwrap();
        let (id, document) = Draft::of(&body, None, None).document(None, today, |id| id != "l-atelier-d-ete");
        assert_eq!(id.as_str(), "l-atelier-d-ete-2");
        let place = &document["places"][0];
        assert_eq!(
            (&place["address"]["section"], &place["themes"][0]),
            (&json!("Gilly"), &json!("education-numerique"))
        );
        assert!(!place["description"].as_str().unwrap().contains("0475"), "{place}");
        assert!(place.get("assured").is_none(), "nobody verified it");
    }

    #[test]
    fn an_identifier_is_a_slug_even_without_words() {
        for (words, slug) in [("", "place"), ("!!!", "place"), ("مكتبة", "place"), ("Café & Cie", "cafe-cie")] {
            assert_eq!(new_id(words, &Kind::Place, |_| true).as_str(), slug);
        }
        let long = new_id(&"très long ".repeat(20), &Kind::Place, |_| true);
        assert!(Id::is_well_formed(long.as_str()), "{long}");
    }
}
