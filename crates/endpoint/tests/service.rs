//! `GET /api`, the schema, the description of the API, the exports.
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops loudly")]

mod common;

use common::Endpoint;

#[tokio::test]
async fn the_service_document_leads_everywhere() {
    let endpoint = Endpoint::with_places(1).await;
    let service = endpoint.get("/api").await.json();
    assert_eq!((&service["name"], service["change"].as_u64()), (&"ChaVa".into(), Some(2)));
    assert!(service["limits"]["batchItems"].as_u64() >= Some(200));
    for (name, link) in service["links"].as_object().unwrap() {
        // What takes what people send answers to no GET.
        if name == "contributions" {
            continue;
        }
        let path = link.as_str().unwrap().strip_prefix("http://chava.example");
        // Some addresses have a gap for an identifier.
        if let Some(path) = path.filter(|path| !path.contains('{')) {
            assert_eq!(endpoint.get(path).await.status.as_u16(), 200, "{path}");
        }
    }
}

#[tokio::test]
async fn the_description_names_only_what_answers() {
    let endpoint = Endpoint::with_places(1).await;
    let description = endpoint.get("/api/openapi.json").await.json();
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    for (path, _) in paths.iter().filter(|(path, methods)| !path.contains('{') && methods["get"].is_object()) {
        let got = endpoint.get(path).await;
        assert_eq!(got.status.as_u16(), 200, "{path}");
        let described = &description["paths"][path]["get"]["responses"]["200"]["content"];
        let media_type = described.as_object().unwrap().keys().next().unwrap();
        assert!(got.header("content-type").starts_with(media_type.as_str()), "{path}");
    }
}

#[tokio::test]
async fn whatever_the_description_refers_to_is_described() {
    let description = Endpoint::empty().await.get("/api/openapi.json").await;
    let schemas = &description.json()["components"]["schemas"];
    let text = description.text();
    let references: Vec<_> =
        text.split("#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(references.contains(&"Batch") && references.contains(&"Standing"));
    for name in references {
        assert!(schemas[name].is_object(), "{name}");
    }
}

#[tokio::test]
async fn the_schema_describes_places() {
    let endpoint = Endpoint::empty().await;
    let schema = endpoint.get("/api/schema/catalogue.json").await.json();
    assert!(schema["properties"]["places"].is_object(), "{schema}");
}

#[tokio::test]
async fn exports_hold_every_place() {
    let endpoint = Endpoint::with_places(3).await;
    let csv = endpoint.get("/api/export/lieux.csv").await;
    assert_eq!(csv.text().lines().count(), 4);
    assert!(csv.text().contains("lieu-0002,Bibliothèque 2,library,,rue de l’Essai,2,6000,Charleroi"));
    let map = endpoint.get("/api/export/places.geojson").await.json();
    assert_eq!((map["features"].as_array().unwrap().len(), map["features"][0]["geometry"].is_null()), (3, true));
    let document = endpoint.get("/api/export/catalogue.json").await;
    assert_eq!(document.json()["places"].as_array().unwrap().len(), 3);
    assert!(!document.text().contains("\"modified\""));
}
