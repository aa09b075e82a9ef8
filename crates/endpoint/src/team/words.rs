//! The texts of the team's pages, in French, in one place.

pub const TEAM: &str = "ChaVa · équipe";
pub const SKIP: &str = "Aller au contenu";
pub const NAV: &str = "Pages de l’équipe";
pub const QUEUE: &str = "File";
pub const NEEDS: &str = "Besoins";
pub const FIGURES: &str = "Chiffres";
pub const QUALITY: &str = "Qualité";
pub const LOG: &str = "Journal";
pub const SIGN_OUT: &str = "Se déconnecter";
pub const PUBLIC_SITE: &str = "Voir le site public";

pub const SIGN_IN: &str = "Se connecter";
pub const SIGN_IN_INTRO: &str =
    "Cet espace est réservé à l’équipe de Charleroi, ville apprenante. Les habitants n’ont pas besoin de compte.";
pub const NAME: &str = "Nom";
pub const PASSWORD: &str = "Mot de passe";
pub const WRONG_PASSWORD: &str =
    "Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez-les et réessayez, ou demandez à la coordination.";
pub const SIGNED_OUT: &str = "Vous êtes déconnecté·e.";

pub fn too_many(seconds: u64) -> String {
    let minutes = seconds.div_ceil(60);
    format!("Trop d’essais. Attendez {minutes} minute{}, puis réessayez.", if minutes > 1 { "s" } else { "" })
}

pub fn role(role: crate::team::role::Role) -> &'static str {
    use crate::team::role::Role;
    match role {
        Role::Coordination => "coordination",
        Role::Gt1 => "groupe de travail 1",
        Role::Gt2 => "groupe de travail 2",
        Role::Gt3 => "groupe de travail 3",
        Role::Outreach => "terrain",
    }
}

pub const FORBIDDEN: &str = "Votre rôle ne permet pas cela";
pub const FORBIDDEN_TEXT: &str =
    "Rien n’a été modifié. Demandez à un·e collègue dont c’est le rôle, ou à la coordination.";
pub const FORGED: &str = "Ce formulaire n’est plus valable";
pub const FORGED_TEXT: &str =
    "Il ne vient pas de votre session, ou celle-ci a changé. Rien n’a été modifié. Rouvrez la page et recommencez.";
pub const NOT_FOUND: &str = "Rien à cette adresse";
pub const NOT_FOUND_TEXT: &str = "Le message a peut-être été retiré, ou il est confié à un autre groupe.";
pub const TOO_LARGE: &str = "Le formulaire est trop grand";
pub const TOO_LARGE_TEXT: &str = "Rien n’a été modifié. Raccourcissez le texte et recommencez.";
pub const UNFIT: &str = "Il manque quelque chose";
pub const BROKEN: &str = "Le serveur a eu une panne";
pub const BROKEN_TEXT: &str = "Rien n’a été modifié. Réessayez dans un instant.";
pub const GO_BACK: &str = "Revenez à la page précédente : ce que vous y avez écrit y est encore.";
pub const BACK_TO_QUEUE: &str = "Retour à la file";

pub const QUEUE_TITLE: &str = "Ce que disent les habitants";
pub const FILTER: &str = "Filtrer";
pub const FILTERS: &str = "Filtrer la file";
pub const ALL: &str = "Tout";
pub const F_GROUP: &str = "Groupe de travail";
pub const F_KIND: &str = "Genre";
pub const F_THEME: &str = "Thème";
pub const F_SECTION: &str = "Section";
pub const F_STATE: &str = "État";
pub const F_AGE: &str = "Âge";
pub const F_WORDS: &str = "Mots";
pub const F_ASKED: &str = "Demandé à";
pub const NO_THEME: &str = "sans thème";
pub const NO_SECTION: &str = "sans section";
pub const STATE_OPEN: &str = "à traiter";
pub const STATE_ALL: &str = "tous";
pub const ASKED_ME: &str = "moi";
pub const AGES: [(&str, &str); 3] = [("7", "plus de 7 jours"), ("30", "plus de 30 jours"), ("90", "plus de 90 jours")];
pub const NOTHING_OPEN: &str = "Rien à traiter ici. Merci !";
pub const OLDEST_FIRST: &str = "le plus ancien d’abord";
pub const NO_WORDS: &str = "(sans texte)";
pub const AUDIO: &str = "son";
pub const PHOTO: &str = "photo";
pub const FILE: &str = "fichier";
pub const IN_NEED: &str = "dans le besoin";
pub const ASKED: &str = "demandé à";
pub const CONCERNS: &str = "sur";
pub const CHOOSE: &str = "Choisir";
pub const CHOOSE_ALL: &str = "Choisir tous les messages de cette page";
pub const BULK: &str = "Avec les messages choisis";
pub const BULK_DO: &str = "Faire";
pub const BULK_WHAT: &str = "Action";
pub const BULK_NEED: &str = "Besoin (pour regrouper)";
pub const BULK_REASON: &str = "Raison (pour refuser)";
pub const BULK_COLLEAGUE: &str = "Collègue (pour demander)";
pub const B_GROUP: &str = "Regrouper dans un besoin";
pub const B_REFUSE: &str = "Refuser";
pub const B_ASK: &str = "Demander à un·e collègue";
pub const B_CONFIRM: &str = "Noter « c’est encore vrai »";
pub const NOTHING_CHOSEN: &str = "Choisissez au moins un message et une action.";
pub const PREVIOUS: &str = "Page précédente";
pub const NEXT: &str = "Page suivante";
pub const PAGES: &str = "Pages";

pub const SHORTCUTS: &str = "? Raccourcis du clavier";
pub const SHORTCUTS_ON: &str = "Utiliser ces raccourcis sur cet appareil";
pub const SHORTCUT_LIST: [(&str, &str); 8] = [
    ("j", "message suivant"),
    ("k", "message précédent"),
    ("x", "choisir ou ne plus choisir"),
    ("a", "répondre"),
    ("g", "regrouper"),
    ("r", "refuser"),
    ("/", "chercher des mots"),
    ("?", "cette aide"),
];

pub const SAID: &str = "Ce qui est dit";
pub const ATTACHED: &str = "Pièces jointes";
pub const NOT_YET_HERE: &str = "annoncée, pas encore arrivée";
pub const PERSONAL: &str =
    "Des données personnelles semblent soulignées dans ce texte. Elles ne seront jamais publiées telles quelles.";
pub const CONTACT: &str = "Pour joindre la personne (jamais public)";
pub const ABOUT: &str = "La fiche concernée";
pub const ABOUT_GONE: &str = "Cette fiche n’est plus dans le catalogue.";
pub const FACTS: &str = "En bref";
pub const RECEIVED: &str = "Reçu";
pub const CODE: &str = "Code du reçu";
pub const LANGUAGE: &str = "Langue";
pub const OBSTACLES: &str = "Obstacles";
pub const OBSERVED: &str = "Constat";
pub const DIRECTION: &str = "Sens";
pub const ORGANISATION: &str = "Acteur";
pub const ENCOUNTER_NEEDS: &str = "Sujets demandés";
pub const ENCOUNTER_LANGUAGE: &str = "Langue parlée";
pub const ENCOUNTER_HELPED: &str = "A aidé";
pub const CHANGES: &str = "Changements proposés";
pub const RECORD: &str = "Fiche proposée";
pub const TOPIC: &str = "Sujet";
pub const REASON: &str = "Raison";
pub const SIMILAR: &str = "Messages proches";
pub const SIMILAR_NONE: &str = "Aucun autre message ne ressemble à celui-ci.";
pub const HISTORY: &str = "Historique";
pub const HISTORY_NONE: &str = "Personne n’y a encore touché.";
pub const REPLIES: &str = "Réponses envoyées";

pub const GROUP: &str = "Regrouper dans un besoin";
pub const UNGROUP: &str = "Retirer de ce besoin";
pub const GROUP_INTO: &str = "Besoin existant";
pub const GROUP_NEW: &str = "… ou nouveau besoin : ce qu’il faut, en peu de mots";
pub const GROUP_NEW_HELP: &str = "Public : aucun nom, numéro ou adresse de personne.";
pub const WHOLE_CITY: &str = "toute la ville";
pub const GROUP_DO: &str = "Regrouper";
pub const ANSWER: &str = "Répondre";
pub const ANSWER_PERSON: &str = "La personne lit cette réponse avec le code de son reçu.";
pub const ANSWER_NEED: &str = "Cette réponse est publique : elle part vers tous les téléphones, et chaque personne de ce besoin la lit sur son reçu.";
pub const TO_NEED: &str = "À toutes les personnes de ce besoin, en public";
pub const TO_PERSON: &str = "À cette personne seulement";
pub const TEMPLATES: &str = "Lire les modèles";
pub const PHOTO_ALT: &str = "Photo jointe au message";
pub const SEPARATED: &str = " (séparés par des virgules)";
pub const TEMPLATE: &str = "Modèle, à adapter";
pub const ANSWER_TEXT: &str = "Réponse, en français facile";
pub const PUBLIC_CONTACT: &str =
    "Le numéro ou l’adresse dans ce texte est celui d’un service ouvert au public, pas d’une personne";
pub const PERSONAL_FOUND: &str = "Ce texte public contient ce qui ressemble à un numéro, une adresse ou un e-mail. Retirez-le, ou cochez la case s’il est celui d’un service.";
pub const NEED_STATUS: &str = "Où en est ce besoin";
pub const ANSWER_DO: &str = "Envoyer la réponse";
pub const REFUSE: &str = "Refuser";
pub const REFUSE_REASON: &str = "Raison (la personne la lit)";
pub const REFUSE_MORE: &str = "Précision, si utile";
pub const REFUSE_DO: &str = "Refuser ce message";
pub const ASK: &str = "Demander à un·e collègue";
pub const COLLEAGUE: &str = "Collègue";
pub const NOTE: &str = "Note (interne)";
pub const ASK_DO: &str = "Demander";
pub const REDACT: &str = "Enlever les données personnelles";
pub const REDACT_TEXT: &str = "Texte qui peut devenir public";
pub const REDACT_HELP: &str = "Ce qui ressemble à un numéro, une adresse ou un e-mail est déjà remplacé. Enlevez aussi les noms et ce qui ferait reconnaître la personne.";
pub const REDACT_DO: &str = "Garder ce texte";
pub const REDACTED: &str = "Texte sans données personnelles";
pub const PUBLISH: &str = "Publier dans le catalogue";
pub const PUBLISH_HELP: &str =
    "Vérifiez et complétez la fiche. Elle part ensuite, en une étape, vers tous les téléphones.";
pub const PUBLISH_KIND: &str = "Genre de fiche";
pub const PUBLISH_KIND_DO: &str = "Préparer cette fiche";
pub const PUBLISH_DO: &str = "Publier";
pub const VERIFIED: &str = "Je l’ai vérifié aujourd’hui (par téléphone, sur place…)";
pub const NOW: &str = "Aujourd’hui dans la fiche :";
pub const DONE: &str = "C’est fait.";
pub const CONFIRM: &str = "Noter « c’est encore vrai »";
pub const CONFIRM_HELP: &str = "La fiche montrera qu’une personne sur place l’a confirmée le";
pub const CONFIRM_DO: &str = "Noter";
pub const CONFIRMED_BY: &str = "une personne sur place";
pub const PUBLISHED_SOURCE: &str = "proposé par un·e habitant·e, relu par l’équipe";
pub const TEAM_NAME: &str = "Charleroi, ville apprenante";
pub const CHANGED_MEANWHILE: &str =
    "La fiche a changé pendant que vous l’éditiez. Rouvrez le message, puis refaites vos changements.";
pub const NOT_A_CONFIRMATION: &str = "Seul un constat « c’est encore vrai » sur un lieu, une activité ou une séance peut être noté. Pour les autres, corrigez la fiche.";
pub const NO_COLLEAGUE: &str = "Choisissez un·e collègue.";
pub const NO_NEED: &str = "Choisissez un besoin, ou écrivez-en un nouveau.";
pub const NEED_WITHOUT_THEME: &str = "Un nouveau besoin doit avoir un thème.";
pub const TITLE_PERSONAL: &str =
    "Le titre d’un besoin est public : il ne peut contenir ni numéro, ni adresse, ni e-mail.";
pub const NO_ANSWER: &str = "Écrivez une réponse.";
pub const GAPS: &str = "Il reste des crochets [ ] du modèle à remplir dans la réponse.";
pub const CLOSED_ALREADY: &str = "Ce message a été retiré par la personne : on ne peut plus rien en faire.";

pub const NEEDS_TITLE: &str = "Besoins";
pub const NEEDS_INTRO: &str = "Ce que plusieurs personnes ont dit, et où en est la ville. Tout ceci est public.";
pub const NO_NEEDS: &str = "Aucun besoin pour le moment.";
pub const VOICES: &str = "Voix";
pub const SINCE: &str = "Depuis";
pub const MESSAGES: &str = "Messages regroupés";
pub const NEED_TITLE: &str = "Ce qu’il faut";

pub fn status(code: &str) -> &str {
    match code {
        "heard" => "entendu",
        "in-progress" => "en cours",
        "answered" => "répondu",
        other => other,
    }
}

pub const LOG_TITLE: &str = "Journal";
pub const LOG_INTRO: &str =
    "Qui a fait quoi. Chaque ligne porte l’empreinte de la précédente ; personne ne peut les modifier ni les effacer.";
pub const LOG_WHOLE: &str = "La chaîne est intacte";
pub const LOG_BROKEN: &str = "La chaîne est rompue à la ligne n°";
pub const LOG_EMPTY: &str = "Rien n’a encore été fait.";
pub const WHEN: &str = "Quand";
pub const WHO: &str = "Qui";
pub const WHAT: &str = "Quoi";
pub const SUBJECT: &str = "À propos de";
pub const NUMBER: &str = "N°";
pub const FINGERPRINT: &str = "Empreinte";

pub fn act(code: &str) -> &str {
    use crate::team::log::Act;
    match Act::from_code(code) {
        Some(Act::SignIn) => "s’est connecté·e",
        Some(Act::AddMember) => "a ajouté",
        Some(Act::RemoveMember) => "a retiré",
        Some(Act::SetPassword) => "a changé le mot de passe de",
        Some(Act::Group) => "a regroupé",
        Some(Act::Ungroup) => "a retiré d’un besoin",
        Some(Act::Answer) => "a répondu",
        Some(Act::Refuse) => "a refusé",
        Some(Act::Ask) => "a demandé à un·e collègue",
        Some(Act::Redact) => "a enlevé des données personnelles",
        Some(Act::Publish) => "a publié",
        Some(Act::Confirm) => "a noté « c’est encore vrai »",
        Some(Act::Export) => "a exporté les chiffres",
        None => code,
    }
}

pub const FIGURES_TITLE: &str = "Chiffres";
pub const FIGURES_INTRO: &str =
    "Ce sont des messages qui sont comptés, jamais des personnes : rien ne relie deux messages entre eux.";
pub const CSV: &str = "Exporter (CSV)";
pub const TOTAL: &str = "messages reçus";
pub const WAITING: &str = "à traiter";
pub const OLDEST: &str = "jours : le plus ancien sans réponse";
pub const MEDIAN: &str = "jours jusqu’à une réponse (médiane)";
pub const NONE_YET: &str = "–";
pub const PER_WEEK: &str = "Messages par semaine";
pub const WEEK_OF: &str = "Semaine du";
pub const BY_THEME: &str = "Par thème";
pub const BY_SECTION: &str = "Par section";
pub const BY_KIND: &str = "Par genre";
pub const COUNT: &str = "Messages";
pub const PART: &str = "Quoi";

pub const QUALITY_TITLE: &str = "Qualité des fiches";
pub const QUALITY_INTRO: &str =
    "Les fiches les plus incomplètes ou les plus vieilles d’abord ; 100 est une fiche complète et confirmée.";
pub const FLAGGED: &str = "Signalées par des personnes sur place";
pub const FLAGGED_NONE: &str = "Aucune fiche n’est signalée.";
pub const SCORE: &str = "Note";
pub const MISSING: &str = "Ce qui manque";
pub const RECORD_NAME: &str = "Fiche";
pub const READ: &str = "Lire le plus ancien";
pub const FLAGS: &str = "Signalements";

pub fn gap(gap: chava_catalogue::quality::Gap) -> &'static str {
    use chava_catalogue::quality::Gap;
    match gap {
        Gap::Confirmation => "confirmation récente",
        Gap::Source => "source",
        Gap::Contact => "moyen de contact",
        Gap::Phone => "téléphone",
        Gap::Hours => "heures d’ouverture",
        Gap::UnreadableHours => "heures illisibles",
        Gap::Address => "rue ou section",
        Gap::Position => "position exacte",
        Gap::Description => "description",
        Gap::Cost => "prix",
        Gap::Accessibility => "accessibilité",
        Gap::Languages => "langues",
        Gap::Audiences => "public",
        Gap::Access => "comment venir ou s’inscrire",
        Gap::Place => "lieu",
        Gap::Organisation => "acteur",
        Gap::Time => "heure ou durée",
    }
}
