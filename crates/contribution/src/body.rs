//! What is said: the body of a contribution, by its kind.

use chava_catalogue::json::{Document, Object, Value};

use crate::json::{Writer, quoted, text_of, texts_of};
use crate::kind::{Direction, Helped, Kind, Observation, Obstacle};

/// The record that a contribution is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The record's kind, by its code in the catalogue.
    pub kind: Box<str>,
    /// The record's identifier.
    pub id: Box<str>,
}

/// A record that somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedRecord {
    /// Its kind, by its code in the catalogue.
    pub kind: Box<str>,
    /// Its fields, a JSON object.
    pub data: Box<str>,
}

/// What only one kind of contribution says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// What stands in the way.
    Obstacle {
        /// At least one.
        obstacles: Vec<Obstacle>,
    },
    /// A wish; its words say all.
    Idea,
    /// Something to add to the catalogue.
    Proposal {
        /// As far as the person filled it in.
        record: Option<ProposedRecord>,
    },
    /// A fault in the record that the body is about.
    Correction {
        /// A field and its new value as JSON, for each that is wrong.
        changes: Vec<(Box<str>, Box<str>)>,
    },
    /// Whether the record that the body is about is right.
    Confirmation {
        /// What the person sees.
        verdict: Observation,
    },
    /// What somebody can give or looks for.
    Collaboration {
        /// Which of both.
        direction: Direction,
        /// The organisation that speaks, where it is one of the catalogue's.
        organisation: Option<Box<str>>,
    },
    /// A talk of who goes out to people.
    Encounter {
        /// The topics that were asked for.
        needs: Vec<Box<str>>,
        /// In which language.
        language: Option<Box<str>>,
        /// Whether it helped.
        helped: Option<Helped>,
    },
    /// Something of a kind that this version doesn't know.
    Other(Kind),
}

/// The body of a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The record that was looked at.
    pub about: Option<About>,
    /// A theme, by its identifier.
    pub theme: Option<Box<str>>,
    /// A topic of the theme, by its identifier.
    pub topic: Option<Box<str>>,
    /// The section where the person lives or means, by its name.
    pub section: Option<Box<str>>,
    /// The person's words.
    pub text: Option<Box<str>>,
    /// How to reach the person, should they want it.
    pub contact: Option<Box<str>>,
    /// The rest, by kind.
    pub said: Said,
}

impl Body {
    /// A body of a kind in which nothing else is said yet.
    pub fn new(said: Said) -> Self {
        Self { about: None, theme: None, topic: None, section: None, text: None, contact: None, said }
    }

    /// The kind of contribution.
    pub fn kind(&self) -> Kind {
        match &self.said {
            Said::Obstacle { .. } => Kind::Obstacle,
            Said::Idea => Kind::Idea,
            Said::Proposal { .. } => Kind::Proposal,
            Said::Correction { .. } => Kind::Correction,
            Said::Confirmation { .. } => Kind::Confirmation,
            Said::Collaboration { .. } => Kind::Collaboration,
            Said::Encounter { .. } => Kind::Encounter,
            Said::Other(kind) => kind.clone(),
        }
    }

    /// Writes the body as JSON.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        if let Some(about) = &self.about {
            let mut pointer = Writer::new();
            pointer.text("kind", &about.kind);
            pointer.text("id", &about.id);
            out.raw("about", &pointer.finish());
        }
        for (key, text) in [
            ("theme", &self.theme),
            ("topic", &self.topic),
            ("section", &self.section),
            ("text", &self.text),
            ("contact", &self.contact),
        ] {
            out.some(key, text.as_deref());
        }
        self.said.write(&mut out);
        out.finish()
    }

    /// Reads a body of a kind, none where it is no object or lacks what this kind must have.
    ///
    /// Fields that this version doesn't know are not in it: whoever must keep them keeps the text.
    pub fn read(kind: &Kind, body: Value<'_>) -> Option<Self> {
        let object = body.object()?;
        Some(Self {
            about: object.get("about").and_then(About::read),
            theme: text_of(object, "theme"),
            topic: text_of(object, "topic"),
            section: text_of(object, "section"),
            text: text_of(object, "text"),
            contact: text_of(object, "contact"),
            said: Said::read(kind, object)?,
        })
    }

    /// Reads a body of a kind from its text.
    pub fn read_text(kind: &Kind, json: &str) -> Option<Self> {
        Self::read(kind, Document::parse(json.as_bytes())?.root())
    }
}

impl About {
    pub(crate) fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        Some(Self { kind: text_of(object, "kind")?, id: text_of(object, "id")? })
    }
}

impl Said {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Idea | Self::Other(_) | Self::Proposal { record: None } => {}
            Self::Obstacle { obstacles } => {
                let codes: Vec<_> = obstacles.iter().map(|obstacle| quoted(obstacle.as_str())).collect();
                out.raw("obstacles", &["[", &codes.join(","), "]"].concat());
            }
            Self::Proposal { record: Some(record) } => {
                let mut inner = Writer::new();
                inner.text("kind", &record.kind);
                inner.raw("data", &record.data);
                out.raw("record", &inner.finish());
            }
            Self::Correction { changes } => {
                if !changes.is_empty() {
                    let mut inner = Writer::new();
                    for (field, value) in changes {
                        inner.raw(field, value);
                    }
                    out.raw("changes", &inner.finish());
                }
            }
            Self::Confirmation { verdict } => out.text("verdict", verdict.as_str()),
            Self::Collaboration { direction, organisation } => {
                out.text("direction", direction.as_str());
                out.some("organisationId", organisation.as_deref());
            }
            Self::Encounter { needs, language, helped } => {
                let needs: Vec<_> = needs.iter().map(|need| quoted(need)).collect();
                out.list("needs", &needs);
                out.some("language", language.as_deref());
                out.some("helped", helped.as_ref().map(Helped::as_str));
            }
        }
    }

    fn read(kind: &Kind, object: Object<'_>) -> Option<Self> {
        Some(match kind {
            Kind::Idea => Self::Idea,
            Kind::Obstacle => Self::Obstacle {
                obstacles: texts_of(object, "obstacles").iter().map(|code| Obstacle::from_code(code)).collect(),
            },
            Kind::Proposal => Self::Proposal {
                record: object.get("record").and_then(Value::object).and_then(|record| {
                    Some(ProposedRecord { kind: text_of(record, "kind")?, data: record.get("data")?.raw().into() })
                }),
            },
            Kind::Correction => Self::Correction {
                changes: object.get("changes").and_then(Value::object).map_or_else(Vec::new, |changes| {
                    changes.entries().filter_map(|(field, value)| Some((field?.into(), value.raw().into()))).collect()
                }),
            },
            Kind::Confirmation => Self::Confirmation { verdict: Observation::from_code(&text_of(object, "verdict")?) },
            Kind::Collaboration => Self::Collaboration {
                direction: Direction::from_code(&text_of(object, "direction")?),
                organisation: text_of(object, "organisationId"),
            },
            Kind::Encounter => Self::Encounter {
                needs: texts_of(object, "needs"),
                language: text_of(object, "language"),
                helped: text_of(object, "helped").map(|code| Helped::from_code(&code)),
            },
            Kind::Other(_) => Self::Other(kind.clone()),
        })
    }
}
