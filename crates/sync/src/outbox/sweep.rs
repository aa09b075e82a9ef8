//! Photos and recordings that nothing owns: the app was ended between throwing away what owned them and dropping them, or
//! before the draft that was to own them was kept.

use crate::ports::{Media, StoreError};

/// How far two looks lie apart, in milliseconds: a day.
const APART_MS: i64 = 24 * 3_600_000;

/// Drops what nothing owned at the look before, a day ago or more, and owns still.
///
/// Pieces are stored a moment before the draft or the entry that owns them, perhaps in another tab, and neither an id nor
/// a phone's clock says how long ago that was. So what is found at one look is only dropped at the next.
/// `before` is what this gave last time; none is given where nothing is to be remembered anew.
///
/// # Errors
/// When the store can't do it; nothing was dropped then.
pub async fn sweep<S: Media>(store: &S, before: &str, now_ms: i64) -> Result<Option<String>, StoreError> {
    let mut words = before.split(' ');
    let apart = words.next().and_then(|looked| looked.parse().ok()).map(|looked: i64| now_ms.saturating_sub(looked));
    let found: Vec<&str> = match apart {
        Some(0..APART_MS) => return Ok(None),
        Some(APART_MS..) => words.collect(),
        // Never yet, or the clock was set back: the days are counted anew.
        _ => Vec::new(),
    };
    let left = store.drop_ownerless(&found).await?;
    let next = if left.is_empty() { String::new() } else { [now_ms.to_string(), left.join(" ")].join(" ") };
    Ok((next != before).then_some(next))
}

#[cfg(test)]
mod tests {
    use chava_contribution::body::Said;
    use chava_contribution::{Body, Uid};

    use super::super::draft::{Draft, DraftMedium};
    use super::super::shelf::{discard, finish, keep};
    use super::*;
    use crate::memory::MemoryStore;
    use crate::ready::run;

    /// A draft with a photo; its pieces are stored.
    fn draft(store: &MemoryStore, n: u8) -> Draft {
        let id = Uid::new(1, [n; 10]);
        run(store.put_piece((&id.to_string(), 0), 0, b"photo")).unwrap();
        Draft {
            id,
            body: Body::new(Said::Idea),
            form: "".into(),
            media: vec![DraftMedium { number: 0, media_type: "image/jpeg".into(), bytes: 5 }],
            saved_ms: 1,
            older: Vec::new(),
        }
    }

    fn has_photo(store: &MemoryStore, draft: &Draft) -> bool {
        run(store.medium((&draft.id.to_string(), 0))).unwrap().is_some()
    }

    #[test]
    fn what_was_left_by_a_kill_goes_a_day_later_and_what_is_owned_stays() {
        let store = MemoryStore::default();
        let [thrown, kept, sent] = [1, 2, 3].map(|n| draft(&store, n));
        for draft in [&thrown, &kept, &sent] {
            run(keep(&store, draft.clone())).unwrap().unwrap();
        }
        run(finish(&store, sent.clone(), "fr", 1, &|| sent.id)).unwrap();
        // The phone dies after the draft has gone and before its photo has.
        store.die_after(Some(4));
        run(discard(&store, thrown.id)).unwrap_err();
        store.die_after(None);
        let noon = 1_790_000_000_000;
        let first = run(sweep(&store, "", noon)).unwrap().unwrap();
        assert_eq!(first, format!("{noon} {}", thrown.id));
        assert_eq!(run(sweep(&store, &first, noon + APART_MS - 1)), Ok(None));
        assert!(has_photo(&store, &thrown));
        assert_eq!(run(sweep(&store, &first, noon + APART_MS)), Ok(Some(String::new())));
        assert!(!has_photo(&store, &thrown) && has_photo(&store, &kept) && has_photo(&store, &sent));
        assert_eq!(run(sweep(&store, "", noon + APART_MS)), Ok(None), "nothing to remember");
    }

    #[test]
    fn what_is_being_recorded_stays_whatever_the_clock_says() {
        let store = MemoryStore::default();
        let begun = draft(&store, 1);
        let seen = run(sweep(&store, "", 5)).unwrap().unwrap();
        run(keep(&store, begun.clone())).unwrap().unwrap();
        // Another recording begins just before the next look; its id is as old as the first one's.
        let next = draft(&store, 2);
        let seen = run(sweep(&store, &seen, i64::MAX)).unwrap().unwrap();
        assert!(has_photo(&store, &begun) && has_photo(&store, &next));
        // The clock was set right again: the next look is the first of its day.
        let again = run(sweep(&store, &seen, 7)).unwrap().unwrap();
        assert_eq!(again, format!("7 {}", next.id));
        assert!(has_photo(&store, &next));
    }
}
