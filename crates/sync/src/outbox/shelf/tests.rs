//! Two tabs and one draft: whatever the other tab does meanwhile, what is told as finished is what was written.

use chava_contribution::body::Said;

use super::*;
use crate::memory::MemoryStore;
use crate::ready::run;

fn other() -> Uid {
    Uid::new(9_000, [9; 10])
}

fn draft(words: &str) -> Draft {
    let body = Body { text: Some(words.into()), ..Body::new(Said::Idea) };
    Draft { id: Uid::new(1_000, [1; 10]), body, form: "".into(), media: Vec::new(), saved_ms: 1, older: Vec::new() }
}

fn with_photo(store: &MemoryStore, words: &str) -> Draft {
    let mut draft = draft(words);
    run(store.put_piece((&draft.id.to_string(), 0), 0, b"photo")).unwrap();
    draft.media.push(DraftMedium { number: 0, media_type: "image/jpeg".into(), bytes: 5 });
    draft
}

fn finished(store: &MemoryStore, draft: &Draft) -> Finished {
    run(finish(store, draft.clone(), "fr", 1, &other)).unwrap()
}

fn words(entry: &Entry) -> Box<str> {
    entry.contribution().unwrap().body.text.unwrap()
}

/// Sends what waits as far as its being marked, as a run does before anything leaves.
fn try_all(store: &MemoryStore) {
    run(amend(store, &mut |entry| Some(vec![Entry { tried: true, ..entry.clone() }]))).unwrap();
}

#[test]
fn a_second_tap_finishes_nothing_twice() {
    let store = MemoryStore::default();
    let first = finished(&store, &draft("une fois"));
    assert_eq!(finished(&store, &draft("une fois")), first);
    assert_eq!(run(entries(&store)).unwrap().len(), 1);
}

#[test]
fn words_sent_after_another_tab_threw_the_draft_away_leave_under_an_id_of_their_own() {
    let store = MemoryStore::default();
    let first = with_photo(&store, "avant");
    finished(&store, &first);
    try_all(&store);
    let mut edited = run(edit(&store, first.id, 2, &other)).unwrap().unwrap();
    edited.body.text = Some("après".into());
    run(discard(&store, first.id)).unwrap();
    let told = finished(&store, &edited);
    assert_eq!((told.entry.id(), &*words(&told.entry), told.without_media), (other(), "après", true));
    let there = run(entries(&store)).unwrap();
    let old = &there[&first.id];
    assert!(old.withdraw && old.superseded, "what may have left before is taken back all the same");
    assert!(there[&other()].waits() && !there[&other()].may_have_left());
}

#[test]
fn two_tabs_that_send_different_words_both_say_them_with_the_photo() {
    let store = MemoryStore::default();
    let mine = with_photo(&store, "les miens");
    finished(&store, &Draft { body: draft("les autres").body, ..mine.clone() });
    let told = finished(&store, &mine);
    assert_eq!((told.entry.id(), told.entry.media.len(), told.without_media), (other(), 1, false));
    let there = run(entries(&store)).unwrap();
    assert_eq!(there.values().map(words).collect::<Vec<_>>(), ["les autres".into(), "les miens".into()]);
    assert!(run(store.medium((&other().to_string(), 0))).unwrap().is_some());
}

#[test]
fn what_was_taken_back_and_is_sent_again_is_sent() {
    let store = MemoryStore::default();
    let draft = draft("oui");
    finished(&store, &draft);
    assert!(run(withdraw(&store, draft.id)).unwrap());
    assert_eq!(finished(&store, &draft).entry.id(), other());
}
