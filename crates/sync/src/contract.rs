//! What every store must do, as tests over any implementation.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "these are tests")]

use chava_catalogue::catalogue::Version;

use crate::ports::{Held, ItemChange, Media, Shelf, Store, StoreError};

/// Emits one test for each rule. `$attribute` is the test attribute, `$run` a macro or function that runs a
/// future to its end (or `async` for an asynchronous test), `$open` an expression for a new, empty store.
#[macro_export]
macro_rules! store_contract {
    (async $attribute:path, $open:expr) => {
        $crate::store_contract!(@each async_one $attribute, $open);
    };
    (sync $open:expr) => {
        $crate::store_contract!(@each sync_one test, $open);
    };
    (@each $one:ident $attribute:path, $open:expr) => {
        $crate::store_contract!(@$one $attribute, $open, an_empty_store_holds_nothing);
        $crate::store_contract!(@$one $attribute, $open, a_base_is_read_as_it_was_written);
        $crate::store_contract!(@$one $attribute, $open, changes_are_appended_with_their_cursor);
        $crate::store_contract!(@$one $attribute, $open, who_comes_late_changes_nothing);
        $crate::store_contract!(@$one $attribute, $open, derived_data_lives_as_long_as_its_base);
        $crate::store_contract!(@$one $attribute, $open, what_belongs_to_the_person_survives);
        $crate::store_contract!(@$one $attribute, $open, several_things_change_together_or_not_at_all);
        $crate::store_contract!(@$one $attribute, $open, media_lie_in_pieces_and_are_read_whole);
        $crate::store_contract!(@$one $attribute, $open, only_media_that_nothing_owns_are_dropped);
    };
    (@async_one $attribute:path, $open:expr, $name:ident) => {
        #[$attribute]
        async fn $name() {
            $crate::contract::$name(&$open).await;
        }
    };
    (@sync_one $attribute:path, $open:expr, $name:ident) => {
        #[$attribute]
        fn $name() {
            $crate::ready::run($crate::contract::$name(&$open));
        }
    };
}

fn held(epoch: &str, change: u64, base: u64, digest: &str) -> Held {
    Held { version: Version { epoch: epoch.into(), change, digest: digest.into() }, base }
}

/// A new store holds no catalogue and nothing of the person's.
pub async fn an_empty_store_holds_nothing(store: &impl Store) {
    assert_eq!(store.held().await.unwrap(), None);
    assert!(store.load().await.unwrap().is_none());
    for shelf in Shelf::ALL {
        assert!(store.items(shelf).await.unwrap().is_empty());
        assert_eq!(store.item(shelf, "a").await.unwrap(), None);
        store.remove_item(shelf, "a").await.unwrap();
    }
}

/// A base comes back byte for byte, whatever its size, and a smaller one leaves nothing of it.
pub async fn a_base_is_read_as_it_was_written(store: &impl Store) {
    let big: Vec<u8> = (0..3_000_001u32).map(|n| (n % 251) as u8).collect();
    let first = held("e", 7, 7, "d");
    store.replace(None, &first, &big).await.unwrap();
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!(stored.held, first);
    assert!(stored.base == big && stored.recent.is_empty() && stored.derived.is_none());
    for text in [&b"small"[..], b""] {
        let next = held("f", 9, 9, "d2");
        let before = store.held().await.unwrap();
        store.replace(before.as_ref(), &next, text).await.unwrap();
        let stored = store.load().await.unwrap().unwrap();
        assert_eq!((stored.held, &*stored.base), (next, text));
    }
}

/// Changes come back in their order, with the last cursor.
pub async fn changes_are_appended_with_their_cursor(store: &impl Store) {
    let mut now = held("e", 1, 1, "");
    store.replace(None, &now, b"base").await.unwrap();
    for change in [2u64, 30, 4_000, 5_000_000_000] {
        let next = held("e", change, 1, "");
        store.append(&now, &next, format!("log {change};").as_bytes()).await.unwrap();
        now = next;
    }
    let confirmed = held("e", 5_000_000_000, 1, "digest");
    store.append(&now, &confirmed, b"").await.unwrap();
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!(stored.held, confirmed);
    assert_eq!(stored.recent, b"log 2;log 30;log 4000;log 5000000000;");
    let replaced = held("e", 9_007_199_254_740_991, 9_007_199_254_740_991, "x");
    store.replace(Some(&confirmed), &replaced, b"new").await.unwrap();
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!((stored.held, &*stored.base, &*stored.recent), (replaced, &b"new"[..], &b""[..]));
}

/// Who expects something else than what is held changes nothing.
pub async fn who_comes_late_changes_nothing(store: &impl Store) {
    let now = held("e", 1, 1, "");
    let later = held("e", 2, 1, "");
    assert_eq!(store.append(&now, &later, b"x").await, Err(StoreError::Moved));
    assert_eq!(store.replace(Some(&now), &later, b"x").await, Err(StoreError::Moved));
    assert_eq!(store.held().await.unwrap(), None);
    store.replace(None, &now, b"base").await.unwrap();
    assert_eq!(store.append(&later, &held("e", 3, 1, ""), b"x").await, Err(StoreError::Moved));
    assert_eq!(store.replace(None, &later, b"x").await, Err(StoreError::Moved));
    let stored = store.load().await.unwrap().unwrap();
    assert_eq!((stored.held, &*stored.base, &*stored.recent), (now, &b"base"[..], &b""[..]));
}

/// Derived data is kept over appended changes and forgotten with its base.
pub async fn derived_data_lives_as_long_as_its_base(store: &impl Store) {
    let now = held("e", 1, 1, "");
    assert_eq!(store.put_derived(&now, b"d").await, Err(StoreError::Moved));
    store.replace(None, &now, b"base").await.unwrap();
    store.put_derived(&now, b"derived").await.unwrap();
    let later = held("e", 2, 1, "");
    store.append(&now, &later, b"x").await.unwrap();
    assert_eq!(store.load().await.unwrap().unwrap().derived.as_deref(), Some(&b"derived"[..]));
    let replaced = held("e", 2, 2, "");
    store.replace(Some(&later), &replaced, b"base").await.unwrap();
    assert_eq!(store.load().await.unwrap().unwrap().derived, None);
    assert_eq!(store.put_derived(&now, b"late").await, Err(StoreError::Moved));
    assert_eq!(store.load().await.unwrap().unwrap().derived, None);
}

/// Nothing that happens to the catalogue touches the person's things, and shelves are apart.
pub async fn what_belongs_to_the_person_survives(store: &impl Store) {
    for shelf in Shelf::ALL {
        store.put_item(shelf, "b", &format!("{shelf:?}")).await.unwrap();
        store.put_item(shelf, "a", "« é » \u{0} 😀").await.unwrap();
        store.put_item(shelf, "c", "gone").await.unwrap();
        store.remove_item(shelf, "c").await.unwrap();
    }
    store.replace(None, &held("e", 1, 1, ""), b"base").await.unwrap();
    store.append(&held("e", 1, 1, ""), &held("e", 2, 1, ""), b"x").await.unwrap();
    store.replace(Some(&held("e", 2, 1, "")), &held("f", 1, 1, ""), b"other").await.unwrap();
    for shelf in Shelf::ALL {
        let expected = vec![("a".to_owned(), "« é » \u{0} 😀".to_owned()), ("b".to_owned(), format!("{shelf:?}"))];
        assert_eq!(store.items(shelf).await.unwrap(), expected);
        assert_eq!(store.item(shelf, "b").await.unwrap(), Some(format!("{shelf:?}")));
        store.put_item(shelf, "b", "again").await.unwrap();
        assert_eq!(store.item(shelf, "b").await.unwrap().as_deref(), Some("again"));
    }
}

/// A change of several things is done whole, and only where each is as expected.
pub async fn several_things_change_together_or_not_at_all(store: &impl Store) {
    store.put_item(Shelf::Drafts, "a", "draft").await.unwrap();
    let done = |value: &str| ItemChange::new(Shelf::Outbox, "a", Some(value.into()));
    let gone = ItemChange::new(Shelf::Drafts, "a", None);
    let late = [done("x"), gone.clone().after(Some("another".into()))];
    assert_eq!(store.change_items(&late).await, Err(StoreError::Moved));
    assert_eq!(store.item(Shelf::Outbox, "a").await.unwrap(), None);
    store.change_items(&[done("y").after(None), gone.after(Some("draft".into()))]).await.unwrap();
    assert_eq!(store.item(Shelf::Outbox, "a").await.unwrap().as_deref(), Some("y"));
    assert!(store.items(Shelf::Drafts).await.unwrap().is_empty());
    assert_eq!(store.change_items(&[done("z").after(None)]).await, Err(StoreError::Moved));
    store.change_items(&[]).await.unwrap();
}

/// Pieces are read in the order of their numbers, and a medium goes alone or with all of its owner's.
pub async fn media_lie_in_pieces_and_are_read_whole(store: &impl Media) {
    for (owner, number) in [("a", 1), ("a", 2), ("b", 1)] {
        assert_eq!(store.medium((owner, number)).await.unwrap(), None);
        for piece in [10, 2, 1] {
            store.put_piece((owner, number), piece, format!("{owner}{number}.{piece};").as_bytes()).await.unwrap();
        }
    }
    store.put_piece(("a", 1), 2, b"again;").await.unwrap();
    assert_eq!(store.medium(("a", 1)).await.unwrap().unwrap(), b"a1.1;again;a1.10;");
    store.drop_medium(("a", 1)).await.unwrap();
    assert_eq!(store.medium(("a", 1)).await.unwrap(), None);
    assert_eq!(store.medium(("a", 2)).await.unwrap().unwrap(), b"a2.1;a2.2;a2.10;");
    store.drop_media("a").await.unwrap();
    assert_eq!(store.medium(("a", 2)).await.unwrap(), None);
    assert_eq!(store.medium(("b", 1)).await.unwrap().unwrap(), b"b1.1;b1.2;b1.10;");
}

/// Media whose owner has a draft or an entry stay, whoever is named; of the others those go that are named.
pub async fn only_media_that_nothing_owns_are_dropped<S: Store + Media>(store: &S) {
    assert!(store.drop_ownerless(&["a"]).await.unwrap().is_empty());
    for owner in ["alone", "drafted", "named", "sent"] {
        for piece in [0, 1] {
            store.put_piece((owner, 3), piece, b"piece").await.unwrap();
        }
    }
    store.put_item(Shelf::Drafts, "drafted", "what no version reads").await.unwrap();
    store.put_item(Shelf::Outbox, "sent", "").await.unwrap();
    assert_eq!(store.drop_ownerless(&[]).await.unwrap(), ["alone", "named"]);
    assert_eq!(store.drop_ownerless(&["drafted", "named", "sent", "nobody"]).await.unwrap(), ["alone"]);
    for (owner, stays) in [("alone", true), ("drafted", true), ("named", false), ("sent", true)] {
        assert_eq!(store.medium((owner, 3)).await.unwrap().is_some(), stays, "{owner}");
    }
}

#[cfg(test)]
mod tests {
    use crate::memory::MemoryStore;

    crate::store_contract!(sync MemoryStore::default());
}
