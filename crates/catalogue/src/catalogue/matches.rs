//! Who looks for what an organisation offers, and who offers what it looks for: by words, theme, topic and section.

use std::collections::BTreeSet;

use super::{Catalogue, lexicon};
use crate::id::Id;
use crate::language::Language;
use crate::records::{Kind, Organisation};
use crate::search::{Field, IndexBuilder, SearchDoc, Segment, search};
use crate::text::Text;

/// What related words count beside a topic, a theme and a section that two organisations share.
const WORDS: usize = 4;
const TOPIC: usize = 2;
const THEME: usize = 1;
const SECTION: usize = 1;

/// From here on two organisations have something to say to each other: related words, or a topic of a common theme.
const LEAST: usize = 3;

/// Of how many organisations places and offers are read for their topics; a city has seldom more that fit by theme.
const LOOKED_INTO: usize = 40;

/// An organisation that fits another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The organisation.
    pub organisation: Organisation,
    /// The topics that both work on.
    pub topics: Vec<Id>,
    /// The sections that both are at.
    pub sections: Vec<Box<str>>,
    /// How well it fits.
    score: usize,
}

/// Who fits an organisation, the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// Who looks for what it offers.
    pub seeking: Vec<Match>,
    /// Who offers what it looks for.
    pub offering: Vec<Match>,
}

/// What an organisation works on and where, as its places and offers say.
#[derive(Default)]
struct Work {
    topics: BTreeSet<Id>,
    sections: BTreeSet<Box<str>>,
}

impl Catalogue {
    /// Who fits an organisation; nobody where it says neither what it offers nor what it looks for.
    pub fn matches(&self, organisation: &Organisation) -> Matches {
        if organisation.offers.is_empty() && organisation.seeks.is_empty() {
            return Matches::default();
        }
        let mut others: Vec<Organisation> = self.all(&Kind::Organisation);
        others.retain(|other| other.id != organisation.id);
        let own = self.work_of(organisation);
        let fitting = |mine: &[Text], theirs: fn(&Organisation) -> &[Text]| {
            if mine.is_empty() { Vec::new() } else { self.fitting(organisation, &own, mine, &others, theirs) }
        };
        Matches {
            seeking: fitting(&organisation.offers, |other| &other.seeks),
            offering: fitting(&organisation.seeks, |other| &other.offers),
        }
    }

    fn fitting(
        &self,
        organisation: &Organisation,
        own: &Work,
        mine: &[Text],
        others: &[Organisation],
        theirs: fn(&Organisation) -> &[Text],
    ) -> Vec<Match> {
        let speaking: Vec<&Organisation> = others.iter().filter(|other| !theirs(other).is_empty()).collect();
        let related = related(mine, &speaking, theirs);
        let mut candidates: Vec<(usize, &Organisation)> = speaking
            .into_iter()
            .zip(0u32..)
            .map(|(other, number)| {
                let words = if related.contains(&number) { WORDS } else { 0 };
                (words + THEME * other.themes.iter().filter(|theme| organisation.themes.contains(theme)).count(), other)
            })
            .filter(|(score, _)| *score > 0)
            .collect();
        candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let mut matches: Vec<Match> = candidates
            .into_iter()
            .take(LOOKED_INTO)
            .map(|(score, other)| {
                let work = self.work_of(other);
                let topics: Vec<Id> = own.topics.intersection(&work.topics).cloned().collect();
                let sections: Vec<Box<str>> = own.sections.intersection(&work.sections).cloned().collect();
                let score = score + TOPIC * topics.len() + SECTION * sections.len();
                Match { organisation: other.clone(), topics, sections, score }
            })
            .filter(|found| found.score >= LEAST + SECTION * found.sections.len())
            .collect();
        matches.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.organisation.id.cmp(&b.organisation.id)));
        matches
    }

    fn work_of(&self, organisation: &Organisation) -> Work {
        let mut work = Work::default();
        for place in self.places_of(organisation.id.as_str()) {
            work.topics.extend(place.topics);
            work.sections.extend(place.address.section);
        }
        for offer in self.offers_of(organisation.id.as_str()) {
            work.topics.extend(offer.topics);
        }
        work
    }
}

/// The numbers of those whose words answer most of these.
fn related(mine: &[Text], speaking: &[&Organisation], theirs: fn(&Organisation) -> &[Text]) -> BTreeSet<u32> {
    let mut builder = IndexBuilder::new(lexicon());
    let mut doc = SearchDoc::new();
    for other in speaking {
        doc.clear();
        theirs(other).iter().flat_map(Text::entries).for_each(|(_, words)| doc.push(Field::Description, words));
        builder.add(&doc);
    }
    let index = builder.finish();
    let segment = Segment { index: &index, keep: &|_| true, late: &|_| false };
    let hits = |text: &Text| search(&[segment], text.get(&Language::French), lexicon(), LOOKED_INTO).hits;
    mine.iter().flat_map(hits).map(|hit| hit.doc).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Version;
    use super::*;
    use crate::records::Record;

    fn catalogue() -> Catalogue {
        let records = [
            (
                Kind::Organisation,
                r#"{"id":"potager","name":"Potager","themes":["nature"],"offers":["Des plants de tomates et des outils de jardinage"],"seeks":["Un animateur pour des enfants"]}"#,
            ),
            (
                Kind::Organisation,
                r#"{"id":"ecole","name":"École","themes":["education"],"seeks":["Des outils de jardinage pour la cour"]}"#,
            ),
            (
                Kind::Organisation,
                r#"{"id":"jeunes","name":"Jeunes","themes":["education"],"offers":["Des animateurs pour enfants le mercredi"]}"#,
            ),
            (Kind::Organisation, r#"{"id":"terril","name":"Terril","themes":["nature"],"seeks":["Des bras"]}"#),
            (Kind::Organisation, r#"{"id":"rames","name":"Rames","themes":["nature"],"seeks":["Une barque"]}"#),
            (Kind::Organisation, r#"{"id":"muette","name":"Muette","themes":["nature"]}"#),
            (
                Kind::Place,
                r#"{"id":"a","name":"A","placeType":"nature","organisationId":"potager","themes":["nature"],"topics":["biodiversite"],"address":{"section":"Gilly"}}"#,
            ),
            (
                Kind::Place,
                r#"{"id":"b","name":"B","placeType":"nature","organisationId":"terril","themes":["nature"],"topics":["biodiversite"],"address":{"section":"Gilly"}}"#,
            ),
            (
                Kind::Place,
                r#"{"id":"c","name":"C","placeType":"nature","organisationId":"rames","themes":["nature"],"address":{"section":"Gilly"}}"#,
            ),
        ];
        let record = |(n, (kind, json)): (usize, (Kind, &str))| {
            let id = serde_json::from_str::<serde_json::Value>(json).unwrap()["id"].as_str().unwrap().into();
            Record { kind, id, modified: n as u64 + 1, json: json.into() }
        };
        Catalogue::new(Version::default(), records.into_iter().enumerate().map(record).collect())
    }

    fn ids(matches: &[Match]) -> Vec<&str> {
        matches.iter().map(|found| found.organisation.id.as_str()).collect()
    }

    #[test]
    fn they_fit_by_what_they_say_or_by_a_topic_of_a_common_theme() {
        let catalogue = catalogue();
        let matches = catalogue.matches(&catalogue.organisation("potager").unwrap());
        // Rames shares theme and section, which is too little; what Muette looks for nobody knows.
        assert_eq!(ids(&matches.seeking), ["ecole", "terril"]);
        assert_eq!(ids(&matches.offering), ["jeunes"]);
        let terril = &matches.seeking[1];
        assert_eq!((terril.topics[0].as_str(), &*terril.sections[0]), ("biodiversite", "Gilly"));
    }

    #[test]
    fn who_offers_sees_who_seeks_and_the_other_way_round() {
        let catalogue = catalogue();
        let of = |id: &str| catalogue.matches(&catalogue.organisation(id).unwrap());
        assert_eq!(ids(&of("ecole").offering), ["potager"]);
        assert_eq!(ids(&of("jeunes").seeking), ["potager"]);
        assert_eq!(of("muette"), Matches::default());
    }
}
