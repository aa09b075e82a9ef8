//! Lists over the whole catalogue: the order of names, the sections.

use super::derived::RECENT;
use super::{Catalogue, names};
use crate::collate::{CollationKey, collation_key};
use crate::live::Layer;
use crate::records::Kind;

impl Catalogue {
    /// The sections that occur in addresses of places, in alphabetical order.
    pub fn sections(&self) -> Vec<Box<str>> {
        let mut sections: Vec<Box<str>> = Vec::new();
        for layer in [Layer::Base, Layer::Recent] {
            let derived = self.derived(layer);
            let mut used = vec![false; derived.tables.sections.0.len() + 1];
            for row in self.live.segment(layer).range(&Kind::Place) {
                let section = derived.facts.get(row).map_or(0, |fact| usize::from(fact.section));
                if self.live.is_live(layer, row)
                    && let Some(used) = used.get_mut(section)
                {
                    *used = true;
                }
            }
            let names = derived.tables.sections.0.iter().zip(used.iter().skip(1));
            sections.extend(names.filter(|(_, used)| **used).map(|(name, _)| name.clone()));
        }
        sections.sort_by_cached_key(|section| collation_key(section));
        sections.dedup();
        sections
    }

    /// The rows of a kind in the order of names over both layers.
    pub(super) fn ordered(&self, kind: &Kind) -> Vec<u32> {
        let live = |layer| move |row: &&u32| self.live.is_live(layer, **row as usize);
        let base = self.base.by_name(kind).iter().filter(live(Layer::Base)).copied();
        let recent: Vec<u32> = self.recent.by_name(kind).iter().filter(live(Layer::Recent)).copied().collect();
        if recent.is_empty() {
            return base.collect();
        }
        let all: Vec<u32> = base.collect();
        let mut order = Vec::with_capacity(all.len() + recent.len());
        let mut from = 0;
        for row in recent {
            // Few changes among many records: looking up each one's place reads only a handful of names.
            let key = self.name_key(Layer::Recent, row as usize);
            let place = all[from..].partition_point(|other| self.name_key(Layer::Base, *other as usize) <= key);
            order.extend_from_slice(&all[from..from + place]);
            order.push(row | RECENT);
            from += place;
        }
        order.extend_from_slice(&all[from..]);
        order
    }

    /// What a row is ordered by among others of its kind.
    pub(super) fn name_key(&self, layer: Layer, row: usize) -> (CollationKey, &str) {
        let segment = self.live.segment(layer);
        (names::key(segment.json(row), segment.id(row)), segment.id(row))
    }
}
