//! What becomes of an entry by what was heard of it: pure, and told for the entry as it is now.

use chava_contribution::receipt::{Receipt, Standing, State};
use chava_contribution::{Contribution, Sealed, Uid};

use super::entry::{Entry, MediumState, Refusal, Stage};

/// Something that was heard of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// The entry.
    pub(super) id: Uid,
    /// The hash of the version that it was said of.
    pub(super) sha256: Box<str>,
    /// What.
    pub(super) news: News,
}

/// News of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// The endpoint has it.
    Stored(Receipt, State),
    /// The endpoint has another version under the same id.
    Conflict,
    /// The endpoint does not take it.
    Refused(Refusal),
    /// Where it stands.
    Standing(Standing),
    /// The endpoint knows that it was taken back.
    Withdrawn,
    /// The endpoint doesn't know its receipt.
    Forgotten,
    /// A photo or recording has arrived, or never will.
    Medium(u32, MediumState),
}

/// What an entry becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// Nothing new.
    Same,
    /// Another state.
    Entry(Entry),
    /// It goes: nobody needs it any more.
    Gone,
    /// The older version that the endpoint has is taken back, and this one gets an id of its own.
    Split(Entry, Entry),
}

/// Works out what an entry becomes.
pub(super) fn settle(entry: &Entry, heard: &Heard, new_id: &dyn Fn() -> Uid) -> Becomes {
    // What was said of a version that the person has changed since holds no more.
    if heard.id != entry.id() || heard.sha256 != entry.sealed.sha256 {
        return Becomes::Same;
    }
    let mut next = entry.clone();
    match (&heard.news, &entry.stage) {
        (News::Stored(receipt, state), Stage::Waiting | Stage::Refused(_)) => {
            if !receipt.fits(entry.id(), &entry.sealed.sha256) {
                return Becomes::Same;
            }
            let standing =
                Standing { receipt: receipt.clone(), state: state.clone(), reason: None, replies: Vec::new() };
            next.stage = Stage::Received(standing);
            next.older.clear();
        }
        (News::Conflict, Stage::Waiting) => return conflict(entry, new_id),
        (News::Refused(refusal), Stage::Waiting) => {
            if entry.superseded {
                return Becomes::Gone;
            }
            next.stage = if entry.withdraw { Stage::Withdrawn } else { Stage::Refused(refusal.clone()) };
        }
        (News::Standing(standing), Stage::Received(_)) => {
            if standing.receipt.fits(entry.id(), &entry.sealed.sha256) {
                next.stage = Stage::Received(standing.clone());
            }
        }
        (News::Withdrawn, Stage::Received(_)) => {
            if entry.superseded {
                return Becomes::Gone;
            }
            next.stage = Stage::Withdrawn;
            next.withdraw = false;
        }
        (News::Forgotten, Stage::Received(_)) => {
            if entry.superseded {
                return Becomes::Gone;
            }
            if entry.withdraw {
                next.stage = Stage::Withdrawn;
                next.withdraw = false;
            } else if !entry.again {
                // An endpoint that was set back to an older backup: what it lost is sent again, once.
                next.stage = Stage::Waiting;
                next.again = true;
                next.media
                    .iter_mut()
                    .filter(|m| m.state == MediumState::Arrived)
                    .for_each(|m| m.state = MediumState::Waiting);
            }
        }
        (News::Medium(number, state), _) => {
            next.media.iter_mut().filter(|medium| medium.number == *number).for_each(|medium| medium.state = *state);
        }
        _ => {}
    }
    if next == *entry { Becomes::Same } else { Becomes::Entry(next) }
}

/// The endpoint has something else under this id: one of the older versions, if there is one.
fn conflict(entry: &Entry, new_id: &dyn Fn() -> Uid) -> Becomes {
    let mut next = entry.clone();
    if entry.older.is_empty() {
        if entry.superseded {
            return Becomes::Gone;
        }
        next.stage = if entry.withdraw {
            Stage::Withdrawn
        } else {
            Stage::Refused(Refusal { code: "conflict".into(), message: "".into() })
        };
        return Becomes::Entry(next);
    }
    let newer = std::mem::replace(&mut next.sealed, next.older.remove(0));
    if entry.withdraw {
        return Becomes::Entry(next);
    }
    let Some(sealed) = renamed(&newer, new_id()) else {
        let refusal = Refusal { code: "conflict".into(), message: "".into() };
        return Becomes::Entry(Entry { stage: Stage::Refused(refusal), ..entry.clone() });
    };
    next.withdraw = true;
    next.superseded = true;
    next.media.clear();
    let alone = Entry { sealed, tried: false, older: Vec::new(), ..entry.clone() };
    Becomes::Split(next, alone)
}

/// The same contribution under another id.
fn renamed(sealed: &Sealed, id: Uid) -> Option<Sealed> {
    Contribution { id, ..Contribution::read_text(&sealed.json)? }.seal().ok()
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::{idea, receipt};
    use super::*;

    fn other_id() -> Uid {
        Uid::new(99, [9; 10])
    }

    fn told(entry: &Entry, news: News) -> Becomes {
        let heard = Heard { id: entry.id(), sha256: entry.sealed.sha256.clone(), news };
        settle(entry, &heard, &other_id)
    }

    fn entry(becomes: Becomes) -> Entry {
        match becomes {
            Becomes::Entry(entry) => entry,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_a_receipt_that_fits_makes_received() {
        let waiting = Entry::new(idea(1, "a"), 0);
        for wrong in [receipt(&idea(1, "b")), receipt(&idea(2, "a"))] {
            assert_eq!(told(&waiting, News::Stored(wrong, State::Received)), Becomes::Same);
        }
        let right = News::Stored(receipt(&waiting.sealed), State::Held);
        assert_eq!(entry(told(&waiting, right)).standing().unwrap().state, State::Held);
    }

    #[test]
    fn news_of_an_older_version_change_nothing() {
        let edited = Entry { older: vec![idea(1, "a")], ..Entry::new(idea(1, "b"), 0) };
        let heard = Heard { id: edited.id(), sha256: idea(1, "a").sha256, news: News::Conflict };
        assert_eq!(settle(&edited, &heard, &other_id), Becomes::Same);
    }

    #[test]
    fn an_edit_of_what_had_arrived_goes_alone_and_the_older_is_taken_back() {
        let edited = Entry { tried: true, older: vec![idea(1, "a")], ..Entry::new(idea(1, "b"), 0) };
        let Becomes::Split(old, new) = told(&edited, News::Conflict) else { panic!() };
        assert_eq!((&old.sealed, old.withdraw, old.superseded), (&idea(1, "a"), true, true));
        assert_eq!((new.id(), new.waits(), new.may_have_left()), (other_id(), true, false));
        assert_eq!(new.contribution().unwrap().body, edited.contribution().unwrap().body);
        let old = entry(told(&old, News::Stored(receipt(&old.sealed), State::Received)));
        assert_eq!(told(&old, News::Withdrawn), Becomes::Gone);
    }

    #[test]
    fn a_conflict_that_nobody_can_explain_is_said() {
        let alone = Entry::new(idea(1, "a"), 0);
        assert!(matches!(entry(told(&alone, News::Conflict)).stage, Stage::Refused(_)));
        let taken_back = Entry { withdraw: true, older: vec![idea(1, "z")], ..alone };
        let older = entry(told(&taken_back, News::Conflict));
        assert_eq!((&older.sealed, older.waits()), (&idea(1, "z"), true));
        assert_eq!(entry(told(&older, News::Conflict)).stage, Stage::Withdrawn);
    }

    #[test]
    fn what_the_endpoint_lost_is_sent_again_once() {
        let waiting = Entry::new(idea(1, "a"), 0);
        let stored = News::Stored(receipt(&waiting.sealed), State::Received);
        let received = entry(told(&waiting, stored.clone()));
        let lost = entry(told(&received, News::Forgotten));
        assert!(lost.waits());
        assert_eq!(told(&entry(told(&lost, stored)), News::Forgotten), Becomes::Same);
    }
}
