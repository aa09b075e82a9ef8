//! A phone lives through random histories of a city, a network and its own deaths, and ends with the truth.

#![allow(clippy::unwrap_used, reason = "helpers of a test")]

mod faults;
mod server;

use chava_catalogue::records::Kind;
use chava_sync::memory::MemoryStore;
use chava_sync::ports::{Clock, Shelf, Store, Tabs};
use chava_sync::ready::run;
use chava_sync::{Ending, Ports, load, sync_once};
use proptest::prelude::*;

use faults::{Fault, FaultyNetwork};
use server::Server;

/// What happens next.
#[derive(Clone, Debug)]
enum Event {
    /// The city writes a record.
    Write(u8, u8, u32),
    /// The city deletes a record.
    Delete(u8, u8),
    /// The dataset begins anew.
    NewEpoch,
    /// The endpoint forgets its oldest tombstones.
    Prune,
    /// The phone syncs over a network with these faults, one a request, and dies at this step of its store.
    Sync(Vec<Fault>, Option<u32>),
    /// The person marks something.
    Mark(u8),
}

fn event() -> impl Strategy<Value = Event> {
    let fault = prop::sample::select(Fault::ALL.to_vec());
    let faults = prop::collection::vec(prop::option::weighted(0.5, fault).prop_map(|f| f.unwrap_or(Fault::None)), 0..8);
    prop_oneof![
        6 => (0u8..4, 0u8..8, any::<u32>()).prop_map(|(kind, n, seed)| Event::Write(kind, n, seed)),
        2 => (0u8..4, 0u8..8).prop_map(|(kind, n)| Event::Delete(kind, n)),
        1 => Just(Event::NewEpoch),
        1 => Just(Event::Prune),
        5 => (faults, prop::option::weighted(0.4, 0u32..14)).prop_map(|(faults, dies)| Event::Sync(faults, dies)),
        1 => (0u8..9).prop_map(Event::Mark),
    ]
}

/// A clock that stands still and never has to breathe.
struct StandingClock;

impl Clock for StandingClock {
    fn unix_ms(&self) -> i64 {
        0
    }
    fn monotonic_ms(&self) -> f64 {
        0.0
    }
    async fn pause(&self) {}
}

struct OnlyTab;

impl Tabs for OnlyTab {
    type Guard = ();
    async fn try_lock(&self) -> Option<()> {
        Some(())
    }
}

fn kind(n: u8) -> Kind {
    [Kind::Place, Kind::Session, Kind::Offer, Kind::Call][usize::from(n)].clone()
}

/// Syncs once with a fresh memory, as an app does that was killed before.
fn sync(store: &MemoryStore, network: &FaultyNetwork<'_>) -> Ending {
    let ports = Ports { store, api: network, clock: &StandingClock, tabs: &OnlyTab };
    let live = run(load(store, &StandingClock)).ok().flatten().map(|opened| opened.live);
    let outcome = run(sync_once(&ports, live.as_ref(), &mut |_| ()));
    if let Some(new) = &outcome.live {
        let changed = live.as_ref().map(|old| old.changes_to(new));
        assert_eq!(changed.unwrap_or_default(), outcome.changes);
    }
    outcome.ending
}

/// What the phone holds is a whole state that the endpoint once had or fed, never a mixture.
fn assert_sound(store: &MemoryStore, server: &Server) {
    let Some(opened) = run(load(store, &StandingClock)).unwrap() else { return };
    if !opened.held.version.digest.is_empty() {
        assert_eq!(opened.live.digest(), *opened.held.version.digest, "a digest that is kept is true");
        assert!(server.ever_had(&opened.held.version.digest), "and once was the endpoint's");
    }
}

fn assert_equal(store: &MemoryStore, server: &Server) {
    let opened = run(load(store, &StandingClock)).unwrap().unwrap();
    assert_eq!(opened.live.digest(), server.digest());
    assert_eq!(*opened.held.version.digest, *server.digest());
    for (kind, id, modified, json) in server.records() {
        let record = opened.live.record(kind.as_str(), &id).unwrap();
        assert_eq!(record.modified, modified);
        let ours: serde_json::Value = serde_json::from_str(&record.json).unwrap();
        let theirs: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(ours["seed"], theirs["seed"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_ends_with_the_truth(events in prop::collection::vec(event(), 1..40)) {
        let store = MemoryStore::default();
        let mut server = Server::default();
        let mut marked = std::collections::BTreeSet::new();
        for event in events {
            match event {
                Event::Write(k, n, seed) => server.write(kind(k), n, seed),
                Event::Delete(k, n) => server.delete(kind(k), n),
                Event::NewEpoch => server.new_epoch(),
                Event::Prune => server.prune(),
                Event::Mark(n) => {
                    run(store.put_item(Shelf::Favourites, &format!("place/r{n}"), "{}")).unwrap();
                    marked.insert(format!("place/r{n}"));
                }
                Event::Sync(faults, dies) => {
                    store.die_after(dies);
                    let network = FaultyNetwork::new(&server, faults);
                    let ending = sync(&store, &network);
                    store.die_after(None);
                    assert_sound(&store, &server);
                    if ending == Ending::Fresh {
                        assert!(network.told_fresh(&run(store.held()).unwrap().unwrap().version.digest));
                    }
                    assert!(network.requests() < 60, "no sync goes on for ever");
                }
            }
        }
        let network = FaultyNetwork::new(&server, Vec::new());
        prop_assert_eq!(sync(&store, &network), Ending::Fresh);
        assert_equal(&store, &server);
        let kept = run(store.items(Shelf::Favourites)).unwrap();
        prop_assert_eq!(kept.into_iter().map(|(key, _)| key).collect::<std::collections::BTreeSet<_>>(), marked);
        // And nothing more travels while nothing changes.
        let network = FaultyNetwork::new(&server, Vec::new());
        prop_assert_eq!(sync(&store, &network), Ending::Fresh);
        prop_assert_eq!(network.requests(), 1);
    }
}

#[test]
fn a_feed_without_an_end_is_given_up() {
    let store = MemoryStore::default();
    let mut server = Server::default();
    server.write(Kind::Place, 1, 1);
    assert_eq!(sync(&store, &FaultyNetwork::new(&server, Vec::new())), Ending::Fresh);
    let network = FaultyNetwork::new(&server, vec![Fault::Endless; 100_000]);
    assert!(matches!(sync(&store, &network), Ending::Failed(_)));
    assert!(network.requests() < 5_000);
}

#[test]
fn the_first_load_takes_two_requests_and_a_delta_two() {
    let store = MemoryStore::default();
    let mut server = Server::default();
    for n in 0..8 {
        server.write(Kind::Place, n, 1);
    }
    let first = FaultyNetwork::new(&server, Vec::new());
    assert_eq!(sync(&store, &first), Ending::Fresh);
    assert_eq!(first.asked(), ["pointer", "snapshot"]);
    server.write(Kind::Place, 1, 2);
    let delta = FaultyNetwork::new(&server, Vec::new());
    assert_eq!(sync(&store, &delta), Ending::Fresh);
    assert_eq!(delta.asked(), ["feed", "feed"]);
    assert_equal(&store, &server);
}

#[test]
fn a_host_without_a_feed_still_brings_what_is_new() {
    let store = MemoryStore::default();
    let mut server = Server::default();
    server.write(Kind::Place, 1, 1);
    assert_eq!(sync(&store, &FaultyNetwork::new(&server, Vec::new())), Ending::Fresh);
    let still = FaultyNetwork::new(&server, vec![Fault::NotFound]);
    assert_eq!(sync(&store, &still), Ending::Fresh);
    assert_eq!(still.asked(), ["feed", "pointer"]);
    server.write(Kind::Place, 1, 2);
    assert_eq!(sync(&store, &FaultyNetwork::new(&server, vec![Fault::NotFound])), Ending::Fresh);
    assert_equal(&store, &server);
}

#[test]
fn a_sign_in_page_is_offline_and_changes_nothing() {
    let store = MemoryStore::default();
    let mut server = Server::default();
    server.write(Kind::Place, 1, 1);
    for faults in [vec![Fault::Html], vec![Fault::None, Fault::Html]] {
        let ending = sync(&store, &FaultyNetwork::new(&server, faults));
        assert_eq!(ending, Ending::Offline(chava_sync::Trouble::Portal));
        assert_eq!(run(store.held()).unwrap(), None);
    }
}
