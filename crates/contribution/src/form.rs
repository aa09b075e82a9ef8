//! What a form says, as HTML writes it (application/x-www-form-urlencoded): the phone and the endpoint read it by the
//! same rules, so that a form says the same with and without JavaScript.
//!
//! Names of fields are those of the contract; beside them `about-kind` and `about-id`, `record-kind` and `record-…` for
//! the data of a proposed record, `change-…` for the new value of a field and `was-…` for the one the form began with.

use crate::body::{About, Body, ProposedRecord, Said};
use crate::json::{Writer, quoted};
use crate::kind::{Direction, Kind, Observation, Obstacle};

/// The fields of a form, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads what a form sends. What can't be read is left out; nothing fails.
    pub fn parse(form: &str) -> Self {
        let pairs = form.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let value = decoded(value).replace("\r\n", "\n").trim().to_owned();
            (!value.is_empty()).then(|| (decoded(name), value))
        });
        Self(pairs.collect())
    }

    /// What a field says; none where it is empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Everything that fields of a name say.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The fields whose name begins so, with the rest of their names.
    pub fn under<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.as_str())))
    }

    fn boxed(&self, name: &str) -> Option<Box<str>> {
        self.get(name).map(Box::from)
    }

    /// The changes of a record that the form asks for: a field and its new value.
    pub fn changes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.under("change-").filter(|(field, value)| self.get(&["was-", field].concat()) != Some(value))
    }

    /// Makes the body that these fields say, of the door's kind.
    ///
    /// A correction without its record is an idea: nothing that somebody wrote is lost. One that only says how the record
    /// is found is a confirmation. `spoken` stands for the words where somebody only spoke.
    pub fn body(&self, kind: &Kind, spoken: Option<&str>) -> Body {
        let about = match (self.boxed("about-kind"), self.boxed("about-id")) {
            (Some(kind), Some(id)) => Some(About { kind, id }),
            _ => None,
        };
        Body {
            theme: self.boxed("theme"),
            topic: self.boxed("topic"),
            section: self.boxed("section"),
            text: self.boxed("text").or_else(|| spoken.map(Box::from)),
            contact: self.boxed("contact"),
            said: self.said(kind, about.is_some()),
            about,
        }
    }

    fn said(&self, kind: &Kind, is_about: bool) -> Said {
        match kind {
            Kind::Obstacle => {
                let mut obstacles: Vec<Obstacle> = self.all("obstacles").map(Obstacle::from_code).collect();
                if obstacles.is_empty() {
                    obstacles.push(Obstacle::Another);
                }
                Said::Obstacle { obstacles }
            }
            Kind::Proposal => Said::Proposal { record: self.record() },
            Kind::Correction if is_about => self.correction(),
            Kind::Collaboration => Said::Collaboration {
                direction: self.get("direction").map_or(Direction::Offers, Direction::from_code),
                organisation: self.boxed("organisationId"),
            },
            Kind::Other(_) => Said::Other(kind.clone()),
            _ => Said::Idea,
        }
    }

    /// The proposed record; none where nothing but words was given.
    fn record(&self) -> Option<ProposedRecord> {
        let mut data = Writer::new();
        let mut kind = None;
        for (field, value) in self.under("record-") {
            match field {
                "kind" => kind = Some(value),
                field => data.text(field, value),
            }
        }
        let data = data.finish();
        let is_filled = data != "{}";
        kind.filter(|_| is_filled).map(|kind| ProposedRecord { kind: kind.into(), data: data.into() })
    }

    fn correction(&self) -> Said {
        let mut changes: Vec<(Box<str>, Box<str>)> =
            self.changes().map(|(field, value)| (field.into(), quoted(value).into())).collect();
        let verdict = self.get("verdict");
        match verdict {
            Some(verdict) if changes.is_empty() => Said::Confirmation { verdict: Observation::from_code(verdict) },
            _ => {
                changes.extend(verdict.map(|verdict| ("verdict".into(), quoted(verdict).into())));
                Said::Correction { changes }
            }
        }
    }
}

/// Takes the percent signs out of a text; bytes that are no UTF-8 become the replacement character.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let digit = |at: usize| char::from(*tail.get(at)?).to_digit(16);
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high << 4 | low) as u8);
                rest = tail.get(2..).unwrap_or_default();
            }
            (b'+', ..) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(kind: Kind, form: &str) -> String {
        Fields::parse(form).body(&kind, None).write()
    }

    #[test]
    fn with_the_words_alone_each_door_says_something_whole() {
        let text = "text=Le+bus+co%C3%BBte%0D%0Atrop";
        let words = r#""text":"Le bus coûte\ntrop""#;
        assert_eq!(body(Kind::Obstacle, text), format!(r#"{{{words},"obstacles":["other"]}}"#));
        assert_eq!(body(Kind::Idea, text), format!("{{{words}}}"));
        assert_eq!(body(Kind::Proposal, &format!("record-kind=place&{text}")), format!("{{{words}}}"));
        assert_eq!(body(Kind::Collaboration, text), format!(r#"{{{words},"direction":"offers"}}"#));
        let about = "about-kind=place&about-id=bps22";
        assert_eq!(
            body(Kind::Correction, &format!("{about}&{text}")),
            format!(r#"{{"about":{{"kind":"place","id":"bps22"}},{words}}}"#)
        );
    }

    #[test]
    fn what_is_chosen_goes_where_the_contract_says() {
        let form = "obstacles=money&obstacles=hours&theme=education-numerique&section=Gilly&contact=&topic=+";
        assert_eq!(
            body(Kind::Obstacle, form),
            r#"{"theme":"education-numerique","section":"Gilly","obstacles":["money","hours"]}"#
        );
        assert_eq!(
            body(Kind::Proposal, "record-kind=offer&record-name=Tricot&record-when=le+mardi"),
            r#"{"record":{"kind":"offer","data":{"name":"Tricot","when":"le mardi"}}}"#
        );
    }

    #[test]
    fn only_what_differs_is_a_change_and_a_lone_verdict_is_a_confirmation() {
        let about = r#""about":{"kind":"place","id":"a"}"#;
        let start = "about-kind=place&about-id=a&was-name=A&change-name=A&was-email=x%40y.be";
        assert_eq!(
            body(Kind::Correction, &format!("{start}&change-email=z%40y.be")),
            format!(r#"{{{about},"changes":{{"email":"z@y.be"}}}}"#)
        );
        let closed = Fields::parse(&format!("{start}&verdict=closed")).body(&Kind::Correction, None);
        assert_eq!(closed.kind(), Kind::Confirmation);
        assert_eq!(
            body(Kind::Correction, &format!("{start}&verdict=moved&change-street=Rue+Neuve")),
            format!(r#"{{{about},"changes":{{"street":"Rue Neuve","verdict":"moved"}}}}"#)
        );
    }

    #[test]
    fn a_correction_of_nothing_is_an_idea_and_a_voice_has_words_too() {
        assert_eq!(Fields::parse("text=a&verdict=closed").body(&Kind::Correction, None).kind(), Kind::Idea);
        assert_eq!(Fields::default().body(&Kind::Idea, Some("Message parlé")).write(), r#"{"text":"Message parlé"}"#);
    }

    #[test]
    fn nonsense_never_fails() {
        for form in ["", "&&==", "text=%", "text=%f", "text=%ff%zz", "=a&b", "change-=x", "record-=y&record-kind=z"] {
            let fields = Fields::parse(form);
            for kind in Kind::ALL {
                let _ = fields.body(kind, None).write();
            }
        }
        assert_eq!(Fields::parse("text=%ff%").get("text"), Some("\u{fffd}%"));
    }
}
