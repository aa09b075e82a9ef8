//! Doors for the bench into the domain as phones run it: whether places are open, and what takes place within some days.

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::{Date, DateTime};
use chava_catalogue::hours::{Hours, OpenState, open_state, open_state_of};
use wasm_bindgen::prelude::*;

/// The hours of many places, as written and as read before.
#[wasm_bindgen]
pub struct Places {
    texts: Vec<String>,
    read: Vec<Option<Hours>>,
}

#[wasm_bindgen]
impl Places {
    /// Takes the hours of many places.
    #[wasm_bindgen(constructor)]
    pub fn new(texts: Vec<String>) -> Self {
        let read = texts.iter().map(|text| Hours::parse(text).ok()).collect();
        Self { texts, read }
    }

    /// How many of them are open at a local time, hours read anew; asks until when, as a card does.
    pub fn open_anew(&self, now: &str) -> u32 {
        let Some(now) = DateTime::parse(now) else { return u32::MAX };
        count(self.texts.iter().map(|text| open_state(Some(text), &[], now)))
    }

    /// As `open_anew`, over hours that were read before.
    pub fn open(&self, now: &str) -> u32 {
        let Some(now) = DateTime::parse(now) else { return u32::MAX };
        count(self.read.iter().map(|hours| open_state_of(hours.as_ref(), &[], now)))
    }

    /// The state of each at a local time: `open`, `closed` or `unknown`.
    pub fn states(&self, now: &str) -> Vec<String> {
        let Some(now) = DateTime::parse(now) else { return Vec::new() };
        let state = |hours: &Option<Hours>| match open_state_of(hours.as_ref(), &[], now) {
            OpenState::ClosingSoon { .. } => "open",
            state => state.as_str(),
        };
        self.read.iter().map(|hours| state(hours).to_owned()).collect()
    }
}

fn count(states: impl Iterator<Item = OpenState>) -> u32 {
    states.filter(|state| matches!(state, OpenState::Open { .. } | OpenState::ClosingSoon { .. })).count() as u32
}

/// A catalogue, taken in as a phone does.
#[wasm_bindgen]
pub struct City(Catalogue);

#[wasm_bindgen]
impl City {
    /// Takes a snapshot; none where it can't be read.
    pub fn of_snapshot(text: Vec<u8>) -> Option<City> {
        Catalogue::from_document(Version::default(), text).ok().map(Self)
    }

    /// What takes place from one day to another, both included, in order.
    pub fn agenda(&self, from: &str, to: &str) -> Option<Week> {
        Some(Week(self.0.agenda(Date::parse(from)?, Date::parse(to)?)))
    }
}

/// What takes place within some days.
#[wasm_bindgen]
pub struct Week(Vec<chava_catalogue::recurrence::Occurrence>);

#[wasm_bindgen]
impl Week {
    /// How many there are.
    pub fn count(&self) -> u32 {
        self.0.len() as u32
    }

    /// Each as its session and its start.
    pub fn lines(&self) -> Vec<String> {
        let start = |minute: u16, date: Date| DateTime { date, minute }.to_string();
        let line = |occurrence: &chava_catalogue::recurrence::Occurrence| {
            let date = occurrence.date;
            let start = occurrence.minute.map_or_else(|| date.to_string(), |minute| start(minute, date));
            [occurrence.session.as_str(), " ", &start].concat()
        };
        self.0.iter().map(line).collect()
    }
}
