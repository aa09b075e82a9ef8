//! Ready-made answers in easy French, and the reasons for which a message can be refused.

/// An answer to start from.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// What it is called in the list.
    pub name: &'static str,
    /// Its words; what stands in brackets is to be filled in.
    pub text: &'static str,
}

/// The answers. Short sentences, one idea each, no jargon (règles européennes « FALC »).
pub const ANSWERS: [Template; 7] = [
    Template {
        name: "Merci, nous y travaillons",
        text: "Merci pour votre message. Nous l’avons bien lu. Nous cherchons une solution. Nous vous donnons des nouvelles ici avant le [date].",
    },
    Template {
        name: "Cela existe déjà",
        text: "Merci pour votre message. Cela existe déjà : [quoi], à [lieu], le [jour et heure]. C’est [gratuit]. Vous pouvez venir sans rendez-vous.",
    },
    Template {
        name: "Nouvelle activité",
        text: "Vous l’avez demandé. Nous l’avons fait. [Quoi] commence le [date], à [lieu]. C’est [gratuit]. Venez comme vous êtes.",
    },
    Template {
        name: "Aide sur place",
        text: "Une personne peut vous aider. Allez à [lieu], le [jour], de [heure] à [heure]. Vous ne devez rien payer. Vous ne devez rien préparer.",
    },
    Template {
        name: "Rencontre pour en parler",
        text: "Vous êtes plusieurs à le dire. Nous vous invitons pour en parler : le [date] à [heure], à [lieu]. On peut venir avec ses enfants.",
    },
    Template {
        name: "Nous ne pouvons pas le faire maintenant",
        text: "Merci pour votre message. Nous ne pouvons pas le faire cette année, parce que [raison]. Nous le gardons dans notre liste. Nous en reparlons le [date].",
    },
    Template {
        name: "C’est corrigé",
        text: "Merci. Vous aviez raison. Nous avons corrigé la fiche. Tout le monde voit maintenant la bonne information.",
    },
];

/// A reason for which a message is refused. The person reads its words.
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    /// Its code in forms.
    pub code: &'static str,
    /// Its words.
    pub text: &'static str,
}

/// The reasons.
pub const REASONS: [Reason; 7] = [
    Reason { code: "unclear", text: "Nous n’avons pas compris ce message. Vous pouvez le redire autrement." },
    Reason { code: "duplicate", text: "Ce message dit la même chose qu’un autre. L’autre est gardé." },
    Reason {
        code: "not-learning",
        text: "Ce message ne parle pas d’apprendre à Charleroi. Appelez le guichet de la ville.",
    },
    Reason { code: "unverified", text: "Nous n’avons pas pu vérifier cette information." },
    Reason { code: "wrong", text: "Nous avons vérifié : la fiche est juste." },
    Reason { code: "advert", text: "Ceci est de la publicité. Le catalogue n’en contient pas." },
    Reason { code: "hurtful", text: "Ce message blesse des personnes. Nous ne le gardons pas en public." },
];

/// The words of a reason.
pub fn reason(code: &str) -> Option<&'static str> {
    REASONS.iter().find(|reason| reason.code == code).map(|reason| reason.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_easy_to_read() {
        for Template { name, text } in ANSWERS {
            for sentence in text.split(['.', ':', '?']) {
                let words = sentence.split_whitespace().count();
                assert!(words <= 16, "{name}: {words} words in « {sentence} »");
            }
        }
    }

    #[test]
    fn each_reason_is_found_by_its_code() {
        for expected in REASONS {
            assert_eq!(reason(expected.code), Some(expected.text));
        }
        assert_eq!(reason("parce que"), None);
    }
}
