//! What happened, counted.

use std::fmt;

/// What happened to all phones together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Days of phones.
    pub days: u64,
    /// Contributions that were durably stored on a phone.
    pub finished: u64,
    /// Of these, taken back.
    pub withdrawn: u64,
    /// Edits of what had been finished before.
    pub edits: u64,
    /// Photos and recordings that arrived whole.
    pub media: u64,
    /// Photos and recordings that gave way on a full phone, and the person was told.
    pub media_gave_way: u64,
    /// Words that a full phone couldn't keep, and the person was told.
    pub refused_by_full_phone: u64,
    /// Contributions that no endpoint takes, still on the phone at the end.
    pub poisoned: u64,
    /// Requests.
    pub requests: u64,
    /// Bytes of their bodies and those of the answers.
    pub bytes: u64,
    /// Faults, each with its count.
    pub faults: std::collections::BTreeMap<&'static str, u64>,
    /// Stored on a phone, and neither there nor at the endpoint in the end.
    pub lost: u64,
    /// More than once at the endpoint in the end, or there although it was taken back.
    pub doubled: u64,
    /// Shown as received at some moment at which the endpoint didn't have it.
    pub falsely_received: u64,
    /// Not received after five minutes of an open app and a good network.
    pub stuck: u64,
    /// The longest wait on a good network, in milliseconds.
    pub longest_wait_ms: u64,
    /// Ages that were off by more than twenty seconds although the app was open all the while.
    pub wrong_age: u64,
    /// Contributions of which only photos and recordings were left on the phone in the end.
    pub left_behind: u64,
    /// What went wrong, for the first few phones: the phone's number and words.
    pub notes: Vec<(u64, String)>,
}

impl Tally {
    /// Counts a fault.
    pub(super) fn fault(&mut self, name: &'static str) {
        *self.faults.entry(name).or_default() += 1;
    }

    /// Remembers what went wrong, of the first few only.
    pub(super) fn note(&mut self, phone: u64, words: String) {
        if self.notes.len() < 20 {
            self.notes.push((phone, words));
        }
    }

    /// Says whether nothing happened that must never happen.
    pub fn is_clean(&self) -> bool {
        [self.lost, self.doubled, self.falsely_received, self.stuck, self.wrong_age, self.left_behind] == [0; 6]
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("days of phones", self.days),
            ("contributions finished", self.finished),
            ("  taken back", self.withdrawn),
            ("  edited afterwards", self.edits),
            ("  that no endpoint takes, kept", self.poisoned),
            ("media arrived", self.media),
            ("media that gave way on a full phone", self.media_gave_way),
            ("words a full phone refused, told", self.refused_by_full_phone),
            ("requests", self.requests),
            ("bytes of bodies", self.bytes),
        ];
        for (name, count) in rows {
            writeln!(f, "{name:<44}{count:>14}")?;
        }
        writeln!(f, "\nfaults")?;
        for (name, count) in &self.faults {
            writeln!(f, "  {name:<42}{count:>14}")?;
        }
        writeln!(f)?;
        let verdicts = [
            ("lost", self.lost),
            ("doubled", self.doubled),
            ("shown as received, not at the endpoint", self.falsely_received),
            ("stuck for more than five minutes", self.stuck),
            ("longest wait on a good network, ms", self.longest_wait_ms),
            ("ages off by more than twenty seconds", self.wrong_age),
            ("photos and recordings that nothing owns", self.left_behind),
        ];
        for (name, count) in verdicts {
            writeln!(f, "{name:<44}{count:>14}")?;
        }
        for (phone, words) in &self.notes {
            writeln!(f, "phone {phone}: {words}")?;
        }
        Ok(())
    }
}
