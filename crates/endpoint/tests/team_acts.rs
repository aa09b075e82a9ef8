//! What the team does with what residents say, and what of it reaches the feed and the receipts.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on stops loudly")]

mod common;

use axum::body::Body;
use axum::http::Request;
use chava_contribution::body::{About, ProposedRecord, Said};
use chava_contribution::kind::{Observation, Obstacle};
use chava_contribution::{Attachment, Body as Words};
use chava_endpoint::team::role::Role;
use common::Endpoint;
use common::team::{Sent, idea, receipt, say, say_with, sign_in};
use serde_json::{Value, json};

/// The newest state of a record in the feed.
async fn in_feed(endpoint: &Endpoint, kind: &str, id: &str) -> Value {
    let items = endpoint.walk().await;
    let found = items.into_iter().rfind(|item| item["kind"] == kind && item["id"] == id);
    found.unwrap_or_else(|| panic!("no {kind} {id} in the feed"))["data"].clone()
}

async fn wishes(endpoint: &Endpoint, count: u8) -> Vec<Sent> {
    let mut sent = Vec::new();
    for n in 1..=count {
        sent.push(say(endpoint, n, idea(&format!("Un cours de français le soir, numéro {n}"))).await);
    }
    sent
}

#[tokio::test]
async fn voices_become_a_need_that_is_answered_on_every_receipt() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = wishes(&endpoint, 6).await;
    let ana = sign_in(&endpoint, "ana", Role::Gt1).await;
    let new = [("titre", "Des cours de français le soir"), ("theme", "education-numerique"), ("section", "Gilly")];
    ana.on(&sent[0], "grouper", &new).await;
    let need = in_feed(&endpoint, "need", "des-cours-de-francais-le-soir").await;
    assert_eq!((&need["status"], &need["section"]), (&json!("heard"), &json!("Gilly")));
    assert!(need.get("voices").is_none(), "few voices are not told: {need}");

    let ids: Vec<String> = sent[1..5].iter().map(|sent| sent.id.to_string()).collect();
    let mut fields = vec![("action", "grouper"), ("besoin", "des-cours-de-francais-le-soir")];
    fields.extend(ids.iter().map(|id| ("id", id.as_str())));
    ana.act("/equipe/lot", &fields).await;
    assert_eq!(in_feed(&endpoint, "need", "des-cours-de-francais-le-soir").await["voices"], 5);

    let answer = [("texte", "Les cours commencent le 7 janvier, à Gilly. C’est gratuit."), ("statut", "")];
    ana.on(&sent[0], "repondre", &answer).await;
    let items = endpoint.walk().await;
    let reply = &items.iter().rfind(|item| item["kind"] == "reply").unwrap()["data"];
    assert_eq!(reply["needId"], "des-cours-de-francais-le-soir");
    assert_eq!(in_feed(&endpoint, "need", "des-cours-de-francais-le-soir").await["status"], "answered");
    for sent in &sent[..5] {
        let receipt = receipt(&endpoint, sent).await;
        assert_eq!((&receipt["state"], &receipt["replies"][0]["text"]), (&json!("answered"), &reply["text"]));
    }
    assert_eq!(receipt(&endpoint, &sent[5]).await["state"], "received");

    // Who says it later hears the answer at once.
    ana.on(&sent[5], "grouper", &[("besoin", "des-cours-de-francais-le-soir")]).await;
    assert_eq!(receipt(&endpoint, &sent[5]).await["replies"][0]["text"], reply["text"]);
    assert_eq!(in_feed(&endpoint, "need", "des-cours-de-francais-le-soir").await["voices"], 6);
    let page = ana.get("/equipe/besoins/des-cours-de-francais-le-soir").await.text();
    assert!(page.contains("Les cours commencent le 7 janvier") && page.contains("numéro 6"), "{page}");
}

#[tokio::test]
async fn a_withdrawn_voice_counts_no_more_and_cannot_be_answered() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = wishes(&endpoint, 6).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    ana.on(&sent[0], "grouper", &[("titre", "Du français"), ("theme", "education-numerique")]).await;
    ana.on(&sent[1], "caviarder", &[("texte", "Un cours, s’il vous plaît")]).await;
    for sent in &sent[1..5] {
        ana.on(sent, "grouper", &[("besoin", "du-francais")]).await;
    }
    assert_eq!(in_feed(&endpoint, "need", "du-francais").await["voices"], 5);
    endpoint.send("DELETE", &format!("/api/receipts/{}", sent[1].code), &[]).await;
    endpoint.state.refresh().await.unwrap();
    let need = in_feed(&endpoint, "need", "du-francais").await;
    assert!(need.get("voices").is_none(), "four voices are not told: {need}");
    ana.on(&sent[5], "grouper", &[("besoin", "du-francais")]).await;
    assert_eq!(in_feed(&endpoint, "need", "du-francais").await["voices"], 5, "six said it, one took it back");
    let page = ana.get(&format!("/equipe/messages/{}", sent[1].id)).await.text();
    assert!(!page.contains("numéro 2") && !page.contains("s’il vous plaît"), "the words are gone here too");
    let got = ana.post(&format!("/equipe/messages/{}/repondre", sent[1].id), &[("texte", "Bonjour")]).await;
    assert_eq!(got.status.as_u16(), 422);
    assert_eq!(receipt(&endpoint, &sent[1]).await["state"], "withdrawn");
}

#[tokio::test]
async fn a_refusal_is_told_with_its_reason() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Achetez mes aspirateurs")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let unfit = ana.post(&format!("/equipe/messages/{}/refuser", sent.id), &[("raison", "parce que")]).await;
    assert_eq!(unfit.status.as_u16(), 422);
    ana.on(&sent, "refuser", &[("raison", "advert"), ("plus", "Merci de comprendre.")]).await;
    let receipt = receipt(&endpoint, &sent).await;
    assert_eq!(receipt["state"], "refused");
    let reason = receipt["reason"].as_str().unwrap();
    assert!(reason.contains("publicité") && reason.ends_with("Merci de comprendre."), "{reason}");
    assert!(!ana.get("/equipe").await.text().contains("aspirateurs"), "it no longer waits");
    assert!(ana.get("/equipe?etat=refused&mots=ASPIRÂTEURS").await.text().contains("aspirateurs"));
}

#[tokio::test]
async fn nothing_public_carries_personal_data() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Appelez-moi au 0475 12 34 56 pour le vélo")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let page = ana.get(&format!("/equipe/messages/{}", sent.id)).await.text();
    assert!(page.contains("<mark>0475 12 34 56</mark>") && page.contains("[téléphone]"), "{page}");
    let group = format!("/equipe/messages/{}/grouper", sent.id);
    let title = [("titre", "Du vélo, 0475 12 34 56"), ("theme", "education-numerique")];
    assert_eq!(ana.post(&group, &title).await.status.as_u16(), 422);
    ana.on(&sent, "grouper", &[("titre", "Du vélo"), ("theme", "education-numerique")]).await;
    let answer = format!("/equipe/messages/{}/repondre", sent.id);
    let words = "Appelez le 071 86 00 00. Une personne vous répond.";
    let refused = ana.post(&answer, &[("texte", words), ("statut", "in-progress")]).await;
    assert_eq!(refused.status.as_u16(), 422, "a number may be anybody's");
    ana.act(&answer, &[("texte", words), ("statut", "in-progress"), ("service", "oui")]).await;
    assert_eq!(in_feed(&endpoint, "need", "du-velo").await["status"], "in-progress");
    let feed = endpoint.get("/api/feed").await.text();
    assert!(!feed.contains("0475"), "{feed}");
}

#[tokio::test]
async fn a_template_with_gaps_is_not_sent() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Un atelier")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let path = format!("/equipe/messages/{}/repondre", sent.id);
    let gap = ana.post(&path, &[("texte", "Venez le [date].")]).await;
    assert_eq!(gap.status.as_u16(), 422);
    assert!(gap.text().contains(">Venez le [date].</textarea>"), "what was typed is still there: {}", gap.text());
    ana.act(&path, &[("texte", "Venez le 7 janvier.")]).await;
    let receipt = receipt(&endpoint, &sent).await;
    assert_eq!(receipt["replies"][0]["by"], "Charleroi, ville apprenante");
    assert!(endpoint.walk().await.iter().all(|item| item["kind"] != "reply"), "an answer to one person is not public");
}

fn proposal() -> Words {
    let data = r#"{"name":"L’Atelier de Zoé","placeType":"association"}"#;
    let mut body =
        Words::new(Said::Proposal { record: Some(ProposedRecord { kind: "place".into(), data: data.into() }) });
    body.theme = Some("education-numerique".into());
    body.section = Some("Gilly".into());
    body
}

#[tokio::test]
async fn a_proposal_is_edited_and_published_in_one_step() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, proposal()).await;
    let ana = sign_in(&endpoint, "ana", Role::Gt1).await;
    let page = ana.get(&format!("/equipe/messages/{}", sent.id)).await.text();
    assert!(page.contains("value=\"L’Atelier de Zoé\""), "{page}");
    let mut fields = vec![
        ("genre", "place"),
        ("champ.name", "L’Atelier de Zoé"),
        ("champ.placeType", "association"),
        ("champ.themes", "education-numerique"),
        ("champ.address.section", "Gilly"),
        ("champ.phones.0.number", "071"),
    ];
    let faulty = ana.post(&format!("/equipe/messages/{}/publier", sent.id), &fields).await;
    assert_eq!(faulty.status.as_u16(), 422);
    assert!(faulty.text().contains("phones[0].number"), "the import's own words: {}", faulty.text());
    assert!(faulty.text().contains("value=\"071\""), "what was typed is still there");
    assert_eq!(receipt(&endpoint, &sent).await["state"], "received");

    fields[5] = ("champ.phones.0.number", "+3271860000");
    ana.on(&sent, "publier", &fields).await;
    let place = in_feed(&endpoint, "place", "l-atelier-de-zoe").await;
    assert_eq!(place["phones"][0]["number"], "+3271860000");
    assert_eq!((&place["address"]["section"], place.get("assured")), (&json!("Gilly"), None));
    assert_eq!(receipt(&endpoint, &sent).await["state"], "published");
    assert_eq!(endpoint.get("/lieux/l-atelier-de-zoe").await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_correction_changes_one_field_and_not_what_changed_meanwhile() {
    let endpoint = Endpoint::with_places(2).await;
    let changes = vec![("openingHours".into(), "\"Mo-Fr 10:00-16:00\"".into())];
    let mut body = Words::new(Said::Correction { changes });
    body.about = Some(About { kind: "place".into(), id: "lieu-0001".into() });
    let sent = say(&endpoint, 1, body).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let page = ana.get(&format!("/equipe/messages/{}", sent.id)).await.text();
    assert!(page.contains("value=\"Mo-Fr 10:00-16:00\""), "{page}");
    let from = endpoint.walk().await.iter().rfind(|item| item["id"] == "lieu-0001").unwrap()["modified"].to_string();
    let fields = |from| {
        [
            ("genre", "place"),
            ("change", "lieu-0001"),
            ("depuis", from),
            ("champ.name", "Bibliothèque 1"),
            ("champ.placeType", "library"),
            ("champ.themes", "education-numerique"),
            ("champ.address.street", "rue de l’Essai"),
            ("champ.address.number", "1"),
            ("champ.address.postalCode", "6000"),
            ("champ.address.section", "Charleroi"),
            ("champ.openingHours", "Mo-Fr 10:00-16:00"),
            ("verifie", "oui"),
        ]
    };
    let path = format!("/equipe/messages/{}/publier", sent.id);
    let late = ana.post(&path, &fields("1")).await;
    assert_eq!(late.status.as_u16(), 422);
    assert!(late.text().contains("a changé pendant"), "{}", late.text());
    ana.act(&path, &fields(&from)).await;
    let place = in_feed(&endpoint, "place", "lieu-0001").await;
    assert_eq!((&place["openingHours"], &place["name"]), (&json!("Mo-Fr 10:00-16:00"), &json!("Bibliothèque 1")));
    assert_eq!(place["assured"]["by"], "Charleroi, ville apprenante");
}

fn confirmation(place: &str, verdict: Observation) -> Words {
    let mut body = Words::new(Said::Confirmation { verdict });
    body.about = Some(About { kind: "place".into(), id: place.into() });
    body
}

#[tokio::test]
async fn confirmations_make_a_record_fresh_and_flags_are_listed() {
    let endpoint = Endpoint::with_places(2).await;
    let right = say(&endpoint, 1, confirmation("lieu-0000", Observation::Right)).await;
    let wrong = say(&endpoint, 2, confirmation("lieu-0001", Observation::WrongHours)).await;
    say(&endpoint, 3, confirmation("lieu-0001", Observation::WrongHours)).await;
    let olu = sign_in(&endpoint, "olu", Role::Outreach).await;
    olu.on(&right, "confirmer", &[]).await;
    let place = in_feed(&endpoint, "place", "lieu-0000").await;
    let today = chava_endpoint::clock::Instant::now().in_brussels().date.to_string();
    assert_eq!(place["assured"], json!({ "at": today, "by": "une personne sur place" }));
    assert_eq!(receipt(&endpoint, &right).await["state"], "published");
    let got = olu.post(&format!("/equipe/messages/{}/confirmer", wrong.id), &[]).await;
    assert_eq!(got.status.as_u16(), 422, "wrong hours confirm nothing");
    let quality = olu.get("/equipe/qualite").await.text();
    assert!(quality.contains("les heures sont fausses (2)"), "{quality}");
}

#[tokio::test]
async fn what_is_nearly_the_same_is_shown_beside() {
    let endpoint = Endpoint::with_places(1).await;
    let first = say(&endpoint, 1, idea("Il faudrait un cours de français le soir à Gilly")).await;
    say(&endpoint, 2, idea("un cours de francais le soir a gilly svp")).await;
    say(&endpoint, 3, idea("Le bus ne passe plus le dimanche")).await;
    let mut obstacle = Words::new(Said::Obstacle { obstacles: vec![Obstacle::Transport] });
    obstacle.theme = Some("education-numerique".into());
    say(&endpoint, 4, obstacle).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    let page = ana.get(&format!("/equipe/messages/{}", first.id)).await.text();
    assert!(page.contains("francais le soir a gilly svp") && !page.contains("dimanche"), "{page}");
}

#[tokio::test]
async fn the_log_tells_who_did_what_and_refuses_to_be_changed() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = say(&endpoint, 1, idea("Un atelier vélo")).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    ana.on(&sent, "refuser", &[("raison", "unclear")]).await;
    let page = ana.get("/equipe/journal").await.text();
    assert!(page.contains("a refusé") && page.contains(&sent.id.to_string()) && page.contains("intacte"), "{page}");
    assert!(!page.contains("vélo"), "the log holds nothing that a resident said");

    let url = format!("sqlite:{}", endpoint.dir.path().join("chava.db").display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    for statement in ["UPDATE team_log SET member = 'ben'", "DELETE FROM team_log"] {
        let refused = sqlx::query(statement).execute(&pool).await.unwrap_err().to_string();
        assert!(refused.contains("the log"), "{refused}");
    }
    // Whoever takes the lock off the door still breaks the chain.
    sqlx::query("DROP TRIGGER team_log_never_changes").execute(&pool).await.unwrap();
    sqlx::query("UPDATE team_log SET member = 'ben' WHERE number = 2").execute(&pool).await.unwrap();
    assert!(ana.get("/equipe/journal").await.text().contains("La chaîne est rompue à la ligne n° 2"));
}

#[tokio::test]
async fn numbers_count_messages_and_nobody() {
    let endpoint = Endpoint::with_places(1).await;
    let sent = wishes(&endpoint, 3).await;
    let ana = sign_in(&endpoint, "ana", Role::Coordination).await;
    ana.on(&sent[0], "repondre", &[("texte", "Bonjour")]).await;
    let page = ana.get("/equipe/chiffres").await.text();
    assert!(
        page.contains("<strong>3</strong>messages reçus") && page.contains("<strong>2</strong>à traiter"),
        "{page}"
    );
    assert!(page.matches("<svg class=\"plot\"").count() == 4 && page.matches("<table>").count() == 4, "{page}");
    let csv = ana.get("/equipe/chiffres.csv").await;
    assert!(csv.header("content-disposition").contains("chava-chiffres.csv"));
    let text = csv.text();
    let lines: Vec<_> = text.trim_end().lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[1].ends_with("idea,education-numerique,Gilly,answered,1"), "{lines:?}");
    assert!(lines[2].ends_with("idea,education-numerique,Gilly,received,2"), "{lines:?}");
    assert!(ana.get("/equipe/journal").await.text().contains("a exporté les chiffres"));
}

#[tokio::test]
async fn the_team_listens_and_nobody_else_does() {
    let endpoint = Endpoint::with_places(1).await;
    let bytes = [&b"\x1aE\xdf\xa3"[..], &[7; 60]].concat();
    let sha256 = chava_catalogue::digest::sha256_hex(&bytes);
    let attachment =
        Attachment { sha256: sha256.as_str().into(), bytes: 64, media_type: "audio/webm;codecs=opus".into() };
    let sent = say_with(&endpoint, 1, idea("Écoutez-moi"), vec![attachment]).await;
    let ana = sign_in(&endpoint, "ana", Role::Gt1).await;
    let page = format!("/equipe/messages/{}", sent.id);
    assert!(ana.get(&page).await.text().contains("pas encore arrivée"), "the words come before the sound");

    let upload = Request::patch(format!("/api/attachments/{sha256}"))
        .header("host", "chava.example")
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", "0")
        .header("upload-length", "64")
        .body(Body::from(bytes.clone()))
        .unwrap();
    let done = endpoint.ask(upload).await;
    assert!(done.status.is_success(), "{}", done.text());
    let file = format!("/equipe/pieces/{sha256}");
    assert!(ana.get(&page).await.text().contains(&format!("<audio controls preload=\"metadata\" src=\"{file}\"")));
    let whole = ana.get(&file).await;
    assert_eq!((whole.header("content-type"), &whole.body), ("audio/webm", &bytes));
    let part = endpoint.get_with(&file, &[("cookie", &ana.cookie), ("range", "bytes=4-7")]).await;
    assert_eq!((part.status.as_u16(), part.header("content-range")), (206, "bytes 4-7/64"));
    assert_eq!(part.body, [7; 4]);
    let outreach = sign_in(&endpoint, "olu", Role::Outreach).await;
    assert_eq!(outreach.get(&file).await.status.as_u16(), 404, "an idea is not of the field");
    assert_eq!(endpoint.get(&file).await.status.as_u16(), 303);
}
