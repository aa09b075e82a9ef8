use proptest::prelude::*;

use super::*;

/// The findings as a text in which each stands between brackets after the letter of its kind.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for finding in find(text) {
        let letter = match finding.kind {
            Personal::Phone => 'P',
            Personal::Email => 'E',
            Personal::Address => 'A',
            Personal::NationalNumber => 'N',
        };
        out.push_str(&text[at..finding.range.start]);
        out.push(letter);
        out.push('[');
        out.push_str(&text[finding.range.clone()]);
        out.push(']');
        at = finding.range.end;
    }
    out.push_str(&text[at..]);
    out
}

#[test]
fn personal_data_is_found_where_it_stands() {
    for expected in [
        "appelez-moi au P[0475 12 34 56] svp",
        "P[0475/12.34.56]",
        "P[0475123456].",
        "Tel: P[071/86.00.00], le soir",
        "P[071 86 00 00] ou P[02 123 45 67]",
        "P[+32 475 12 34 56]",
        "P[+32 (0)71 86 00 00]",
        "P[0032 475 123 456]",
        "P[+33 6 12 34 56 78] et P[06 12 34 56 78]",
        "P[+212 661-234567]",
        "هاتفي P[٠٤٧٥ ١٢ ٣٤ ٥٦]",
        "écrire à E[ana.lopez@example.org].",
        "(E[a+b@sous.domaine.be])",
        "mon numéro national N[85.07.30-033 28]",
        "N[85073003328] merci",
        "j'habite A[rue du gouvernement 12]",
        "j’habite A[12, rue du Gouvernement]",
        "A[Boulevard Tirou 167] à Charleroi",
        "A[bd Joseph II 3B], 2e étage",
        "A[chaussée de Bruxelles 45/2]",
        "A[place du Manège 5]",
        "A[12 place Verte]",
        "ik woon A[Kerkstraat 12]",
        "A[rue de la Broucheterre 20] P[071 12 34 56] E[x@y.be]",
    ] {
        let text: String = {
            let mut text = expected.to_owned();
            for open in ["P[", "E[", "A[", "N["] {
                text = text.replace(open, "");
            }
            text.replace(']', "")
        };
        assert_eq!(marked(&text), expected);
    }
}

#[test]
fn what_only_looks_like_it_is_left_alone() {
    for text in [
        "",
        "Il y a 12 personnes et 3 enfants de 8 ans",
        "le 01/02/2026 à 14h30, ou le 12-03-2026",
        "de 08:00 à 12:00, 15 €",
        "2026-11-22 10:15",
        "une place dans le cours de 14 h",
        "il reste de la place le 12 mars",
        "la rue est noire le soir",
        "la rue Neuve est fermée",
        "prendre le bus 35 ou le tram M4",
        "6000 Charleroi",
        "je gagne 1200 euros, loyer 750",
        "10000000000",
        "moi@maison",
        "@charleroi et a@",
        "en chemin vers 2030",
        "l'allée est à 5 minutes",
    ] {
        assert_eq!(marked(text), text);
    }
}

#[test]
fn a_word_takes_the_place_of_what_is_taken_out() {
    assert_eq!(
        redacted("Appelez le 0475 12 34 56, rue Neuve 3, a@b.be."),
        "Appelez le [téléphone], [adresse], [adresse e-mail]."
    );
}

proptest! {
    #[test]
    fn whatever_somebody_writes_findings_are_parts_of_it(text in "([a-zé@.+ ()0-9/٠-٩-]|rue |place |12|0475|😀|\\PC){0,60}") {
        let mut end = 0;
        for finding in find(&text) {
            prop_assert!(finding.range.start >= end && finding.range.end > finding.range.start);
            prop_assert!(text.get(finding.range.clone()).is_some());
            end = finding.range.end;
        }
    }

    #[test]
    fn a_mobile_number_is_found_however_it_is_grouped(digits in "4[5-9][0-9]{7}", cuts in prop::collection::vec(any::<bool>(), 9), sign in "[ ./-]") {
        let mut number = String::from("0");
        let sign = if sign == "/" { " ".to_owned() } else { sign };
        for (digit, cut) in digits.chars().zip(cuts) {
            if cut {
                number.push_str(&sign);
            }
            number.push(digit);
        }
        let text = format!("mon gsm {number} merci");
        prop_assert_eq!(marked(&text), format!("mon gsm P[{number}] merci"));
    }
}
