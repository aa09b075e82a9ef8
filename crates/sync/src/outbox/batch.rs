//! Which entries go in the next batch, and its body.

use std::collections::{BTreeMap, BTreeSet};

use chava_contribution::Uid;
use chava_contribution::contribution::{BATCH_END, BATCH_START, batch};

use super::entry::Entry;
use super::memory::Limits;

/// A batch that is about to be sent.
#[derive(Debug)]
pub(super) struct Batch {
    /// Its entries with the hashes of the versions that are sent.
    pub(super) ids: Vec<(Uid, Box<str>)>,
    /// The body of the request.
    pub(super) body: String,
}

/// Chooses: who failed least first, then the oldest; who failed alone goes alone, so that it never holds up the others.
pub(super) fn pick(
    entries: &BTreeMap<Uid, Entry>,
    skipped: &BTreeSet<Uid>,
    faults: &BTreeMap<Uid, u32>,
    (cap, limits): (usize, Limits),
    item: &dyn Fn(&Entry) -> String,
) -> Option<Batch> {
    let faults_of = |id: &Uid| faults.get(id).copied().unwrap_or(0);
    let mut waiting: Vec<_> =
        entries.iter().filter(|(id, entry)| entry.waits() && !skipped.contains(id)).map(|(id, _)| *id).collect();
    waiting.sort_by_key(|id| (faults_of(id), *id));
    let alone = waiting.first().is_some_and(|id| faults_of(id) > 0);
    let most = if alone { 1 } else { cap.clamp(1, limits.batch_items.max(1)) };
    let (mut ids, mut items) = (Vec::new(), Vec::new());
    let mut bytes = BATCH_START.len() + BATCH_END.len();
    for id in waiting.into_iter().take_while(|id| alone || faults_of(id) == 0).take(most) {
        let Some(entry) = entries.get(&id) else { continue };
        let text = item(entry);
        bytes += text.len() + 1;
        if !ids.is_empty() && bytes > limits.batch_bytes {
            break;
        }
        ids.push((id, entry.sealed.sha256.clone()));
        items.push(text);
    }
    (!ids.is_empty()).then(|| Batch { ids, body: batch(&items) })
}

#[cfg(test)]
mod tests {
    use super::super::entry::tests::idea;
    use super::*;

    fn sizes(cap: usize, batch_bytes: usize, faults: &[u8]) -> Vec<u8> {
        let entries: BTreeMap<_, _> =
            (1..=9).map(|n| Entry::new(idea(n, "mots"), 0)).map(|entry| (entry.id(), entry)).collect();
        let faults = faults.iter().map(|n| (idea(*n, "").id, 1)).collect();
        let limits = Limits { batch_bytes, batch_items: 5, attachment_bytes: 0 };
        let item = |entry: &Entry| entry.sealed.item("2026-11-26T10:00:00Z", None);
        let batch = pick(&entries, &BTreeSet::new(), &faults, (cap, limits), &item).unwrap();
        assert!(batch.ids.len() == 1 || batch.body.len() <= batch_bytes);
        batch.ids.iter().map(|(id, _)| (id.unix_ms() / 1000) as u8).collect()
    }

    #[test]
    fn batches_keep_to_items_and_bytes_and_leave_who_fails_for_the_end() {
        assert_eq!(sizes(200, 1 << 20, &[]), [1, 2, 3, 4, 5]);
        assert_eq!(sizes(2, 1 << 20, &[1]), [2, 3]);
        assert_eq!(sizes(200, 800, &[]), [1, 2, 3]);
        assert_eq!(sizes(200, 10, &[]), [1]);
        assert_eq!(sizes(200, 1 << 20, &[1, 2, 3, 4, 5, 6, 7, 8, 9]), [1]);
    }
}
