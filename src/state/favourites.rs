//! The records that a person saved on this phone, with what they went by, and what has changed since.

use std::rc::Rc;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::id::Id;
use chava_catalogue::json::{self, FromJson, Value};
use chava_catalogue::records::{Kind, RecordRef};
use chava_catalogue::remembered::{Change, Remembered};

/// A saved record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Favourite {
    /// The record.
    pub record: RecordRef,
    /// When it was saved, in milliseconds since the Unix epoch.
    pub at: i64,
    /// The facts as they were last seen; none where an older version of the app saved it.
    pub facts: Remembered,
    /// The catalogue no longer has it.
    pub gone: bool,
    /// What changed, until the person puts it away.
    pub news: Option<News>,
}

/// What happened to a saved record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The facts that the person knows of.
    pub before: Remembered,
    /// The day on which this phone learnt it.
    pub on: Date,
    /// The person has been told; before that each start says it again.
    pub told: bool,
}

impl Favourite {
    /// A record that is saved now, with what a catalogue says of it.
    pub fn new(catalogue: &Catalogue, record: RecordRef, at: i64) -> Self {
        let facts = Remembered::of(catalogue, &record).unwrap_or_default();
        Self { record, at, facts, gone: false, news: None }
    }

    /// Compares with a catalogue; says whether there is anything to keep. What is past is no news.
    pub fn compare(&mut self, catalogue: &Catalogue, today: Date) -> bool {
        let now = Remembered::of(catalogue, &self.record);
        let gone = now.is_none();
        let now = now.unwrap_or_else(|| self.facts.clone());
        if gone == self.gone && now == self.facts {
            return false;
        }
        let known = !self.facts.is_empty() && !now.is_past(today);
        let is_new = known && (gone != self.gone || !self.facts.changes_to(&now, today).is_empty());
        let before = std::mem::replace(&mut self.facts, now);
        self.gone = gone;
        let (before, on, told) = match self.news.take() {
            Some(news) if is_new => (news.before, today, false),
            Some(news) => (news.before, news.on, news.told),
            None => (before, today, !is_new),
        };
        if known && (gone || !before.changes_to(&self.facts, today).is_empty()) {
            self.news = Some(News { before, on, told });
        }
        true
    }

    /// What is worth telling, besides that it is gone.
    pub fn changes(&self, today: Date) -> Vec<Change> {
        self.news.as_ref().map_or_else(Vec::new, |news| news.before.changes_to(&self.facts, today))
    }

    /// Says whether the person hasn't been told yet.
    pub fn is_untold(&self) -> bool {
        self.news.as_ref().is_some_and(|news| !news.told)
    }

    /// The key under which it is stored.
    pub fn key(record: &RecordRef) -> String {
        [record.kind.as_str(), "/", record.id.as_str()].concat()
    }

    /// The favourite as it is stored beside its key.
    pub fn to_json(&self) -> String {
        let news = self.news.as_ref().map_or_else(String::new, |news| {
            let told = if news.told { "true" } else { "false" };
            [
                ",\"news\":{\"on\":\"",
                &news.on.to_string(),
                "\",\"told\":",
                told,
                ",\"before\":",
                &news.before.to_json(),
                "}",
            ]
            .concat()
        });
        let gone = if self.gone { ",\"gone\":true" } else { "" };
        ["{\"at\":", &self.at.to_string(), gone, ",\"facts\":", &self.facts.to_json(), &news, "}"].concat()
    }

    /// Reads what is stored; what a newer version wrote beside it is no reason to hide a favourite.
    pub fn read(key: &str, value: &str) -> Option<Self> {
        let (kind, id) = key.split_once('/')?;
        let record = RecordRef { kind: Kind::from_code(kind), id: Id::from(id) };
        let stored = json::read(value.as_bytes()).unwrap_or(Stored::default());
        Some(Self { record, at: stored.at, facts: stored.facts, gone: stored.gone, news: stored.news })
    }
}

/// What is stored beside a favourite's key.
#[derive(Default)]
struct Stored {
    at: i64,
    facts: Remembered,
    gone: bool,
    news: Option<News>,
}

impl FromJson for Stored {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let stored = value.object()?;
        Some(Self {
            at: stored.get("at").and_then(|at| at.raw().parse().ok()).unwrap_or(0),
            facts: stored.field("facts").unwrap_or_default(),
            gone: stored.get("gone").is_some_and(is_true),
            news: stored.get("news").and_then(News::from_json),
        })
    }
}

impl FromJson for News {
    fn from_json(value: Value<'_>) -> Option<Self> {
        let stored = value.object()?;
        let on = Date::parse(&stored.get("on")?.text()?)?;
        Some(Self { before: stored.field("before")?, on, told: stored.get("told").is_some_and(is_true) })
    }
}

fn is_true(value: Value<'_>) -> bool {
    value.raw() == "true"
}

/// The saved records, in the order in which they were saved. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Favourites(Rc<Vec<Favourite>>);

impl Favourites {
    /// Takes what the store holds.
    pub fn new(saved: Vec<Favourite>) -> Self {
        Self(Rc::new(saved))
    }

    /// Says whether a record is saved.
    pub fn contains(&self, record: &RecordRef) -> bool {
        self.0.iter().any(|favourite| favourite.record == *record)
    }

    /// All saved records.
    pub fn all(&self) -> &[Favourite] {
        &self.0
    }

    /// Those of which the person hasn't been told what happened to them.
    pub fn untold(&self) -> Vec<&Favourite> {
        self.0.iter().filter(|favourite| favourite.is_untold()).collect()
    }
}

#[cfg(test)]
mod tests {
    use chava_catalogue::catalogue::Version;
    use chava_catalogue::remembered::Fact;

    use super::*;

    fn today() -> Date {
        Date::parse("2026-11-12").unwrap()
    }

    /// A catalogue whose one session has these further fields; none where it has no session.
    fn city(session: Option<&str>) -> Catalogue {
        let session = session.map_or(String::new(), |more| {
            format!(r#"{{"id":"s","modified":1,"title":"Atelier","placeId":"p",{more}}}"#)
        });
        let text = format!(r#"{{"sessions":[{session}]}}"#);
        Catalogue::from_document(Version::default(), text.into_bytes()).unwrap()
    }

    const AT_ONE: &str = r#""start":"2026-12-02T13:00""#;
    const AT_TWO: &str = r#""start":"2026-12-02T14:00""#;

    fn saved() -> Favourite {
        let record = RecordRef { kind: Kind::Session, id: "s".into() };
        Favourite::new(&city(Some(AT_ONE)), record, 5)
    }

    fn stored_and_read(favourite: &Favourite) -> Favourite {
        Favourite::read(&Favourite::key(&favourite.record), &favourite.to_json()).unwrap()
    }

    #[test]
    fn a_change_is_told_until_it_is_put_away_and_survives_the_store() {
        let mut favourite = saved();
        assert!(!favourite.compare(&city(Some(AT_ONE)), today()));
        assert!(favourite.compare(&city(Some(AT_TWO)), today()));
        assert!(favourite.is_untold());
        let [change] = &favourite.changes(today())[..] else { panic!("{favourite:?}") };
        assert_eq!(
            (change.fact, &*change.before, &*change.after),
            (Fact::Time, "2026-12-02T13:00", "2026-12-02T14:00")
        );
        assert_eq!(stored_and_read(&favourite), favourite);
        favourite.news = None;
        assert!(!favourite.compare(&city(Some(AT_TWO)), today()) && favourite.changes(today()).is_empty());
    }

    #[test]
    fn two_changes_are_told_against_what_the_person_knows_and_a_change_taken_back_is_none() {
        let mut favourite = saved();
        favourite.compare(&city(Some(AT_TWO)), today());
        favourite.news.as_mut().unwrap().told = true;
        let cancelled = format!(r#"{AT_TWO},"status":"cancelled""#);
        favourite.compare(&city(Some(&cancelled)), today().add_days(1));
        assert!(favourite.is_untold(), "the second one is news again");
        let facts: Vec<_> = favourite.changes(today()).into_iter().map(|change| change.fact).collect();
        assert_eq!(facts, [Fact::Status, Fact::Time]);
        assert!(favourite.compare(&city(Some(AT_ONE)), today().add_days(1)));
        assert_eq!(favourite.news, None);
    }

    #[test]
    fn what_vanished_is_told_once_and_what_was_known_stays() {
        let mut favourite = saved();
        assert!(favourite.compare(&city(None), today()));
        assert!(favourite.gone && favourite.is_untold());
        assert_eq!(favourite.facts.get(Fact::Name), "Atelier");
        assert!(!favourite.compare(&city(None), today()));
        assert_eq!(stored_and_read(&favourite), favourite);
        assert!(favourite.compare(&city(Some(AT_ONE)), today()));
        assert!(!favourite.gone && favourite.news.is_none());
    }

    #[test]
    fn what_is_past_may_go_quietly() {
        let mut favourite = saved();
        assert!(favourite.compare(&city(None), Date::parse("2026-12-03").unwrap()));
        assert!(favourite.gone && favourite.news.is_none());
    }

    #[test]
    fn what_an_older_version_saved_is_known_from_now_on() {
        let mut favourite = Favourite::read("session/s", r#"{"at":5}"#).unwrap();
        assert!(favourite.compare(&city(Some(AT_TWO)), today()));
        assert_eq!((favourite.at, favourite.news.clone(), favourite.facts.is_empty()), (5, None, false));
        assert!(Favourite::read("session/s", "broken").is_some());
        assert!(Favourite::read("nothing", "{}").is_none());
    }
}
