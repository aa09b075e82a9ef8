//! The end of a phone's week: a good day at last, and then everything must be where it should be.

use std::collections::BTreeMap;

use chava_contribution::Uid;
use chava_contribution::receipt::State;
use chava_sync::outbox::{Entry, MediumState, drafts};
use chava_sync::ports::Media as _;
use chava_sync::ready::run;

use super::device::{DAY_MS, Device, MINUTE_MS};
use super::network::Weather;
use super::person::{Message, Wish};
use super::tally::Tally;

impl Device {
    /// A good day at last: everything must come to rest, and be where it should be.
    pub(super) fn reckon(&self) {
        self.calm.set(true);
        self.weather.set(Weather::Good);
        self.room.set(None);
        self.clock_error_ms.set(0);
        self.endpoint.borrow_mut().busy_for = 0;
        for _ in 0..3 {
            self.open(20.0 * MINUTE_MS);
            self.pass(DAY_MS);
        }
        for owner in run(self.disk.drop_ownerless(&[])).unwrap_or_default() {
            self.count(|tally| {
                tally.left_behind += 1;
                tally.note(self.phone, format!("{owner} left its media behind"));
            });
        }
        let there = self.there();
        let unfinished = run(drafts(&self.disk)).unwrap_or_default();
        for message in self.messages.borrow().iter() {
            self.judge(message, &there, unfinished.iter().any(|draft| message.is_draft(draft)));
        }
    }

    fn judge(&self, message: &Message, there: &BTreeMap<Uid, Entry>, is_draft: bool) {
        let endpoint = self.endpoint.borrow();
        let at_endpoint: Vec<_> = endpoint
            .taken
            .values()
            .filter(|taken| message.is_words(&taken.words))
            .filter(|taken| taken.state != State::Withdrawn)
            .collect();
        let entry = there.values().find(|entry| message.is(entry) && !entry.superseded);
        let bad = |count: fn(&mut Tally) -> &mut u64, words: &str| {
            self.count(|tally| {
                *count(tally) += 1;
                tally.note(self.phone, format!("{} v{} {words}", message.token, message.version));
            });
        };
        if message.poison.is_some() {
            match entry {
                Some(_) => self.count(|tally| tally.poisoned += 1),
                None if !is_draft && message.wish == Wish::Sent => bad(|t| &mut t.lost, "is poison and gone"),
                None => {}
            }
            return;
        }
        match message.wish {
            Wish::Sent => {
                let words = message.words();
                match at_endpoint.len() {
                    0 => bad(|t| &mut t.lost, "is not at the endpoint"),
                    1 if at_endpoint[0].words != words => bad(|t| &mut t.lost, "is there in an older version"),
                    1 => {}
                    _ => bad(|t| &mut t.doubled, "is there more than once"),
                }
                if let Some(sha256) = &message.medium {
                    let lost = entry.is_some_and(|entry| {
                        entry.media.is_empty() || entry.media.iter().any(|m| m.state == MediumState::Lost)
                    });
                    match endpoint.has_whole(sha256) {
                        true => self.count(|tally| tally.media += 1),
                        false if lost => self.count(|tally| tally.media_gave_way += 1),
                        false => bad(|t| &mut t.lost, "lacks its medium"),
                    }
                }
            }
            Wish::Withdrawn => {
                if !at_endpoint.is_empty() {
                    bad(|t| &mut t.doubled, "was taken back and is still there");
                }
            }
            Wish::Kept => {
                if !is_draft && entry.is_none() && at_endpoint.is_empty() {
                    bad(|t| &mut t.lost, "was kept and is nowhere");
                }
            }
            Wish::Untold => {}
        }
    }
}
