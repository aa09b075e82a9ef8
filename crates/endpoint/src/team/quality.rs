//! The quality of each record, and which ones people on the spot find wrong.

use std::collections::BTreeMap;

use chava_catalogue::catalogue::Catalogue;
use chava_catalogue::civil::Date;
use chava_catalogue::quality::{self, Quality};
use chava_catalogue::records::Kind;
use chava_contribution::body::Said;
use chava_contribution::kind::Observation;

use crate::team::item::Item;

/// A record with its quality.
#[derive(Clone, Debug)]
pub struct Rated {
    /// Its kind.
    pub kind: Kind,
    /// Its identifier.
    pub id: Box<str>,
    /// Its name.
    pub name: String,
    /// Its quality.
    pub quality: Quality,
}

/// A record that people on the spot find wrong.
#[derive(Clone, Debug)]
pub struct Flagged {
    /// Its kind.
    pub kind: Kind,
    /// Its identifier.
    pub id: Box<str>,
    /// Its name; its identifier where it is gone.
    pub name: String,
    /// What they saw, with how many saw it.
    pub seen: Vec<(Observation, u32)>,
    /// The oldest message that says so.
    pub first: chava_contribution::Uid,
}

/// Every rated record, worst first.
pub fn rated(catalogue: &Catalogue, today: Date) -> Vec<Rated> {
    let mut all = Vec::new();
    for kind in [Kind::Place, Kind::Offer, Kind::Session, Kind::Organisation] {
        for id in catalogue.list(&kind, 0, usize::MAX) {
            let id = id.as_str();
            let quality = match kind {
                Kind::Place => catalogue.place(id).map(|place| quality::of_place(&place, today)),
                Kind::Offer => catalogue.offer(id).map(|offer| quality::of_offer(&offer, today)),
                Kind::Session => catalogue.session(id).map(|session| quality::of_session(&session, today)),
                _ => catalogue.organisation(id).map(|organisation| quality::of_organisation(&organisation)),
            };
            let Some(quality) = quality else { continue };
            let name = catalogue.name_of(&kind, id).unwrap_or_else(|| id.to_owned());
            all.push(Rated { kind: kind.clone(), id: id.into(), name, quality });
        }
    }
    all.sort_by(|a, b| (a.quality.score, &a.kind, &a.id).cmp(&(b.quality.score, &b.kind, &b.id)));
    all
}

/// What open confirmations find wrong, what most people saw first.
pub fn flagged(confirmations: &[Item], catalogue: &Catalogue) -> Vec<Flagged> {
    let mut by_record = BTreeMap::<(Kind, &str), (BTreeMap<Observation, u32>, chava_contribution::Uid)>::new();
    for item in confirmations {
        let Some(body) = item.said.as_ref().map(|said| &said.body) else { continue };
        let (Some(about), Said::Confirmation { verdict }) = (&body.about, &body.said) else { continue };
        if *verdict != Observation::Right {
            let key = (Kind::from_code(&about.kind), &*about.id);
            let (seen, _) = by_record.entry(key).or_insert_with(|| (BTreeMap::new(), item.id));
            *seen.entry(verdict.clone()).or_default() += 1;
        }
    }
    let mut all: Vec<Flagged> = by_record
        .into_iter()
        .map(|((kind, id), (seen, first))| Flagged {
            name: catalogue.name_of(&kind, id).unwrap_or_else(|| id.to_owned()),
            kind,
            id: id.into(),
            seen: seen.into_iter().collect(),
            first,
        })
        .collect();
    all.sort_by_key(|flagged| std::cmp::Reverse(flagged.seen.iter().map(|(_, count)| *count).sum::<u32>()));
    all
}
