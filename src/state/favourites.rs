//! The records that a person saved on this phone.

use chava_catalogue::records::RecordRef;

/// The saved records, in the order in which they were saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Favourites(Vec<RecordRef>);

impl Favourites {
    /// Takes what the store holds.
    pub fn new(saved: Vec<RecordRef>) -> Self {
        Self(saved)
    }

    /// Says whether a record is saved.
    pub fn contains(&self, record: &RecordRef) -> bool {
        self.0.contains(record)
    }

    /// Saves a record, or forgets it where it was saved.
    #[must_use]
    pub fn toggled(&self, record: &RecordRef) -> Self {
        let mut saved = self.0.clone();
        match saved.iter().position(|r| r == record) {
            Some(at) => drop(saved.remove(at)),
            None => saved.push(record.clone()),
        }
        Self(saved)
    }

    /// All saved records.
    pub fn all(&self) -> &[RecordRef] {
        &self.0
    }
}
