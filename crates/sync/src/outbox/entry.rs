//! An entry of the outbox: a sealed contribution and what became of it, as it is stored.

use chava_catalogue::json::{Document, Object, Value};
use chava_contribution::json::{Writer, number_of, text_of};
use chava_contribution::receipt::Standing;
use chava_contribution::{Contribution, Sealed, Uid};

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is to be sent.
    Waiting,
    /// The endpoint has it.
    Received(Standing),
    /// The endpoint does not take it.
    Refused(Refusal),
    /// The person took it back, and the endpoint knows, or never had it.
    Withdrawn,
}

/// Why the endpoint does not take an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// For programs.
    pub code: Box<str>,
    /// For people, in French.
    pub message: Box<str>,
}

/// How far a photo or recording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediumState {
    /// To be sent.
    Waiting,
    /// The endpoint has it whole.
    Arrived,
    /// It is no longer on the phone, or the endpoint does not take it.
    Lost,
}

/// A photo or recording of an entry; the others stand in the same order in the item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Its number in the store.
    pub number: u32,
    /// How far it is.
    pub state: MediumState,
}

/// An entry of the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is sent.
    pub sealed: Sealed,
    /// When it was finished, in milliseconds since the Unix epoch.
    pub created_ms: i64,
    /// Where it stands.
    pub stage: Stage,
    /// It may have left the phone.
    pub tried: bool,
    /// The person takes it back, and the endpoint must still hear of it.
    pub withdraw: bool,
    /// A newer version with an id of its own stands in its place: it is only here to be taken back.
    pub superseded: bool,
    /// The endpoint once said that it has lost it.
    pub again: bool,
    /// Older versions under the same id of which one may have arrived, the oldest first.
    pub older: Vec<Sealed>,
    /// Its photos and recordings.
    pub media: Vec<Medium>,
    /// What the form remembers for itself.
    pub form: Box<str>,
}

impl Entry {
    /// A new entry that waits.
    pub fn new(sealed: Sealed, created_ms: i64) -> Self {
        Self {
            sealed,
            created_ms,
            stage: Stage::Waiting,
            tried: false,
            withdraw: false,
            superseded: false,
            again: false,
            older: Vec::new(),
            media: Vec::new(),
            form: "".into(),
        }
    }

    /// Its id.
    pub fn id(&self) -> Uid {
        self.sealed.id
    }

    /// Says whether it is to be sent.
    pub fn waits(&self) -> bool {
        self.stage == Stage::Waiting
    }

    /// Says whether it may have left the phone in this or an older version.
    pub fn may_have_left(&self) -> bool {
        self.tried || !self.older.is_empty()
    }

    /// What the endpoint says of it.
    pub fn standing(&self) -> Option<&Standing> {
        match &self.stage {
            Stage::Received(standing) => Some(standing),
            _ => None,
        }
    }

    /// What was written; none in a form that this version doesn't know.
    pub fn contribution(&self) -> Option<Contribution> {
        Contribution::read_text(&self.sealed.json)
    }

    /// Writes the entry as it is stored.
    pub fn write(&self) -> String {
        let mut out = Writer::new();
        write_sealed(&self.sealed, &mut out);
        out.raw("createdMs", &self.created_ms.to_string());
        match &self.stage {
            Stage::Waiting => {}
            Stage::Received(standing) => out.raw("standing", &standing.write()),
            Stage::Refused(refusal) => {
                out.text("refusal", &refusal.code);
                out.text("message", &refusal.message);
            }
            Stage::Withdrawn => out.raw("withdrawn", "true"),
        }
        for (key, flag) in self.flags() {
            if flag {
                out.raw(key, "true");
            }
        }
        let older: Vec<_> = self.older.iter().map(written_sealed).collect();
        out.list("older", &older);
        let media: Vec<_> = self.media.iter().map(Medium::write).collect();
        out.list("media", &media);
        if !self.form.is_empty() {
            out.text("form", &self.form);
        }
        out.finish()
    }

    fn flags(&self) -> [(&'static str, bool); 4] {
        [("tried", self.tried), ("withdraw", self.withdraw), ("superseded", self.superseded), ("again", self.again)]
    }

    /// Reads a stored entry, none where this version can't: such a one stays where it is.
    pub fn read(text: &str) -> Option<Self> {
        let document = Document::parse(text.as_bytes())?;
        let object = document.root().object()?;
        let flag = |key| object.get(key).is_some_and(|value| value.raw() == "true");
        let stage = match (object.get("standing"), text_of(object, "refusal")) {
            _ if flag("withdrawn") => Stage::Withdrawn,
            (Some(standing), _) => Stage::Received(Standing::read(standing)?),
            (None, Some(code)) => {
                Stage::Refused(Refusal { code, message: text_of(object, "message").unwrap_or_default() })
            }
            (None, None) => Stage::Waiting,
        };
        Some(Self {
            sealed: read_sealed(object)?,
            created_ms: object.get("createdMs")?.raw().parse().ok()?,
            stage,
            tried: flag("tried"),
            withdraw: flag("withdraw"),
            superseded: flag("superseded"),
            again: flag("again"),
            older: sealed_list(object, "older")?,
            media: parts(object, "media").map(Medium::read).collect::<Option<_>>()?,
            form: text_of(object, "form").unwrap_or_default(),
        })
    }
}

impl Medium {
    fn write(&self) -> String {
        let mut out = Writer::new();
        out.number("number", u64::from(self.number));
        match self.state {
            MediumState::Waiting => {}
            MediumState::Arrived => out.raw("arrived", "true"),
            MediumState::Lost => out.raw("arrived", "false"),
        }
        out.finish()
    }

    fn read(value: Value<'_>) -> Option<Self> {
        let object = value.object()?;
        let state = match object.get("arrived").map(Value::raw) {
            None => MediumState::Waiting,
            Some("true") => MediumState::Arrived,
            Some(_) => MediumState::Lost,
        };
        Some(Self { number: u32::try_from(number_of(object, "number")?).ok()?, state })
    }
}

fn write_sealed(sealed: &Sealed, out: &mut Writer) {
    out.raw("item", &sealed.json);
    out.text("sha256", &sealed.sha256);
}

/// A sealed contribution as it is stored.
pub(super) fn written_sealed(sealed: &Sealed) -> String {
    let mut out = Writer::new();
    write_sealed(sealed, &mut out);
    out.finish()
}

fn read_sealed(object: Object<'_>) -> Option<Sealed> {
    let item = object.get("item")?;
    let id = Uid::parse(&text_of(item.object()?, "id")?)?;
    Some(Sealed { id, sha256: text_of(object, "sha256")?, json: item.raw().into() })
}

/// A list of sealed contributions; none where one can't be read.
pub(super) fn sealed_list(object: Object<'_>, key: &str) -> Option<Vec<Sealed>> {
    parts(object, key).map(|value| read_sealed(value.object()?)).collect()
}

/// The parts of a list, nothing where there is none.
pub(super) fn parts<'a>(object: Object<'a>, key: &str) -> impl Iterator<Item = Value<'a>> {
    object.get(key).and_then(Value::list).into_iter().flatten()
}

#[cfg(test)]
pub(super) mod tests {
    use chava_contribution::Body;
    use chava_contribution::body::Said;
    use chava_contribution::receipt::{Code, Receipt, Reply, State};

    use super::*;

    /// An idea with these words.
    pub fn idea(n: u8, words: &str) -> Sealed {
        let body = Body { text: Some(words.into()), ..Body::new(Said::Idea) };
        let id = Uid::new(i64::from(n) * 1000, [n; 10]);
        Contribution { id, lang: "fr".into(), body, attachments: Vec::new() }.seal().unwrap()
    }

    /// The receipt for what was sent.
    pub fn receipt(sealed: &Sealed) -> Receipt {
        Receipt {
            id: sealed.id,
            sha256: sealed.sha256.clone(),
            code: Code(7),
            received_at: "2026-11-26T19:00:00.000Z".into(),
        }
    }

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let sealed = idea(1, "« é » \"\\\n");
        let replies = vec![Reply { text: "oui".into(), at: "2026-11-27".into(), by: None }];
        let standing = Standing { receipt: receipt(&sealed), state: State::Answered, reason: None, replies };
        let refusal = Refusal { code: "too-large".into(), message: "Trop « long »".into() };
        for stage in [Stage::Waiting, Stage::Received(standing), Stage::Refused(refusal), Stage::Withdrawn] {
            for on in [false, true] {
                let entry = Entry {
                    stage: stage.clone(),
                    tried: on,
                    withdraw: on,
                    superseded: on,
                    again: on,
                    older: if on { vec![idea(1, "a"), idea(1, "b")] } else { Vec::new() },
                    media: vec![
                        Medium { number: 0, state: MediumState::Waiting },
                        Medium { number: 4_000_000_000, state: MediumState::Lost },
                        Medium { number: 2, state: MediumState::Arrived },
                    ],
                    form: if on { "{\"step\":2}".into() } else { "".into() },
                    ..Entry::new(sealed.clone(), -5)
                };
                assert_eq!(Entry::read(&entry.write()), Some(entry));
            }
        }
        assert_eq!(Entry::read("{}"), None);
        assert_eq!(Entry::read("garbage"), None);
    }
}
