//! Needs of the starter catalogue are found by what people say.
#![allow(clippy::unwrap_used, reason = "a test stops at the first thing that is not as it should be")]

use chava_catalogue::catalogue::{Catalogue, Version};
use chava_catalogue::document::Document;

fn catalogue() -> Catalogue {
    let text = include_str!("../../../assets/catalogue/charleroi.json");
    let records = Document::parse(text).unwrap().records;
    Catalogue::new(Version::default(), records)
}

fn nearest(words: &str, section: Option<&str>) -> Vec<String> {
    let ready = catalogue().nearest_needs();
    ready.to(words, section, 3).iter().map(|need| need.id.to_string()).collect()
}

#[test]
fn what_people_say_finds_what_others_said() {
    for (words, expected) in [
        ("personne pour garder mes enfants", "garde-d-enfants-et-transport"),
        ("le permis de conduire est trop cher", "permis-a-prix-abordable"),
        ("les demarches en ligne je sais pas imprimer", "aide-demarches-en-ligne"),
        ("je comprends rien aux formations, c'est pas un langage simple", "comprendre-l-offre-de-formation"),
    ] {
        assert_eq!(nearest(words, None).first().map(String::as_str), Some(expected), "{words}");
    }
}

#[test]
fn nothing_is_near_to_nothing() {
    assert!(nearest("", None).is_empty());
    assert!(nearest("qzxv wkjh", None).is_empty());
}

#[test]
fn a_need_of_another_section_is_left_out() {
    let words = "lieux de rencontre dans les quartiers pauvres";
    assert!(nearest(words, Some("Marchienne-au-Pont")).contains(&"lieux-de-rencontre-docherie".to_owned()));
    assert!(!nearest(words, Some("Gilly")).contains(&"lieux-de-rencontre-docherie".to_owned()));
}

#[test]
fn needs_come_with_the_newest_first_and_by_theme() {
    let catalogue = catalogue();
    let all = catalogue.needs(None);
    assert!(all.windows(2).all(|pair| pair[0].since >= pair[1].since));
    let theme = all[0].theme.clone();
    let of_theme = catalogue.needs(Some(&theme));
    assert!(!of_theme.is_empty() && of_theme.iter().all(|need| need.theme == theme) && of_theme.len() < all.len());
}
