//! The French words of codes: those of the residents' pages, so that both sides call a thing by one name.

use std::collections::HashMap;
use std::sync::LazyLock;

use chava_catalogue::language::Language;
use chava_catalogue::records::Theme;
use chava_contribution::kind::{Direction, Helped, Kind, Observation, Obstacle};
use chava_contribution::receipt::State;
use serde_json::Value;

static WORDS: LazyLock<HashMap<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../assets/messages/fr.json")).unwrap_or_default());

/// The words of a code below a prefix such as `place_type`; the code itself where it has none.
pub fn label(prefix: &str, code: &str) -> String {
    let word = WORDS.get(&format!("{prefix}_{code}")).and_then(Value::as_str);
    word.unwrap_or(code).to_owned()
}

/// The name of a theme; its identifier where the catalogue doesn't have it.
pub fn theme(themes: &[Theme], id: &str) -> String {
    let found = themes.iter().find(|theme| theme.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |theme| theme.label.get(&Language::French).to_owned())
}

/// The name of a topic.
pub fn topic(themes: &[Theme], id: &str) -> String {
    let mut topics = themes.iter().flat_map(|theme| &theme.topics);
    let found = topics.find(|topic| topic.id.as_str() == id);
    found.map_or_else(|| id.to_owned(), |topic| topic.label.get(&Language::French).to_owned())
}

/// What a kind of contribution is called.
pub fn kind(kind: &Kind) -> &str {
    match kind {
        Kind::Obstacle => "Obstacle",
        Kind::Idea => "Idée",
        Kind::Proposal => "Proposition",
        Kind::Correction => "Correction",
        Kind::Confirmation => "Confirmation",
        Kind::Collaboration => "Entraide",
        Kind::Encounter => "Rencontre",
        Kind::Other(code) => code,
    }
}

/// What a state is called.
pub fn state(state: &State) -> &str {
    match state {
        State::Received => "reçu",
        State::Held => "à regarder",
        State::Refused => "refusé",
        State::Published => "publié",
        State::Answered => "répondu",
        State::Withdrawn => "retiré par la personne",
        State::Other(code) => code,
    }
}

/// What an obstacle is called.
pub fn obstacle(obstacle: &Obstacle) -> &str {
    match obstacle {
        Obstacle::Device => "pas d’appareil",
        Obstacle::Data => "pas d’Internet",
        Obstacle::Reading => "lire ou écrire",
        Obstacle::Language => "la langue",
        Obstacle::Transport => "le transport",
        Obstacle::Childcare => "la garde des enfants",
        Obstacle::Money => "l’argent",
        Obstacle::Hours => "les horaires",
        Obstacle::Health => "la santé, un handicap",
        Obstacle::Housing => "le logement",
        Obstacle::Confidence => "la gêne, la confiance",
        Obstacle::Another => "autre chose",
        Obstacle::Other(code) => code,
    }
}

/// What was seen on the spot.
pub fn observation(observation: &Observation) -> &str {
    match observation {
        Observation::Right => "c’est encore vrai",
        Observation::WrongHours => "les heures sont fausses",
        Observation::Moved => "c’est ailleurs maintenant",
        Observation::Closed => "c’est fermé pour de bon",
        Observation::Another => "autre chose ne va pas",
        Observation::Other(code) => code,
    }
}

/// Which way help would flow.
pub fn direction(direction: &Direction) -> &str {
    match direction {
        Direction::Offers => "peut apporter",
        Direction::Seeks => "cherche",
        Direction::Other(code) => code,
    }
}

/// Whether a talk helped.
pub fn helped(helped: &Helped) -> &str {
    match helped {
        Helped::Yes => "oui",
        Helped::No => "non",
        Helped::Other(code) => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_words_of_the_residents_pages_and_an_unknown_one_stays() {
        assert_eq!(label("place_type", "library"), "Bibliothèque");
        assert_eq!(label("place_type", "spaceport"), "spaceport");
    }
}
