//! What the team's pages call kinds, states and the like, beside the words of the residents' pages.

use chava_catalogue::language::Language;
use chava_catalogue::records::Theme;
use chava_contribution::kind::{Direction, Helped, Kind, Observation, Obstacle};
use chava_contribution::receipt::State;

pub use crate::labels::label;

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
