//! What residents need and what the city replied; and which needs come nearest to somebody's words.

use super::{Catalogue, lexicon};
use crate::id::Id;
use crate::records::{Kind, Need, Reply};
use crate::search::{Field, Hit, Index, IndexBuilder, SearchDoc, Segment, search};
use crate::text::Text;

/// How much of the best hit's score another one must have: what is far behind is no longer near.
const LEAST_SHARE: f32 = 0.5;

/// The needs of a catalogue, made ready for being compared with words.
///
/// Made once for a form: a letter typed then costs a search among needs only.
pub struct Nearest {
    needs: Vec<Need>,
    index: Index,
}

impl Catalogue {
    /// All needs, those of a theme where one is given: what is unanswered first, then the newest.
    pub fn needs(&self, theme: Option<&Id>) -> Vec<Need> {
        let mut needs: Vec<Need> = self.all(&Kind::Need);
        needs.retain(|need| theme.is_none_or(|theme| need.theme == *theme));
        needs.sort_by(|a, b| (&b.since, &a.id).cmp(&(&a.since, &b.id)));
        needs
    }

    /// A need.
    pub fn need(&self, id: &str) -> Option<Need> {
        self.typed(&Kind::Need, id)
    }

    /// All replies, the oldest first.
    pub fn replies(&self) -> Vec<Reply> {
        let mut replies: Vec<Reply> = self.all(&Kind::Reply);
        replies.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
        replies
    }

    /// The label of a topic of a theme.
    pub fn topic_label(&self, theme: &Id, topic: &Id) -> Option<Text> {
        self.theme(theme.as_str())?.topics.into_iter().find(|known| known.id == *topic).map(|topic| topic.label)
    }

    /// Makes the needs ready for [`Nearest::to`].
    pub fn nearest_needs(&self) -> Nearest {
        let needs = self.needs(None);
        let topics: Vec<_> = self.themes().into_iter().flat_map(|theme| theme.topics).collect();
        let mut builder = IndexBuilder::new(lexicon());
        let mut doc = SearchDoc::new();
        for need in &needs {
            doc.clear();
            need.title.entries().for_each(|(_, words)| doc.push(Field::Description, words));
            doc.push(Field::Code, need.theme.as_str());
            if let Some(topic) = need.topic.as_ref().and_then(|id| topics.iter().find(|topic| topic.id == *id)) {
                doc.push(Field::Code, topic.id.as_str());
                topic.label.entries().for_each(|(_, words)| doc.push(Field::Topic, words));
            }
            doc.push(Field::Section, need.section.as_deref().unwrap_or(""));
            builder.add(&doc);
        }
        Nearest { needs, index: builder.finish() }
    }
}

impl Nearest {
    /// The needs that come nearest to some words, at most `limit`, the nearest first; none where none is near.
    ///
    /// A need of another section than the given one says nothing about this one, and is left out.
    pub fn to(&self, words: &str, section: Option<&str>, limit: usize) -> Vec<&Need> {
        let elsewhere = |need: &Need| match (section, need.section.as_deref()) {
            (Some(here), Some(there)) => here != there,
            _ => false,
        };
        let keep = |doc: u32| self.needs.get(doc as usize).is_some_and(|need| !elsewhere(need));
        let found = search(&[Segment { index: &self.index, keep: &keep, late: &|_| false }], words, lexicon(), limit);
        let best = found.hits.first().map_or(0.0, |hit| hit.score);
        let near = |hit: &&Hit| hit.score >= best * LEAST_SHARE;
        found.hits.iter().filter(near).filter_map(|hit| self.needs.get(hit.doc as usize)).collect()
    }
}
