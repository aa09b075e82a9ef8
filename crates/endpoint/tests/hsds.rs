//! `GET /api/hsds/…`: the starter catalogue as Open Referral's HSDS 3.0 has it, and what it does not know.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;
#[path = "hsds/expected.rs"]
mod expected;

use std::collections::{BTreeSet, HashMap};
use std::fs;

use chava_endpoint::import::Mode;
use common::Endpoint;
use expected::faults;
use serde_json::{Value, json};

const LISTS: [(&str, &str); 6] = [
    ("services", "service"),
    ("service_at_locations", "service_at_location"),
    ("organizations", "organization"),
    ("locations", "location"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
];

fn starter_document() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/catalogue/charleroi.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

async fn starter() -> Endpoint {
    let endpoint = Endpoint::empty().await;
    endpoint.put(&starter_document(), Mode::Replace).await;
    endpoint
}

/// A small city with what the starter catalogue has none of: sessions to come, notices, documents.
async fn small() -> Endpoint {
    let endpoint = Endpoint::empty().await;
    let theme = "education-numerique";
    let place = |id: &str, hours: &str| {
        json!({ "id": id, "name": id, "placeType": "library", "themes": [theme], "openingHours": hours,
            "address": { "street": "rue Basse", "number": "3", "section": "Gilly" }, "languages": ["fr", "ar"],
            "phones": [{ "number": "+32 71 86 00 00", "type": "voice" }], "email": "lieu@chava.example" })
    };
    let document = json!({
        "format": "chava-catalogue", "version": 1, "license": "https://creativecommons.org/licenses/by/4.0/",
        "themes": [{ "id": theme, "label": { "fr": "Numérique", "nl": "Digitaal" }, "topics": [{ "id": "ecriture", "label": "Écriture" }] }],
        "organisations": [{ "id": "asbl", "name": "ASBL" }],
        "places": [place("a", "Mo,We 09:00-12:00,13:00-17:00; Sa 10:00-24:00"), place("b", "Mo-Fr 09:00-17:00; PH off"), place("c", "24/7")],
        "offers": [
            { "id": "cours", "title": "Écrire", "offerType": "course", "organisationId": "asbl", "placeIds": ["a"], "themes": [theme],
              "topics": ["ecriture"], "cost": { "kind": "free", "note": "Sans condition" }, "ageMin": 12, "languages": ["fr-falc"],
              "audiences": ["adults"], "access": ["registration"], "requiredDocuments": ["Carte d’identité"], "assured": { "at": "2026-10-01", "by": "équipe" } },
            { "id": "nu", "title": "Sans rien", "offerType": "help", "placeIds": ["a"], "themes": [theme] },
        ],
        "sessions": [
            { "id": "serie", "offerId": "cours", "placeId": "b", "start": "2026-01-05T10:00", "durationMinutes": 90, "rrule": "FREQ=WEEKLY;BYDAY=MO",
              "exdates": ["2026-01-12T10:00"], "rdates": ["2099-07-01T10:00"] },
            { "id": "annule", "offerId": "cours", "placeId": "a", "start": "2099-01-05T10:00", "status": "cancelled", "title": "Dictée" },
            { "id": "fete", "title": "Fête", "placeId": "a", "start": "2099-01-05", "sessionType": "festival", "themes": [theme] },
            { "id": "fini", "title": "Fini", "placeId": "a", "start": "2020-01-05T10:00", "themes": [theme] },
        ],
        "notices": [
            { "id": "n1", "about": { "kind": "offer", "id": "cours" }, "noticeType": "closure", "from": "2020-01-01", "text": "Fermé pour travaux" },
            { "id": "n2", "about": { "kind": "offer", "id": "nu" }, "noticeType": "message", "from": "2020-01-01", "to": "2020-02-01", "text": "Vieux" },
            { "id": "n3", "about": { "kind": "offer", "id": "nu" }, "noticeType": "closure", "from": "2099-01-01", "text": "Fermera" },
        ],
    });
    endpoint.put(&document, Mode::Replace).await;
    endpoint
}

async fn contents(endpoint: &Endpoint, path: &str) -> Vec<Value> {
    endpoint.get(&format!("/api/hsds/{path}")).await.json()["contents"].as_array().unwrap().clone()
}

async fn names(endpoint: &Endpoint, path: &str) -> Vec<String> {
    let name = |object: &Value| object["name"].as_str().unwrap().to_owned();
    contents(endpoint, path).await.iter().map(name).collect()
}

#[tokio::test]
async fn the_door_says_which_specification_stands_behind_it() {
    let endpoint = starter().await;
    for door in ["/api/hsds", "/api/hsds/"] {
        let about = endpoint.get(door).await;
        assert_eq!(about.json()["version"], "3.0", "{door}");
        assert_eq!(about.json()["openapi_url"], "http://chava.example/api/openapi.json");
        assert!(about.json()["profile"].as_str().unwrap().starts_with("https://docs.openreferral.org/"));
    }
    let description = endpoint.get("/api/openapi.json").await.json();
    for (list, _) in LISTS {
        assert!(description["paths"][format!("/api/hsds/{list}/{{id}}")]["get"].is_object(), "{list}");
    }
}

#[tokio::test]
async fn every_answer_over_the_starter_catalogue_is_what_hsds_requires() {
    let endpoint = starter().await;
    for (list, shape) in LISTS {
        let mut seen = BTreeSet::new();
        let in_full = (1..=4).map(|page| format!("?per_page=100&page={page}&full=true&full_service=true"));
        for query in in_full.chain(["?per_page=500".to_owned()]) {
            for object in contents(&endpoint, &format!("{list}{query}")).await {
                assert_eq!(faults(shape, &object), [""; 0], "{list}{query}");
                seen.insert(object["id"].as_str().unwrap().to_owned());
            }
        }
        assert!(!seen.is_empty(), "{list}");
        for id in seen.iter().step_by(17) {
            let alone = endpoint.get(&format!("/api/hsds/{list}/{id}")).await.json();
            assert_eq!((&alone["id"], faults(shape, &alone).len()), (&json!(id), 0), "{list} {alone}");
        }
    }
}

#[tokio::test]
async fn every_offer_place_and_organisation_is_there_once_and_what_points_at_it_finds_it() {
    let endpoint = starter().await;
    let document = starter_document();
    for (list, key) in [("services", "offers"), ("locations", "places"), ("organizations", "organisations")] {
        let objects = contents(&endpoint, &format!("{list}?per_page=500")).await;
        let ids: BTreeSet<_> = objects.iter().map(|object| object["id"].to_string()).collect();
        assert_eq!((objects.len(), ids.len()), (document[key].as_array().unwrap().len(), objects.len()), "{list}");
    }
    let ids = |objects: Vec<Value>| objects.iter().map(|o| o["id"].clone()).collect::<Vec<_>>();
    let services = ids(contents(&endpoint, "services?minimal=true").await);
    let locations = ids(contents(&endpoint, "locations?per_page=500").await);
    let organizations = ids(contents(&endpoint, "organizations?per_page=500").await);
    for at in contents(&endpoint, "service_at_locations?per_page=500").await {
        assert!(services.contains(&at["service_id"]) && at["service_id"] == at["service"]["id"]);
        assert!(locations.contains(&at["location_id"]) && at["location_id"] == at["location"]["id"]);
        let organization = at["service"].get("organization_id");
        assert!(organization.is_none_or(|id| organizations.contains(id)));
    }
}

#[tokio::test]
async fn an_object_is_found_by_its_uuid_and_by_our_identifier() {
    let endpoint = starter().await;
    for (list, ours) in [
        ("services", "eveil-aux-arts"),
        ("organizations", "ville-de-charleroi"),
        ("locations", "academie-beaux-arts"),
        ("taxonomies", "themes"),
        ("taxonomy_terms", "fracture-numerique"),
    ] {
        let by_ours = endpoint.get(&format!("/api/hsds/{list}/{ours}")).await;
        let uuid = by_ours.json()["id"].as_str().unwrap().to_owned();
        let by_uuid = endpoint.get(&format!("/api/hsds/{list}/{}", uuid.to_uppercase())).await;
        assert_eq!((by_uuid.status.as_u16(), by_uuid.json()), (200, by_ours.json()), "{list}");
        assert!(by_ours.text().contains(&format!("\"{ours}\"")) || list == "taxonomies", "{list} keeps our identifier");
    }
    // Whoever stored this one relies on it.
    let location = endpoint.get("/api/hsds/locations/mirec").await.json();
    assert_eq!(location["id"], "b773ea62-fa8c-537f-8d3a-ac271dabaa8b");
}

#[tokio::test]
async fn pages_follow_each_other_until_the_last() {
    let endpoint = starter().await;
    let all = endpoint.get("/api/hsds/services?per_page=500").await.json();
    let mut walked = Vec::new();
    for number in 1.. {
        let page = endpoint.get(&format!("/api/hsds/services?per_page=100&page={number}")).await.json();
        assert_eq!((&page["total_items"], page["page_number"].as_u64()), (&all["total_items"], Some(number)));
        assert_eq!(page["size"].as_u64(), Some(page["contents"].as_array().unwrap().len() as u64));
        assert_eq!((page["first_page"] == true, page["empty"] == false), (number == 1, true));
        walked.extend(page["contents"].as_array().unwrap().clone());
        if page["last_page"] == true {
            assert_eq!(page["total_pages"].as_u64(), Some(number));
            break;
        }
    }
    assert_eq!(&Value::from(walked), &all["contents"]);
    let beyond = endpoint.get("/api/hsds/services?page=99999999").await.json();
    assert_eq!((&beyond["empty"], &beyond["size"], &beyond["last_page"]), (&json!(true), &json!(0), &json!(true)));
    let usual = endpoint.get("/api/hsds/services").await.json();
    assert_eq!((&usual["size"], &usual["first_page"]), (&json!(50), &json!(true)));
    let lines = endpoint.get("/api/hsds/services?format=ndjson").await;
    assert!(lines.header("content-type").starts_with("application/x-ndjson"));
    let lines: Vec<Value> = lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&Value::from(lines), &all["contents"]);
}

#[tokio::test]
async fn filters_add_up() {
    let endpoint = starter().await;
    let document = starter_document();
    let offers = document["offers"].as_array().unwrap();
    let has =
        |offer: &Value, key: &str, value: &str| offer[key].as_array().is_some_and(|all| all.contains(&json!(value)));
    let with_topic = offers.iter().filter(|offer| has(offer, "topics", "fracture-numerique"));
    let with_topic: Vec<_> = with_topic.collect();
    let found = names(&endpoint, "services?taxonomy_term_id=fracture-numerique&minimal=true").await;
    assert_eq!((found.len(), found.is_empty()), (with_topic.len(), false));
    let organisation = with_topic.iter().find_map(|offer| offer["organisationId"].as_str()).unwrap();
    let both = with_topic.iter().filter(|offer| offer["organisationId"] == organisation).count();
    let path = format!("services?taxonomy_term_id=fracture-numerique&organization_id={organisation}&minimal=true");
    assert_eq!(names(&endpoint, &path).await.len(), both);
    let of_unesco = offers.iter().filter(|offer| offer["unesco"].is_array()).count();
    assert_eq!(names(&endpoint, "services?taxonomy_id=unesco&minimal=true").await.len(), of_unesco);
    for none in ["taxonomy_term_id=nope", "taxonomy_id=nope", "organization_id=nope", "search=xqzwvk"] {
        assert_eq!(names(&endpoint, &format!("services?{none}")).await, [""; 0], "{none}");
    }
    let gilly = contents(&endpoint, "service_at_locations?postcode=6060&full=true&per_page=100").await;
    assert!(!gilly.is_empty());
    assert!(gilly.iter().all(|at| at["location"]["addresses"][0]["postal_code"] == "6060"));
}

#[tokio::test]
async fn words_find_what_they_find_on_the_pages() {
    let endpoint = starter().await;
    let found = names(&endpoint, "services?search=v%C3%A9lo").await;
    assert!(found[0].to_lowercase().contains("vélo"), "{found:?}");
    assert!(names(&endpoint, "organizations?search=funoc").await.contains(&"FUNOC".to_owned()));
    assert!(names(&endpoint, "locations?search=acad%C3%A9mie").await.iter().any(|name| name.contains("Académie")));
    assert_eq!(names(&endpoint, "taxonomy_terms?search=fracture").await, ["Fracture numérique"]);
    let at = contents(&endpoint, "service_at_locations?search=funoc").await;
    assert!(!at.is_empty());
}

#[tokio::test]
async fn themes_stand_above_their_topics() {
    let endpoint = starter().await;
    let tops = names(&endpoint, "taxonomy_terms?taxonomy_id=themes&top_only=true").await;
    assert_eq!(tops.len(), 3);
    let topics = contents(&endpoint, "taxonomy_terms?parent_id=education-numerique").await;
    let theme = endpoint.get("/api/hsds/taxonomy_terms/education-numerique").await.json();
    assert!(!topics.is_empty() && topics.iter().all(|topic| topic["parent_id"] == theme["id"]));
    assert_eq!(theme["term_uri"], "http://chava.example/themes/education-numerique");
    assert_eq!(theme["taxonomy_detail"]["id"], theme["taxonomy_id"]);
}

#[tokio::test]
async fn a_service_says_what_its_offer_says_and_no_more() {
    let endpoint = small().await;
    let service = endpoint.get("/api/hsds/services/cours").await.json();
    assert_eq!(faults("service", &service), [""; 0]);
    for (field, value) in [
        ("name", json!("Écrire")),
        ("url", json!("http://chava.example/offres/cours")),
        ("status", json!("temporarily closed")),
        ("alert", json!("Fermé pour travaux\nAnnulé : Dictée (2099-01-05T10:00).")),
        ("fees_description", json!("Gratuit : Sans condition")),
        ("minimum_age", json!(12)),
        ("application_process", json!("sur inscription")),
        ("eligibility_description", json!("adultes")),
        ("assured_date", json!("2026-10-01")),
    ] {
        assert_eq!(service[field], value, "{field}");
    }
    assert_eq!((&service["languages"][0]["code"], &service["languages"][0]["note"]), (&json!("fr"), &json!("fr-falc")));
    assert_eq!(
        (&service["cost_options"][0]["amount"], &service["cost_options"][0]["currency"]),
        (&json!(0), &json!("EUR"))
    );
    assert_eq!(service["required_documents"][0]["document"], "Carte d’identité");
    assert_eq!(service["organization"]["description"], "Pas encore de description dans le catalogue.");
    let classes: HashMap<_, _> =
        service["attributes"].as_array().unwrap().iter().map(|a| (a["link_type"].as_str().unwrap(), a)).collect();
    assert_eq!(classes["identifier"]["value"], "cours");
    assert_eq!(classes["topic"]["taxonomy_term"]["name"], "Écriture");
    assert_eq!(classes["offer-type"]["taxonomy_term"]["name"], "Cours");

    let bare = endpoint.get("/api/hsds/services/nu").await.json();
    assert_eq!(bare["status"], "active", "what closes later is not closed");
    assert_eq!(bare["alert"], "Fermera", "what is over is not said any more");
    for unknown in ["description", "fees_description", "organization", "organization_id", "languages", "minimum_age"] {
        assert!(bare.get(unknown).is_none(), "{unknown}");
    }
}

#[tokio::test]
async fn sessions_are_schedules_in_the_terms_of_rfc_5545() {
    let endpoint = small().await;
    let service = endpoint.get("/api/hsds/services/cours").await.json();
    let schedules = service["schedules"].as_array().unwrap();
    assert_eq!(schedules.len(), 2, "a cancelled session has none: {schedules:?}");
    let series = &schedules[0];
    assert_eq!(
        (&series["dtstart"], &series["freq"], &series["byday"]),
        (&json!("2026-01-05"), &json!("WEEKLY"), &json!("MO"))
    );
    assert_eq!((&series["opens_at"], &series["closes_at"]), (&json!("10:00"), &json!("11:30")));
    assert_eq!(series["description"], "Chaque semaine : lundi, 10:00–11:30");
    assert!(series["notes"].as_str().unwrap().contains("Sauf : 2026-01-12T10:00."));
    let once = &schedules[1];
    assert_eq!((&once["dtstart"], &once["timezone"]), (&json!("2099-07-01"), &json!(2.0)));
    assert_eq!((&once["opens_at"], &once["closes_at"]), (&json!("10:00+02:00"), &json!("11:30+02:00")));
    assert_eq!(once["schedule_link"], "http://chava.example/seances/serie");
    let at = service["service_at_locations"].as_array().unwrap();
    let of_series = at.iter().find(|at| at["id"] == series["service_at_location_id"]).unwrap();
    assert_eq!(of_series["location"]["external_identifier"], "b", "its place counts beside those of the offer");
    assert_eq!(of_series["schedules"][0], *series);
    assert!(at.iter().filter(|at| at["id"] != of_series["id"]).all(|at| at.get("schedules").is_none()));
}

#[tokio::test]
async fn a_session_without_an_offer_is_a_service_until_it_is_over() {
    let endpoint = small().await;
    let mut found = names(&endpoint, "services").await;
    found.sort();
    assert_eq!(found, ["Fête", "Sans rien", "Écrire"]);
    assert_eq!(endpoint.get("/api/hsds/services/fini").await.status.as_u16(), 404);
    let party = endpoint.get("/api/hsds/services/fete").await.json();
    assert_eq!(faults("service", &party), [""; 0]);
    assert_eq!(party["schedules"][0]["description"], "5 janvier 2099, heure non connue");
    assert!(party["schedules"][0].get("opens_at").is_none(), "an hour that nobody gave is not made up");
    assert_eq!(party["service_at_locations"][0]["location"]["external_identifier"], "a");
}

#[tokio::test]
async fn opening_hours_are_schedules_where_each_week_is_like_the_other() {
    let endpoint = small().await;
    let hours = async |place: &str| {
        let location = endpoint.get(&format!("/api/hsds/locations/{place}")).await.json();
        let said = |s: &Value| {
            ["byday", "opens_at", "closes_at", "description"].map(|f| s[f].as_str().unwrap_or("-").to_owned())
        };
        location["schedules"].as_array().unwrap().iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(
        hours("a").await,
        [
            ["MO,WE", "09:00", "12:00", "lundi, mercredi : 09:00–12:00"],
            ["SA", "10:00", "23:59", "samedi : 10:00–23:59"],
            ["MO,WE", "13:00", "17:00", "lundi, mercredi : 13:00–17:00"],
        ]
    );
    let words = "Horaires au format opening_hours d’OpenStreetMap : Mo-Fr 09:00-17:00; PH off";
    assert_eq!(hours("b").await, [["-", "-", "-", words]]);
    assert_eq!(hours("c").await[0][..3], ["MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"]);
    let location = endpoint.get("/api/hsds/locations/a").await.json();
    assert_eq!(location["addresses"][0]["postal_code"], "6060", "a section has its postal code");
    assert_eq!(location["contacts"][0]["email"], "lieu@chava.example");
    assert_eq!(location["languages"][1]["name"], "arabe");
}

#[tokio::test]
async fn an_organization_brings_its_places_and_services_short_or_in_full() {
    let endpoint = small().await;
    let short = endpoint.get("/api/hsds/organizations/asbl").await.json();
    assert_eq!(
        short["services"],
        json!([{ "id": short["services"][0]["id"], "name": "Écrire", "status": "temporarily closed" }])
    );
    let full = endpoint.get("/api/hsds/organizations/asbl?full_service=true").await.json();
    assert_eq!((faults("organization", &full).len(), full["services"][0]["schedules"].is_array()), (0, true));
    assert_eq!(full["organization_identifiers"][0]["identifier"], "asbl");
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_in_words() {
    let endpoint = small().await;
    for (path, status, code) in [
        ("services?page=abc", 400, "bad-page"),
        ("services?page=0", 400, "bad-page"),
        ("services?per_page=0", 400, "bad-page"),
        ("services?per_page=-1", 400, "bad-page"),
        ("services?page=99999999999999999999999999", 400, "bad-page"),
        ("services?full=peut-etre", 400, "bad-switch"),
        ("services?format=xml", 400, "bad-format"),
        ("services?format=ndjson&full=true", 400, "bad-format"),
        ("services?modified_after=2026-01-01T00:00:00Z", 400, "filter-not-possible"),
        ("service_at_locations?postcode=6000&proximity=500", 400, "filter-not-possible"),
        ("services/nulle-part", 404, "not-found"),
        ("services/77eb440e-b23a-466d-a47e-148d0a01906c", 404, "not-found"),
        ("service_at_locations/cours", 404, "not-found"),
        ("nulle-part", 404, "not-found"),
        ("services/cours/encore", 404, "not-found"),
        ("services/%ff", 400, "bad-address"),
    ] {
        let got = endpoint.get(&format!("/api/hsds/{path}")).await;
        assert_eq!((got.status.as_u16(), got.problem().as_str()), (status, code), "{path}");
        assert_eq!(got.header("access-control-allow-origin"), "*", "{path}");
    }
    let post = endpoint.send("POST", "/api/hsds/services", &[]).await;
    assert_eq!((post.status.as_u16(), post.problem().as_str()), (405, "method-not-allowed"));
}

#[tokio::test]
async fn an_answer_is_open_to_all_kept_for_seconds_and_asked_again_for_nothing() {
    let endpoint = small().await;
    let got = endpoint.get_with("/api/hsds/services?full=true", &[("accept-encoding", "br, gzip")]).await;
    let headers =
        ["access-control-allow-origin", "cache-control", "content-encoding", "set-cookie"].map(|name| got.header(name));
    assert_eq!(headers, ["*", "public, max-age=8", "br", ""]);
    let etag = got.header("etag").to_owned();
    let again = endpoint.get_with("/api/hsds/services?full=true", &[("if-none-match", &etag)]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    endpoint.put(&common::document(1), Mode::Replace).await;
    let changed = endpoint.get_with("/api/hsds/services?full=true", &[("if-none-match", &etag)]).await;
    assert_eq!((changed.status.as_u16(), &changed.json()["total_items"]), (200, &json!(0)));
    assert_eq!(names(&endpoint, "locations").await, ["Bibliothèque 0"], "a place is no service, but it is a location");
}
