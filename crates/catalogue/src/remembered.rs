//! What a person goes by of a record they saved: when, where, whether. Remembered as it was shown, so that what differs
//! later can be told, and so that a record that is gone still says what was known of it.

use crate::catalogue::Catalogue;
use crate::civil::Date;
use crate::json::{FromJson, Value, quoted};
use crate::records::{Cost, Kind, Notice, Place, RecordRef};
use crate::recurrence::day_and_minute;

/// What is remembered of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The name or title, in French.
    Name,
    /// Whether it takes place, as the status's code; absent where nothing is said.
    Status,
    /// The start, as written.
    Time,
    /// The rule of its recurrences, as written.
    Rule,
    /// The days on which it doesn't take place, with commas between.
    Exceptions,
    /// The place's name and address.
    Place,
    /// The opening hours, as written.
    Hours,
    /// What it costs, as the kind's code.
    Cost,
    /// What was announced, a line each: id, first day, last day, with a space between.
    Notices,
}

impl Fact {
    /// All facts, in the order in which changes of them are told.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Status,
        Self::Time,
        Self::Rule,
        Self::Exceptions,
        Self::Place,
        Self::Hours,
        Self::Cost,
        Self::Notices,
    ];

    /// The fact's key where it is stored.
    fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Time => "time",
            Self::Rule => "rule",
            Self::Exceptions => "exceptions",
            Self::Place => "place",
            Self::Hours => "hours",
            Self::Cost => "cost",
            Self::Notices => "notices",
        }
    }

    /// What lies between the entries of a fact that is a list of dated things: of these only new ones are told.
    fn separator(self) -> Option<char> {
        match self {
            Self::Exceptions => Some(','),
            Self::Notices => Some('\n'),
            _ => None,
        }
    }
}

/// One fact that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub fact: Fact,
    /// What it was; empty where it was not known.
    pub before: Box<str>,
    /// What it is, or of a list what is new; empty where it is no longer known.
    pub after: Box<str>,
}

/// The facts of a record as they were shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered(Vec<(Fact, Box<str>)>);

impl Remembered {
    /// What a catalogue says of a record; none where it has no such record.
    pub fn of(catalogue: &Catalogue, record: &RecordRef) -> Option<Self> {
        let id = record.id.as_str();
        let mut facts = Self::default();
        facts.note(Fact::Name, &catalogue.name_of(&record.kind, id)?);
        let mut notices = catalogue.notices_about(&record.kind, id);
        match record.kind {
            Kind::Session => {
                let session = catalogue.session(id)?;
                facts.note(Fact::Status, session.status.as_ref().map_or("", |status| status.as_str()));
                facts.note(Fact::Time, &session.start);
                facts.note(Fact::Rule, session.rrule.as_deref().unwrap_or(""));
                facts.note(Fact::Exceptions, &session.exdates.join(","));
                facts.cost(session.cost.as_ref());
                facts.places(catalogue.place(session.place_id.as_str()));
                notices.extend(catalogue.notices_about(&Kind::Place, session.place_id.as_str()));
            }
            Kind::Place => {
                let place = catalogue.place(id)?;
                facts.note(Fact::Hours, place.opening_hours.as_deref().unwrap_or(""));
                facts.cost(place.cost.as_ref());
                facts.places(Some(place));
            }
            Kind::Offer => {
                let offer = catalogue.offer(id)?;
                facts.cost(offer.cost.as_ref());
                facts.places(offer.place_ids.iter().filter_map(|id| catalogue.place(id.as_str())));
            }
            _ => {}
        }
        facts.note(Fact::Notices, &announced(&notices));
        facts.0.sort_unstable();
        Some(facts)
    }

    fn note(&mut self, fact: Fact, text: &str) {
        if !text.is_empty() {
            self.0.push((fact, text.into()));
        }
    }

    fn cost(&mut self, cost: Option<&Cost>) {
        self.note(Fact::Cost, cost.map_or("", |cost| cost.kind.as_str()));
    }

    fn places(&mut self, places: impl IntoIterator<Item = Place>) {
        let names: Vec<String> = places.into_iter().map(|place| place.location()).collect();
        self.note(Fact::Place, &names.join(" · "));
    }

    /// A fact; empty where it is not known.
    pub fn get(&self, fact: Fact) -> &str {
        self.0.iter().find(|(known, _)| *known == fact).map_or("", |(_, text)| text)
    }

    /// Says whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says whether it is a session that took place, once, before a day.
    pub fn is_past(&self, today: Date) -> bool {
        self.get(Fact::Rule).is_empty() && day_and_minute(self.get(Fact::Time)).is_some_and(|(day, _)| day < today)
    }

    /// What is worth telling of what differs in `newer`: another name isn't, nor what was announced for days before today.
    pub fn changes_to(&self, newer: &Self, today: Date) -> Vec<Change> {
        let mut changes = Vec::new();
        for fact in Fact::ALL {
            let (before, after) = (self.get(fact), newer.get(fact));
            let news = match fact.separator() {
                Some(separator) => added(before, after, separator, today),
                None => after.to_owned(),
            };
            let differs = if fact.separator().is_some() { !news.is_empty() } else { before != after };
            if differs && fact != Fact::Name {
                changes.push(Change { fact, before: before.into(), after: news.into() });
            }
        }
        changes
    }

    /// The facts as they are stored.
    pub fn to_json(&self) -> String {
        let fields: Vec<String> =
            self.0.iter().map(|(fact, text)| [&quoted(fact.key()), ":", &quoted(text)].concat()).collect();
        ["{", &fields.join(","), "}"].concat()
    }
}

impl FromJson for Remembered {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let stored = value.object()?;
        let mut facts = Self::default();
        for fact in Fact::ALL {
            facts.note(fact, &stored.get(fact.key()).and_then(Value::text).unwrap_or_default());
        }
        Some(facts)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

/// Notices as lines.
fn announced(notices: &[Notice]) -> String {
    let line = |notice: &Notice| [notice.id.as_str(), &notice.from, notice.to.as_deref().unwrap_or("")].join(" ");
    let mut lines: Vec<String> = notices.iter().map(line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

/// The entries that are only in the newer list and whose last word is no day before today.
fn added(before: &str, after: &str, separator: char, today: Date) -> String {
    let is_new = |entry: &&str| !before.split(separator).any(|known| known == *entry);
    let is_over = |entry: &&str| {
        let last = entry.rsplit(' ').next().unwrap_or("");
        last.get(..10).and_then(Date::parse).is_some_and(|day| day < today)
    };
    let new: Vec<&str> = after.split(separator).filter(is_new).filter(|entry| !is_over(entry)).collect();
    new.join(separator.encode_utf8(&mut [0; 4]))
}

#[cfg(test)]
mod tests;
