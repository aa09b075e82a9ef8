//! Near me: what is nearest comes first, what nobody can place comes last, and what is open now can be asked for.
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::DateTime;
use chava_catalogue::geo::Point;
use chava_catalogue::query::{CostFilter, Match, Query, When};
use chava_catalogue::records::Kind;

/// A place in the north, one in the south, one that moves about; what takes place there, and who runs them.
const TOWN: &str = r#"{
    "themes":[{"id":"nature","modified":1,"label":"Nature"},{"id":"culture","modified":1,"label":"Culture"}],
    "organisations":[{"id":"asbl","modified":1,"name":"Asbl"}],
    "places":[
        {"id":"nord","modified":1,"name":"Atelier du nord","placeType":"library","themes":["nature","culture"],"organisationId":"asbl",
         "address":{"section":"Gosselies"},"position":{"lat":50.468,"lon":4.442,"precision":"district"},"openingHours":"Mo-Fr 09:00-12:00"},
        {"id":"sud","modified":1,"name":"Bibliothèque du sud","placeType":"library","themes":["culture"],"cost":{"kind":"free"},
         "address":{"section":"Couillet"},"position":{"lat":50.389,"lon":4.464,"precision":"exact"},"openingHours":"Mo-Fr 13:00-18:00"},
        {"id":"bus","modified":1,"name":"Atelier mobile","placeType":"library","themes":[],"address":{}}],
    "offers":[{"id":"velo","modified":1,"title":"Vélo","offerType":"workshop","placeIds":["bus","sud","nord"],"themes":["nature"]}],
    "sessions":[{"id":"midi","modified":1,"title":"Midi","placeId":"nord","start":"2026-11-24T12:00","durationMinutes":60,"themes":[]}]
}"#;

fn town() -> Catalogue {
    Catalogue::from_document(Version::default(), TOWN.as_bytes().to_vec()).unwrap()
}

fn at(time: &str) -> DateTime {
    DateTime::parse(&format!("2026-11-24T{time}")).unwrap()
}

fn places(query: &Query, time: &str, here: Option<Point>) -> Vec<String> {
    let town = town();
    town.places(query, at(time), here).into_iter().map(|row| town.place_id(row).to_string()).collect()
}

const SOUTH: fn() -> Point = || Point::at(50.39, 4.46);

#[test]
fn the_nearest_place_comes_first_and_the_one_without_a_position_last() {
    let all = Query::default();
    assert_eq!(places(&all, "10:00", None), ["nord", "bus", "sud"], "by name");
    assert_eq!(places(&all, "10:00", Some(SOUTH())), ["sud", "nord", "bus"]);
    assert_eq!(places(&all, "10:00", Some(Point::at(50.47, 4.44))), ["nord", "sud", "bus"]);
}

#[test]
fn of_several_places_the_nearest_counts() {
    let town = town();
    let metres = |kind, id| town.distance(&kind, id, SOUTH());
    assert_eq!(metres(Kind::Offer, "velo"), metres(Kind::Place, "sud"));
    assert_eq!(metres(Kind::Session, "midi"), metres(Kind::Place, "nord"));
    assert_eq!(metres(Kind::Organisation, "asbl"), metres(Kind::Place, "nord"));
    assert_eq!(metres(Kind::Place, "bus"), None);
    assert_eq!(metres(Kind::Place, "nowhere"), None);
}

#[test]
fn a_search_from_somewhere_has_the_same_hits_in_another_order() {
    let town = town();
    let query = Query { words: "atelier".into(), ..Query::default() };
    let ids = |here| {
        let hits = town.search_from(&query, at("10:00"), here, 0, 10);
        assert_eq!(hits.matched, Match::All);
        hits.hits.into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>()
    };
    let near = ids(Some(SOUTH()));
    let mut sorted = (ids(None), near.clone());
    sorted.0.sort();
    sorted.1.sort();
    assert_eq!(sorted.0, sorted.1);
    let position = |id: &str| near.iter().position(|hit| hit == id).unwrap();
    assert!(position("nord") < position("bus"), "{near:?}");
}

#[test]
fn open_now_and_free_go_together_with_near() {
    let now = Query { when: Some(When::Now), ..Query::default() };
    assert_eq!(places(&now, "10:00", Some(SOUTH())), ["nord"]);
    assert_eq!(places(&now, "15:00", Some(SOUTH())), ["sud"]);
    assert_eq!(places(&now, "12:30", None), ["nord"], "closed, but a session is under way");
    assert!(places(&now, "20:00", None).is_empty());
    let free = Query { cost: Some(CostFilter::Free), ..now };
    assert_eq!(places(&free, "15:00", None), ["sud"]);
    assert!(places(&free, "10:00", None).is_empty());
}

#[test]
fn an_offer_is_there_now_while_one_of_its_places_is_open() {
    let town = town();
    let now = Query { when: Some(When::Now), ..Query::default() };
    let kinds = |time| {
        let hits = town.search(&now, at(time), 0, 10).hits;
        hits.into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("15:00"), ["sud", "velo"]);
    assert_eq!(kinds("12:30"), ["nord", "midi"]);
}

#[test]
fn a_map_knows_how_sure_a_position_is_and_which_theme_comes_first() {
    let town = town();
    let rows = town.places(&Query::default(), at("10:00"), None);
    let spots: Vec<_> = rows.iter().map(|row| town.spot(*row)).collect();
    let [Some(north), None, Some(south)] = spots[..] else { panic!("{spots:?}") };
    assert_eq!((north.id, north.is_approximate, north.theme), ("nord", true, Some("nature")));
    assert_eq!((south.id, south.is_approximate, south.theme), ("sud", false, Some("culture")));
    assert_eq!(south.at, Point::at(50.389, 4.464));
}
