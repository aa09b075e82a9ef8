//! Phones live through bad days, the same ones on each run, and nothing is lost, doubled, believed too early or stuck.

use chava_testkit::days::{Habits, Tally, live};

fn clean(tally: &Tally) {
    assert!(tally.is_clean(), "{tally}");
    assert!(tally.finished > 0 && tally.requests > 0);
}

#[test]
fn ordinary_bad_days() {
    let tally = live(1_500, 1, Habits::default());
    clean(&tally);
    // The days were as bad as they are meant to be.
    for fault in [
        "no network",
        "captive portal",
        "garbage with status 200",
        "500, 502, 503 or 504",
        "429 with Retry-After",
        "request lost",
        "reply lost",
        "reply cut at some byte, and taken for whole",
        "request twice",
        "nothing comes for too long",
        "endpoint restarted in the middle",
        "receipt of something else",
        "app killed at a request",
        "app killed before a step of its store",
        "app killed after a step of its store",
        "disk full at a write",
        "database handle dead",
        "another tab acts at a step",
        "clock set wrong by up to ten years",
    ] {
        assert!(tally.faults.contains_key(fault), "{fault} never happened\n{tally}");
    }
}

#[test]
fn an_app_that_dies_all_the_time() {
    clean(&live(300, 2, Habits { deaths: 25, ..Habits::default() }));
}

#[test]
fn tabs_that_never_leave_one_another_alone() {
    clean(&live(300, 3, Habits { other_tab: 4, ..Habits::default() }));
}

#[test]
fn a_phone_that_is_always_full() {
    clean(&live(300, 4, Habits { full: 2, ..Habits::default() }));
}

#[test]
fn three_hundred_contributions_in_a_week() {
    let habits = Habits { messages_a_day: 43, deaths: 400, ..Habits::default() };
    let tally = live(14, 5, habits);
    clean(&tally);
}

#[test]
fn the_same_seed_lives_the_same_days() {
    assert_eq!(live(50, 6, Habits::default()), live(50, 6, Habits::default()));
}
