//! The kinds of contributions and the closed lists in them, each open at its end.

use chava_catalogue::codes;

codes! {
    /// What somebody wants to say.
    pub enum Kind {
        /// What stands in the way of learning.
        Obstacle = "obstacle",
        /// A wish or an idea.
        Idea = "idea",
        /// A place, an offer or a session that is not in the catalogue.
        Proposal = "proposal",
        /// A fault in a record.
        Correction = "correction",
        /// Whether a record is right, by somebody who is there.
        Confirmation = "confirmation",
        /// What somebody can teach or offer, or looks for.
        Collaboration = "collaboration",
        /// A talk in the street or in a library, by who goes out to people.
        Encounter = "encounter",
    }
}

codes! {
    /// What stands in the way.
    pub enum Obstacle {
        /// No computer, tablet or telephone.
        Device = "device",
        /// No Internet.
        Data = "data",
        /// Reading or writing is hard.
        Reading = "reading",
        /// Another language.
        Language = "language",
        /// Too far, no bus.
        Transport = "transport",
        /// Nobody looks after the children.
        Childcare = "childcare",
        /// Too dear.
        Money = "money",
        /// At the wrong hours, no time.
        Hours = "hours",
        /// Health or handicap.
        Health = "health",
        /// Housing.
        Housing = "housing",
        /// Shame, fear, no confidence.
        Confidence = "confidence",
        /// Something else; the code that means nothing more precise.
        Another = "other",
    }
}

codes! {
    /// What somebody who is there says of a record.
    pub enum Observation {
        /// All is right.
        Right = "right",
        /// Other hours.
        WrongHours = "wrong-hours",
        /// It is elsewhere now.
        Moved = "moved",
        /// It is no more.
        Closed = "closed",
        /// Something else; the words say what.
        Another = "other",
    }
}

codes! {
    /// Which way help would flow.
    pub enum Direction {
        /// Somebody can give it.
        Offers = "offers",
        /// Somebody looks for it.
        Seeks = "seeks",
    }
}

codes! {
    /// Whether a talk helped.
    pub enum Helped {
        /// It did.
        Yes = "yes",
        /// It did not.
        No = "no",
    }
}
