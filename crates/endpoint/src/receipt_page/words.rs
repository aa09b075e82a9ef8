//! The words of the receipt and of what is missing, in the languages of the interface.

use chava_contribution::receipt::State;

/// The words in one language.
pub(super) struct Words {
    pub(super) tag: &'static str,
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) code: &'static str,
    pub(super) keep: &'static str,
    pub(super) state: &'static str,
    /// Received, held, refused, published, answered, withdrawn.
    states: [&'static str; 6],
    pub(super) replies: &'static str,
    pub(super) withdraw: &'static str,
    pub(super) withdraw_what: &'static str,
    pub(super) more: &'static str,
    pub(super) incomplete: &'static str,
    pub(super) failed: &'static str,
    pub(super) failed_what: &'static str,
    pub(super) your_words: &'static str,
    pub(super) send: &'static str,
    pub(super) unknown: &'static str,
    pub(super) unknown_what: &'static str,
}

impl Words {
    /// What became of a contribution, in words; a state that this version doesn't know is still received.
    pub(super) fn state_of(&self, state: &State) -> &'static str {
        let [received, held, refused, published, answered, withdrawn] = self.states;
        match state {
            State::Received | State::Other(_) => received,
            State::Held => held,
            State::Refused => refused,
            State::Published => published,
            State::Answered => answered,
            State::Withdrawn => withdrawn,
        }
    }
}

/// The words of a language, French where there are none.
pub(super) fn of(tag: &str) -> &'static Words {
    LANGUAGES.iter().find(|words| words.tag == tag).unwrap_or(&LANGUAGES[0])
}

static LANGUAGES: [Words; 5] = [
    Words {
        tag: "fr",
        title: "Bien reçu. Merci !",
        lead: "Votre message est arrivé à la Ville. Une personne de l’équipe va le lire.",
        code: "Votre code",
        keep: "Gardez cette page dans vos favoris, ou notez ces quatre mots. Ils suffisent pour voir la réponse ou retirer le message.",
        state: "Où en est-il ?",
        states: ["Reçu", "Reçu, à relire", "Pas retenu", "Publié", "Répondu", "Retiré"],
        replies: "Réponses de l’équipe",
        withdraw: "Retirer mon message",
        withdraw_what: "Ses mots sont effacés chez nous, tout de suite et pour toujours.",
        more: "Dire autre chose",
        incomplete: "Il manque quelque chose",
        failed: "Le message n’est pas encore parti",
        failed_what: "Le serveur n’a pas pu l’enregistrer. Vos mots sont ici : réessayez dans un instant.",
        your_words: "Vos mots",
        send: "Envoyer",
        unknown: "Code inconnu",
        unknown_what: "Aucun message n’a ce code. Relisez-le : il a quatre mots de cinq lettres.",
    },
    Words {
        tag: "fr-falc",
        title: "Nous avons votre message. Merci !",
        lead: "Une personne va lire votre message.",
        code: "Votre code",
        keep: "Notez ces 4 mots. Avec ces 4 mots, vous pouvez voir la réponse. Vous pouvez aussi enlever le message.",
        state: "Que se passe-t-il ?",
        states: [
            "Reçu",
            "Reçu. Quelqu’un doit le relire.",
            "Nous ne pouvons rien faire",
            "Publié",
            "Nous avons répondu",
            "Enlevé",
        ],
        replies: "Nos réponses",
        withdraw: "Enlever mon message",
        withdraw_what: "Vos mots sont effacés pour toujours.",
        more: "Dire autre chose",
        incomplete: "Il manque quelque chose",
        failed: "Le message n’est pas parti",
        failed_what: "Il y a une panne. Vos mots sont ici. Essayez encore dans un moment.",
        your_words: "Vos mots",
        send: "Envoyer",
        unknown: "Nous ne connaissons pas ce code",
        unknown_what: "Lisez encore le code. Il a 4 mots. Chaque mot a 5 lettres.",
    },
    Words {
        tag: "nl",
        title: "Goed ontvangen. Bedankt!",
        lead: "Uw bericht is bij de stad aangekomen. Iemand van het team leest het.",
        code: "Uw code",
        keep: "Bewaar deze pagina bij uw favorieten of schrijf deze vier woorden op. Ze volstaan om het antwoord te zien of het bericht in te trekken.",
        state: "Hoe staat het ermee?",
        states: [
            "Ontvangen",
            "Ontvangen, wordt nagelezen",
            "Niet weerhouden",
            "Gepubliceerd",
            "Beantwoord",
            "Ingetrokken",
        ],
        replies: "Antwoorden van het team",
        withdraw: "Mijn bericht intrekken",
        withdraw_what: "De woorden worden bij ons gewist, meteen en voorgoed.",
        more: "Iets anders zeggen",
        incomplete: "Er ontbreekt iets",
        failed: "Het bericht is nog niet vertrokken",
        failed_what: "De server kon het niet bewaren. Uw woorden staan hier: probeer het zo meteen opnieuw.",
        your_words: "Uw woorden",
        send: "Versturen",
        unknown: "Onbekende code",
        unknown_what: "Geen enkel bericht heeft deze code. Lees ze na: ze heeft vier woorden van vijf letters.",
    },
    Words {
        tag: "en",
        title: "Received. Thank you!",
        lead: "Your message has reached the city. Somebody in the team will read it.",
        code: "Your code",
        keep: "Bookmark this page, or write these four words down. They are all you need to see the answer or to withdraw the message.",
        state: "Where is it now?",
        states: ["Received", "Received, to be read again", "Not kept", "Published", "Answered", "Withdrawn"],
        replies: "Answers of the team",
        withdraw: "Withdraw my message",
        withdraw_what: "Its words are deleted on our side, at once and for ever.",
        more: "Say something else",
        incomplete: "Something is missing",
        failed: "The message has not left yet",
        failed_what: "The server could not store it. Your words are here: try again in a moment.",
        your_words: "Your words",
        send: "Send",
        unknown: "Unknown code",
        unknown_what: "No message has this code. Read it again: it has four words of five letters.",
    },
    Words {
        tag: "ar",
        title: "وصلت رسالتك. شكرًا!",
        lead: "وصلت رسالتك إلى المدينة. سيقرؤها أحد أعضاء الفريق.",
        code: "رمزك",
        keep: "احفظ هذه الصفحة في المفضلة أو اكتب هذه الكلمات الأربع. تكفي لرؤية الرد أو لسحب الرسالة.",
        state: "أين أصبحت؟",
        states: ["وصلت", "وصلت وستُقرأ مرة أخرى", "لم تُقبل", "نُشرت", "تم الرد", "سُحبت"],
        replies: "ردود الفريق",
        withdraw: "سحب رسالتي",
        withdraw_what: "تُمحى كلماتها عندنا فورًا وإلى الأبد.",
        more: "قول شيء آخر",
        incomplete: "ينقص شيء ما",
        failed: "لم تُرسل الرسالة بعد",
        failed_what: "لم يستطع الخادم حفظها. كلماتك هنا: حاول مرة أخرى بعد قليل.",
        your_words: "كلماتك",
        send: "إرسال",
        unknown: "رمز غير معروف",
        unknown_what: "لا توجد رسالة بهذا الرمز. أعد قراءته: أربع كلمات من خمسة أحرف.",
    },
];
