//! A form of `/participer` that a browser without JavaScript sends: the server makes the contribution in its place.

use chava_contribution::check::Checked;
use chava_contribution::fault::{Fault, FaultCode};
use chava_contribution::form::Fields;
use chava_contribution::{Contribution, Kind, Uid};

use super::judge::read;
use crate::clock::Instant;

/// The kind of contribution behind a door of `/participer`.
pub fn kind_of(door: &str) -> Option<Kind> {
    Some(match door {
        "obstacle" => Kind::Obstacle,
        "idee" => Kind::Idea,
        "proposer" => Kind::Proposal,
        "corriger" => Kind::Correction,
        "entraide" => Kind::Collaboration,
        _ => return None,
    })
}

/// A new identifier.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_id(now: Instant) -> Result<Uid, getrandom::Error> {
    let mut random = [0; 10];
    getrandom::fill(&mut random)?;
    Ok(Uid::new(now.0, random))
}

/// Makes the contribution that a form says.
///
/// # Errors
/// With what is missing or too long.
pub fn contribution(id: Uid, kind: &Kind, fields: &Fields, now: Instant) -> Result<Checked, Fault> {
    let lang = fields.get("lang").unwrap_or("fr").into();
    let contribution = Contribution { id, lang, body: fields.body(kind, None), attachments: Vec::new() };
    let sealed = contribution.seal().map_err(|_| Fault::new(FaultCode::NotCanonical, ""))?;
    read(&sealed.item(&now.rfc3339(), Some(0))).map_err(|(_, fault)| fault)
}

/// A page with the identifier of the contribution that its form would make, so that two presses of the button are one
/// contribution; and with its language, in which the answer will be.
pub fn with_id(html: &str, id: Uid, lang: &str) -> String {
    let mut out = String::with_capacity(html.len() + 160);
    let mut rest = html;
    while let Some(start) = rest.find("<form ") {
        let Some(end) = rest[start..].find('>').map(|end| start + end + 1) else { break };
        let (tag, after) = rest.split_at(end);
        out.push_str(tag);
        if tag[start..].contains("method=\"post\"") {
            out.push_str(&format!(
                "<input type=\"hidden\" name=\"id\" value=\"{id}\"><input type=\"hidden\" name=\"lang\" value=\"{lang}\">"
            ));
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_forms_that_are_posted_get_an_identifier() {
        let html =
            "<form action=\"/chercher\"><b></b></form><form class=\"x\" method=\"post\" action=\"/y\"><i></i></form>";
        let id = Uid::new(1, [7; 10]);
        let expected = format!(
            "<form action=\"/chercher\"><b></b></form><form class=\"x\" method=\"post\" action=\"/y\">\
             <input type=\"hidden\" name=\"id\" value=\"{id}\"><input type=\"hidden\" name=\"lang\" value=\"nl\"><i></i></form>"
        );
        assert_eq!(with_id(html, id, "nl"), expected);
        assert_eq!(with_id("<form ", id, "fr"), "<form ");
    }

    #[test]
    fn a_form_makes_what_a_phone_would_make() {
        let id = Uid::new(1, [7; 10]);
        let make = |kind, form: &str| contribution(id, &kind, &Fields::parse(form), Instant(0));
        let checked = make(Kind::Obstacle, "text=Le+bus&lang=nl").unwrap();
        assert_eq!(
            *checked.json,
            *format!(
                r#"{{"body":{{"obstacles":["other"],"text":"Le bus"}},"id":"{id}","kind":"obstacle","lang":"nl","schema":1}}"#
            )
        );
        assert_eq!(make(Kind::Idea, "text=+").unwrap_err().code, FaultCode::MissingField);
        assert_eq!(make(Kind::Idea, &format!("text={}", "x".repeat(4001))).unwrap_err().code, FaultCode::TextTooLong);
    }
}
