//! What each door asks: one table, from which every form is drawn.

use chava_contribution::Kind;

use crate::components::icon::Icon;
use crate::messages::Key;
use crate::route::Door;

/// A question of a form. Every one has a default: with words alone each form can be sent.
pub enum Question {
    /// Choices with pictures.
    Choice {
        /// The fields' name.
        name: &'static str,
        /// The group of codes in the message files.
        group: &'static str,
        /// The question itself.
        legend: Key,
        /// Whether more than one may be chosen.
        several: bool,
        /// The code that is chosen at the beginning, empty for none.
        chosen: &'static str,
        /// The codes with their pictures.
        options: &'static [(&'static str, Icon)],
    },
    /// Words, written or spoken.
    Words,
    /// A short line.
    Line {
        /// The field's name.
        name: &'static str,
        /// The question.
        label: Key,
    },
    /// The known facts of the record that is looked at, to be put right.
    Facts,
    /// A photo.
    Photo,
    /// One of the three themes.
    Theme,
    /// The section.
    Section,
    /// Which organisation speaks.
    Organisation,
    /// How to be reached, for who wants it.
    Contact,
}

/// A form behind a door.
pub struct Form {
    /// The door.
    pub door: Door,
    /// The kind of contribution that it makes.
    pub kind: Kind,
    /// Its picture.
    pub picture: Icon,
    /// Its title.
    pub title: Key,
    /// What it asks, in a sentence.
    pub question: Key,
    /// What is seen at once.
    pub first: &'static [Question],
    /// What is behind a fold.
    pub more: &'static [Question],
}

const WHERE_AND_WHO: &[Question] = &[Question::Theme, Question::Section, Question::Photo, Question::Contact];

const OBSTACLES: &[(&str, Icon)] = &[
    ("transport", Icon::Bus),
    ("money", Icon::Euro),
    ("childcare", Icon::Child),
    ("hours", Icon::Clock),
    ("device", Icon::Smartphone),
    ("data", Icon::NoSignal),
    ("reading", Icon::Book),
    ("language", Icon::Languages),
    ("health", Icon::Heart),
    ("housing", Icon::House),
    ("confidence", Icon::Frown),
    ("other", Icon::More),
];

/// The forms, in the order of their doors.
pub static FORMS: [Form; 5] = [
    Form {
        door: Door::Obstacle,
        kind: Kind::Obstacle,
        picture: Icon::Warning,
        title: Key::DoorObstacle,
        question: Key::DoorObstacleText,
        first: &[
            Question::Choice {
                name: "obstacles",
                group: "obstacle",
                legend: Key::LegendObstacle,
                several: true,
                chosen: "",
                options: OBSTACLES,
            },
            Question::Words,
        ],
        more: WHERE_AND_WHO,
    },
    Form {
        door: Door::Idea,
        kind: Kind::Idea,
        picture: Icon::Idea,
        title: Key::DoorIdea,
        question: Key::DoorIdeaText,
        first: &[Question::Words],
        more: WHERE_AND_WHO,
    },
    Form {
        door: Door::Proposal,
        kind: Kind::Proposal,
        picture: Icon::Plus,
        title: Key::DoorProposal,
        question: Key::DoorProposalText,
        first: &[
            Question::Choice {
                name: "record-kind",
                group: "kind",
                legend: Key::LegendProposal,
                several: false,
                chosen: "place",
                options: &[("place", Icon::Pin), ("offer", Icon::Book), ("session", Icon::Calendar)],
            },
            Question::Line { name: "record-name", label: Key::ProposalName },
            Question::Line { name: "record-where", label: Key::FactWhere },
            Question::Line { name: "record-when", label: Key::FactWhen },
            Question::Line { name: "record-audience", label: Key::FactAudience },
            Question::Line { name: "record-organisation", label: Key::ProposalRunBy },
            Question::Words,
            Question::Photo,
        ],
        more: &[Question::Theme, Question::Section, Question::Contact],
    },
    Form {
        door: Door::Correction,
        kind: Kind::Correction,
        picture: Icon::Pencil,
        title: Key::DoorCorrection,
        question: Key::DoorCorrectionText,
        first: &[
            Question::Choice {
                name: "verdict",
                group: "verdict",
                legend: Key::LegendCorrection,
                several: false,
                chosen: "",
                options: &[
                    ("wrong-hours", Icon::Clock),
                    ("moved", Icon::Route),
                    ("closed", Icon::Lock),
                    ("other", Icon::More),
                    ("right", Icon::Check),
                ],
            },
            Question::Words,
            Question::Facts,
        ],
        more: &[Question::Photo, Question::Contact],
    },
    Form {
        door: Door::Collaboration,
        kind: Kind::Collaboration,
        picture: Icon::Hands,
        title: Key::DoorCollaboration,
        question: Key::DoorCollaborationText,
        first: &[
            Question::Choice {
                name: "direction",
                group: "direction",
                legend: Key::LegendCollaboration,
                several: false,
                chosen: "offers",
                options: &[("offers", Icon::Hands), ("seeks", Icon::Search)],
            },
            Question::Words,
        ],
        more: &[Question::Organisation, Question::Theme, Question::Section, Question::Photo, Question::Contact],
    },
];

/// The form behind a door; none behind the choice of doors.
pub fn form_of(door: Door) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.door == door)
}
