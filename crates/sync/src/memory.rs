//! A store in memory, for tests; it can be told to die at a given step.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use crate::ports::{Held, ItemChange, Media, MediumKey, Shelf, Store, StoreError, Stored};

/// What a [`MemoryStore`] holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Contents {
    held: Option<Held>,
    base: Vec<u8>,
    recent: Vec<u8>,
    derived: Option<Vec<u8>>,
    shelves: BTreeMap<(u8, String), String>,
    media: BTreeMap<(String, u32, u32), Vec<u8>>,
}

/// A store in memory.
#[derive(Debug, Default)]
pub struct MemoryStore {
    contents: RefCell<Contents>,
    steps_left: Cell<Option<u32>>,
}

impl MemoryStore {
    /// Lets the store work for `steps` more steps and then fail for good, until called again.
    ///
    /// Each call has two steps, before and after it takes effect, as a device can die at either.
    pub fn die_after(&self, steps: Option<u32>) {
        self.steps_left.set(steps);
    }

    fn step(&self) -> Result<(), StoreError> {
        match self.steps_left.get() {
            Some(0) => Err(StoreError::Other { name: "Killed".into(), message: "by the test".into() }),
            Some(n) => {
                self.steps_left.set(Some(n - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn change<R>(&self, change: impl FnOnce(&mut Contents) -> Result<R, StoreError>) -> Result<R, StoreError> {
        self.step()?;
        let result = change(&mut self.contents.borrow_mut())?;
        self.step()?;
        Ok(result)
    }
}

fn expect(contents: &Contents, expected: Option<&Held>) -> Result<(), StoreError> {
    if contents.held.as_ref() == expected { Ok(()) } else { Err(StoreError::Moved) }
}

impl Store for MemoryStore {
    async fn held(&self) -> Result<Option<Held>, StoreError> {
        self.change(|c| Ok(c.held.clone()))
    }

    async fn load(&self) -> Result<Option<Stored>, StoreError> {
        self.change(|c| {
            let Some(held) = c.held.clone() else { return Ok(None) };
            Ok(Some(Stored { held, base: c.base.clone(), recent: c.recent.clone(), derived: c.derived.clone() }))
        })
    }

    async fn replace(&self, expected: Option<&Held>, held: &Held, base: &[u8]) -> Result<(), StoreError> {
        self.change(|c| {
            expect(c, expected)?;
            c.held = Some(held.clone());
            c.base = base.to_vec();
            c.recent.clear();
            c.derived = None;
            Ok(())
        })
    }

    async fn append(&self, expected: &Held, held: &Held, log: &[u8]) -> Result<(), StoreError> {
        self.change(|c| {
            expect(c, Some(expected))?;
            c.held = Some(held.clone());
            c.recent.extend_from_slice(log);
            Ok(())
        })
    }

    async fn put_derived(&self, held: &Held, derived: &[u8]) -> Result<(), StoreError> {
        self.change(|c| {
            let same = c.held.as_ref().is_some_and(|h| h.base == held.base && h.version.epoch == held.version.epoch);
            if !same {
                return Err(StoreError::Moved);
            }
            c.derived = Some(derived.to_vec());
            Ok(())
        })
    }

    async fn items(&self, shelf: Shelf) -> Result<Vec<(String, String)>, StoreError> {
        self.change(|c| {
            let on_it = c.shelves.iter().filter(|((s, _), _)| *s == shelf as u8);
            Ok(on_it.map(|((_, key), value)| (key.clone(), value.clone())).collect())
        })
    }

    async fn item(&self, shelf: Shelf, key: &str) -> Result<Option<String>, StoreError> {
        self.change(|c| Ok(c.shelves.get(&(shelf as u8, key.to_owned())).cloned()))
    }

    async fn put_item(&self, shelf: Shelf, key: &str, value: &str) -> Result<(), StoreError> {
        self.change(|c| {
            c.shelves.insert((shelf as u8, key.to_owned()), value.to_owned());
            Ok(())
        })
    }

    async fn remove_item(&self, shelf: Shelf, key: &str) -> Result<(), StoreError> {
        self.change(|c| {
            c.shelves.remove(&(shelf as u8, key.to_owned()));
            Ok(())
        })
    }

    async fn change_items(&self, changes: &[ItemChange]) -> Result<(), StoreError> {
        self.change(|c| {
            let key_of = |change: &ItemChange| (change.shelf as u8, change.key.clone());
            if changes.iter().any(|change| {
                change.expected.as_ref().is_some_and(|expected| c.shelves.get(&key_of(change)) != expected.as_ref())
            }) {
                return Err(StoreError::Moved);
            }
            for change in changes {
                let key = key_of(change);
                match &change.value {
                    Some(value) => drop(c.shelves.insert(key, value.clone())),
                    None => drop(c.shelves.remove(&key)),
                }
            }
            Ok(())
        })
    }

    async fn make_room(&self) -> Result<(), StoreError> {
        self.change(|c| {
            c.derived = None;
            Ok(())
        })
    }
}

impl Media for MemoryStore {
    async fn put_piece(&self, (owner, number): MediumKey<'_>, piece: u32, bytes: &[u8]) -> Result<(), StoreError> {
        self.change(|c| {
            c.media.insert((owner.to_owned(), number, piece), bytes.to_vec());
            Ok(())
        })
    }

    async fn medium(&self, (owner, number): MediumKey<'_>) -> Result<Option<Vec<u8>>, StoreError> {
        self.change(|c| {
            let pieces = c.media.iter().filter(|((o, n, _), _)| o == owner && *n == number);
            let pieces: Vec<_> = pieces.map(|(_, bytes)| bytes.as_slice()).collect();
            Ok((!pieces.is_empty()).then(|| pieces.concat()))
        })
    }

    async fn drop_medium(&self, (owner, number): MediumKey<'_>) -> Result<(), StoreError> {
        self.change(|c| {
            c.media.retain(|(o, n, _), _| o != owner || *n != number);
            Ok(())
        })
    }

    async fn drop_media(&self, owner: &str) -> Result<(), StoreError> {
        self.change(|c| {
            c.media.retain(|(o, ..), _| o != owner);
            Ok(())
        })
    }

    async fn drop_ownerless(&self, owners: &[&str]) -> Result<Vec<String>, StoreError> {
        self.change(|c| {
            let is_on = |shelf: Shelf, owner: &String| c.shelves.contains_key(&(shelf as u8, owner.clone()));
            let mut left: Vec<String> = c.media.keys().map(|(owner, ..)| owner.clone()).collect();
            left.dedup();
            left.retain(|owner| !is_on(Shelf::Drafts, owner) && !is_on(Shelf::Outbox, owner));
            let (gone, left): (Vec<_>, _) = left.into_iter().partition(|owner| owners.contains(&owner.as_str()));
            c.media.retain(|(owner, ..), _| !gone.contains(owner));
            Ok(left)
        })
    }
}
