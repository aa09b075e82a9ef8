//! What the pages promise to readers and to outside checks, on the server's text.
#![cfg(feature = "ssr")]
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use chava::ssr::{Page, PageRequest, Shell, public_paths, render};
use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::civil::DateTime;
use chava_catalogue::id::Id;
use chava_catalogue::records::{Kind, Record};
use serde_json::{Value, json};

const SHELL: &str =
    "<html lang=\"fr\" dir=\"ltr\"><head><!--chava:head--></head><body><!--chava:content--></body></html>";

fn catalogue(records: Vec<(Kind, Value)>) -> Arc<Catalogue> {
    let records = records
        .into_iter()
        .enumerate()
        .map(|(n, (kind, json))| Record {
            kind,
            id: Id::from(json["id"].as_str().unwrap()),
            modified: n as u64,
            json: json.to_string().into_boxed_str(),
        })
        .collect();
    Arc::new(Catalogue::new(Version { epoch: "e1".into(), change: 7, digest: "abc".into() }, records))
}

fn small() -> Arc<Catalogue> {
    catalogue(vec![
        (
            Kind::Theme,
            json!({"id":"education-numerique","label":"Éducation et numérique","workingGroup":1,"topics":[{"id":"ecriture","label":"Écriture"}]}),
        ),
        (
            Kind::Place,
            json!({"id":"nu","name":"Le lieu nu","placeType":"library","themes":["education-numerique"],"address":{"section":"Gilly"}}),
        ),
        (
            Kind::Place,
            json!({"id":"plein","name":"Le lieu plein","placeType":"espace-lunaire","themes":["education-numerique"],
                "organisationId":"asbl","address":{"street":"Rue Neuve","number":"1","postalCode":"6000","section":"Charleroi"},
                "position":{"lat":50.41,"lon":4.44,"precision":"street"},"phones":[{"number":"+32 71 00 00 00"}],
                "email":"a@example.org","website":"https://example.org","cost":{"kind":"free"},
                "assured":{"at":"2026-11-10","by":"équipe"},"accessibility":["step-free"],"languages":["fr"],"audiences":["adults"],
                "openingHours":"Mo-Fr 09:00-17:00","sources":[{"url":"https://example.org/x","seen":"2024-05","facts":["adresse"]}]}),
        ),
        (
            Kind::Organisation,
            json!({"id":"asbl","name":"Une asbl","themes":[],"offers":["des livres"],"seeks":["un local"]}),
        ),
        (
            Kind::Offer,
            json!({"id":"cours","title":"Lire","offerType":"course","placeIds":["plein"],"themes":["education-numerique"]}),
        ),
        (
            Kind::Session,
            json!({"id":"seance","title":{"fr":"Séance","nl":"Sessie"},"placeId":"plein","start":"2026-12-01T14:00","durationMinutes":90}),
        ),
        (Kind::Call, json!({"id":"ouvert","title":"Venez","text":"Dites.","closes":"2026-12-02"})),
        (Kind::Call, json!({"id":"clos","title":"Trop tard","text":"Fini.","closes":"2026-11-21"})),
    ])
}

fn page(catalogue: &Arc<Catalogue>, address: &str) -> Page {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let now = DateTime::parse("2026-11-22T14:00").unwrap();
    let shell = Shell::parse(SHELL).unwrap();
    render(&PageRequest { path, query, now, origin: "https://chava.example" }, catalogue, &shell)
}

fn count(html: &str, hook: &str) -> usize {
    html.matches(&format!("data-testid=\"{hook}\"")).count()
}

#[test]
fn every_public_page_answers_with_one_frame_one_title_and_one_h1() {
    let catalogue = small();
    let paths = public_paths(&catalogue);
    for expected in [
        "/",
        "/lieux/nu",
        "/offres/cours",
        "/seances/seance",
        "/acteurs/asbl",
        "/themes/education-numerique",
        "/participer/corriger",
    ] {
        assert!(paths.iter().any(|path| path == expected), "{expected}");
    }
    for path in &paths {
        let page = page(&catalogue, path);
        assert_eq!(page.status, 200, "{path}");
        for hook in ["sync-state", "sync-now", "outbox-count", "language-select"] {
            assert_eq!(count(&page.html, hook), 1, "{hook} on {path}");
        }
        assert_eq!(page.html.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.html.matches("<title>").count(), 1, "{path}");
        assert!(page.html.contains("id=\"contenu\""), "{path}");
        assert!(
            !page.html.contains(" onclick=") && !page.html.contains(" style="),
            "the policy forbids inline code: {path}"
        );
        let mut ids: Vec<&str> = page.html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "an id occurs twice on {path}");
    }
}

#[test]
fn the_frame_says_which_data_it_holds() {
    let html = page(&small(), "/").html;
    assert!(html.contains("data-change=\"7\" data-epoch=\"e1\" data-digest=\"abc\""), "{html}");
    assert!(html.contains("data-state=\"stale\"") && html.contains("Page du serveur"));
    assert!(html.contains("data-testid=\"outbox-count\" data-count=\"0\""));
}

#[test]
fn the_search_page_has_its_box_its_filters_and_what_was_asked() {
    let html = page(&small(), "/chercher?q=livres%20%22x&theme=education-numerique&cout=gratuit").html;
    for hook in [
        "search-input",
        "result-count",
        "filter-theme",
        "filter-section",
        "filter-when",
        "filter-cost",
        "filter-access",
    ] {
        assert_eq!(count(&html, hook), 1, "{hook}");
    }
    assert!(html.contains("value=\"livres &quot;x\""), "{html}");
    assert!(html.contains("<option value=\"education-numerique\" selected"), "{html}");
    assert!(html.contains("<option value=\"gratuit\" selected"), "{html}");
    assert!(html.contains("noindex"));
    assert_eq!(count(&page(&small(), "/").html, "search-input"), 1);
}

#[test]
fn a_search_without_a_hit_is_no_dead_end() {
    let html = page(&catalogue(vec![]), "/chercher?q=zzz&section=Gilly").html;
    assert!(html.contains("data-count=\"0\""));
    assert!(html.contains("href=\"/chercher?q=zzz\""), "the filters can be taken away: {html}");
}

#[test]
fn what_nobody_knows_is_said_and_not_guessed() {
    let html = page(&small(), "/lieux/nu").html;
    assert!(html.contains("data-testid=\"detail\" data-kind=\"place\" data-id=\"nu\""), "{html}");
    assert!(html.contains("data-testid=\"open-state\" data-state=\"unknown\""));
    assert_eq!((count(&html, "open-state"), count(&html, "freshness"), count(&html, "detail")), (1, 1, 1));
    assert!(!html.contains("data-days"), "nobody confirmed it");
    assert!(
        html.contains("Pas encore su") && html.contains("les heures, le prix, l’accès en fauteuil roulant"),
        "{html}"
    );
    assert!(!html.contains("tel:") && !html.contains("Payant") && !html.contains("Gratuit"));
}

#[test]
fn what_is_known_can_be_used_at_once() {
    let html = page(&small(), "/lieux/plein").html;
    assert!(html.contains("data-days=\"12\"") && html.contains("vérifié il y a 12 jours"), "{html}");
    assert!(html.contains("href=\"tel:+3271000000\"") && html.contains("href=\"mailto:a@example.org\""));
    assert!(html.contains("href=\"geo:0,0?q=Rue%20Neuve%201%2C%206000%20Charleroi%2C%20Belgique\""), "{html}");
    assert!(html.contains("position approximative"));
    assert!(html.contains("href=\"/offres/cours\"") && html.contains("href=\"/acteurs/asbl\""));
    assert!(html.contains(">autre"), "an unknown kind of place is « autre »");
    assert!(html.contains("vu\u{a0}: mai 2024"), "{html}");
    assert!(!html.contains("Pas encore su"), "{html}");
}

#[test]
fn what_others_wrote_stays_text() {
    let evil = "</script><script>alert(1)</script>\"'&";
    let catalogue = catalogue(vec![(
        Kind::Place,
        json!({"id":"mal","name":evil,"placeType":"museum","themes":[],"address":{"section":evil},"website":"javascript:alert(1)",
            "description":evil,"sources":[{"url":"javascript:alert(2)","facts":[evil]}]}),
    )]);
    for path in ["/lieux/mal", "/lieux", "/carte", "/chercher?q=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E"] {
        let html = page(&catalogue, path).html;
        assert!(!html.contains("<script>alert"), "{path}: {html}");
        assert!(!html.contains("href=\"javascript:"), "{path}");
    }
}

#[test]
fn lists_come_in_pages_of_fifty() {
    let places = (0..120)
        .map(|n| (Kind::Place, json!({"id":format!("l{n:03}"),"name":format!("Lieu {n:03}"),"placeType":"library","themes":[],"address":{}})))
        .collect();
    let catalogue = catalogue(places);
    let first = page(&catalogue, "/lieux").html;
    assert_eq!(count(&first, "result"), 50);
    assert!(first.contains("data-testid=\"result-count\" data-count=\"120\""));
    assert!(first.contains("href=\"/lieux?page=2\"") && !first.contains("rel=\"prev\""));
    let last = page(&catalogue, "/lieux?page=3").html;
    assert_eq!(count(&last, "result"), 20);
    assert!(last.contains("data-id=\"l119\"") && !last.contains("rel=\"next\""));
    let beyond = page(&catalogue, "/lieux?page=9");
    assert_eq!((beyond.status, count(&beyond.html, "result")), (200, 0));
    assert!(beyond.html.contains("href=\"/lieux\""));
}

#[test]
fn what_does_not_exist_answers_404_and_helps() {
    for path in ["/nulle-part", "/lieux/inconnu", "/offres/x", "/seances/x", "/themes/x", "/acteurs/x", "/participer/x"]
    {
        let page = page(&small(), path);
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(count(&page.html, "search-input"), 1, "{path}");
        assert!(page.html.contains("/themes/education-numerique"), "{path}");
    }
}

#[test]
fn calls_say_their_deadline_and_past_ones_are_folded() {
    let html = page(&small(), "/appels").html;
    assert!(html.contains("jusqu’au 2 décembre · encore 10 jours"), "{html}");
    let fold = html.find("<details").unwrap();
    assert!(html.find("Venez").unwrap() < fold && html.find("Trop tard").unwrap() > fold);
}

#[test]
fn a_form_of_participer_is_sent_without_javascript() {
    for door in ["obstacle", "idee", "proposer", "corriger", "entraide"] {
        let html = page(&small(), &format!("/participer/{door}")).html;
        assert_eq!((count(&html, "contribution-text"), count(&html, "contribution-submit")), (1, 1), "{door}");
        // Without JavaScript it is a plain form: its button sends it to the server, which stores it.
        assert!(html.contains("method=\"post\"") && html.contains(&format!("action=\"/participer/{door}")), "{html}");
        assert!(html.contains("type=\"submit\"") && html.contains("name=\"text\""), "{html}");
    }
}

#[test]
fn search_engines_get_structured_data_with_what_is_known() {
    let place = page(&small(), "/lieux/plein").html;
    let json = place.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let json: Value = serde_json::from_str(json).unwrap();
    assert_eq!((json["@type"].as_str(), json["openingHours"].as_str()), (Some("Place"), Some("Mo-Fr 09:00-17:00")));
    assert!(json.get("geo").is_none(), "a rough position is no position");
    let event = page(&small(), "/seances/seance").html;
    assert!(
        event.contains("\"eventStatus\":\"https://schema.org/EventScheduled\"")
            && event.contains("\"startDate\":\"2026-12-01T14:00\"")
    );
    assert!(page(&small(), "/").html.contains("SearchAction"));
}

#[test]
fn an_unknown_language_is_french_and_a_form_keeps_the_other_parameters() {
    let html = page(&small(), "/chercher?q=a+b&cout=gratuit&lang=xx").html;
    assert!(html.contains("<html lang=\"fr\" dir=\"ltr\">"));
    let kept = html.matches("<input value=\"a b\" type=\"hidden\" name=\"q\"").count();
    assert_eq!(kept, 2, "language switch and update button both keep the words: {html}");
}

#[test]
fn a_language_with_a_message_file_is_spoken_by_the_whole_page() {
    let html = page(&small(), "/?lang=fr-falc").html;
    assert!(html.contains("Vous voulez apprendre quoi"), "{html}");
    assert!(html.contains("<option lang=\"fr\" value=\"fr-falc\" selected"), "{html}");
    let dutch = page(&small(), "/seances/seance?lang=nl").html;
    assert_eq!(
        dutch.contains("<html lang=\"nl\""),
        dutch.contains(">Sessie<"),
        "text and page have one language: {dutch}"
    );
}

/// A city with one place, with these further fields.
fn with_place(more: Value) -> Arc<Catalogue> {
    let mut place = json!({"id":"p","name":"La halle","placeType":"library","themes":[],"address":{"section":"Gilly"},
        "phones":[{"number":"+32 71 11 11 11","type":"fax"},{"number":"+32 71 22 22 22"}]});
    place.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let offer = json!({"id":"o","title":"Lire","offerType":"course","placeIds":["p"],"themes":[]});
    catalogue(vec![(Kind::Place, place), (Kind::Offer, offer)])
}

#[test]
fn where_hours_are_unknown_or_old_one_is_told_whom_to_call() {
    let fresh = json!({"at":"2026-11-10","by":"équipe"});
    for (more, calls) in [
        (json!({}), true),
        (json!({"assured": fresh}), true),
        (json!({"openingHours":"Mo-Fr 09:00-17:00"}), true),
        (json!({"openingHours":"Mo-Fr 09:00-17:00","assured":{"at":"2026-01-10","by":"équipe"}}), true),
        (json!({"openingHours":"Mo-Fr 09:00-17:00","assured": fresh}), false),
    ] {
        let html = page(&with_place(more.clone()), "/lieux").html;
        assert_eq!(html.contains("Téléphonez avant"), calls, "{more}: {html}");
        assert_eq!(html.contains("href=\"tel:+3271222222\""), calls, "{more}");
        assert!(!html.contains("tel:+3271111111"), "a fax answers nobody");
    }
    // In a list of links the number stands in the words.
    let html = page(&with_place(json!({})), "/offres/o").html;
    assert!(html.contains("Heures inconnues · Téléphonez avant : \u{2066}+32 71 22 22 22\u{2069}"), "{html}");
}

#[test]
fn freshness_is_said_in_words_and_old_facts_are_marked() {
    let said = |more: Value| {
        let html = page(&with_place(more), "/lieux/p").html;
        let from = html.find("data-testid=\"freshness\"").unwrap();
        let before = html[..from].rfind('<').unwrap();
        html[before..].split("</span>").next().unwrap().to_owned()
    };
    let confirmed = said(json!({"assured":{"at":"2026-11-10","by":"équipe"}}));
    assert!(confirmed.contains("data-days=\"12\"") && confirmed.contains("vérifié il y a 12 jours"), "{confirmed}");
    assert!(!confirmed.contains("stale") && !confirmed.contains("<svg"), "{confirmed}");
    let old = said(json!({"assured":{"at":"2026-05-10","by":"équipe"}}));
    assert!(old.contains("stale") && old.contains("<svg") && old.contains("data-days=\"196\""), "{old}");
    for (seen, words) in [
        (json!([{"seen":"2021"}]), "jamais vérifié, données de 2021"),
        (json!([{"seen":"2021-09"}]), "jamais vérifié, données : septembre 2021"),
        (json!([]), "jamais vérifié, données sans date"),
    ] {
        let never = said(json!({ "sources": seen }));
        assert!(never.contains(words) && !never.contains("data-days"), "{never}");
    }
}

#[test]
fn hours_that_cannot_be_read_break_no_page_and_are_never_shown_as_closed() {
    for hours in ["tous les jours", "Mo-Fr 9h-17h", "Mo-Fr 09:00-", "\"", "Mo-Fr 09:00-17:00; ; 🙂", "99:99-12:00"] {
        let city = with_place(json!({ "openingHours": hours }));
        for path in ["/lieux/p", "/lieux", "/offres/o", "/chercher?q=halle", "/carte", "/"] {
            let page = page(&city, path);
            assert_eq!(page.status, 200, "{hours} on {path}");
            assert!(!page.html.contains("data-state=\"closed\""), "{hours} on {path}");
        }
        assert!(page(&city, "/lieux/p").html.contains("data-state=\"unknown\""), "{hours}");
    }
}

#[test]
fn a_session_is_offered_to_the_calendar_as_long_as_it_is_not_past() {
    let city = catalogue(vec![
        (Kind::Place, json!({"id":"p","name":"La halle","placeType":"library","themes":[],"address":{}})),
        (Kind::Session, json!({"id":"bientot","title":"Bientôt","placeId":"p","start":"2026-12-01T14:00"})),
        (Kind::Session, json!({"id":"passe","title":"Passé","placeId":"p","start":"2026-11-01T14:00"})),
    ]);
    assert!(
        page(&city, "/seances/bientot").html.contains("href=\"/api/seances/bientot.ics\" download=\"bientot.ics\"")
    );
    assert_eq!(count(&page(&city, "/seances/passe").html, "add-to-calendar"), 0);
    assert!(page(&city, "/lieux/p").html.contains("href=\"webcal://chava.example/api/lieux/p.ics\""));
}

#[test]
fn the_page_of_what_is_kept_explains_itself_without_the_app() {
    let html = page(&small(), "/favoris").html;
    assert!(html.contains("<noscript>") && html.contains("JavaScript"), "{html}");
}

#[test]
fn the_map_is_whole_without_the_app() {
    let html = page(&small(), "/carte").html;
    // Of the two places one lies somewhere, in a street nobody knows the number of.
    assert!(html.contains("data-count=\"2\"") && html.contains("2 lieux"), "{html}");
    assert!(html.contains("class=\"sign shape-circle rough\" href=\"/lieux/plein\""), "{html}");
    assert!(html.contains("Le lieu plein, position approximative"), "{html}");
    assert!(html.matches("<path class=\"ground-").count() > 20, "sections, water, lines and stops are drawn");
    assert_eq!(html.matches("data-testid=\"result\"").count(), 2, "the list has what has no position too");
    let gilly = page(&small(), "/carte?section=Gilly").html;
    assert!(gilly.contains("1 lieu") && !gilly.contains("href=\"/lieux/plein\""), "{gilly}");
}

#[test]
fn a_place_says_how_far_the_nearest_stop_and_station_are() {
    let html = page(&small(), "/lieux/plein").html;
    assert!(html.contains("Arrêt de métro le plus proche") && html.contains("min à pied"), "{html}");
    assert!(html.contains("Gare la plus proche") && html.contains("Charleroi-Central"), "{html}");
    assert!(!page(&small(), "/lieux/nu").html.contains("min à pied"), "nobody knows where it lies");
}
